import { notFound } from '#src/core/errors.ts';
import type { Instant } from '#src/core/time.ts';
import { currentVersion, type CallVersion } from '#src/funding/calls/queries.ts';
import type { Reader, Tx } from '#src/plumbing/database/database.ts';
import { sql } from 'kysely';
import type { Across } from './graph.ts';
import type { DeclaredTie } from '../rules/ties.ts';

/** Whoever adds experts, declares, assigns or looks for conflicts under one call does so one after the other. */
export async function lockEvaluation(tx: Tx, callId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('evaluation'), hashtext(${callId}))`.execute(tx);
}

export type DeclarationStage = { callId: string; closesAt: Instant; ranked: boolean; version: CallVersion };

/** The call in force, and whether a ranking is out; not found when it was never published. */
export async function declarationStage(db: Reader, callId: string): Promise<DeclarationStage> {
  const version = await currentVersion(db, callId);
  if (!version) throw notFound();
  const { rows } = await sql<{ ranked: boolean }>`
    select exists (select 1 from evidence_events where kind = 'ranking.published' and body::jsonb->>'call' = ${callId}) as ranked`.execute(db as never);
  return { callId, closesAt: version.closesAt, ranked: rows[0]!.ranked, version };
}

export type Registered = { pseudonym: string; declaredAt: Instant | null; ties: DeclaredTie[] | null };

/** This person as an expert of this call; nobody who was released. */
export async function registeredExpert({ db, ports }: Across, callId: string, personId: string): Promise<Registered | undefined> {
  const serves = await ports.servingExpert(db, callId, personId);
  if (!serves) return undefined;
  const said = await db
    .selectFrom('conflict_declarations')
    .select(['declared_at as declaredAt', 'ties'])
    .where('call_id', '=', callId)
    .where('person_id', '=', personId)
    .executeTakeFirst();
  return { ...serves, declaredAt: said?.declaredAt ?? null, ties: (said?.ties ?? null) as DeclaredTie[] | null };
}
