import { notFound } from '#src/core/errors.ts';
import { speak } from '#src/core/words.ts';
import { asking, callIdOf, idOr404, organisers, watchers } from '#src/plumbing/http/asking.ts';
import { door, type Again, type Ask, type Door } from '#src/plumbing/http/door.ts';
import { file, page, seeOther } from '#src/plumbing/http/reply.ts';
import { mediaTypeOf } from '#src/plumbing/inspection.ts';
import { csv, list } from '#src/plumbing/listing.ts';
import {
  callOffMeeting,
  changeMeeting,
  closeMeeting,
  decideItem,
  leaveForItem,
  notePresence,
  openMeeting,
  planMeeting,
  returnToItem,
} from '../actions/meetings.ts';
import { minutesFor, signMinutes } from '../actions/signatures.ts';
import { meetingWords } from '../copy/meetings.ts';
import { meetingDesk, planDesk } from '../desk.ts';
import { meetingList, meetingSpec } from '../queries/meetings.ts';
import { callOffInput, leaveInput, minutesFile, planForm, presenceInput, returnInput, rulingInput } from '../schema.ts';
import { MeetingPage, type MeetingForms } from '../views/meeting.tsx';
import { MeetingsPage } from '../views/meetings.tsx';

const meetingIdOf = (ask: Ask<unknown>) => idOr404(ask.params['meetingId']);
const itemIdOf = (ask: Ask<unknown>) => idOr404(ask.params['itemId']);
/** Which item of which meeting. */
const placeOf = (ask: Ask<unknown>) => ({ callId: callIdOf(ask), id: meetingIdOf(ask), itemId: itemIdOf(ask) });
const here = (ask: Ask<unknown>) => `/calls/${callIdOf(ask)}/meetings/${meetingIdOf(ask)}`;

async function meetingsPage(ask: Ask<unknown>, form?: Again) {
  const desk = await planDesk(asking(ask), callIdOf(ask));
  const listed = await list(ask.house.db, meetingList(desk.stage.callId, ask.actor!) as never, meetingSpec, ask.url);
  if (listed.state.csv) return file(csv(meetingSpec, listed.rows, ask.locale), 'text/csv; charset=utf-8', `${desk.stage.callId}-meetings.csv`);
  return page(`${speak(meetingWords, ask.locale).meetings} · ${desk.stage.version.call.officialCode}`, <MeetingsPage {...desk} listed={listed} form={form} />, {
    wide: true,
    script: true,
    address: `/calls/${desk.stage.callId}/meetings`,
  });
}

async function meetingPage(ask: Ask<unknown>, forms: MeetingForms = {}) {
  const desk = await meetingDesk(asking(ask), callIdOf(ask), meetingIdOf(ask));
  return page(
    `${speak(meetingWords, ask.locale).meeting(desk.meeting.number)} · ${desk.meeting.stage.version.call.officialCode}`,
    <MeetingPage {...desk} forms={forms} trySigning={ask.house.settings.example} />,
    { wide: true, script: true, address: here(ask) },
  );
}

const at = '/calls/:callId/meetings';
const one = `${at}/:meetingId`;

