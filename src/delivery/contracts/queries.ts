import { hasRole, type Actor } from '#src/core/actor.ts';
import type { Cents } from '#src/core/money.ts';
import type { CalendarDate, Instant } from '#src/core/time.ts';
import { isUuid } from '#src/funding/applications/schema.ts';
import type { Call } from '#src/funding/calls/schema.ts';
import type { Reader } from '#src/plumbing/database/database.ts';
import type { SignatureReport } from '#src/plumbing/signatures/report.ts';
import { sql, type SelectQueryBuilder } from 'kysely';
import type { Contract } from './policy.ts';
import { isPending, type Addendum, type Amendment } from './rules/addendum.ts';
import { checklist, type ContractMember, type HandedIn, type Line } from './rules/checklist.ts';
import type { DeedContent } from './rules/deed.ts';
import { DEED, type ContractState } from './states.ts';

export type ContractFile = Omit<Contract, 'members'> & {
  id: string;
  applicationId: string;
  protocol: string;
  acronym: string;
  title: string;
  mainSpoke: number | null;
  durationMonths: number | null;
  call: Call;
  callVersion: number;
  cup: string | null;
  startsOn: CalendarDate | null;
  grantCents: Cents;
  offeredAt: Instant | null;
  content: DeedContent | null;
  sha256: string | null;
  paperSha256: string | null;
  signedAt: Instant | null;
  signedSha256: string | null;
  endedAt: Instant | null;
  endedRef: string | null;
  endedReason: string | null;
  /** Those that may join by an addendum, and those who left, among them. */
  members: readonly Party[];
  /** Present documents, the signed contract among them. */
  documents: readonly StoredDocument[];
  addenda: readonly Addendum[];
};

/** A document with the whole report on its signatures. */
export type StoredDocument = HandedIn & { signature: SignatureReport | null };

/** `joinsWith`: the addendum, not signed yet, by which it would become a party. */
export type Party = ContractMember & { sizeClass: string | null; joinsWith: number | null; leftOn: CalendarDate | null };

/** The parties of a contract as it stands: who has not joined yet, or has left, is none. */
export const partiesNow = (it: Pick<ContractFile, 'members'>): Party[] => it.members.filter((m) => m.joinsWith === null && m.leftOn === null);

/** One contract with all that it is decided on; undefined where there is none. Four statements. */
export async function contractById(db: Reader, id: string): Promise<ContractFile | undefined> {
  return isUuid(id) ? contractWhere(db, 'c.id', id) : undefined;
}

export const contractOfApplication = (db: Reader, applicationId: string): Promise<ContractFile | undefined> =>
  isUuid(applicationId) ? contractWhere(db, 'c.application_id', applicationId) : Promise.resolve(undefined);

async function contractWhere(db: Reader, column: 'c.id' | 'c.application_id', id: string): Promise<ContractFile | undefined> {
  const row = await db
    .selectFrom('contracts as c')
    .innerJoin('submissions as s', (j) => j.onRef('s.application_id', '=', 'c.application_id').on('s.superseded_at', 'is', null))
    .innerJoin('frozen_texts as f', 'f.sha256', 's.sha256')
    .innerJoin('call_versions as v', 'v.id', 'c.call_version_id')
    .select(['c.id', 'c.application_id as applicationId', 'c.call_id as callId', 'c.state', 'c.due_on as dueOn', 'c.cup', 'c.starts_on as startsOn'])
    .select(['c.grant_cents as grantCents', 'c.offered_at as offeredAt', 'c.content', 'c.sha256', 'c.paper_sha256 as paperSha256'])
    .select(['c.signed_at as signedAt', 'c.signed_sha256 as signedSha256', 'c.ended_at as endedAt', 'c.ended_ref as endedRef', 'c.ended_reason as endedReason'])
    .select(['s.protocol', 's.acronym', 's.title', 's.main_spoke as mainSpoke', 'v.definition as call', 'v.number as callVersion'])
    .select(sql<number | null>`(f.text::jsonb #>> '{facts,durationMonths}')::int`.as('durationMonths'))
    .where(column, '=', id)
    .executeTakeFirst();
  if (!row) return undefined;
  const members = (await db
    .selectFrom('contract_members as m')
    .innerJoin('organisations as o', 'o.id', 'm.organisation_id')
    .select(['o.id', 'o.legal_name as name', 'm.role', 'm.kind', 'm.ownership', 'm.region', 'm.eligible_cents as eligibleCents', 'm.aid_cents as aidCents'])
    .select(['m.rna_car as car', 'm.rna_cor as cor', 'm.rna_on as registeredOn', 'm.deggendorf', 'm.de_minimis_cents as deMinimisCents'])
    .select(['m.size_class as sizeClass', 'm.joins_with as joinsWith', 'm.left_on as leftOn'])
    .where('m.contract_id', '=', row.id)
    .orderBy('m.role')
    .orderBy('o.legal_name')
    .execute()) as Party[];
  const documents = (await db
    .selectFrom('contract_documents as d')
    .leftJoin('people as p', 'p.id', 'd.handed_in_by')
    .select(['d.id', 'd.document_id as document', 'd.organisation_id as organisation', 'd.file_name as fileName', 'd.sha256', 'd.bytes', 'd.reference'])
    .select(['d.valid_until as validUntil', 'd.signature', 'd.handed_in_at as handedInAt', 'p.name as handedInBy'])
    .select(['d.refused_at as refusedAt', 'd.refused_reason as refusedReason'])
    .where('d.contract_id', '=', row.id)
    .where('d.removed_at', 'is', null)
    .execute()) as StoredDocument[];
  const addenda = await db
    .selectFrom('contract_addenda')
    .select(['number', 'grant_cents as grantCents', 'before_cents as beforeCents', 'paper_sha256 as paperSha256', 'made_at as madeAt'])
    .select(['state', 'variation', 'change', 'due_on as dueOn', 'offered_at as offeredAt', 'signed_at as signedAt'])
    .select(['ended_at as endedAt', 'ended_reason as endedReason'])
    .where('contract_id', '=', row.id)
    .orderBy('number')
    .execute();
  const deed = documents.find((d) => d.document === DEED);
  return {
    ...row,
    content: row.content ? (JSON.parse(row.content) as DeedContent) : null,
    members,
    documents,
    addenda: addenda.map((a) => ({ ...a, change: a.change === null ? null : (JSON.parse(a.change) as Amendment) })),
    deed: !deed ? 'none' : deed.signature?.outcome === 'valid' && deed.refusedAt === null ? 'in' : 'bad',
  } as ContractFile;
}

