import type { Instant } from '#src/core/time.ts';
import type { Locale } from '#src/core/words.ts';
import type { Reader } from '#src/plumbing/database/database.ts';
import type { ListSpec } from '#src/plumbing/listing.ts';
import { sql, type RawBuilder } from 'kysely';
import { findingWords, kindWords, stateWords } from '../copy/findings.ts';
import { explained } from '../copy/path.ts';
import { concerns, type Viewer } from '../queries.ts';
import { conflictKinds, findingStates, type ConflictKind, type FindingState } from '../states.ts';
import type { Across, KeptStep } from './graph.ts';

export type FindingRow = {
  id: string;
  applicationId: string;
  protocol: string;
  personId: string;
  person: string;
  kind: ConflictKind;
  detail: string;
  path: KeptStep[];
  state: FindingState;
  foundAt: Instant;
  foundBy: string | null;
};

const choices = <V extends string>(values: readonly V[], words: Record<V, { it: string; en: string }>) => ({
  kind: 'choice' as const,
  options: values.map((value) => ({ value, label: words[value] })),
});

export const findingsSpec: ListSpec<FindingRow> = {
  columns: [
    { key: 'protocol', label: findingWords.protocol, searched: true },
    { key: 'person', label: findingWords.person, searched: true },
    { key: 'kind', label: findingWords.kind, filter: choices(conflictKinds, kindWords), csv: (r, locale: Locale) => kindWords[r.kind][locale] },
    { key: 'detail', label: findingWords.explanation, searched: true, sort: false, csv: (r, locale: Locale) => explained(r, locale) },
    { key: 'state', label: findingWords.state, filter: choices(findingStates, stateWords), csv: (r, locale: Locale) => stateWords[r.state][locale] },
    { key: 'foundAt', label: findingWords.foundAt },
    { key: 'foundBy', label: findingWords.foundBy },
  ],
  order: 'protocol',
  key: 'id',
};

/** The findings of a call that this person may see: none about themselves, none on proposals that they have something to do with, none before the deadline. */
export function findingsList(callId: string, viewer: Viewer, closed = true): RawBuilder<FindingRow> {
  return sql<FindingRow>`
    select f.id, f.application_id as "applicationId", s.protocol, f.person_id as "personId", p.name as person, f.kind, f.detail, f.path, f.found_at as "foundAt",
      b.name as "foundBy",
      case when f.ended_at is not null then 'ended' when w.state = 'confirmed' then 'waived' when w.state = 'proposed' then 'waiverProposed'
        when f.bars then 'bars' else 'shown' end as state
    from conflict_findings f
    join submissions s on s.application_id = f.application_id and s.superseded_at is null
    join people p on p.id = f.person_id
    left join people b on b.id = f.found_by
    left join conflict_waivers w on w.finding_id = f.id and w.state in ('proposed', 'confirmed')
    where ${closed} and f.call_id = ${callId} and f.person_id <> ${viewer.id} and not ${concerns(viewer)}`;
}

export type Waiver = {
  id: string;
  state: 'proposed' | 'confirmed' | 'refused';
  reason: string;
  proposedAt: Instant;
  proposedBy: string;
  proposer: string;
  answeredAt: Instant | null;
  answerer: string | null;
  answer: string;
};

export type FindingShown = FindingRow & { waivers: Waiver[] };

/** One finding with what was proposed on it, the newest first; undefined for who may not see it. */
export async function findingShown(db: Reader, callId: string, id: string, viewer: Viewer): Promise<FindingShown | undefined> {
  const { rows } = await sql<FindingRow>`select * from (${findingsList(callId, viewer)}) f where f.id = ${id}`.execute(db as never);
  if (!rows[0]) return undefined;
  const waivers = await db
    .selectFrom('conflict_waivers as w')
    .innerJoin('people as p', 'p.id', 'w.proposed_by')
    .leftJoin('people as a', 'a.id', 'w.answered_by')
    .select(['w.id', 'w.state', 'w.reason', 'w.proposed_at as proposedAt', 'w.proposed_by as proposedBy', 'p.name as proposer'])
    .select(['w.answered_at as answeredAt', 'a.name as answerer', 'w.answer'])
    .where('w.finding_id', '=', id)
    .orderBy('w.proposed_at', 'desc')
    .execute();
  return { ...rows[0], waivers };
}

export type Chosen = { value: string; label: string };

/** What the office can record a conflict between: the proposals and people that this person may see. */
export async function recordChoices({ db, ports }: Across, callId: string, viewer: Viewer): Promise<{ proposals: Chosen[]; people: Chosen[] }> {
  const proposals = await sql<Chosen>`
    select s.application_id as value, s.protocol as label from submissions s
    where s.call_id = ${callId} and s.superseded_at is null and not ${concerns(viewer)} order by s.protocol`.execute(db as never);
  const people = await sql<Chosen>`
    select p.id as value, p.name as label from people p
    where p.id <> ${viewer.id} and (p.id in (select e.person_id from (${ports.expertsOf(callId, 'concerned')}) e)
      or exists (select 1 from role_grants g where g.person_id = p.id and g.revoked_at is null and (g.role = 'spokeLeader' or (g.role in ('office', 'chair', 'auditor') and (g.scope is null or g.scope = ${callId})))))
    order by p.name, p.id`.execute(db as never);
  return { proposals: proposals.rows, people: people.rows };
}

/** Experts whose organisation takes part in the call, and in how many proposals: they compete with all the others. */
export async function competing({ db, ports }: Across, callId: string, viewer: Viewer): Promise<{ person: string; proposals: number }[]> {
  const { rows } = await sql<{ person: string; proposals: number }>`
    select p.name as person, count(distinct f.application_id)::int as proposals
    from conflict_findings f join people p on p.id = f.person_id
    join (${ports.expertsOf(callId, 'serving')}) e on e.person_id = f.person_id
    join submissions s on s.application_id = f.application_id and s.superseded_at is null
    where f.call_id = ${callId} and f.kind in ('employer', 'member') and f.ended_at is null and f.person_id <> ${viewer.id} and not ${concerns(viewer)}
    group by p.id, p.name order by p.name, p.id`.execute(db as never);
  return rows;
}
