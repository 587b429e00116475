import { submissionsWithSnapshots } from '#src/funding/applications/queries.ts';
import { wordsIn } from '#src/funding/applications/rules/answers.ts';
import type { Snapshot } from '#src/funding/applications/snapshot.ts';
import { concernedApplications, type Viewer } from '#src/funding/conflicts/queries.ts';
import type { Across } from '#src/funding/conflicts/queries/graph.ts';
import { screeningOutcomes } from '#src/funding/screening/queries.ts';
import { sql, type RawBuilder } from 'kysely';
import type { Subject } from '../rules/affinity.ts';

/** What a proposal says, for comparison: its title and whatever was written in the form. */
export const proposalText = ({ acronym, title, answers }: Pick<Snapshot, 'acronym' | 'title' | 'answers'>): string =>
  [acronym, title, ...Object.values(answers).flatMap((section) => Object.values(section).map(wordsIn))].join('\n');

/** SQL for what an expert has written beside keywords: curriculum and titles of publications. @param alias of the table `experts` */
export const expertText = (alias: string): RawBuilder<string> =>
  sql<string>`concat_ws(E'\n', ${sql.ref(`${alias}.cv`)}, (select string_agg(b.title, E'\n' order by b.entered_by is not null, b.place) from expert_publications b where b.person_id = ${sql.ref(`${alias}.person_id`)}))`;

/** The admitted proposals of a call that still want reviews, of those that the viewer may know of. `wanted`: reviews per proposal. `only`: these, whatever they have. */
export async function wantingReviews(
  { db, ports }: Across,
  callId: string,
  { wanted, viewer, only }: { wanted: number; viewer: Viewer; only?: readonly string[] },
): Promise<(Subject & { id: string })[]> {
  const outcomes = await screeningOutcomes(db, callId);
  const taken = await ports.reviewsTaken(db, callId);
  const hidden = await concernedApplications(db, callId, viewer);
  return (await submissionsWithSnapshots(db, callId))
    .filter(
      ({ applicationId: id }) => !hidden.has(id) && outcomes.get(id)?.outcome === 'admitted' && (only ? only.includes(id) : (taken.get(id) ?? 0) < wanted),
    )
    .map(({ applicationId: id, snapshot }) => ({
      id,
      mainSpoke: snapshot.facts.mainSpoke,
      spokes: snapshot.facts.spokes,
      sector: snapshot.facts.sector,
      text: proposalText(snapshot),
    }));
}
