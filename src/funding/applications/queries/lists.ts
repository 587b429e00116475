import type { Actor } from '#src/core/actor.ts';
import type { Cents } from '#src/core/money.ts';
import { euros } from '#src/core/money.ts';
import { showInstant, type Instant } from '#src/core/time.ts';
import type { Words } from '#src/core/words.ts';
import type { MemberFacts } from '#src/funding/calls/facts.ts';
import type { CallVersion } from '#src/funding/calls/queries.ts';
import type { Reader } from '#src/plumbing/database/database.ts';
import type { ListSpec } from '#src/plumbing/listing.ts';
import { sql, type SelectQueryBuilder } from 'kysely';
import type { Database } from '#src/plumbing/database/database.ts';
import { applicationsCopy } from '../copy/words.ts';
import { visibleTo } from '../policy.ts';
import type { ApplicationState } from '../states.ts';

export type ApplicationRow = {
  id: string;
  title: string;
  protocol: string | null;
  callId: string;
  leadName: string;
  mainSpoke: number | null;
  state: ApplicationState;
  submittedAt: Instant | null;
  eligibleCents: Cents | null;
  grantCents: Cents | null;
  updatedAt: Instant;
};

/** Everything that the person may read, and nothing else: the policy's `view`, as a condition. Drafts only of one's own. */
export function applicationsOf(db: Reader, actor: Actor): SelectQueryBuilder<Database, never, ApplicationRow> {
  const { submittedOf, organisationIds, personId } = visibleTo(actor);
  const own = sql<boolean>`(a.created_by = ${personId}
    or exists (select 1 from application_members m where m.application_id = a.id and m.organisation_id = any(${sql.val(organisationIds)}::uuid[]))
    or exists (select 1 from application_people p where p.application_id = a.id and p.person_id = ${personId}))`;
  const submitted = sql<boolean>`(s.id is not null and ((${submittedOf === 'all'}::boolean or a.call_id = any(${sql.val(submittedOf === 'all' ? [] : submittedOf)}::text[]))
      and not exists (select 1 from conflicts c where c.application_id = a.id and c.person_id = ${personId})
    or exists (select 1 from submission_members sm where sm.submission_id = s.id and sm.organisation_id = any(${sql.val(organisationIds)}::uuid[]))))`;
  const query = db
    .selectFrom('applications as a')
    .innerJoin('organisations as lead', 'lead.id', 'a.lead_id')
    .leftJoinLateral(
      (eb) =>
        eb
          .selectFrom('submissions')
          .selectAll('submissions')
          .whereRef('submissions.application_id', '=', 'a.id')
          .orderBy('year', 'desc')
          .orderBy('number', 'desc')
          .limit(1)
          .as('s'),
      (join) => join.onTrue(),
    )
    .where(sql<boolean>`(${own} or ${submitted})`)
    .select([
      'a.id',
      'a.call_id as callId',
      'a.state',
      'lead.legal_name as leadName',
      's.protocol',
      's.submitted_at as submittedAt',
      's.eligible_cents as eligibleCents',
      's.grant_cents as grantCents',
    ])
    .select([
      sql<string>`case when ${own} then coalesce(nullif(a.acronym, ''), a.title) else coalesce(nullif(s.acronym, ''), s.title) end`.as('title'),
      sql<number | null>`case when ${own} then a.main_spoke else s.main_spoke end`.as('mainSpoke'),
      // When someone else last typed into a draft is nobody's business but its own people's.
      sql<Instant>`case when ${own} then a.updated_at else s.submitted_at end`.as('updatedAt'),
    ]);
  return query as unknown as SelectQueryBuilder<Database, never, ApplicationRow>;
}

const t = applicationsCopy;

export function applicationsSpec(calls: readonly CallVersion[]): ListSpec<ApplicationRow> {
  const states: { value: ApplicationState; label: Words }[] = [
    { value: 'draft', label: t.draft },
    { value: 'submitted', label: t.submitted },
    { value: 'withdrawn', label: t.withdrawn },
  ];
  return {
    columns: [
      { key: 'title', label: t.application, searched: true },
      { key: 'protocol', label: t.protocol, searched: true },
      {
        key: 'callId',
        label: t.call,
        filter: { kind: 'choice', options: calls.map((c) => ({ value: c.callId, label: { it: c.call.officialCode, en: c.call.officialCode } })) },
      },
      { key: 'leadName', label: t.lead, searched: true, filter: { kind: 'text' } },
      { key: 'mainSpoke', label: t.spoke, numeric: true },
      { key: 'state', label: t.state, filter: { kind: 'choice', options: states } },
      { key: 'submittedAt', label: t.submittedAt, csv: (row, locale) => row.submittedAt && showInstant(row.submittedAt, locale) },
      { key: 'grantCents', label: t.grant, numeric: true, csv: (row, locale) => (row.grantCents === null ? null : euros(row.grantCents, locale)) },
      { key: 'updatedAt', label: t.lastChange, csv: (row, locale) => showInstant(row.updatedAt, locale) },
    ],
    order: '-updatedAt',
    key: 'id',
  };
}

/** Drafts are counted, not shown, to those who watch over a call. */
export async function draftCounts(db: Reader, callIds: readonly string[]): Promise<{ callId: string; drafts: number }[]> {
  if (callIds.length === 0) return [];
  const rows = await db
    .selectFrom('applications')
    .select((e) => ['call_id as callId', e.fn.countAll<number>().as('drafts')])
    .where('state', '=', 'draft')
    .where('call_id', 'in', callIds)
    .groupBy('call_id')
    .orderBy('call_id')
    .execute();
  return rows.map((r) => ({ callId: r.callId, drafts: Number(r.drafts) }));
}

