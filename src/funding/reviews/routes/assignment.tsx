import { speak } from '#src/core/words.ts';
import { asking, callIdOf, idOr404, organisers, watchers } from '#src/plumbing/http/asking.ts';
import { door, type Again, type Ask, type Door } from '#src/plumbing/http/door.ts';
import { file, page, seeOther, type Reply } from '#src/plumbing/http/reply.ts';
import { csv, list } from '#src/plumbing/listing.ts';
import { adjustAssignment, decideOnPair, liftPair, proposeAssignment, releaseAssignment } from '../actions/assignment.ts';
import { adjustDesk, assignmentDesk, comparisonDesk, mayOrganise, runDesk } from '../assigning.ts';
import { assignmentWords } from '../copy/assignment.ts';
import { assignedList, assignedSpec } from '../queries/assignment.ts';
import { listRuns, runsSpec } from '../queries/runLines.ts';
import { adjustmentInput, exchangeInput, objectiveInput, pairInput, releaseInput, type Exchange } from '../schema.ts';
import { AdjustPage } from '../views/adjust.tsx';
import { AssignmentPage } from '../views/assignment.tsx';
import { ComparePage } from '../views/compare.tsx';
import { RunPage } from '../views/run.tsx';

type AnyAsk = Ask<unknown>;
const words = (ask: AnyAsk) => speak(assignmentWords, ask.locale);
const baseOf = (ask: AnyAsk) => `/calls/${callIdOf(ask)}/assignment`;
const runIdOf = (ask: AnyAsk) => idOr404(ask.params['run']);

async function assignmentPage(ask: AnyAsk, shown: { form?: Again; pair?: Again } = {}): Promise<Reply> {
  const { stage, ...found } = await assignmentDesk(asking(ask), callIdOf(ask));
  const { callId, version } = stage;
  const listed = await list(ask.house.db, assignedList(callId, version.call.evaluation, ask.actor!) as never, assignedSpec, ask.url);
  if (listed.state.csv) return file(csv(assignedSpec, listed.rows, ask.locale), 'text/csv; charset=utf-8', `${callId}-assignment.csv`);
  const listedRuns = listRuns(found.runs, ask.url);
  if (listedRuns.state.csv) return file(csv(runsSpec, listedRuns.rows, ask.locale), 'text/csv; charset=utf-8', `${callId}-runs.csv`);
  const mayAct = mayOrganise(ask.actor, found.decisions.propose);
  return page(
    `${words(ask).assignment} · ${version.call.officialCode}`,
    <AssignmentPage {...found} {...shown} version={version} listed={listed} listedRuns={listedRuns} mayAct={mayAct} />,
    {
      wide: true,
      address: baseOf(ask),
    },
  );
}

async function runPage(ask: AnyAsk): Promise<Reply> {
  const { stage, ...found } = await runDesk(asking(ask), callIdOf(ask), runIdOf(ask));
  const mayAct = mayOrganise(ask.actor, found.decisions.adjust);
  return page(`${words(ask).run(found.run.number)} · ${stage.version.call.officialCode}`, <RunPage {...found} version={stage.version} mayAct={mayAct} />, {
    wide: true,
  });
}

async function comparePage(ask: AnyAsk): Promise<Reply> {
  const of = (name: string) => idOr404(ask.url.searchParams.get(name) ?? undefined);
  const { stage, ...found } = await comparisonDesk(asking(ask), callIdOf(ask), { a: of('a'), b: of('b') });
  return page(`${words(ask).compareTitle} · ${stage.version.call.officialCode}`, <ComparePage {...found} version={stage.version} />, { wide: true });
}

/** What the address, or a form that came back, has chosen; an id that is none is nobody. */
function chosenIn(ask: AnyAsk, form: Again | undefined): Exchange {
  const of = (name: string) => String(form?.values[name] ?? ask.url.searchParams.get(name) ?? '');
  const read = exchangeInput.safeParse({ proposal: of('proposal'), out: of('out'), into: of('into') });
  return read.success ? read.data : { proposal: idOr404(of('proposal')), out: undefined, into: undefined };
}

async function adjustPage(ask: AnyAsk, form?: Again): Promise<Reply> {
  const chosen = chosenIn(ask, form);
  const { stage, ...found } = await adjustDesk(asking(ask), callIdOf(ask), runIdOf(ask), chosen);
  return page(words(ask).adjustTitle(found.proposal.acronym), <AdjustPage {...found} version={stage.version} chosen={chosen} form={form} />, {
    address: `${baseOf(ask)}/runs/${runIdOf(ask)}/adjust?proposal=${chosen.proposal}`,
  });
}

export const assignmentDoors: Door[] = [
  door({ method: 'GET', path: '/calls/:callId/assignment', access: watchers, handler: (ask) => assignmentPage(ask) }),
  door({
    method: 'POST',
    path: '/calls/:callId/assignment',
    access: organisers,
    does: 'assignment.propose',
    input: objectiveInput,
    again: (ask, form) => assignmentPage(ask, { form }),
    async handler(ask) {
      await proposeAssignment(ask.house, ask.actor, callIdOf(ask), ask.input.objective);
      return seeOther(`${baseOf(ask)}#run`);
    },
  }),
  door({
    method: 'POST',
    path: '/calls/:callId/assignment/release',
    access: organisers,
    does: 'assignment.release',
    input: releaseInput,
    again: (ask, form) => assignmentPage(ask, { form }),
    async handler(ask) {
      await releaseAssignment(ask.house, ask.actor, callIdOf(ask), ask.input.run);
      return seeOther(`${baseOf(ask)}#current`);
    },
  }),
  door({
    method: 'POST',
    path: '/calls/:callId/assignment/pairs',
    access: organisers,
    does: 'assignment.decidePair',
    input: pairInput,
    again: (ask, pair) => assignmentPage(ask, { pair }),
    async handler(ask) {
      await decideOnPair(ask.house, ask.actor, callIdOf(ask), ask.input);
      return seeOther(`${baseOf(ask)}#decisions`);
    },
  }),
  door({
    method: 'POST',
    path: '/calls/:callId/assignment/pairs/:id/lifting',
    access: organisers,
    does: 'assignment.liftPair',
    async handler(ask) {
      await liftPair(ask.house, ask.actor, callIdOf(ask), idOr404(ask.params['id']));
      return seeOther(`${baseOf(ask)}#decisions`);
    },
  }),
  door({ method: 'GET', path: '/calls/:callId/assignment/compare', access: watchers, handler: comparePage }),
  door({ method: 'GET', path: '/calls/:callId/assignment/runs/:run', access: watchers, handler: runPage }),
  door({ method: 'GET', path: '/calls/:callId/assignment/runs/:run/adjust', access: organisers, handler: (ask) => adjustPage(ask) }),
  door({
    method: 'POST',
    path: '/calls/:callId/assignment/runs/:run/adjust',
    access: organisers,
    does: 'assignment.adjust',
    input: adjustmentInput,
    again: adjustPage,
    async handler(ask) {
      const { run } = await adjustAssignment(ask.house, ask.actor, callIdOf(ask), runIdOf(ask), ask.input);
      return seeOther(`${baseOf(ask)}/runs/${run}`);
    },
  }),
];