/** What an addendum says, as it was frozen; undefined as long as it is not offered. */
export const addendumText = async (db: Reader, contractId: string, number: number): Promise<string | undefined> =>
  (await db.selectFrom('contract_addenda').select('content').where('contract_id', '=', contractId).where('number', '=', number).executeTakeFirst())?.content ??
  undefined;

/** The checklist of a contract as it stands on a day: with who would join, who is asked for what the addendum wants besides; without who left. */
export function linesOf(it: Pick<ContractFile, 'call' | 'members' | 'documents' | 'addenda'>, today: CalendarDate): Line<StoredDocument>[] {
  const documents = it.call.delivery?.variations.addendum?.documents;
  const joined = it.addenda.filter((a) => isPending(a) || a.state === 'signed').flatMap((a) => it.members.filter((m) => m.id === a.change?.joining));
  const asked = it.members.filter((m) => m.leftOn === null);
  return [
    ...checklist(it.call, asked, it.documents, today),
    ...(documents ? checklist({ contract: { ...it.call.contract, documents } }, joined, it.documents, today) : []),
  ];
}

export type ContractRow = {
  id: string;
  protocol: string;
  acronym: string;
  leadName: string;
  callId: string;
  spoke: string;
  state: ContractState;
  cup: string | null;
  grantCents: Cents;
  dueOn: CalendarDate | null;
  late: 'yes' | 'no';
  signedAt: Instant | null;
  waits: 'deed' | 'term' | 'addendum' | 'none';
};

/** The contracts that one may read, each once. `late`: offered, and the term is over. */
export function contractsFor(db: Reader, actor: Actor, today: CalendarDate): SelectQueryBuilder<never, never, ContractRow> {
  const calls = actor.grants.filter((g) => g.role === 'office' || g.role === 'auditor');
  const everywhere = calls.some((g) => g.scope === null) || hasRole(actor, 'payer');
  const scopes = calls.flatMap((g) => g.scope ?? []);
  return db
    .selectFrom('contracts as c')
    .innerJoin('submissions as s', (j) => j.onRef('s.application_id', '=', 'c.application_id').on('s.superseded_at', 'is', null))
    .innerJoin('contract_members as l', (j) => j.onRef('l.contract_id', '=', 'c.id').on('l.role', '=', 'lead'))
    .innerJoin('organisations as o', 'o.id', 'l.organisation_id')
    .select(['c.id', 's.protocol', 's.acronym', 'o.legal_name as leadName', 'c.call_id as callId', 'c.state', 'c.cup', 'c.grant_cents as grantCents'])
    .select(['c.due_on as dueOn', 'c.signed_at as signedAt', sql<string>`coalesce(s.main_spoke::text, '')`.as('spoke')])
    .select(sql<string>`case when c.state = 'offered' and c.due_on < ${today} then 'yes' else 'no' end`.as('late'))
    .select(
      sql<string>`case when exists (select from contract_addenda a where a.contract_id = c.id and a.state in ('preparing', 'offered')) then 'addendum'
        when c.state <> 'offered' then 'none'
        when exists (select from contract_documents d where d.contract_id = c.id and d.document_id = ${DEED} and d.removed_at is null and d.refused_at is null) then 'deed'
        when c.due_on < ${today} then 'term' else 'none' end`.as('waits'),
    )
    .$if(!everywhere, (q) =>
      q.where((eb) =>
        eb.or([
          eb('c.call_id', 'in', scopes.length > 0 ? scopes : ['']),
          eb.exists(
            eb
              .selectFrom('contract_members as m')
              .select('m.contract_id')
              .whereRef('m.contract_id', '=', 'c.id')
              .where('m.organisation_id', 'in', actor.organisationIds.length > 0 ? actor.organisationIds : ['00000000-0000-0000-0000-000000000000']),
          ),
        ]),
      ),
    ) as never;
}

