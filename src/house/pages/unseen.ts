import { concerns, type Viewer } from '#src/funding/conflicts/queries.ts';
import type { Reader } from '#src/plumbing/database/database.ts';
import { array } from '#src/plumbing/database/arrays.ts';
import { sql, type RawBuilder } from 'kysely';

/**
 * What the lines of the log call the proposals that a person has something to do with, and all that hangs on them: whoever finds one of these in a line is
 * not to read it. One statement.
 */
export async function unseenNames(db: Reader, viewer: Viewer): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    with tied as (select s.application_id as id from submissions s where s.superseded_at is null and ${concerns(viewer)})
    select id::text as name from tied
    union select s.id::text from submissions s join tied on tied.id = s.application_id
    union select s.protocol from submissions s join tied on tied.id = s.application_id
    union select r.id::text from review_assignments r join tied on tied.id = r.application_id
    union select f.id::text from conflict_findings f join tied on tied.id = f.application_id
    union select r.id::text from repair_requests r join tied on tied.id = r.application_id
    union select r.id::text from ranking_requests r join tied on tied.id = r.application_id
    union select l.id::text from letters l join tied on tied.id = l.application_id
    order by 1`.execute(db as never);
  return rows.map((r) => r.name);
}

/** Nearly every line names no more than this many: these are looked up one by one, which is several times as fast as taking the list apart. */
const FEW = 4;

/** Lists are filled up to a multiple of this with names of nothing. */
const STEP = 64;

/**
 * SQL for: the line holds one of these names, or (`false`) none. What each line names is looked up among them: how long that takes follows from what the lines
 * say and not from how many names are looked for, so that time does not tell how many reviews or findings are hidden. Lines that are not sealed yet are taken apart here.
 */
export function mentions(names: readonly string[], wanted: boolean): RawBuilder<boolean> {
  const filled = [...names, ...Array.from({ length: STEP - (names.length % STEP) }, (_, i) => `nothing ${String(i).padStart(28, '0')}`)];
  const looked = sql`${array.text(filled)}::text[]`;
  const named = sql`coalesce(evidence_events.names, evidence_names(evidence_events.subject || ' ' || evidence_events.body))`;
  const first = sql.join(
    Array.from({ length: FEW }, (_, i) => sql`(${named})[${sql.lit(i + 1)}] = any(${looked})`),
    sql` or `,
  );
  return sql<boolean>`coalesce(${first} or (cardinality(${named}) > ${sql.lit(FEW)} and ${named} && ${looked}), false) = ${wanted}`;
}
