import { submissionsWithSnapshots } from '#src/funding/applications/queries.ts';
import { wordsIn } from '#src/funding/applications/rules/answers.ts';
import type { Snapshot } from '#src/funding/applications/snapshot.ts';
import { screeningOutcomes } from '#src/funding/screening/queries.ts';
import type { Reader } from '#src/plumbing/database/database.ts';
import { sql, type RawBuilder } from 'kysely';
import type { Subject } from '../rules/affinity.ts';

/** What a proposal says, for comparison: its title and whatever was written in the form. */
export const proposalText = ({ acronym, title, answers }: Pick<Snapshot, 'acronym' | 'title' | 'answers'>): string =>
  [acronym, title, ...Object.values(answers).flatMap((section) => Object.values(section).map(wordsIn))].join('\n');

/** SQL for what an expert has written beside keywords: curriculum and titles of publications. @param alias of the table `experts` */
export const expertText = (alias: string): RawBuilder<string> =>
  sql<string>`concat_ws(E'\n', ${sql.ref(`${alias}.cv`)}, (select string_agg(b.title, E'\n' order by b.place) from expert_publications b where b.person_id = ${sql.ref(`${alias}.person_id`)}))`;

/** The admitted proposals of a call that still want reviews. @param wanted reviews per proposal */
export async function wantingReviews(db: Reader, callId: string, wanted: number): Promise<Subject[]> {
  const outcomes = await screeningOutcomes(db, callId);
  const { rows } = await sql<{ id: string; taken: number }>`
    select r.application_id as id, count(*)::int as taken from review_assignments r join applications a on a.id = r.application_id
    where a.call_id = ${callId} and r.state <> 'declined' group by 1`.execute(db as never);
  const taken = new Map(rows.map((r) => [r.id, r.taken]));
  return (await submissionsWithSnapshots(db, callId))
    .filter((s) => outcomes.get(s.applicationId)?.outcome === 'admitted' && (taken.get(s.applicationId) ?? 0) < wanted)
    .map(({ snapshot }) => ({
      mainSpoke: snapshot.facts.mainSpoke,
      spokes: snapshot.facts.spokes,
      sector: snapshot.facts.sector,
      text: proposalText(snapshot),
    }));
}
