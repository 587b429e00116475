import { hasRole } from '#src/core/actor.ts';
import { notFound } from '#src/core/errors.ts';
import { speak } from '#src/core/words.ts';
import { door, type Again, type Ask, type Door } from '#src/plumbing/http/door.ts';
import { file, page, seeOther } from '#src/plumbing/http/reply.ts';
import { csv, list } from '#src/plumbing/listing.ts';
import { admitTogether, decideScreening } from './actions.ts';
import { screeningWords } from './copy.ts';
import { idOr404, inOrder, screenedCall, screeningCase } from './desk.ts';
import { can } from './policy.ts';
import { queueSpec, screeningQueue } from './queries.ts';
import { bulkInput, decisionInput } from './schema.ts';
import { CasePage, QueuePage } from './views.tsx';

const readers = { anyOf: ['office', 'auditor'] } as const;
const callIdOf = (ask: Ask<unknown>) => ask.params['callId'] ?? '';
const asking = (ask: Ask<unknown>) => ({ db: ask.house.db, actor: ask.actor, callId: callIdOf(ask), now: ask.now.toISOString() });

async function queuePage(ask: Ask<unknown>, form?: Again) {
  const { db } = ask.house;
  const version = await screenedCall(asking(ask));
  const listed = await list(db, screeningQueue(db, version.callId, version.closesAt, ask.now), queueSpec, ask.url);
  if (listed.state.csv) return file(csv(queueSpec, listed.rows, ask.locale), 'text/csv; charset=utf-8', `${version.callId}-screening.csv`);
  const decision = can.decideMany(ask.actor, version.closesAt, ask.now.toISOString());
  return page(
    `${speak(screeningWords, ask.locale).screening} · ${version.call.officialCode}`,
    <QueuePage
      version={version}
      listed={listed}
      open={ask.now.toISOString() <= version.closesAt}
      decision={decision}
      inOrder={decision.ok ? await inOrder(asking(ask), version) : []}
      form={form}
    />,
    { wide: true, address: `/calls/${version.callId}/screening` },
  );
}

async function casePage(ask: Ask<unknown>, form?: Again) {
  const found = await screeningCase(asking(ask), ask.params['applicationId'] ?? '');
  const { acronym } = found.submission.snapshot;
  return page(`${acronym} · ${speak(screeningWords, ask.locale).screening}`, <CasePage {...found} mayDecide={hasRole(ask.actor, 'office')} form={form} />, {
    wide: true,
    script: true,
    address: `/calls/${callIdOf(ask)}/screening/${found.submission.applicationId}`,
  });
}

export const screeningDoors: Door[] = [
  door({ method: 'GET', path: '/calls/:callId/screening', access: readers, handler: (ask) => queuePage(ask) }),
  door({
    method: 'POST',
    path: '/calls/:callId/screening',
    access: { anyOf: ['office'] },
    does: 'screening.admitTogether',
    input: bulkInput,
    again: queuePage,
    async handler(ask) {
      await admitTogether(ask.house, ask.actor, callIdOf(ask), ask.input.applications.map(idOr404));
      return seeOther(`/calls/${callIdOf(ask)}/screening`);
    },
  }),
  door({ method: 'GET', path: '/calls/:callId/screening/:applicationId', access: readers, handler: (ask) => casePage(ask) }),
  door({
    method: 'POST',
    path: '/calls/:callId/screening/:applicationId',
    access: { anyOf: ['office'] },
    does: 'screening.decide',
    input: decisionInput,
    again: casePage,
    async handler(ask) {
      const applicationId = idOr404(ask.params['applicationId']);
      await decideScreening(ask.house, ask.actor, callIdOf(ask), applicationId, ask.input, ask.idempotencyKey);
      return seeOther(`/calls/${callIdOf(ask)}/screening/${applicationId}`);
    },
  }),
  door({
    method: 'GET',
    path: '/calls/:callId/screening/:applicationId/documents/:sha256',
    access: readers,
    async handler(ask) {
      const { submission } = await screeningCase(asking(ask), ask.params['applicationId'] ?? '');
      const document = submission.snapshot.documents.find((d) => d.sha256 === ask.params['sha256']);
      if (!document) throw notFound();
      return file(await ask.house.files.get(document.sha256), 'application/octet-stream', document.fileName);
    },
  }),
];
