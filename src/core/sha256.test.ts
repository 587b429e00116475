import fc from 'fast-check';
import { expect, test } from 'vitest';
import * as browser from './sha256.browser.ts';
import { sha256, unhex } from './sha256.ts';

test('the browser’s SHA-256 gives the vectors of FIPS 180-4, and what Node gives for any bytes', () => {
  expect(browser.sha256('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  expect(browser.sha256('')).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
  expect(browser.sha256('a'.repeat(1_000_000))).toBe('cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0');
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit: 'binary' }).filter((s) => s.isWellFormed()),
        fc.uint8Array({ maxLength: 200 }),
      ),
      (x) => browser.sha256(x) === sha256(x),
    ),
  );
  fc.assert(
    fc.property(fc.uint8Array(), (bytes) => {
      const hex = Buffer.from(bytes).toString('hex');
      expect([...browser.unhex(hex)]).toEqual([...unhex(hex)]);
    }),
  );
});
