import type { Instant } from '#src/core/time.ts';
import type { Reader, Tx } from '#src/plumbing/database/database.ts';
import { sql } from 'kysely';
import type { Answer } from '../snapshot.ts';
import type { EditKind } from '../states.ts';

export type Place = { section: string; field: string };

/** The text that a version had, or what was sent for it, where it is in the history. */
export async function textsAt(
  db: Reader,
  applicationId: string,
  wanted: readonly (Place & { version: number; sent: boolean })[],
): Promise<Map<string, Answer>> {
  if (wanted.length === 0) return new Map();
  const { rows } = await sql<Place & { value: Answer }>`
    select e.section, e.field, case when w.sent then coalesce(e.sent, e.value) else e.value end as value
    from application_edits e
    join unnest(${wanted.map((w) => w.section)}::text[], ${wanted.map((w) => w.field)}::text[], ${wanted.map((w) => w.version)}::int[],
      ${wanted.map((w) => w.sent)}::boolean[]) as w (section, field, version, sent)
      on w.section = e.section and w.field = e.field and w.version = e.version
    where e.application_id = ${applicationId}`.execute(db as Tx);
  return new Map(rows.map((r) => [placeKey(r), r.value]));
}

export const placeKey = ({ section, field }: Place): string => `${section}/${field}`;

/** Who saved the current text of each field, and when; of one section, or of several fields. */
export type LastEdit = Place & { version: number; how: EditKind; personId: string | null; person: string | null; at: Instant };

export async function lastEdits(db: Reader, applicationId: string, section?: string): Promise<LastEdit[]> {
  const { rows } = await sql<LastEdit>`
    select distinct on (e.section, e.field) e.section, e.field, e.version, e.how, e.person_id as "personId", p.name as person, e.at
    from application_edits e left join people p on p.id = e.person_id
    where e.application_id = ${applicationId} and e.version is not null and (${section ?? null}::text is null or e.section = ${section ?? null})
    order by e.section, e.field, e.version desc`.execute(db as Tx);
  return rows;
}

/** A text that stands beside the current one until somebody settles it. */
export type Branch = Place & { edit: number; base: number; mine: Answer; original: Answer | null; personId: string; person: string; at: Instant };

/** What nobody has settled yet, oldest first. */
export async function openBranches(db: Reader, applicationId: string, edit?: number): Promise<Branch[]> {
  const { rows } = await sql<Branch>`
    select e.id as edit, e.section, e.field, e.base, e.value as mine, b.value as original, e.person_id as "personId", p.name as person, e.at
    from application_edits e
    join people p on p.id = e.person_id
    left join application_edits b on b.application_id = e.application_id and b.section = e.section and b.field = e.field and b.version = e.base
    where e.application_id = ${applicationId} and e.version is null and (${edit ?? null}::bigint is null or e.id = ${edit ?? null})
      and not exists (select from application_edits s where s.settles = e.id)
    order by e.id`.execute(db as Tx);
  return rows;
}

/** One entry of the history, whatever became of it. */
export type Edit = Place & { edit: number; version: number | null; base: number; how: EditKind; value: Answer; personId: string | null; at: Instant };

export async function editOf(db: Reader, applicationId: string, edit: number): Promise<Edit | undefined> {
  return db
    .selectFrom('application_edits')
    .select(['id as edit', 'section', 'field', 'version', 'base', 'how', 'value', 'person_id as personId', 'at'])
    .where('application_id', '=', applicationId)
    .where('id', '=', edit)
    .executeTakeFirst() as Promise<Edit | undefined>;
}

export type Row = {
  edit: number;
  at: Instant;
  on: string;
  section: string;
  field: string;
  person: string;
  how: EditKind;
  version: number | null;
  value: Answer;
  /** What it was before; for a branch, what its writer had before them. */
  before: Answer | null;
  settled: boolean;
};

/** The whole history of the answers, as a query to be listed. */
export const history = (db: Reader, applicationId: string) =>
  db
    .selectFrom('application_edits as e')
    .leftJoin('people as p', 'p.id', 'e.person_id')
    .leftJoin('application_edits as b', (join) =>
      join
        .onRef('b.application_id', '=', 'e.application_id')
        .onRef('b.section', '=', 'e.section')
        .onRef('b.field', '=', 'e.field')
        .on('b.version', '=', (eb) => eb.fn.coalesce(sql<number>`e.version - 1`, 'e.base')),
    )
    .where('e.application_id', '=', applicationId)
    .select(['e.id as edit', 'e.at', 'e.section', 'e.field', 'e.how', 'e.version', 'e.value', 'b.value as before'])
    .select([
      sql<string>`to_char(e.at at time zone 'Europe/Rome', 'YYYY-MM-DD')`.as('on'),
      sql<string>`coalesce(p.name, '')`.as('person'),
      sql<boolean>`exists (select from application_edits s where s.settles = e.id)`.as('settled'),
    ]);
