import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { saidBySchema } from './problems.ts';

/** Every complaint that the schema makes in words of its own, as its source has it, with a word for each value. */
function complaints(file: string): string[] {
  const source = readFileSync(join(import.meta.dirname, '..', file), 'utf8');
  return source
    .split('\n')
    .filter((line) => /\b(complain|at)\(\[|\.refine\(|message: /.test(line))
    .flatMap((line) => [...line.matchAll(/'([^']+)'|`([^`]+)`/g)].map((m) => (m[1] ?? m[2])!.replaceAll(/\$\{[^}]*\}/g, 'x')))
    .filter((text) => text.includes(' ') && text !== 'x');
}

test.each(['schema/problems.ts', 'rules/form.ts', 'schema/delivery.ts'])('whatever %s complains of reads in Italian', (file) => {
  const found = complaints(file);
  expect(found.length).toBeGreaterThan(5);
  expect(found.filter((message) => saidBySchema(message, 'it') === message)).toEqual([]);
});

test('an Italian sentence keeps what is named', () => {
  expect(saidBySchema('"trl" has no option "b"', 'it')).toBe('«trl» non ha un’opzione «b»');
  expect(saidBySchema('no column "start" of kind "month"', 'it')).toBe('non c’è una colonna «start» di tipo «month»');
  expect(saidBySchema('"trl" has no option "b"', 'en')).toBe('"trl" has no option "b"');
});
