import type { Source } from '#src/core/decision.ts';
import { after, less, type Area, type FloorAfter } from '#src/core/floors.ts';
import { AppError } from '#src/core/errors.ts';
import type { Cents, Percent } from '#src/core/money.ts';
import type { RegionId } from '#src/core/regions.ts';
import type { Words } from '#src/core/words.ts';
import type { Reader } from '#src/plumbing/database/database.ts';
import { grantedArea } from '#src/plumbing/ledger/read.ts';
import type { ListSpec } from '#src/plumbing/listing.ts';
import { programmeCopy } from './copy.ts';
import type { CalendarDate } from '#src/core/time.ts';
import type { FounderRole, IndicatorCounts } from './states.ts';

export type Programme = {
  id: string;
  acronym: string;
  name: Words;
  mission: Words;
  projectCode: string;
  cup: string;
  publicCents: Cents;
  privateCents: Cents;
  southFloorPercent: Percent;
  about: {
    source: Source;
    codesSource: Source;
    kind: Words;
    funder: Words;
    hub: { name: string; source: Source };
    goal: Words;
    scope: Words;
    transfer: Words;
    aims: Words[];
    lifecycle: { id: string; title: Words }[];
    womenFloor?: { percent: Percent; source: Source };
    southHiresFloor?: { percent: Percent; source: Source };
    indicators?: { source: Source; collectedUntil: CalendarDate; list: { number: number; title: Words; unit: Words; counts: IndicatorCounts }[] };
  };
};

/** The partnership that this installation runs; unavailable as long as its data were not imported. */
export async function programmeById(db: Reader, id: string): Promise<Programme> {
  const row = await db.selectFrom('programmes').selectAll().where('id', '=', id).executeTakeFirst();
  if (!row) throw new AppError('unavailable', [{ code: 'programme.missing', params: { id } }]);
  return {
    id: row.id,
    acronym: row.acronym,
    name: { it: row.name_it, en: row.name_en },
    mission: { it: row.mission_it, en: row.mission_en },
    projectCode: row.project_code,
    cup: row.cup,
    publicCents: row.public_cents,
    privateCents: row.private_cents,
    southFloorPercent: row.south_floor_percent,
    about: row.about as Programme['about'],
  };
}

/** What a change of what is granted would make of the share of the South in the whole programme. */
export async function southAfter(db: Reader, programmeId: string, change: Area): Promise<FloorAfter> {
  const { southFloorPercent: floor } = await programmeById(db, programmeId);
  const now = await grantedArea(db, { programme: programmeId });
  return { now, afterwards: after(now, change), floor };
}

/** The same when what is granted to one application becomes this much; nothing: its grant ends. */
export async function southWith(db: Reader, programmeId: string, application: string, granted: Area = { southCents: 0, allCents: 0 }): Promise<FloorAfter> {
  return southAfter(db, programmeId, less(granted, await grantedArea(db, { programme: programmeId, application })));
}

export type Sector = { id: string; name: Words };

export async function sectorsOf(db: Reader, programmeId: string): Promise<Sector[]> {
  const rows = await db.selectFrom('sectors').selectAll().where('programme_id', '=', programmeId).orderBy('name_it').execute();
  return rows.map((r) => ({ id: r.id, name: { it: r.name_it, en: r.name_en } }));
}

export type Spoke = { number: number; title: Words; leader: string; leadId: string; leadName: string };

/** Every Spoke with its lead institution, by number. */
export async function spokesOf(db: Reader, programmeId: string): Promise<Spoke[]> {
  const rows = await db
    .selectFrom('spokes')
    .innerJoin('organisations', 'organisations.id', 'spokes.lead_organisation_id')
    .select(['spokes.number', 'spokes.title_it', 'spokes.title_en', 'spokes.leader', 'organisations.id as leadId', 'organisations.legal_name as leadName'])
    .where('spokes.programme_id', '=', programmeId)
    .orderBy('spokes.number')
    .execute();
  return rows.map((r) => ({ number: r.number, title: { it: r.title_it, en: r.title_en }, leader: r.leader, leadId: r.leadId, leadName: r.leadName }));
}

export type Founder = { organisationId: string; name: string; role: FounderRole; sector: string | null; region: RegionId; city: string };

export async function foundersOf(db: Reader, programmeId: string): Promise<Founder[]> {
  return (await db
    .selectFrom('founding_partners as f')
    .innerJoin('organisations as o', 'o.id', 'f.organisation_id')
    .select(['o.id as organisationId', 'o.legal_name as name', 'f.role', 'f.sector_id as sector', 'o.region', 'o.city'])
    .where('f.programme_id', '=', programmeId)
    .orderBy('o.legal_name')
    .execute()) as Founder[];
}

/** Which of these organisations founded the partnership: what a call's "outside the partnership" rule asks. */
export async function foundersAmong(db: Reader, programmeId: string, organisationIds: readonly string[]): Promise<Set<string>> {
  if (organisationIds.length === 0) return new Set();
  const rows = await db
    .selectFrom('founding_partners')
    .select('organisation_id')
    .where('programme_id', '=', programmeId)
    .where('organisation_id', 'in', [...organisationIds])
    .execute();
  return new Set(rows.map((r) => r.organisation_id));
}

export type ResearcherCount = {
  organisationId: string;
  name: string;
  spoke: number;
  researchers: number;
  women: number;
  newlyHired: number;
  under40: number;
  examples: number;
};

/** Researchers counted by body and Spoke: numbers, never people. `year` is the current one, for the ages. */
export async function researcherCounts(db: Reader, programmeId: string, year: number): Promise<ResearcherCount[]> {
  const rows = await db
    .selectFrom('researchers as r')
    .innerJoin('organisations as o', 'o.id', 'r.organisation_id')
    .select((e) => [
      'o.id as organisationId',
      'o.legal_name as name',
      'r.spoke',
      e.fn.countAll<number>().as('researchers'),
      e.fn.countAll<number>().filterWhere('r.gender', '=', 'f').as('women'),
      e.fn.countAll<number>().filterWhere('r.newly_hired', '=', true).as('newlyHired'),
      e.fn
        .countAll<number>()
        .filterWhere('r.birth_year', '>', year - 40)
        .as('under40'),
      e.fn.countAll<number>().filterWhere('r.example', '=', true).as('examples'),
    ])
    .where('r.programme_id', '=', programmeId)
    .groupBy(['o.id', 'o.legal_name', 'r.spoke'])
    .orderBy('o.legal_name')
    .orderBy('r.spoke')
    .execute();
  return rows;
}

/** How many projects of the partnership each sector has, by sector id. */
export async function projectsBySector(db: Reader, programmeId: string): Promise<Record<string, number>> {
  const rows = await db
    .selectFrom('partnership_projects')
    .select((e) => ['sector_id', e.fn.countAll<number>().as('n')])
    .where('programme_id', '=', programmeId)
    .groupBy('sector_id')
    .execute();
  return Object.fromEntries(rows.map((r) => [r.sector_id, r.n]));
}

/** Bodies and Spokes with how many people, as they go into the CSV. */
export const researcherSpec: ListSpec<ResearcherCount> = {
  columns: [
    { key: 'name', label: programmeCopy.body },
    { key: 'spoke', label: programmeCopy.spoke },
    { key: 'researchers', label: programmeCopy.people, numeric: true },
  ],
  order: 'name',
  key: 'organisationId',
};
