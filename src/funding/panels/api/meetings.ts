import { asking, callIdOf, idOr404, organisers, watchers } from '#src/plumbing/http/asking.ts';
import { door, type Ask, type Door } from '#src/plumbing/http/door.ts';
import { json } from '#src/plumbing/http/reply.ts';
import { list } from '#src/plumbing/listing.ts';
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
import { signMinutes } from '../actions/signatures.ts';
import { meetingDesk, planDesk } from '../desk.ts';
import { meetingList, meetingSpec } from '../queries/meetings.ts';
import { callOffInput, leaveInput, minutesBytes, planInput, presenceInput, returnInput, rulingInput } from '../schema.ts';

const meetingIdOf = (ask: Ask<unknown>) => idOr404(ask.params['meetingId']);
const placeOf = (ask: Ask<unknown>) => ({ callId: callIdOf(ask), id: meetingIdOf(ask), itemId: idOr404(ask.params['itemId']) });

const at = '/api/calls/:callId/meetings';
const one = `${at}/:meetingId`;

export const meetingsApi: Door[] = [
  door({
    method: 'GET',
    path: at,
    access: watchers,
    summary: 'The meetings of the panel; items that the asker has something to do with are not counted',
    async handler(ask) {
      const { stage, plan } = await planDesk(asking(ask), callIdOf(ask));
      const { rows, total, state, pages } = await list(ask.house.db, meetingList(stage.callId, ask.actor!) as never, meetingSpec, ask.url);
      return json({ meetings: rows, total, page: state.page, pages, allowed: { plan } });
    },
  }),
  door({
    method: 'POST',
    path: at,
    access: organisers,
    does: 'panelMeeting.plan',
    summary: 'Calls a meeting of the panel and tells everyone called',
    input: planInput,
    handler: async (ask) => json({ id: await planMeeting(ask.house, ask.actor, callIdOf(ask), ask.input) }, 201),
  }),
  door({
    method: 'GET',
    path: one,
    access: watchers,
    summary: 'One meeting: who is called and present, who leaves for which item, what was decided, who signed the minutes',
    async handler(ask) {
      const { meeting, decisions } = await meetingDesk(asking(ask), callIdOf(ask), meetingIdOf(ask));
      const { id, number, state, heldAt, place, revision, calledOffAt, calledOffWhy, openedAt, closedAt, omitted } = meeting;
      return json({
        id,
        number,
        state,
        heldAt,
        place,
        revision,
        calledOffAt,
        calledOffWhy,
        openedAt,
        closedAt,
        omitted,
        people: meeting.people.map(({ personId, role, name, pseudonym, present }) => ({ personId, role, name, pseudonym, present })),
        items: meeting.items.map(({ hidden: _hidden, ...item }) => item),
        // The fingerprint and the signed files are of the minutes with every item.
        ...(omitted === 0 && { sha256: meeting.sha256 }),
        signed: meeting.signed.map(({ personId, name, signature, signedAt }) => ({ personId, name, signature, signedAt })),
        allowed: decisions,
      });
    },
  }),
  door({
    method: 'POST',
    path: one,
    access: organisers,
    does: 'panelMeeting.change',
    summary: 'Changes a meeting that is not open yet, or plans again one that was called off, and tells everyone called',
    input: planInput,
    async handler(ask) {
      await changeMeeting(ask.house, ask.actor, callIdOf(ask), meetingIdOf(ask), ask.input);
      return json({ changed: true });
    },
  }),
  door({
    method: 'POST',
    path: `${one}/calling-off`,
    access: organisers,
    does: 'panelMeeting.callOff',
    summary: 'Calls a planned meeting off, with the reason, and tells everyone called; changing it plans it again',
    input: callOffInput,
    async handler(ask) {
      await callOffMeeting(ask.house, ask.actor, callIdOf(ask), meetingIdOf(ask), ask.input.reason);
      return json({ calledOff: true });
    },
  }),
  door({
    method: 'POST',
    path: `${one}/opening`,
    access: organisers,
    does: 'panelMeeting.open',
    summary: 'Opens a meeting: from here on it is held, not changed',
    async handler(ask) {
      await openMeeting(ask.house, ask.actor, callIdOf(ask), meetingIdOf(ask));
      return json({ open: true });
    },
  }),
  door({
    method: 'POST',
    path: `${one}/presence`,
    access: organisers,
    does: 'panelMeeting.notePresence',
    summary: 'Notes who is present at an open meeting',
    input: presenceInput,
    async handler(ask) {
      await notePresence(ask.house, ask.actor, callIdOf(ask), meetingIdOf(ask), ask.input.present);
      return json({ noted: true });
    },
  }),
  door({
    method: 'POST',
    path: `${one}/items/:itemId`,
    access: organisers,
    does: 'panelMeeting.decide',
    summary: 'Records what came of one item; refused without a quorum, with the figures',
    input: rulingInput,
    async handler(ask) {
      await decideItem(ask.house, ask.actor, placeOf(ask), ask.input);
      return json({ decided: true });
    },
  }),
  door({
    method: 'POST',
    path: `${one}/items/:itemId/leaves`,
    access: organisers,
    does: 'panelMeeting.leave',
    summary: 'Notes that somebody leaves for one item; conflicts of interest need no note',
    input: leaveInput,
    async handler(ask) {
      await leaveForItem(ask.house, ask.actor, placeOf(ask), ask.input);
      return json({ noted: true }, 201);
    },
  }),
  door({
    method: 'POST',
    path: `${one}/items/:itemId/returns`,
    access: organisers,
    does: 'panelMeeting.return',
    summary: 'Notes that somebody who had left for one item comes back; refused for a conflict of interest',
    input: returnInput,
    async handler(ask) {
      await returnToItem(ask.house, ask.actor, placeOf(ask), ask.input.person);
      return json({ noted: true });
    },
  }),
  door({
    method: 'POST',
    path: `${one}/closing`,
    access: organisers,
    does: 'panelMeeting.close',
    summary: 'Closes a meeting and writes its minutes; answers with their fingerprint',
    handler: async (ask) => json({ sha256: await closeMeeting(ask.house, ask.actor, callIdOf(ask), meetingIdOf(ask)) }, 201),
  }),
  door({
    method: 'POST',
    path: `${one}/signatures`,
    access: organisers,
    does: 'panelMeeting.sign',
    summary: 'Hands in the minutes as signed by their chair or secretary (PAdES or CAdES)',
    input: minutesBytes,
    async handler(ask) {
      const { base64, fileName } = ask.input;
      await signMinutes(ask.house, ask.actor, callIdOf(ask), meetingIdOf(ask), { bytes: new Uint8Array(Buffer.from(base64, 'base64')), fileName });
      return json({ signed: true }, 201);
    },
  }),
];