export const meetingDoors: Door[] = [
  door({ method: 'GET', path: at, access: watchers, handler: (ask) => meetingsPage(ask) }),
  door({
    method: 'POST',
    path: at,
    access: organisers,
    does: 'panelMeeting.plan',
    input: planForm,
    again: meetingsPage,
    async handler(ask) {
      return seeOther(`/calls/${callIdOf(ask)}/meetings/${await planMeeting(ask.house, ask.actor, callIdOf(ask), ask.input)}`);
    },
  }),
  door({ method: 'GET', path: one, access: watchers, handler: (ask) => meetingPage(ask) }),
  door({
    method: 'POST',
    path: one,
    access: organisers,
    does: 'panelMeeting.change',
    input: planForm,
    again: (ask, plan) => meetingPage(ask, { plan }),
    async handler(ask) {
      await changeMeeting(ask.house, ask.actor, callIdOf(ask), meetingIdOf(ask), ask.input);
      return seeOther(here(ask));
    },
  }),
  door({
    method: 'POST',
    path: `${one}/calling-off`,
    access: organisers,
    does: 'panelMeeting.callOff',
    input: callOffInput,
    again: (ask, callOff) => meetingPage(ask, { callOff }),
    async handler(ask) {
      await callOffMeeting(ask.house, ask.actor, callIdOf(ask), meetingIdOf(ask), ask.input.reason);
      return seeOther(here(ask));
    },
  }),
  door({
    method: 'POST',
    path: `${one}/opening`,
    access: organisers,
    does: 'panelMeeting.open',
    async handler(ask) {
      await openMeeting(ask.house, ask.actor, callIdOf(ask), meetingIdOf(ask));
      return seeOther(`${here(ask)}#people`);
    },
  }),
  door({
    method: 'POST',
    path: `${one}/presence`,
    access: organisers,
    does: 'panelMeeting.notePresence',
    input: presenceInput,
    async handler(ask) {
      await notePresence(ask.house, ask.actor, callIdOf(ask), meetingIdOf(ask), ask.input.present);
      return seeOther(`${here(ask)}#people`);
    },
  }),
  door({
    method: 'POST',
    path: `${one}/items/:itemId`,
    access: organisers,
    does: 'panelMeeting.decide',
    input: rulingInput,
    again: (ask, form) => meetingPage(ask, { ruling: { item: itemIdOf(ask), form } }),
    async handler(ask) {
      await decideItem(ask.house, ask.actor, placeOf(ask), ask.input);
      return seeOther(`${here(ask)}#item-${itemIdOf(ask)}`);
    },
  }),
  door({
    method: 'POST',
    path: `${one}/items/:itemId/leaves`,
    access: organisers,
    does: 'panelMeeting.leave',
    input: leaveInput,
    again: (ask, form) => meetingPage(ask, { leave: { item: itemIdOf(ask), form } }),
    async handler(ask) {
      await leaveForItem(ask.house, ask.actor, placeOf(ask), ask.input);
      return seeOther(`${here(ask)}#item-${itemIdOf(ask)}`);
    },
  }),
  door({
    method: 'POST',
    path: `${one}/items/:itemId/returns`,
    access: organisers,
    does: 'panelMeeting.return',
    input: returnInput,
    async handler(ask) {
      await returnToItem(ask.house, ask.actor, placeOf(ask), ask.input.person);
      return seeOther(`${here(ask)}#item-${itemIdOf(ask)}`);
    },
  }),
  door({
    method: 'POST',
    path: `${one}/closing`,
    access: organisers,
    does: 'panelMeeting.close',
    async handler(ask) {
      await closeMeeting(ask.house, ask.actor, callIdOf(ask), meetingIdOf(ask));
      return seeOther(`${here(ask)}#minutes`);
    },
  }),
  door({
    method: 'GET',
    path: `${one}/minutes`,
    access: watchers,
    async handler(ask) {
      const { meeting } = await meetingDesk(asking(ask), callIdOf(ask), meetingIdOf(ask));
      if (meeting.state !== 'closed') throw notFound();
      return file(await minutesFor(ask.house, meeting), 'application/pdf', `verbale-${meeting.callId}-${meeting.number}.pdf`, true);
    },
  }),
  door({
    method: 'POST',
    path: `${one}/signatures`,
    access: organisers,
    does: 'panelMeeting.sign',
    input: minutesFile,
    again: (ask, sign) => meetingPage(ask, { sign }),
    async handler(ask) {
      const { file: signed } = ask.input;
      await signMinutes(ask.house, ask.actor, callIdOf(ask), meetingIdOf(ask), {
        bytes: await signed.bytes(),
        fileName: signed.name,
      });
      return seeOther(`${here(ask)}#minutes`);
    },
  }),
  door({
    method: 'GET',
    path: `${one}/signatures/:sha256`,
    access: watchers,
    async handler(ask) {
      const { meeting } = await meetingDesk(asking(ask), callIdOf(ask), meetingIdOf(ask));
      // The signed file holds every item: who may not see one of them does not get it.
      const signed = meeting.omitted === 0 ? meeting.signed.find((s) => s.sha256 === ask.params['sha256']) : undefined;
      if (!signed) throw notFound();
      return file(await ask.house.files.get(signed.sha256), mediaTypeOf(signed.fileName), signed.fileName);
    },
  }),
];
