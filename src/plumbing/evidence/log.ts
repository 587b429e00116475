import { consistencyRanges, inclusionRanges } from '#src/core/merkle.ts';
import type { Reader, Tx } from '#src/plumbing/database/database.ts';
import type { House } from '#src/plumbing/house.ts';
import { sql } from 'kysely';
import { createPrivateKey, createPublicKey, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { headText, type EvidenceProof, type SignedHead } from './leaf.ts';
import { isSignedText } from './signed.ts';
import { grow, rangeHashes } from './tree.ts';

/** Is the head signed by the key that it names? */
export function isSigned(head: SignedHead): boolean {
  return isSignedText(headText(head), head);
}

function signingKey(dataDir: string): { secret: KeyObject; publicKey: string } {
  const path = join(dataDir, 'evidence-key.pem');
  if (!existsSync(path)) {
    mkdirSync(dirname(path), { recursive: true });
    const { privateKey } = generateKeyPairSync('ed25519');
    writeFileSync(path, privateKey.export({ format: 'pem', type: 'pkcs8' }), { mode: 0o600 });
  }
  const secret = createPrivateKey(readFileSync(path));
  return { secret, publicKey: createPublicKey(secret).export({ format: 'der', type: 'spki' }).toString('base64') };
}

/** The log's signature on a text of ours, such as a receipt. */
export function signText(house: House, text: string): { signature: string; publicKey: string } {
  const { secret, publicKey } = signingKey(house.settings.dataDir);
  return { signature: sign(null, Buffer.from(text), secret).toString('base64'), publicKey };
}

/** The key whose signatures are this log's, to be published elsewhere too. */
export const publicKeyOf = (house: House): string => signingKey(house.settings.dataDir).publicKey;

/** So many events get their place in one transaction; a crowd is sealed in several, each under a head of its own. */
const AT_ONCE = 20_000;

/**
 * Gives every new event its place in the tree and signs the head. One sealer at a time; others wait. Costs what the new events cost, however
 * long the log is. Returns the head, null when the log is empty.
 *
 * A place is given to whatever is committed and has none, in the order of the ids: a transaction that took an id early and commits late comes
 * after all that is sealed by then, is never left out, and never moves what has a place.
 */
export async function sealEvidence(house: House): Promise<SignedHead | null> {
  for (;;) {
    const { head, added } = await sealSome(house);
    if (added < AT_ONCE) return head;
  }
}

function sealSome(house: House): Promise<{ head: SignedHead | null; added: number }> {
  return house.writer.transaction().execute(async (tx) => {
    await sql`select pg_advisory_xact_lock(7112002)`.execute(tx);
    const last = await lastHead(tx);
    const before = last?.size ?? 0;
    const { rows } = await sql<{ leaf_hash: string }>`
      with placed as (
        update evidence_events e set leaf_index = ${before}::bigint + t.n, names = evidence_names(e.subject || ' ' || e.body)
        from (select id, row_number() over (order by id) - 1 as n from (select id from evidence_events where leaf_index is null order by id limit ${AT_ONCE}) u) t
        where e.id = t.id returning e.leaf_index, e.leaf_hash)
      select leaf_hash from placed order by leaf_index`.execute(tx);
    if (rows.length === 0) return { head: last, added: 0 };
    await grow(
      tx,
      before,
      rows.map((r) => r.leaf_hash),
    );
    const size = before + rows.length;
    const [whole] = await rangeHashes(tx, [{ from: 0, to: size }]);
    const { secret, publicKey } = signingKey(house.settings.dataDir);
    const bare = { size, root: whole!, signedAt: house.clock().toISOString() };
    const head = { ...bare, signature: sign(null, Buffer.from(headText(bare)), secret).toString('base64'), publicKey };
    await tx
      .insertInto('evidence_heads')
      .values({ size: head.size, root: head.root, signed_at: head.signedAt, signature: head.signature, public_key: head.publicKey })
      .execute();
    return { head, added: rows.length };
  });
}

const headColumns = ['size', 'root', 'signed_at as signedAt', 'signature', 'public_key as publicKey'] as const;

/** The last signed head, without sealing. */
export const lastHead = async (db: Reader | Tx): Promise<SignedHead | null> =>
  (await db.selectFrom('evidence_heads').select(headColumns).orderBy('size', 'desc').limit(1).executeTakeFirst()) ?? null;

/** The head that was signed when the log had this size. */
export const headOfSize = async (db: Reader, size: number): Promise<SignedHead | null> =>
  (await db.selectFrom('evidence_heads').select(headColumns).where('size', '=', size).executeTakeFirst()) ?? null;

/** That a later head only added to an earlier one; both signed by the log (RFC 9162 §2.1.4). Null when one of them was never signed. */
export type ConsistencyProof = { first: SignedHead; second: SignedHead; proof: readonly string[] };

export async function proveConsistency(house: House, first: number, second: number): Promise<ConsistencyProof | null> {
  const [earlier, later] = [await headOfSize(house.db, first), await headOfSize(house.db, second)];
  if (!earlier || !later || first > second) return null;
  return { first: earlier, second: later, proof: await rangeHashes(house.db, consistencyRanges(first, second)) };
}

/**
 * The proof for the last event of this kind about this subject; seals first where needed. Null when there is none.
 * @param naming only an event whose body holds this text, where one subject has several
 */
export async function proveEvent(house: House, kind: string, subject: string, naming = ''): Promise<EvidenceProof | null> {
  const find = () =>
    house.db
      .selectFrom('evidence_events')
      .selectAll()
      .where('kind', '=', kind)
      .where('subject', '=', subject)
      .where(sql<boolean>`position(${naming} in body) > 0`)
      .orderBy('id', 'desc')
      .limit(1)
      .executeTakeFirst();
  let event = await find();
  if (!event) return null;
  // What is sealed already needs no new head: in a crowd of readers of receipts nobody waits for the sealer.
  const head = event.leaf_index === null ? await sealEvidence(house) : await lastHead(house.db);
  if (event.leaf_index === null) event = await find();
  if (!head || !event || event.leaf_index === null) return null;
  return {
    event: { at: event.at, actor: event.actor, kind: event.kind, subject: event.subject, body: event.body, ...(event.salt !== null && { salt: event.salt }) },
    index: event.leaf_index,
    proof: await rangeHashes(house.db, inclusionRanges(event.leaf_index, head.size)),
    head,
  };
}