export type ContractCounts = { preparing: number; deed: number; late: number; mine: number; addenda: number };

/** What waits on the desk: to be offered, signed and to be accepted, past the term; and what a beneficiary has to sign. */
export async function contractCounts(db: Reader, actor: Actor, today: CalendarDate): Promise<ContractCounts> {
  const { rows } = await sql<ContractCounts>`select count(*) filter (where state = 'preparing')::int as preparing,
    count(*) filter (where waits = 'addendum')::int as addenda, count(*) filter (where waits = 'deed')::int as deed, count(*) filter (where waits = 'term')::int as late,
    count(*) filter (where state = 'offered' and waits = 'none')::int as mine from (${contractsFor(db, actor, today) as never}) as t`.execute(db as never);
  return rows[0]!;
}

export type AwardNow = {
  applicationId: string;
  callId: string;
  versionId: string;
  grantCents: Cents;
  decree: { number: number; year: number };
  members: readonly Pick<ContractMember, 'id' | 'role' | 'kind' | 'region' | 'eligibleCents' | 'aidCents' | 'ownership'>[];
};

/** The awards of these applications that stand, each with its beneficiaries. */
export async function awardsOf(db: Reader, applicationIds: readonly string[]): Promise<(AwardNow & { sizes: Record<string, string | null> })[]> {
  if (applicationIds.length === 0) return [];
  const awards = await db
    .selectFrom('awards as a')
    .innerJoin('decrees as d', 'd.id', 'a.decree_id')
    .innerJoin('submissions as s', (j) => j.onRef('s.application_id', '=', 'a.application_id').on('s.superseded_at', 'is', null))
    .innerJoin('frozen_texts as f', 'f.sha256', 's.sha256')
    .select(['a.id', 'a.application_id as applicationId', 'a.call_id as callId', 's.call_version_id as versionId', 'a.grant_cents as grantCents'])
    .select(['d.number', 'd.year', 'f.text'])
    .where('a.application_id', 'in', applicationIds)
    .where(sql<boolean>`not exists (select 1 from renunciations x where x.application_id = a.application_id)`)
    .orderBy('s.protocol')
    .execute();
  if (awards.length === 0) return [];
  const of = await db
    .selectFrom('award_beneficiaries')
    .selectAll()
    .where(
      'award_id',
      'in',
      awards.map((a) => a.id),
    )
    .execute();
  return awards.map(({ id, number, year, text, ...award }) => {
    const { facts } = JSON.parse(text) as { facts: { members: { id: string; ownership: string; size: string | null }[] } };
    const factsOf = new Map(facts.members.map((m) => [m.id, m]));
    return {
      ...award,
      decree: { number, year },
      sizes: Object.fromEntries(facts.members.map((m) => [m.id, m.size])),
      members: of
        .filter((b) => b.award_id === id)
        .map((b) => ({
          id: b.organisation_id,
          role: b.role as 'lead' | 'partner',
          kind: b.kind,
          ownership: factsOf.get(b.organisation_id)?.ownership ?? 'private',
          region: b.region,
          eligibleCents: b.eligible_cents,
          aidCents: b.aid_cents,
        })),
    };
  });
}

/** How grants of these applications ended, where they did. */
export const endsOf = (db: Reader, applicationIds: readonly string[]): Promise<{ applicationId: string; kind: string; ref: string }[]> =>
  applicationIds.length === 0
    ? Promise.resolve([])
    : db
        .selectFrom('renunciations')
        .select(['application_id as applicationId', 'kind', 'act_ref as ref'])
        .where('application_id', 'in', applicationIds)
        .execute();
