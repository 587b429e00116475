import type { Actor } from '#src/core/actor.ts';
import { hasRole } from '#src/core/actor.ts';
import { notFound } from '#src/core/errors.ts';
import { speak } from '#src/core/words.ts';
import { latestRanking } from '#src/funding/rankings/queries.ts';
import { door, type Again, type Ask, type Door } from '#src/plumbing/http/door.ts';
import { file, page, seeOther } from '#src/plumbing/http/reply.ts';
import { csv, list } from '#src/plumbing/listing.ts';
import { askAccess, decideAccess, deliverPack, notifyParties, objectToAccess, withdrawAccess } from './actions.ts';
import { accessCopy } from './copy.ts';
import { can } from './policy.ts';
import { accessById, accessRequestsFor, askableFor, deliveriesFor, deliveriesOf, noticeById, noticesFor, openRequestOf, submittedBy } from './queries.ts';
import { askInput, decisionInput, noticeInput, objectionInput } from './schema.ts';
import { AskPage } from './views/ask.tsx';
import { AccessListPage, accessSpec, deliverySpec, LogPage } from './views/lists.tsx';
import { NoticePage } from './views/notice.tsx';
import { RequestPage } from './views/request.tsx';

const words = (ask: Ask<unknown>) => speak(accessCopy, ask.locale);
const person = (ask: Ask<unknown>): Actor => ask.actor!;
const idOf = (ask: Ask<unknown>): string => ask.params['id'] ?? '';
const now = (ask: Ask<unknown>) => ask.now.toISOString();

/** The form for the application that the address names; only for who could ask. */
async function askPage(ask: Ask<unknown>, again?: Again) {
  const named = again ? again.values['application'] : ask.url.searchParams.get('application');
  const own = await submittedBy(ask.house.db, typeof named === 'string' ? named : '');
  if (!own) throw notFound();
  const decision = can.ask(ask.actor, {
    leadId: own.leadId,
    ranked: (await latestRanking(ask.house.db, own.callId)) !== undefined,
    open: await openRequestOf(ask.house.db, own.applicationId),
  });
  if (!decision.ok && decision.reasons.some((r) => r.code === 'notFound')) throw notFound();
  return page(words(ask).askFor, <AskPage own={own} decision={decision} {...(again && { form: again })} />, {
    script: true,
    address: `/access/new?application=${own.applicationId}`,
  });
}

async function requestPage(ask: Ask<unknown>, again?: { part: 'notice' | 'decision'; form: Again }) {
  const request = await accessById(ask.house.db, idOf(ask));
  if (!request || !can.read(ask.actor, request).ok) throw notFound();
  const office = hasRole(ask.actor, 'office');
  return page(
    `${words(ask).access} · ${request.protocol}`,
    <RequestPage
      request={request}
      deliveries={await deliveriesOf(ask.house.db, request.id)}
      notify={office ? can.notify(ask.actor, request) : null}
      decide={office ? can.decide(ask.actor, request, now(ask)) : null}
      withdraw={can.withdraw(ask.actor, request)}
      receive={can.receive(ask.actor, request)}
      {...(again && { again })}
    />,
    { script: true, address: `/access/${request.id}` },
  );
}

async function noticePage(ask: Ask<unknown>, again?: Again) {
  const notice = await noticeById(ask.house.db, idOf(ask));
  if (!notice || !can.readNotice(ask.actor, notice).ok) throw notFound();
  return page(
    words(ask).noticeOf(notice.acronym),
    <NoticePage notice={notice} decision={can.object(ask.actor, notice, now(ask))} {...(again && { form: again })} />,
    { script: true, address: `/access/notices/${notice.id}` },
  );
}

export const accessDoors: Door[] = [
  door({
    method: 'GET',
    path: '/access',
    access: 'signedIn',
    async handler(ask) {
      const { db } = ask.house;
      const listed = await list(db, accessRequestsFor(db, person(ask)), accessSpec, ask.url);
      if (listed.state.csv) return file(csv(accessSpec, listed.rows, ask.locale), 'text/csv; charset=utf-8', 'accesso.csv');
      return page(
        words(ask).access,
        <AccessListPage
          listed={listed}
          askable={await askableFor(db, person(ask))}
          notices={await noticesFor(db, person(ask))}
          mayReadLog={can.readLog(ask.actor).ok}
        />,
        { wide: true },
      );
    },
  }),
  door({ method: 'GET', path: '/access/new', access: 'signedIn', handler: (ask) => askPage(ask) }),
  door({
    method: 'GET',
    path: '/access/log',
    access: { anyOf: ['office', 'auditor'] },
    async handler(ask) {
      const { db } = ask.house;
      const listed = await list(db, deliveriesFor(db, person(ask)), deliverySpec, ask.url);
      if (listed.state.csv) return file(csv(deliverySpec, listed.rows, ask.locale), 'text/csv; charset=utf-8', 'consegne.csv');
      return page(words(ask).log, <LogPage listed={listed} />, { wide: true });
    },
  }),
  door({
    method: 'POST',
    path: '/access',
    access: 'signedIn',
    does: 'access.ask',
    input: askInput,
    again: askPage,
    handler: async (ask) => seeOther(`/access/${await askAccess(ask.house, ask.actor, ask.input)}`),
  }),
  door({ method: 'GET', path: '/access/notices/:id', access: 'signedIn', handler: (ask) => noticePage(ask) }),
  door({
    method: 'POST',
    path: '/access/notices/:id/objection',
    access: 'signedIn',
    does: 'access.object',
    input: objectionInput,
    again: noticePage,
    async handler(ask) {
      await objectToAccess(ask.house, ask.actor, idOf(ask), ask.input.objection);
      return seeOther(`/access/notices/${idOf(ask)}`);
    },
  }),
  door({ method: 'GET', path: '/access/:id', access: 'signedIn', handler: (ask) => requestPage(ask) }),
  door({
    method: 'POST',
    path: '/access/:id/withdrawal',
    access: 'signedIn',
    does: 'access.withdraw',
    async handler(ask) {
      await withdrawAccess(ask.house, ask.actor, idOf(ask));
      return seeOther(`/access/${idOf(ask)}`);
    },
  }),
  door({
    method: 'POST',
    path: '/access/:id/notices',
    access: { anyOf: ['office'] },
    does: 'access.notify',
    input: noticeInput,
    again: (ask, form) => requestPage(ask, { part: 'notice', form }),
    async handler(ask) {
      await notifyParties(ask.house, ask.actor, idOf(ask), ask.input.others);
      return seeOther(`/access/${idOf(ask)}`);
    },
  }),
  door({
    method: 'POST',
    path: '/access/:id/decision',
    access: { anyOf: ['office'] },
    does: 'access.decide',
    input: decisionInput,
    again: (ask, form) => requestPage(ask, { part: 'decision', form }),
    async handler(ask) {
      await decideAccess(ask.house, ask.actor, idOf(ask), ask.input);
      return seeOther(`/access/${idOf(ask)}`);
    },
  }),
  door({
    method: 'POST',
    path: '/access/:id/deliveries',
    access: 'signedIn',
    does: 'access.deliver',
    async handler(ask) {
      const { bytes, name } = await deliverPack(ask.house, ask.actor, idOf(ask));
      return file(bytes, 'application/zip', name);
    },
  }),
];
