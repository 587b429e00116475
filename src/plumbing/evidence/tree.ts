import { blocksOf, complete, joined, root, type Block, type Hash, type Range } from '#src/core/merkle.ts';
import type { Reader, Tx } from '#src/plumbing/database/database.ts';
import { sql } from 'kysely';

/** Every how many levels a hash is kept: a subtree is read as at most 2³ kept ones, and one row is kept for 15 leaves. */
const STEP = 4;
const WIDTH = 2 ** STEP;

const keyOf = ({ level, index }: Block): string => `${level}/${index}`;

/** The kept hashes that a complete subtree is made of. */
function keptUnder({ level, index }: Block): Block[] {
  const below = level % STEP;
  return Array.from({ length: 2 ** below }, (_, i) => ({ level: level - below, index: index * 2 ** below + i }));
}

/** The hashes of these subtrees of the log, in two statements, however long the log is. */
export async function rangeHashes(db: Reader | Tx, ranges: readonly Range[]): Promise<Hash[]> {
  const wanted = ranges.map((range) => blocksOf(range));
  const kept = wanted.flat().flatMap(keptUnder);
  const leaves = kept.filter((b) => b.level === 0).map((b) => b.index);
  const nodes = kept.filter((b) => b.level > 0);
  const known = new Map<string, Hash>();
  if (leaves.length > 0) for (const [i, hash] of await leavesAt(db, leaves)) known.set(keyOf({ level: 0, index: i }), hash);
  if (nodes.length > 0) {
    const { rows } = await sql<{ level: number; index: number; hash: Hash }>`
      select n.level, n.index, n.hash from unnest(${nodes.map((n) => n.level)}::int[], ${nodes.map((n) => n.index)}::bigint[]) as wanted (level, index)
      join evidence_nodes n using (level, index)`.execute(db as Tx);
    for (const row of rows) known.set(keyOf(row), row.hash);
  }
  const hashOf = (block: Block): Hash => {
    const hash = known.get(keyOf(block));
    if (hash === undefined) throw new Error(`the evidence log lacks its node ${keyOf(block)}`);
    return hash;
  };
  return wanted.map((blocks) => (blocks.length === 0 ? root([]) : joined(blocks.map((b) => complete(keptUnder(b).map(hashOf))))));
}

async function leavesAt(db: Reader | Tx, indexes: readonly number[]): Promise<[number, Hash][]> {
  const { rows } = await sql<{ i: number; hash: Hash }>`
    select leaf_index as i, leaf_hash as hash from evidence_events where leaf_index = any(${indexes}::bigint[])`.execute(db as Tx);
  return rows.map((r) => [r.i, r.hash]);
}

/** Keeps the subtrees that became complete when the log grew from `before` leaves by these. Reads the few siblings that were there already. */
export async function grow(tx: Tx, before: number, added: readonly Hash[]): Promise<void> {
  let [level, from, hashes] = [0, before, added];
  while (hashes.length > 0) {
    const start = from - (from % WIDTH);
    const earlier = start === from ? [] : await keptFrom(tx, level, start, from);
    const all = [...earlier, ...hashes];
    const groups = Math.floor(all.length / WIDTH);
    const next = Array.from({ length: groups }, (_, i) => complete(all.slice(i * WIDTH, (i + 1) * WIDTH)));
    level += STEP;
    from = start / WIDTH;
    hashes = next;
    if (next.length === 0) return;
    await sql`insert into evidence_nodes (level, index, hash)
      select ${level}, ${from} + n - 1, hash from unnest(${next}::text[]) with ordinality as given (hash, n)`.execute(tx);
  }
}

async function keptFrom(tx: Tx, level: number, from: number, to: number): Promise<Hash[]> {
  const { rows } =
    level === 0
      ? await sql<{ hash: Hash }>`select leaf_hash as hash from evidence_events where leaf_index >= ${from} and leaf_index < ${to} order by leaf_index`.execute(
          tx,
        )
      : await sql<{ hash: Hash }>`select hash from evidence_nodes where level = ${level} and index >= ${from} and index < ${to} order by index`.execute(tx);
  return rows.map((r) => r.hash);
}
