import { callCodes } from '#src/funding/calls/queries.ts';
import type { Cents } from '#src/core/money.ts';
import { region, regions, type RegionId } from '#src/core/regions.ts';
import type { Words } from '#src/core/words.ts';
import type { Reader } from '#src/plumbing/database/database.ts';
import type { ListSpec } from '#src/plumbing/listing.ts';
import { kindWords } from '#src/partnership/organisations/copy.ts';
import { bodyKinds, type BodyKind } from '#src/partnership/organisations/states.ts';
import type { Sector } from '#src/partnership/programme/queries.ts';
import { sql, type SelectQueryBuilder } from 'kysely';
import { partnerRoles, publicCopy, roleWords, type PartnerRole } from './copy.ts';

/** `counted`: whether the partnership counts it among its enterprises or its research bodies. */
export type PartnerRow = {
  id: string;
  name: string;
  role: PartnerRole;
  counted: 'enterprise' | 'research' | 'other';
  kind: BodyKind;
  region: RegionId;
  city: string;
  sector: string | null;
  example: boolean;
  projects: number;
  grantCents: Cents;
};

function partners(db: Reader, programmeId: string) {
  const awarded = db
    .selectFrom('award_beneficiaries as b')
    .innerJoin('awards as a', 'a.id', 'b.award_id')
    .innerJoin('calls as c', 'c.id', 'a.call_id')
    .innerJoin('applications as x', 'x.id', 'a.application_id')
    .where('c.programme_id', '=', programmeId)
    .groupBy('b.organisation_id')
    .select([
      'b.organisation_id',
      sql<string>`min(b.kind)`.as('kind'),
      sql<string | null>`min(x.sector)`.as('sector'),
      sql<number>`count(distinct a.id)::int`.as('projects'),
      sql<Cents>`sum(b.aid_cents)::bigint`.as('cents'),
    ]);
  return db
    .selectFrom('organisations as o')
    .leftJoin('founding_partners as f', (j) => j.onRef('f.organisation_id', '=', 'o.id').on('f.programme_id', '=', programmeId))
    .leftJoin(awarded.as('w'), 'w.organisation_id', 'o.id')
    .where((e) => e.or([e('f.organisation_id', 'is not', null), e('w.organisation_id', 'is not', null)]))
    .select([
      'o.id',
      'o.legal_name as name',
      'o.kind',
      'o.region',
      'o.city',
      'o.example',
      sql<string>`coalesce(f.role, case w.kind when 'enterprise' then 'callEnterprise' when 'university' then 'callResearch' when 'researchBody' then 'callResearch' else 'callOther' end)`.as(
        'role',
      ),
      sql<string>`case when f.role = 'industrial' then 'enterprise' when f.role = 'public' then 'research' when w.kind = 'enterprise' then 'enterprise' when w.kind in ('university', 'researchBody') then 'research' else 'other' end`.as(
        'counted',
      ),
      sql<string | null>`coalesce(f.sector_id, w.sector)`.as('sector'),
      sql<number>`coalesce(w.projects, 0)`.as('projects'),
      sql<Cents>`coalesce(w.cents, 0)`.as('grantCents'),
    ]);
}

/** Founders and beneficiaries of the calls, each once: one that is both keeps the role of a founder. */
export const partnerList = (db: Reader, programmeId: string): SelectQueryBuilder<never, never, PartnerRow> => partners(db, programmeId) as never;

const choice = (options: readonly (readonly [string, Words])[]) => ({ kind: 'choice' as const, options: options.map(([value, label]) => ({ value, label })) });

export function partnerSpec(sectors: readonly Sector[]): ListSpec<PartnerRow> {
  const said = (options: readonly (readonly [string, Words])[], value: string | null, locale: 'it' | 'en') =>
    options.find(([v]) => v === value)?.[1][locale] ?? value;
  const roles = partnerRoles.map((r) => [r, roleWords[r]] as const);
  const kinds = bodyKinds.map((k) => [k, kindWords[k]] as const);
  const named = sectors.map((s) => [s.id, s.name] as const);
  const counted = [
    ['enterprise', publicCopy.countedEnterprise],
    ['research', publicCopy.countedResearch],
  ] as const;
  return {
    columns: [
      { key: 'name', label: publicCopy.partner, searched: true },
      { key: 'role', label: publicCopy.role, filter: choice(roles), csv: (r, locale) => said(roles, r.role, locale) },
      { key: 'counted', label: publicCopy.countedAs, filter: choice(counted), csv: (r, locale) => said(counted, r.counted, locale) },
      { key: 'kind', label: publicCopy.kind, filter: choice(kinds), csv: (r, locale) => said(kinds, r.kind, locale) },
      { key: 'sector', label: publicCopy.sector, filter: choice(named), csv: (r, locale) => said(named, r.sector, locale) },
      {
        key: 'region',
        label: publicCopy.region,
        filter: choice(regions.map((r) => [r.id, r.name] as const)),
        csv: (r, locale) => region(r.region).name[locale],
      },
      { key: 'city', label: publicCopy.city, searched: true },
      { key: 'projects', label: publicCopy.callProjects, numeric: true },
      { key: 'grantCents', label: publicCopy.grant, numeric: true, csv: (r) => r.grantCents / 100 },
      {
        key: 'example',
        label: publicCopy.example,
        filter: choice([
          ['true', publicCopy.yes],
          ['false', publicCopy.no],
        ]),
      },
    ],
    order: 'name',
    key: 'id',
    pageSize: 25,
  };
}

export async function partnerById(db: Reader, programmeId: string, id: string): Promise<PartnerRow | undefined> {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id)) return undefined;
  return (await partners(db, programmeId).where('o.id', '=', id).executeTakeFirst()) as PartnerRow | undefined;
}

export type PartnerProject = {
  acronym: string;
  title: string;
  callId: string;
  callCode: string;
  role: string;
  spoke: number | null;
  aidCents: Cents;
  example: boolean;
};

/** The awarded projects of the calls that a partner takes part in, with its own share of the grant. */
export async function projectsOfPartner(db: Reader, programmeId: string, organisationId: string): Promise<PartnerProject[]> {
  return db
    .selectFrom('award_beneficiaries as b')
    .innerJoin('awards as a', 'a.id', 'b.award_id')
    .innerJoin('calls as c', 'c.id', 'a.call_id')
    .leftJoin(callCodes.as('cc'), (j) => j.onRef('cc.id', '=', 'a.call_id'))
    .innerJoin('applications as x', 'x.id', 'a.application_id')
    .select(['x.acronym', 'x.title', 'a.call_id as callId', 'b.role', 'x.main_spoke as spoke', 'b.aid_cents as aidCents', 'x.example'])
    .select((eb) => eb.fn.coalesce('cc.code', 'a.call_id').as('callCode'))
    .where('c.programme_id', '=', programmeId)
    .where('b.organisation_id', '=', organisationId)
    .orderBy('x.acronym')
    .execute();
}
