import type { Reason } from '#src/core/decision.ts';
import type { Cents } from '#src/core/money.ts';
import type { CalendarDate, Instant } from '#src/core/time.ts';
import { currentSubmission } from '#src/funding/applications/queries.ts';
import type { Reader } from '#src/plumbing/database/database.ts';
import type { PartnerChange } from '../rules/partners.ts';
import type { Plan } from '../rules/plan.ts';
import type { Standing } from '../rules/variation.ts';
import { openVariations, type VariationKind, type VariationState } from '../states.ts';

export type VariationLine = {
  id: string;
  number: number;
  kind: VariationKind;
  state: VariationState;
  reason: string;
  base: number;
  movedCents: Cents;
  movedPercent: number;
  proposedAt: Instant;
  proposedBy: string;
  dueOn: CalendarDate | null;
  answer: string | null;
  answeredAt: Instant | null;
  answeredBy: string | null;
  version: number | null;
  endedAt: Instant | null;
  endedReasons: Reason[] | null;
};

/** With the plan that it would make, and what passes from one partner to another. */
export type Variation = VariationLine & { plan: Plan; change: PartnerChange | null };

const lines = (db: Reader) =>
  db
    .selectFrom('project_variations as x')
    .innerJoin('people as p', 'p.id', 'x.proposed_by')
    .leftJoin('people as a', 'a.id', 'x.answered_by')
    .select(['x.id', 'x.number', 'x.kind', 'x.state', 'x.reason', 'x.base', 'x.moved_cents as movedCents', 'x.moved_percent as movedPercent'])
    .select(['x.proposed_at as proposedAt', 'p.name as proposedBy', 'x.due_on as dueOn', 'x.answer', 'x.answered_at as answeredAt'])
    .select(['a.name as answeredBy', 'x.version', 'x.ended_at as endedAt', 'x.ended_reasons as endedReasons']);

/** The variations of a project, the newest first. */
export const variationsOf = (db: Reader, projectId: string): Promise<VariationLine[]> =>
  lines(db).where('x.project_id', '=', projectId).orderBy('x.number', 'desc').execute();

export async function variationByNumber(db: Reader, projectId: string, number: number): Promise<Variation | undefined> {
  if (!Number.isSafeInteger(number) || number < 1 || number > 100_000) return undefined;
  const row = await lines(db).select(['x.content', 'x.change']).where('x.project_id', '=', projectId).where('x.number', '=', number).executeTakeFirst();
  if (!row) return undefined;
  const { content, change, ...line } = row;
  return { ...line, plan: JSON.parse(content) as Plan, change: change === null ? null : (JSON.parse(change) as PartnerChange) };
}

/** The organisations that could take over from a member, by name. */
export const organisationsToJoin = (db: Reader): Promise<{ id: string; name: string }[]> =>
  db.selectFrom('organisations').select(['id', 'legal_name as name']).orderBy('legal_name').orderBy('id').limit(2000).execute();

export const hasOpenRequest = async (db: Reader, projectId: string): Promise<boolean> =>
  (await db
    .selectFrom('project_variations')
    .select('id')
    .where('project_id', '=', projectId)
    .where('state', 'in', [...openVariations])
    .executeTakeFirst()) !== undefined;

/** What of the proposal goes on holding, and the grant that its contract gives. */
export async function standingOf(db: Reader, project: { applicationId: string; contractId: string }): Promise<{ standing: Standing; grantCents: Cents }> {
  const { facts } = (await currentSubmission(db, project.applicationId)).snapshot;
  const { grant_cents: grantCents } = await db.selectFrom('contracts').select('grant_cents').where('id', '=', project.contractId).executeTakeFirstOrThrow();
  const { mainSpoke, spokes, sector, wideDissemination, mayPublishResults } = facts;
  return { standing: { mainSpoke, spokes, sector, wideDissemination, mayPublishResults }, grantCents };
}
