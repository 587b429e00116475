import type { Cents, Percent } from '#src/core/money.ts';
import type { RegionId } from '#src/core/regions.ts';
import { awardTotals } from '#src/funding/awards/queries.ts';
import type { Reader } from '#src/plumbing/database/database.ts';
import type { Programme } from '#src/partnership/programme/queries.ts';
import { southFloor } from '#src/partnership/programme/rules.ts';
import { sql } from 'kysely';

/** What the partnership is in figures, each derived from rows when it is asked for. */
export type Figures = {
  totalCents: Cents;
  publicCents: Cents;
  privateCents: Cents;
  southPercent: Percent;
  southCents: Cents;
  enterprises: { founders: number; fromCalls: number };
  researchBodies: { founders: number; fromCalls: number };
  researchers: number;
  exampleResearchers: number;
  projects: { own: number; fromCalls: number };
  sectors: number;
  spokes: number;
  stops: number;
  grantedCents: Cents;
};

type Counts = {
  publicFounders: number;
  industrialFounders: number;
  researchers: number;
  exampleResearchers: number;
  projects: number;
  sectors: number;
  spokes: number;
  stops: number;
};

/** Two statements. Industrial founders count as enterprises and public ones as research bodies, whatever each of them is. */
export async function figuresOf(db: Reader, programme: Programme): Promise<Figures> {
  const { id } = programme;
  const counted = await sql<Counts>`
    select
      (select count(*)::int from founding_partners where programme_id = ${id} and role = 'public') as "publicFounders",
      (select count(*)::int from founding_partners where programme_id = ${id} and role = 'industrial') as "industrialFounders",
      (select count(*)::int from researchers where programme_id = ${id}) as researchers,
      (select count(*)::int from researchers where programme_id = ${id} and example) as "exampleResearchers",
      (select count(*)::int from partnership_projects where programme_id = ${id}) as projects,
      (select count(*)::int from sectors where programme_id = ${id}) as sectors,
      (select count(*)::int from spokes where programme_id = ${id}) as spokes,
      (select count(*)::int from roadshow_stops where programme_id = ${id}) as stops`.execute(db as never);
  const c = counted.rows[0]!;
  const awarded = await awardTotals(db, id);
  return {
    totalCents: programme.publicCents + programme.privateCents,
    publicCents: programme.publicCents,
    privateCents: programme.privateCents,
    southPercent: programme.southFloorPercent,
    southCents: southFloor(programme.publicCents, programme.southFloorPercent),
    enterprises: { founders: c.industrialFounders, fromCalls: awarded.enterprises },
    researchBodies: { founders: c.publicFounders, fromCalls: awarded.researchBodies },
    researchers: c.researchers,
    exampleResearchers: c.exampleResearchers,
    projects: { own: c.projects, fromCalls: awarded.projects },
    sectors: c.sectors,
    spokes: c.spokes,
    stops: c.stops,
    grantedCents: awarded.grantCents,
  };
}

export type ProjectsOfSpoke = { number: number; own: number; fromCalls: number };

/** How many projects each Spoke has: the partnership's own, and those of the calls by their main Spoke. */
export async function projectsBySpoke(db: Reader, programmeId: string): Promise<ProjectsOfSpoke[]> {
  const { rows } = await sql<ProjectsOfSpoke>`
    select s.number,
      (select count(*)::int from partnership_projects p where p.programme_id = s.programme_id and p.spoke = s.number) as own,
      (select count(*)::int from awards a join calls c on c.id = a.call_id join applications x on x.id = a.application_id where c.programme_id = s.programme_id and x.main_spoke = s.number
        and not exists (select from renunciations z where z.application_id = a.application_id)) as "fromCalls"
    from spokes s where s.programme_id = ${programmeId} order by s.number`.execute(db as never);
  return rows;
}

/** How many partners, founders and beneficiaries of the calls, have their seat in each region. */
export async function partnersByRegion(db: Reader, programmeId: string): Promise<Partial<Record<RegionId, number>>> {
  const { rows } = await sql<{ region: RegionId; n: number }>`
    select o.region, count(*)::int as n from organisations o
    where exists (select from founding_partners f where f.organisation_id = o.id and f.programme_id = ${programmeId})
      or exists (select from award_beneficiaries b join awards a on a.id = b.award_id join calls c on c.id = a.call_id where b.organisation_id = o.id and c.programme_id = ${programmeId}
        and not exists (select from renunciations z where z.application_id = a.application_id))
    group by o.region`.execute(db as never);
  return Object.fromEntries(rows.map((r) => [r.region, r.n]));
}
