import { hasRole, hasRoleFor } from '#src/core/actor.ts';
import { speak } from '#src/core/words.ts';
import { door, type Again, type Ask, type Door } from '#src/plumbing/http/door.ts';
import { file, page, seeOther } from '#src/plumbing/http/reply.ts';
import { csv, list } from '#src/plumbing/listing.ts';
import { proposeAssignment, releaseAssignment } from '../actions/assignment.ts';
import { assignmentWords } from '../copy/assignment.ts';
import { assignmentDesk } from '../desk.ts';
import { assignedList, assignedSpec } from '../queries/assignment.ts';
import { objectiveInput, releaseInput } from '../schema.ts';
import { AssignmentPage } from '../views/assignment.tsx';
import { asking, callIdOf, organisers, watchers } from './asking.ts';

async function assignmentPage(ask: Ask<unknown>, form?: Again) {
  const found = await assignmentDesk(asking(ask), callIdOf(ask));
  const { callId, version } = found.stage;
  const listed = await list(ask.house.db, assignedList(callId, version.call.evaluation.reviewsPerProposal, ask.actor!) as never, assignedSpec, ask.url);
  if (listed.state.csv) return file(csv(assignedSpec, listed.rows, ask.locale), 'text/csv; charset=utf-8', `${callId}-assignment.csv`);
  const mayAct = hasRole(ask.actor, 'office') || hasRoleFor(ask.actor, 'chair', callId);
  return page(
    `${speak(assignmentWords, ask.locale).assignment} · ${version.call.officialCode}`,
    <AssignmentPage {...found} version={version} listed={listed} mayAct={mayAct} form={form} />,
    { wide: true, address: `/calls/${callId}/assignment` },
  );
}

export const assignmentDoors: Door[] = [
  door({ method: 'GET', path: '/calls/:callId/assignment', access: watchers, handler: (ask) => assignmentPage(ask) }),
  door({
    method: 'POST',
    path: '/calls/:callId/assignment',
    access: organisers,
    does: 'assignment.propose',
    input: objectiveInput,
    again: assignmentPage,
    async handler(ask) {
      await proposeAssignment(ask.house, ask.actor, callIdOf(ask), ask.input.objective);
      return seeOther(`/calls/${callIdOf(ask)}/assignment#run`);
    },
  }),
  door({
    method: 'POST',
    path: '/calls/:callId/assignment/release',
    access: organisers,
    does: 'assignment.release',
    input: releaseInput,
    again: assignmentPage,
    async handler(ask) {
      await releaseAssignment(ask.house, ask.actor, callIdOf(ask), ask.input.run);
      return seeOther(`/calls/${callIdOf(ask)}/assignment#current`);
    },
  }),
];
