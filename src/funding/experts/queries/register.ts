import { regionIds, region } from '#src/core/regions.ts';
import { namedOrganisations } from '#src/partnership/organisations/queries/names.ts';
import { resolver } from '#src/partnership/organisations/rules/resolve.ts';
import type { Viewer } from '#src/funding/conflicts/queries.ts';
import type { Across } from '#src/funding/conflicts/queries/graph.ts';
import type { Reader } from '#src/plumbing/database/database.ts';
import type { ListSpec } from '#src/plumbing/listing.ts';
import { sql, type RawBuilder } from 'kysely';
import { registerWords } from '../copy/register.ts';
import { genders, languages, type Gender, type Language } from '../states.ts';
import type { ProfileChoices } from './experts.ts';

export type RegisterRow = {
  personId: string;
  name: string;
  employer: string | null;
  spokes: string[];
  sectors: string[];
  languages: Language[];
  region: string;
  gender: Gender;
  available: 'yes' | 'no';
  load: number;
  mostAtOnce: number | null;
  calls: number;
  keywords: string;
};

/** SQL for: takes something on at this date, as far as they have said. @param alias of the table `experts` */
export const availability = (alias: string, today: string): RawBuilder<'yes' | 'no'> => {
  const x = (column: string) => sql.ref(`${alias}.${column}`);
  return sql<'yes' | 'no'>`case when coalesce(${x('available_from')} <= ${today}, true) and coalesce(${x('available_until')} >= ${today}, true)
    and not exists (select 1 from expert_absences b where b.person_id = ${x('person_id')} and ${today} between b.from_on and b.until_on) then 'yes' else 'no' end`;
};

/** SQL for: reviews that wait to be written, over all calls, as far as the viewer may know. */
export const openReviews = ({ ports }: Pick<Across, 'ports'>, alias: string, viewer: Viewer | null): RawBuilder<number> =>
  ports.reviewsCounted({ person: sql.ref(`${alias}.person_id`), states: ['assigned'], viewer });

/** Spokes and sectors are the programme's: their names come with the choices. */
export function registerSpec({ spokes, sectors }: Pick<ProfileChoices, 'spokes' | 'sectors'>): ListSpec<RegisterRow> {
  const named = (all: readonly { value: string; label: { it: string; en: string } }[]) => all.map((o) => ({ value: o.value, label: o.label }));
  const sector = new Map(sectors.map((s) => [s.id, s]));
  return {
    columns: [
      { key: 'name', label: registerWords.name, searched: true },
      { key: 'employer', label: registerWords.employer, searched: true, filter: { kind: 'text' } },
      {
        key: 'spokes',
        label: registerWords.spokes,
        sort: false,
        filter: {
          kind: 'choice',
          among: true,
          options: named(spokes.map((s) => ({ value: String(s.number), label: { it: `${s.number}. ${s.it}`, en: `${s.number}. ${s.en}` } }))),
        },
        csv: (row) => row.spokes.join(', '),
      },
      {
        key: 'sectors',
        label: registerWords.sectors,
        sort: false,
        filter: { kind: 'choice', among: true, options: named(sectors.map((s) => ({ value: s.id, label: { it: s.it, en: s.en } }))) },
        csv: (row, locale) => row.sectors.map((id) => sector.get(id)?.[locale] ?? id).join(', '),
      },
      {
        key: 'languages',
        label: registerWords.languages,
        sort: false,
        filter: { kind: 'choice', among: true, options: languages.map((value) => ({ value, label: registerWords[`language_${value}`] })) },
        csv: (row, locale) => row.languages.map((l) => registerWords[`language_${l}`][locale]).join(', '),
      },
      { key: 'region', label: registerWords.region, filter: { kind: 'choice', options: regionIds.map((value) => ({ value, label: region(value).name })) } },
      {
        key: 'gender',
        label: registerWords.gender,
        filter: { kind: 'choice', options: genders.map((value) => ({ value, label: registerWords[`gender_${value}`] })) },
      },
      {
        key: 'available',
        label: registerWords.available,
        filter: { kind: 'choice', options: (['yes', 'no'] as const).map((value) => ({ value, label: registerWords[`available_${value}`] })) },
      },
      { key: 'load', label: registerWords.load, numeric: true },
      { key: 'mostAtOnce', label: registerWords.mostAtOnce, numeric: true },
      { key: 'calls', label: registerWords.calls, numeric: true },
      { key: 'keywords', label: registerWords.keywords, searched: true, sort: false, filter: { kind: 'text' } },
    ],
    order: 'name',
    key: 'personId',
  };
}