export type OwnDraft = { id: string; leadId: string; title: string; state: ApplicationState; updatedAt: Instant };

/** The organisations that a person could apply for, as members to be, and what they have under this call already. Two statements. */
export async function startingPoints(db: Reader, actor: Actor, version: CallVersion): Promise<{ organisations: MemberFacts[]; existing: OwnDraft[] }> {
  if (actor.organisationIds.length === 0) return { organisations: [], existing: [] };
  const others = (role: 'lead' | null) => sql<number>`(
    select count(*)::int from submission_members sm join submissions s on s.id = sm.submission_id
    where sm.organisation_id = o.id and s.call_id = ${version.callId} and s.superseded_at is null and (${role}::text is null or sm.role = ${role}))`;
  const rows = await db
    .selectFrom('organisations as o')
    .select(['o.id', 'o.legal_name as name', 'o.kind', 'o.ownership', 'o.size_class as size', others('lead').as('asLead'), others(null).as('asMember')])
    .select((eb) =>
      eb
        .exists(
          eb
            .selectFrom('founding_partners as f')
            .select('f.role')
            .whereRef('f.organisation_id', '=', 'o.id')
            .where('f.programme_id', '=', version.call.programme),
        )
        .as('inPartnership'),
    )
    .where('o.id', 'in', actor.organisationIds)
    .orderBy('o.legal_name')
    .execute();
  const existing = await db
    .selectFrom('applications')
    .select(['id', 'lead_id as leadId', sql<string>`coalesce(nullif(acronym, ''), title)`.as('title'), 'state', 'updated_at as updatedAt'])
    .where('call_id', '=', version.callId)
    .where('lead_id', 'in', actor.organisationIds)
    .where('state', '<>', 'withdrawn')
    .orderBy('updated_at', 'desc')
    .execute();
  const organisations = rows.map(({ asLead, asMember, inPartnership, ...o }): MemberFacts => ({
    ...o,
    role: 'lead',
    region: '',
    inPartnership: Boolean(inPartnership),
    otherProposals: { asLead, asMember },
    staff: { women: 0, men: 0, under40: 0, newHires: 0 },
    costs: [],
  }));
  return { organisations, existing };
}

export type ProgrammeChoices = { spokes: { number: number; title: Words }[]; sectors: { id: string; title: Words }[] };

/** What a project can be about, in the programme of the call. */
export async function programmeChoices(db: Reader, programmeId: string): Promise<ProgrammeChoices> {
  const spokes = await db.selectFrom('spokes').select(['number', 'title_it', 'title_en']).where('programme_id', '=', programmeId).orderBy('number').execute();
  const sectors = await db.selectFrom('sectors').select(['id', 'name_it', 'name_en']).where('programme_id', '=', programmeId).orderBy('name_it').execute();
  return {
    spokes: spokes.map((s) => ({ number: s.number, title: { it: s.title_it, en: s.title_en } })),
    sectors: sectors.map((s) => ({ id: s.id, title: { it: s.name_it, en: s.name_en } })),
  };
}

export type Receipt = {
  applicationId: string;
  protocol: string;
  submittedAt: Instant;
  submittedBy: string;
  sha256: string;
  callId: string;
  callCode: string;
  callVersion: number;
  acronym: string;
  title: string;
  leadName: string;
  eligibleCents: Cents;
  grantCents: Cents;
  /** When a later submission or a withdrawal took its place; null for the one that counts. */
  supersededAt: Instant | null;
};

const receipts = (db: Reader) =>
  db
    .selectFrom('submissions as s')
    .innerJoin('people as p', 'p.id', 's.submitted_by')
    .innerJoin('applications as a', 'a.id', 's.application_id')
    .innerJoin('organisations as lead', 'lead.id', 'a.lead_id')
    .innerJoin('call_versions as v', 'v.id', 's.call_version_id')
    .select([
      's.application_id as applicationId',
      's.protocol',
      's.submitted_at as submittedAt',
      'p.name as submittedBy',
      's.sha256',
      's.call_id as callId',
      sql<string>`v.definition ->> 'officialCode'`.as('callCode'),
      'v.number as callVersion',
      's.acronym',
      's.title',
      'lead.legal_name as leadName',
      's.eligible_cents as eligibleCents',
      's.grant_cents as grantCents',
      's.superseded_at as supersededAt',
    ]);

/** Every receipt of an application, the last first. */
export const receiptsOf = (db: Reader, applicationId: string): Promise<Receipt[]> =>
  receipts(db).where('s.application_id', '=', applicationId).orderBy('s.year', 'desc').orderBy('s.number', 'desc').execute();

/** Receipts by their protocol numbers. */
export async function receiptsOfSeveral(db: Reader, protocols: readonly string[]): Promise<Map<string, Receipt>> {
  if (protocols.length === 0) return new Map();
  const rows = await receipts(db)
    .where('s.protocol', 'in', [...protocols])
    .execute();
  return new Map(rows.map((r) => [r.protocol, r]));
}

/** The text that the receipt's hash is of, as it was stored. */
export async function frozenText(db: Reader, applicationId: string, protocol: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('submissions')
    .innerJoin('frozen_texts', 'frozen_texts.sha256', 'submissions.sha256')
    .select('frozen_texts.text')
    .where('application_id', '=', applicationId)
    .where('protocol', '=', protocol)
    .executeTakeFirst();
  return row?.text;
}
