import { hasRoleFor } from '#src/core/actor.ts';
import { notFound } from '#src/core/errors.ts';
import { speak } from '#src/core/words.ts';
import { door, type Again, type Ask, type Door } from '#src/plumbing/http/door.ts';
import { file, page, seeOther } from '#src/plumbing/http/reply.ts';
import { csv, list } from '#src/plumbing/listing.ts';
import { reachConsensus } from './actions/consensus.ts';
import { nameRapporteur, say } from './actions/discussion.ts';
import { panelWords } from './copy/panel.ts';
import { panelDesk } from './desk.ts';
import { can } from './policy.ts';
import { evaluationProgress } from './queries.ts';
import { panelList, panelSpec } from './queries/panel.ts';
import { concernedApplications } from '#src/funding/conflicts/queries.ts';
import { stageOf } from '#src/funding/experts/queries/stage.ts';
import { entryOfForm } from '#src/funding/reviews/rules/entries.ts';
import { anyForm } from '#src/plumbing/http/input.ts';
import { messageInput, rapporteurInput } from './schema.ts';
import { discussionDoors } from './routes/discussion.tsx';
import { meetingDoors } from './routes/meetings.tsx';
import { PanelCasePage, PanelPage } from './views/panel.tsx';
import { asking, callIdOf, idOr404, watchers } from '#src/plumbing/http/asking.ts';

const applicationIdOf = (ask: Ask<unknown>) => idOr404(ask.params['applicationId']);
const placeOf = (ask: Ask<unknown>) => ({ callId: callIdOf(ask), applicationId: applicationIdOf(ask) });
const here = (ask: Ask<unknown>) => `/calls/${callIdOf(ask)}/panel/${applicationIdOf(ask)}`;

async function panelPage(ask: Ask<unknown>) {
  const { db } = ask.house;
  if (!can.seePanel(ask.actor, callIdOf(ask)).ok) throw notFound();
  const { version, callId } = await stageOf(db, callIdOf(ask));
  const listed = await list(db, panelList(callId, version.call.evaluation, ask.actor!) as never, panelSpec, ask.url);
  if (listed.state.csv) return file(csv(panelSpec, listed.rows, ask.locale), 'text/csv; charset=utf-8', `${callId}-panel.csv`);
  return page(
    `${speak(panelWords, ask.locale).panel} · ${version.call.officialCode}`,
    <PanelPage version={version} listed={listed} progress={await evaluationProgress(db, callId, await concernedApplications(db, callId, ask.actor!))} />,
    { wide: true },
  );
}

async function casePage(ask: Ask<unknown>, form?: Again, forms: { rapporteur?: Again; message?: Again } = {}) {
  const { found, ...desk } = await panelDesk(asking(ask), callIdOf(ask), applicationIdOf(ask));
  return page(
    `${found.submission.snapshot.acronym} · ${speak(panelWords, ask.locale).panel}`,
    <PanelCasePage found={found} {...desk} mayAgree={hasRoleFor(ask.actor, 'chair', found.callId)} form={form} forms={forms} />,
    { wide: true, script: true, address: `/calls/${found.callId}/panel/${found.submission.applicationId}` },
  );
}

export const panelsDoors: Door[] = [
  ...meetingDoors,
  ...discussionDoors,
  door({ method: 'GET', path: '/calls/:callId/panel', access: watchers, handler: (ask) => panelPage(ask) }),
  door({ method: 'GET', path: '/calls/:callId/panel/:applicationId', access: watchers, handler: (ask) => casePage(ask) }),
  door({
    method: 'POST',
    path: '/calls/:callId/panel/:applicationId',
    access: { anyOf: ['chair'] },
    does: 'consensus.reach',
    input: anyForm,
    again: (ask, form) => casePage(ask, form),
    async handler(ask) {
      const { found } = await panelDesk(asking(ask), callIdOf(ask), applicationIdOf(ask));
      const { seen } = ask.raw;
      await reachConsensus(ask.house, ask.actor, found.callId, found.submission.applicationId, {
        entry: entryOfForm(found.stage.version.call.evaluation, ask.raw, 'report'),
        seen: typeof seen === 'string' ? seen : undefined,
      });
      return seeOther(`/calls/${found.callId}/panel/${found.submission.applicationId}#agreed`);
    },
  }),
  door({
    method: 'GET',
    path: '/calls/:callId/panel/:applicationId/documents/:sha256',
    access: watchers,
    async handler(ask) {
      const { found } = await panelDesk(asking(ask), callIdOf(ask), applicationIdOf(ask));
      const document = [...found.submission.snapshot.documents, ...found.repaired].find((d) => d.sha256 === ask.params['sha256']);
      if (!document) throw notFound();
      return file(await ask.house.files.get(document.sha256), 'application/octet-stream', document.fileName);
    },
  }),
  door({
    method: 'POST',
    path: '/calls/:callId/panel/:applicationId/rapporteur',
    access: { anyOf: ['chair'] },
    does: 'rapporteur.name',
    input: rapporteurInput,
    again: (ask, rapporteur) => casePage(ask, undefined, { rapporteur }),
    async handler(ask) {
      await nameRapporteur(ask.house, ask.actor, placeOf(ask), ask.input.expert);
      return seeOther(`${here(ask)}#rapporteur`);
    },
  }),
  door({
    method: 'POST',
    path: '/calls/:callId/panel/:applicationId/messages',
    access: { anyOf: ['chair'] },
    does: 'discussion.say',
    input: messageInput,
    again: (ask, message) => casePage(ask, undefined, { message }),
    async handler(ask) {
      await say(ask.house, ask.actor, placeOf(ask), ask.input.body, ask.idempotencyKey);
      return seeOther(`${here(ask)}#discussion`);
    },
  }),
];
