import { hasRole } from '#src/core/actor.ts';
import { romeDate } from '#src/core/time.ts';
import { speak } from '#src/core/words.ts';
import { sectorWords } from '#src/funding/calls/copy.ts';
import { publishedCalls } from '#src/funding/calls/queries.ts';
import type { House } from '#src/plumbing/house.ts';
import { listDoors } from '#src/plumbing/http/listDoors.ts';
import { page } from '#src/plumbing/http/reply.ts';
import { projectCopy } from '../copy.ts';
import { projectsFor, type ProjectRow } from '../queries.ts';
import { ProjectListPage, projectSpec, type Narrowing } from '../views/list.tsx';

/** What the list of projects can be narrowed to: calls, Spokes, sectors as the calls name them. */
async function narrowing({ db, settings }: House): Promise<Narrowing> {
  const calls = await publishedCalls(db, settings.programme);
  const sectors = new Map(calls.flatMap(({ call }) => call.rules.flatMap((r) => (r.rule === 'sectors' ? r.among.map((s) => [s, call] as const) : []))));
  return {
    calls: calls.map((c) => ({ id: c.callId, code: c.call.officialCode })),
    spokes: [1, 2, 3, 4, 5, 6, 7, 8],
    sectors: [...sectors].map(([value, call]) => ({ value, label: sectorWords(call, value) })),
  };
}

export const projectList = listDoors<ProjectRow>({
  path: '/projects/funded',
  name: 'projects',
  fileName: 'progetti.csv',
  summary: 'The projects that you may read, with the filters of the page',
  spec: async ({ house }) => projectSpec(await narrowing(house)),
  rows: ({ house, actor, now }) => projectsFor(house.db, actor!, romeDate(now)),
  view: (ask, listed, spec) =>
    page(
      speak(projectCopy, ask.locale).projects,
      <ProjectListPage listed={listed} spec={spec} watches={hasRole(ask.actor, 'office', 'auditor', 'spokeLeader')} />,
      { wide: true },
    ),
});
