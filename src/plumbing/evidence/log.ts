import { canonical } from '#src/core/canonical.ts';
import { inclusionProof, root } from '#src/core/merkle.ts';
import type { Instant } from '#src/core/time.ts';
import type { House } from '#src/plumbing/house.ts';
import { sql } from 'kysely';
import { createPrivateKey, createPublicKey, generateKeyPairSync, sign, verify, type KeyObject } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { LoggedEvent } from './leaf.ts';

/** A signed tree head: what the log was, all of it, at one instant (RFC 9162 §4.10, signed with Ed25519 over canonical JSON). */
export type SignedHead = { size: number; root: string; signedAt: Instant; signature: string; publicKey: string };

/** That one event stands in the log under a signed head; everything needed to check it offline. */
export type EvidenceProof = { event: LoggedEvent; index: number; proof: readonly string[]; head: SignedHead };

const headText = (head: Pick<SignedHead, 'size' | 'root' | 'signedAt'>) =>
  Buffer.from(canonical({ root: head.root, signedAt: head.signedAt, size: head.size }));

/** Is the head signed by the key that it names? */
export function isSigned(head: SignedHead): boolean {
  try {
    const key = createPublicKey({ key: Buffer.from(head.publicKey, 'base64'), format: 'der', type: 'spki' });
    return verify(null, headText(head), key, Buffer.from(head.signature, 'base64'));
  } catch {
    return false;
  }
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

/** Gives every new event its place in the tree and signs the head. One sealer at a time; others wait. Returns the head, null when the log is empty. */
export async function sealEvidence(house: House): Promise<SignedHead | null> {
  return house.writer.transaction().execute(async (tx) => {
    await sql`select pg_advisory_xact_lock(7112002)`.execute(tx);
    const { rowCount } = await count(tx);
    await sql`update evidence_events e set leaf_index = t.n + ${rowCount} from (select id, row_number() over (order by id) - 1 as n from evidence_events where leaf_index is null) t where e.id = t.id`.execute(
      tx,
    );
    const leaves = (
      await sql<{ leaf_hash: string }>`select leaf_hash from evidence_events where leaf_index is not null order by leaf_index`.execute(tx)
    ).rows.map((r) => r.leaf_hash);
    if (leaves.length === 0) return null;
    const known = await tx.selectFrom('evidence_heads').selectAll().where('size', '=', leaves.length).executeTakeFirst();
    if (known) return { size: known.size, root: known.root, signedAt: known.signed_at, signature: known.signature, publicKey: known.public_key };
    const { secret, publicKey } = signingKey(house.settings.dataDir);
    const bare = { size: leaves.length, root: root(leaves), signedAt: house.clock().toISOString() };
    const head = { ...bare, signature: sign(null, headText(bare), secret).toString('base64'), publicKey };
    await tx
      .insertInto('evidence_heads')
      .values({ size: head.size, root: head.root, signed_at: head.signedAt, signature: head.signature, public_key: head.publicKey })
      .execute();
    return head;
  });
}

async function count(tx: Parameters<Parameters<ReturnType<House['writer']['transaction']>['execute']>[0]>[0]) {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from evidence_events where leaf_index is not null`.execute(tx);
  return { rowCount: rows[0]!.n };
}

/**
 * The proof for the last event of this kind about this subject; seals first where needed. Null when there is none.
 * @param naming only an event whose body holds this text, where one subject has several
 */
export async function proveEvent(house: House, kind: string, subject: string, naming = ''): Promise<EvidenceProof | null> {
  const head = await sealEvidence(house);
  const event = await house.db
    .selectFrom('evidence_events')
    .selectAll()
    .where('kind', '=', kind)
    .where('subject', '=', subject)
    .where('leaf_index', 'is not', null)
    .where(sql<boolean>`position(${naming} in body) > 0`)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (!head || !event || event.leaf_index === null) return null;
  const leaves = await house.db.selectFrom('evidence_events').select('leaf_hash').where('leaf_index', '<', head.size).orderBy('leaf_index').execute();
  return {
    event: { at: event.at, actor: event.actor, kind: event.kind, subject: event.subject, body: event.body },
    index: event.leaf_index,
    proof: inclusionProof(
      event.leaf_index,
      leaves.map((l) => l.leaf_hash),
    ),
    head,
  };
}
