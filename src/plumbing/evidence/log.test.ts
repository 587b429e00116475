import { consistencyProof, inclusionProof, root, verifyConsistency, verifyInclusion } from '#src/core/merkle.ts';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testHouse, type TestHouse } from '../../../test/database.ts';
import { act } from '../house.ts';
import { eventLeaf } from './leaf.ts';
import { isSigned, proveConsistency, proveEvent, sealEvidence, signText } from './log.ts';
import { isSignedText } from './signed.ts';
import { rangeHashes } from './tree.ts';

let t: TestHouse;
beforeAll(async () => {
  t = await testHouse({ at: '2026-02-01T10:00:00Z' });
});
afterAll(() => t.end());

let n = 0;
const write = (count: number) =>
  act(t.house, null, 'sample.make', 'many', async ({ record }) => {
    for (let i = 0; i < count; i++) await record({ kind: 'sample.made', subject: `s${n++}` });
  });
const leaves = async () =>
  (await t.house.db.selectFrom('evidence_events').select('leaf_hash').where('leaf_index', 'is not', null).orderBy('leaf_index').execute()).map(
    (r) => r.leaf_hash,
  );

test('sealed in parts of any size, every head is the root of all leaves, and every proof is that of the whole tree', async () => {
  const sizes: number[] = [];
  for (const count of [1, 1, 13, 2, 16, 31, 200, 3, 256, 5]) {
    await write(count);
    const head = (await sealEvidence(t.house))!;
    const all = await leaves();
    expect([head.size, head.root]).toEqual([all.length, root(all)]);
    expect(isSigned(head)).toBe(true);
    sizes.push(head.size);
  }
  const all = await leaves();
  const size = all.length;
  for (const subject of ['s0', 's14', 's15', 's16', 's255', 's256', `s${size - 1}`]) {
    const { event, index, proof, head } = (await proveEvent(t.house, 'sample.made', subject))!;
    expect(proof).toEqual(inclusionProof(index, all));
    expect(verifyInclusion({ index, size: head.size, leaf: eventLeaf(event), proof: [...proof], root: head.root })).toBe(true);
  }
  for (const first of sizes) {
    for (const second of sizes.filter((s) => s >= first)) {
      const proven = (await proveConsistency(t.house, first, second))!;
      expect(proven.proof).toEqual(consistencyProof(first, all.slice(0, second)));
      expect(verifyConsistency({ first, second, firstRoot: proven.first.root, secondRoot: proven.second.root, proof: [...proven.proof] })).toBe(true);
    }
  }
  expect(await proveConsistency(t.house, 2, 4)).toBeNull();
  expect(await proveConsistency(t.house, sizes[3]!, sizes[2]!)).toBeNull();
});

test('a proof holds the hash of its neighbour, from which nobody finds out by trying what the neighbour says; an event of before, without a salt, is proven still', async () => {
  const at = '2026-02-01T10:00:00.000Z';
  const guess = { at, actor: null, kind: 'review.submitted', subject: 'evaluation/1', body: '{"points":12}' };
  if ((await leaves()).length % 2 === 1) await write(1);
  await act(t.house, null, 'sample.make', 'guess', async ({ record }) => {
    await record({ kind: guess.kind, subject: guess.subject, body: { points: 12 } });
    await record({ kind: 'sample.made', subject: 'own' });
  });
  const old = { at, actor: null, kind: 'sample.made', subject: 'old', body: '{}' };
  await sql`insert into evidence_events (at, kind, subject, body, leaf_hash) values (${at}, ${old.kind}, ${old.subject}, ${old.body}, ${eventLeaf(old)})`.execute(
    t.house.writer,
  );
  const { event, proof } = (await proveEvent(t.house, 'sample.made', 'own'))!;
  const neighbour = (await t.house.db.selectFrom('evidence_events').selectAll().where('kind', '=', guess.kind).executeTakeFirstOrThrow())!;
  expect(proof[0]).toBe(neighbour.leaf_hash);
  expect(proof[0]).not.toBe(eventLeaf(guess));
  expect(proof[0]).toBe(eventLeaf({ ...guess, salt: neighbour.salt! }));
  expect(event.salt).toMatch(/^[0-9a-f]{32}$/);
  expect(JSON.stringify([event, proof])).not.toContain(neighbour.salt!);
  const before = (await proveEvent(t.house, 'sample.made', 'old'))!;
  expect(before.event).toEqual(old);
  expect(
    verifyInclusion({ index: before.index, size: before.head.size, leaf: eventLeaf(before.event), proof: [...before.proof], root: before.head.root }),
  ).toBe(true);
});

test('sealing and proving take as many statements in a long log as in a short one', async () => {
  const { statements } = await import('../database/database.ts');
  await write(1);
  const before = statements.count;
  await proveEvent(t.house, 'sample.made', `s${n - 1}`);
  expect(statements.count - before).toBeLessThan(16);
});

test('an event that took its number early and is committed late comes after what was sealed, and nothing sealed moves', async () => {
  const late = await t.house.pool.connect();
  await late.query('begin');
  await late.query("insert into evidence_events (at, kind, subject, body, leaf_hash) values (now(), 'late', 'late', '{}', repeat('a', 64))");
  await write(3);
  const first = (await sealEvidence(t.house))!;
  const sealed = await leaves();
  await late.query('commit');
  late.release();
  const second = (await sealEvidence(t.house))!;
  expect(second.size).toBe(first.size + 1);
  expect((await leaves()).slice(0, first.size)).toEqual(sealed);
  const { proof } = (await proveConsistency(t.house, first.size, second.size))!;
  expect(verifyConsistency({ first: first.size, second: second.size, firstRoot: first.root, secondRoot: second.root, proof: [...proof] })).toBe(true);
});

test('several sealers at once while several write: every event has one place, places have no gap', async () => {
  await Promise.all([...Array.from({ length: 8 }, () => write(7)), ...Array.from({ length: 4 }, () => sealEvidence(t.house))]);
  const head = (await sealEvidence(t.house))!;
  const { rows } = await sql<{ n: number; least: number; most: number }>`
    select count(distinct leaf_index)::int as n, min(leaf_index)::int as least, max(leaf_index)::int as most from evidence_events`.execute(t.house.db as never);
  expect(rows).toEqual([{ n: head.size, least: 0, most: head.size - 1 }]);
  expect(await rangeHashes(t.house.db, [{ from: 0, to: head.size }])).toEqual([root(await leaves())]);
});

test('a text is signed with the key of the log', () => {
  const signed = signText(t.house, 'ricevuta');
  expect(isSignedText('ricevuta', signed)).toBe(true);
  expect(isSignedText('ricevute', signed)).toBe(false);
});