/** Everybody with a profile, with what they have to do now. */
export const registerList = (house: Pick<Across, 'ports'>, today: string, viewer: Viewer): RawBuilder<RegisterRow> => sql<RegisterRow>`
  select x.person_id as "personId", p.name, o.legal_name as employer, x.spokes::text[] as spokes, x.sectors, x.languages, x.region, x.gender,
    ${availability('x', today)} as available, ${openReviews(house, 'x', viewer)} as load, x.most_at_once as "mostAtOnce",
    (select count(*)::int from call_experts e where e.person_id = x.person_id) as calls, x.keywords
  from experts x join people p on p.id = x.person_id left join organisations o on o.id = x.employer_id`;

export type ExpertSheet = {
  personId: string;
  name: string;
  email: string;
  employer: string | null;
  region: string;
  gender: Gender;
  spokes: number[];
  sectors: string[];
  keywords: string;
  languages: Language[];
  cv: string;
  orcid: string | null;
  availableFrom: string | null;
  availableUntil: string | null;
  mostAtOnce: number | null;
  available: 'yes' | 'no';
  load: number;
  example: boolean;
};

/** @param viewer null for the expert themself */
export async function expertSheet({ db, ports }: Across, personId: string, today: string, viewer: Viewer | null): Promise<ExpertSheet | undefined> {
  const { rows } = await sql<ExpertSheet>`
    select x.person_id as "personId", p.name, p.email, o.legal_name as employer, x.region, x.gender, x.spokes, x.sectors, x.keywords, x.languages, x.cv, x.orcid,
      x.available_from as "availableFrom", x.available_until as "availableUntil", x.most_at_once as "mostAtOnce", x.example,
      ${availability('x', today)} as available, ${openReviews({ ports }, 'x', viewer)} as load
    from experts x join people p on p.id = x.person_id left join organisations o on o.id = x.employer_id where x.person_id = ${personId}`.execute(db as never);
  return rows[0];
}

export type ServedCall = {
  callId: string;
  code: string;
  pseudonym: string;
  maxLoad: number;
  endedAt: string | null;
  assigned: number;
  submitted: number;
  declined: number;
};

/** The calls that an expert has served, the last one first. @param viewer null for the expert themself */
export async function callsServed({ db, ports }: Across, personId: string, viewer: Viewer | null): Promise<ServedCall[]> {
  const count = (state: 'assigned' | 'submitted' | 'declined') =>
    ports.reviewsCounted({ person: sql.ref('e.person_id'), call: sql.ref('e.call_id'), states: [state], viewer });
  const { rows } = await sql<ServedCall>`
    select e.call_id as "callId", v.definition->>'officialCode' as code, e.pseudonym, e.max_load as "maxLoad", e.ended_at as "endedAt",
      ${count('assigned')} as assigned, ${count('submitted')} as submitted, ${count('declined')} as declined
    from call_experts e
    join lateral (select definition, closes_at from call_versions where call_id = e.call_id order by number desc limit 1) v on true
    where e.person_id = ${personId} order by v.closes_at desc, e.call_id`.execute(db as never);
  return rows;
}

/**
 * The organisation of the register that a name stands for, as people write it: `PoliMi`, `CNR`, `Dip. di Ingegneria, Univ. di Padova`. Where it could be
 * several, or is not certain, it is none: the expert chooses.
 */
export async function organisationsNamed(db: Reader, names: readonly string[]): Promise<(name: string) => string | null> {
  if (names.length === 0) return () => null;
  const resolve = resolver(await namedOrganisations(db));
  return (name) => {
    const meant = resolve(name);
    return meant.found === 'one' ? meant.id : null;
  };
}
