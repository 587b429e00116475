import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { receiptJsonSchemaText } from './receipt.ts';

test('the published JSON Schema of receipts is the one in use', () => {
  expect(readFileSync('docs/formats/receipt.schema.json', 'utf8')).toBe(receiptJsonSchemaText());
});
