import { submitApplication } from '#src/funding/applications/actions/submit.ts';
import { receiptsOf } from '#src/funding/applications/queries/lists.ts';
import { statedText, type ProvenReceipt } from '#src/funding/applications/receipt.ts';
import { provenReceipt } from '#src/funding/applications/receipt/prove.ts';
import { canonical } from '#src/core/canonical.ts';
import { publicKeyOf } from '#src/plumbing/evidence/log.ts';
import fc from 'fast-check';
import { generateKeyPairSync, sign } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testHouse, type TestHouse } from '../../../test/database.ts';
import { aCompleteDraft, applicationsScene } from '../../../test/factories/applications.ts';
import { verifyReceipt } from './receipt.ts';

let t: TestHouse;
let receipt: ProvenReceipt;
let key: string;

beforeAll(async () => {
  t = await testHouse({ at: '2026-02-10T09:00:00Z' });
  const { applicant, call, lead } = await applicationsScene(t.house);
  const id = await aCompleteDraft(t.house, applicant, call, lead.id);
  await submitApplication(t.house, applicant, id, { arrivedAt: new Date('2026-02-10T09:00:00Z'), idempotencyKey: 'once' });
  const [last, ...earlier] = await receiptsOf(t.house.db, id);
  receipt = JSON.parse(JSON.stringify(await provenReceipt(t.house, last!, earlier))) as ProvenReceipt;
  key = publicKeyOf(t.house);
});
afterAll(() => t.end());

const failed = (value: unknown, trustedKey?: string) =>
  verifyReceipt(value, trustedKey === undefined ? {} : { trustedKey })
    .checks.filter((c) => !c.ok)
    .map((c) => c.name);

/** The paths of everything that a value says, down to its last parts. */
const paths = (value: unknown, at: readonly (string | number)[] = []): (string | number)[][] =>
  typeof value === 'object' && value !== null
    ? [[...at], ...Object.entries(value).flatMap(([k, v]) => paths(v, [...at, Array.isArray(value) ? Number(k) : k]))]
    : [[...at]];

const at = (value: unknown, path: readonly (string | number)[]): unknown => path.reduce((v, k) => (v as Record<string | number, unknown>)[k], value);

function changed(path: readonly (string | number)[], change: (old: unknown) => unknown): unknown {
  const copy = structuredClone(receipt) as unknown;
  const last = path.at(-1)!;
  const parent = at(copy, path.slice(0, -1)) as Record<string | number, unknown>;
  const next = change(parent[last]);
  if (next === undefined) delete parent[last];
  else parent[last] = next;
  return copy;
}

test('a receipt verifies, also against the key published elsewhere', () => {
  expect(failed(receipt)).toEqual([]);
  expect(failed(receipt, key)).toEqual([]);
  expect(verifyReceipt(receipt).checks.map((c) => c.name)).toEqual(['format', 'receipt', 'event', 'inclusion', 'signature']);
});

test('no field can be left out, emptied or changed', () => {
  const every = paths(receipt).filter((p) => p.length > 0);
  expect(every.length).toBeGreaterThan(30);
  for (const path of every) {
    expect(failed(changed(path, () => undefined)), `without ${path.join('.')}`).not.toEqual([]);
    const old = at(receipt, path);
    const other =
      typeof old === 'number' ? old + 1 : typeof old === 'string' ? `${old}0` : old === null ? '2026-02-10T09:00:00.000Z' : Array.isArray(old) ? [old] : {};
    expect(failed(changed(path, () => other)), `other ${path.join('.')}`).not.toEqual([]);
  }
});

test('not one character of it can be changed, and nothing can be added anywhere', () => {
  const texts = paths(receipt).filter((p) => typeof at(receipt, p) === 'string' && at(receipt, p) !== '');
  const objects = paths(receipt).filter((p) => p.length > 0 && typeof at(receipt, p) === 'object' && !Array.isArray(at(receipt, p)) && at(receipt, p) !== null);
  fc.assert(
    fc.property(fc.constantFrom(...texts), fc.nat(), fc.constantFrom('0', '1', 'a', 'B', '+', 'è', ' '), (path, n, letter) => {
      const old = at(receipt, path) as string;
      const i = n % old.length;
      const next = old.slice(0, i) + letter + old.slice(i + 1);
      fc.pre(next !== old);
      expect(failed(changed(path, () => next)), path.join('.')).not.toEqual([]);
    }),
    { numRuns: 500 },
  );
  for (const path of objects) expect(failed(changed([...path, 'more'], () => 1)), path.join('.')).not.toEqual([]);
  expect(failed({ ...receipt, more: 1 })).toEqual(['format']);
});

test('another key: signed again whole, or only around the true proof, it is not this log’s', () => {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const mine = publicKey.export({ format: 'der', type: 'spki' }).toString('base64');
  const signed = (text: string) => sign(null, Buffer.from(text), privateKey).toString('base64');
  const lie = { ...receipt, title: 'Un altro progetto' };
  const around = { ...lie, signature: { signature: signed(statedText(lie)), publicKey: mine } };
  expect(failed(around)).toEqual(['receipt']);
  const { size, root, signedAt } = receipt.evidence!.head;
  const head = { ...receipt.evidence!.head, signature: signed(canonical({ size, root, signedAt })), publicKey: mine };
  const whole = { ...around, evidence: { ...receipt.evidence!, head } };
  // Who trusts no key sees a receipt that agrees with itself: that is why the key has to be known from elsewhere.
  expect(failed(whole)).toEqual([]);
  expect(failed(whole, key)).toEqual(['receipt', 'signature']);
});

test('the proof of another submission does not serve', async () => {
  const stated = { ...receipt, submittedAt: '2026-02-10T08:59:59.000Z' };
  expect(failed(stated)).toEqual(['receipt', 'event']);
});
