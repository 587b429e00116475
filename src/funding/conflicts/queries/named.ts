import type { Instant } from '#src/core/time.ts';
import { namedIn, type NamedPerson } from '#src/funding/applications/rules/named.ts';
import type { Snapshot } from '#src/funding/applications/snapshot.ts';
import type { Call } from '#src/funding/calls/schema.ts';
import type { Reader } from '#src/plumbing/database/database.ts';
import { sql } from 'kysely';

export type Named = {
  submissionId: string;
  applicationId: string;
  callId: string;
  submittedAt: Instant;
  people: NamedPerson[];
  /** Not kept yet. */ fresh: boolean;
};

type Row = Omit<Named, 'people'> & { version: string; people: NamedPerson[] | null; answers: Snapshot['answers']; staff: Snapshot['staff'] };

/**
 * Whom the live submissions of all calls name, each read by the version of the call that it was written under. A frozen text never changes: it is taken apart
 * once, and what was found is kept (`conflict_readings`). Two statements.
 */
export async function namedInSubmissions(db: Reader): Promise<Named[]> {
  const versions = await sql<{ id: string; form: Call['form'] }>`
    select v.id, v.definition -> 'form' as form from call_versions v
    where exists (select 1 from submissions s where s.call_version_id = v.id and s.superseded_at is null)`.execute(db as never);
  const forms = new Map(versions.rows.map((v) => [v.id, v.form]));
  const sections = new Set(
    versions.rows.flatMap((v) => v.form.sections.filter((s) => s.fields.some((f) => f.means ?? f.columns?.some((c) => c.means))).map((s) => s.id)),
  );
  const { rows } = await sql<Row>`
    select s.id as "submissionId", s.application_id as "applicationId", s.call_id as "callId", s.submitted_at as "submittedAt", s.call_version_id as version,
      r.people, r.submission_id is null as fresh,
      coalesce((select jsonb_object_agg(key, value) from jsonb_each(d.snapshot -> 'answers') where key = any(${[...sections]}::text[])), '{}') as answers,
      jsonb_build_array(jsonb_build_object('organisation', '', 'lines', jsonb_path_query_array(d.snapshot, '$.staff[*].lines[*] ? (exists (@.people[0]))'))) as staff
    from submissions s left join conflict_readings r on r.submission_id = s.id
    left join lateral (select f.text::jsonb as snapshot from frozen_texts f where f.sha256 = s.sha256 and r.submission_id is null offset 0) d on true
    where s.superseded_at is null order by s.application_id`.execute(db as never);
  return rows.map(({ version, answers, staff, people, ...row }) => ({ ...row, people: people ?? namedIn(forms.get(version)!, { answers, staff }) }));
}
