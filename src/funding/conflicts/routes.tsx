import { AppError } from '#src/core/errors.ts';
import { speak } from '#src/core/words.ts';
import { asking, callIdOf, idOr404 } from '#src/plumbing/http/asking.ts';
import { door, type Again, type Ask, type Door } from '#src/plumbing/http/door.ts';
import { anyForm, reasonsOf } from '#src/plumbing/http/input.ts';
import { file, page, seeOther } from '#src/plumbing/http/reply.ts';
import { csv, list } from '#src/plumbing/listing.ts';
import { declareConflicts } from './actions/declare.ts';
import { answerWaiver, proposeWaiver, recordConflict } from './actions/findings.ts';
import { conflictWords } from './copy/declaration.ts';
import { findingWords } from './copy/findings.ts';
import { declarationDesk, findingDesk, findingsDesk } from './desk.ts';
import { findingsList, findingsSpec } from './queries/findings.ts';
import { tiesWritten } from './rules/ties.ts';
import { declarationInput, recordInput, waiverAnswerInput, waiverInput, type DeclarationInput } from './schema.ts';
import { DeclarationPage } from './views/declaration.tsx';
import { FindingPage, FindingsPage } from './views/findings.tsx';

const readers = { anyOf: ['office', 'auditor'] } as const;
const officers = { anyOf: ['office'] } as const;

async function declarationPage(ask: Ask<unknown>, form?: Again) {
  const { stage, rows, registered, decision } = await declarationDesk(asking(ask), callIdOf(ask));
  return page(
    `${speak(conflictWords, ask.locale).declaration} · ${stage.version.call.officialCode}`,
    <DeclarationPage
      version={stage.version}
      rows={rows}
      registered={registered}
      decision={decision}
      closed={ask.now.toISOString() > stage.closesAt}
      form={form}
    />,
    { script: true, address: `/calls/${stage.callId}/conflicts` },
  );
}

async function findingsPage(ask: Ask<unknown>, form?: Again) {
  const desk = await findingsDesk(asking(ask), callIdOf(ask));
  const { callId, version, closesAt } = desk.stage;
  const listed = await list(ask.house.db, findingsList(callId, ask.actor!, ask.now.toISOString() > closesAt) as never, findingsSpec, ask.url);
  if (listed.state.csv) return file(csv(findingsSpec, listed.rows, ask.locale), 'text/csv; charset=utf-8', `${callId}-conflicts.csv`);
  return page(
    `${speak(findingWords, ask.locale).title} · ${version.call.officialCode}`,
    <FindingsPage {...desk} listed={listed} done={form ? null : ask.url.searchParams.get('done')} form={form} />,
    { wide: true, script: true, address: `/calls/${callId}/conflicts-found` },
  );
}

async function findingPage(ask: Ask<unknown>, form?: Again) {
  const { stage, ...desk } = await findingDesk(asking(ask), callIdOf(ask), idOr404(ask.params['id']));
  return page(
    `${speak(findingWords, ask.locale).finding} · ${stage.version.call.officialCode}`,
    <FindingPage version={stage.version} {...desk} form={form} />,
    { script: true, address: `/calls/${stage.callId}/conflicts-found/${desk.finding.id}` },
  );
}

/** Fields `conflict.<application>` (yes or no) and `detail.<application>`. */
function declarationOfForm(raw: Record<string, unknown>): DeclarationInput {
  const answered = Object.entries(raw).filter(([name, value]) => name.startsWith('conflict.') && (value === 'yes' || value === 'no'));
  const answers = Object.fromEntries(
    answered.map(([name, value]) => {
      const id = name.slice('conflict.'.length);
      return [id, { conflict: value === 'yes', detail: raw[`detail.${id}`] ?? '' }];
    }),
  );
  const written = (name: string) => (typeof raw[name] === 'string' ? raw[name] : '');
  const ties = [...tiesWritten('organisation', written('organisations')), ...tiesWritten('person', written('people'))];
  const parsed = declarationInput.safeParse({
    answers,
    ties,
    noSearch: raw['noSearch'] === 'on',
    noneElse: raw['noneElse'] === 'on',
    confidentiality: raw['confidentiality'] === 'on',
  });
  if (parsed.success) return parsed.data;
  throw new AppError(
    'invalid',
    reasonsOf(parsed.error).map((r) => ({
      ...r,
      at: r.at
        ?.replace(/^answers\.([^.]+)\.detail$/, 'detail.$1')
        .replace(/^ties\.(\d+)\..*$/, (_, i) => (ties[Number(i)]?.kind === 'person' ? 'people' : 'organisations')),
    })),
  );
}

export const conflictsDoors: Door[] = [
  door({ method: 'GET', path: '/calls/:callId/conflicts', access: 'signedIn', handler: (ask) => declarationPage(ask) }),
  door({
    method: 'POST',
    path: '/calls/:callId/conflicts',
    access: 'signedIn',
    does: 'conflicts.declare',
    input: anyForm,
    again: declarationPage,
    async handler(ask) {
      await declareConflicts(ask.house, ask.actor!, callIdOf(ask), declarationOfForm(ask.raw));
      return seeOther('/reviews');
    },
  }),
  door({ method: 'GET', path: '/calls/:callId/conflicts-found', access: readers, handler: (ask) => findingsPage(ask) }),
  door({
    method: 'POST',
    path: '/calls/:callId/conflicts-found',
    access: officers,
    does: 'conflict.record',
    input: recordInput,
    again: findingsPage,
    async handler(ask) {
      await recordConflict(ask.house, ask.actor, callIdOf(ask), ask.input);
      return seeOther(`/calls/${callIdOf(ask)}/conflicts-found?done=recorded`);
    },
  }),
  door({ method: 'GET', path: '/calls/:callId/conflicts-found/:id', access: readers, handler: (ask) => findingPage(ask) }),
  door({
    method: 'POST',
    path: '/calls/:callId/conflicts-found/:id/waiver',
    access: officers,
    does: 'conflict.proposeWaiver',
    input: waiverInput,
    again: findingPage,
    async handler(ask) {
      await proposeWaiver(ask.house, ask.actor, callIdOf(ask), idOr404(ask.params['id']), ask.input);
      return seeOther(`/calls/${callIdOf(ask)}/conflicts-found/${ask.params['id']}`);
    },
  }),
  door({
    method: 'POST',
    path: '/calls/:callId/conflicts-found/:id/waiver-answer',
    access: officers,
    does: 'conflict.answerWaiver',
    input: waiverAnswerInput,
    again: findingPage,
    async handler(ask) {
      await answerWaiver(ask.house, ask.actor, callIdOf(ask), idOr404(ask.params['id']), ask.input);
      return seeOther(`/calls/${callIdOf(ask)}/conflicts-found/${ask.params['id']}`);
    },
  }),
];
