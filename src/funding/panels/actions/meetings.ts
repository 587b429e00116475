import type { Actor } from '#src/core/actor.ts';
import { canonical, hashOf, sha256 } from '#src/core/canonical.ts';
import { reason } from '#src/core/decision.ts';
import { AppError, demand, notFound } from '#src/core/errors.ts';
import { totalOf } from '#src/funding/reviews/rules/points.ts';
import { lockEvaluation } from '#src/funding/conflicts/queries/stage.ts';
import { stageOf, type CallStage } from '#src/funding/experts/queries/stage.ts';
import { renderPdf } from '#src/plumbing/documents/pdf.ts';
import { act, type Deed, type House } from '#src/plumbing/house.ts';
import { queueMails } from '#src/plumbing/mail/mail.ts';
import { meetingLetter } from '../letters.ts';
import { minutesDocument, type MinutesContent } from '../minutes.ts';
import { can } from '../policy.ts';
import { eligible } from '../queries/agenda.ts';
import { candidates, meetingById, type Meeting, type MeetingItem } from '../queries/meetings.ts';
import { checkRuling, checkSeats, counting, spoiled, type PanelSize } from '../rules/meeting.ts';
import type { PlanInput, RulingInput } from '../schema.ts';
import { meetingMoves, type MeetingMove, type Seat } from '../states.ts';

export const sizeOf = ({ version }: CallStage): PanelSize => ({ ...version.call.evaluation.panel, source: version.call.evaluation.source });

const wrongAt = (code: string, at: string) => new AppError('invalid', [reason(code, {}, { at })]);

type Move = Exclude<MeetingMove, 'sign'>;

/** A meeting's move: under the lock of the call's evaluation, so that two people come one after the other. */
function moving<T>(
  house: House,
  actor: Actor | null,
  { callId, id, deed, move }: { callId: string; id: string; deed: string; move: Move | ((meeting: Meeting) => Move) },
  work: (deed: Deed, meeting: Meeting) => Promise<T>,
): Promise<T> {
  return act(house, actor, deed, `panelMeeting/${id}`, async (d) => {
    await lockEvaluation(d.tx, callId);
    const meeting = await meetingById(d.tx, callId, id, actor);
    demand(can.move(actor, meeting, typeof move === 'function' ? move(meeting) : move));
    return work(d, meeting);
  });
}

type Chosen = { seats: { personId: string; role: Seat }[]; agenda: string[] };

/** Checks who is called and what for. Items that the planner may not see stay as they are. */
async function checked(deed: Deed, actor: Actor, stage: CallStage, plan: PlanInput, meeting: Meeting | null): Promise<Chosen> {
  const known = await candidates(deed.tx, stage.callId);
  const may = (role: Seat, id: string) => known.some((c) => c.role === role && c.personId === id);
  if (!may('chair', plan.chair)) throw wrongAt('panel.notChair', 'chair');
  if (!may('secretary', plan.secretary)) throw wrongAt('panel.notOffice', 'secretary');
  const members = [...new Set(plan.members)];
  if (members.some((m) => !may('member', m))) throw wrongAt('panel.notExpert', 'members');
  const seats = [
    { personId: plan.chair, role: 'chair' as const },
    ...members.map((personId) => ({ personId, role: 'member' as const })),
    { personId: plan.secretary, role: 'secretary' as const },
  ];
  if (new Set(seats.map((s) => s.personId)).size < seats.length) throw wrongAt('panel.seatTwice', 'members');
  const size = checkSeats(sizeOf(stage), seats);
  if (size.length > 0) throw new AppError('invalid', size);
  const agenda = [...new Set(plan.agenda)];
  if (agenda.length === 0) throw wrongAt('panel.agendaEmpty', 'agenda');
  const there = new Set((await eligible(deed.tx, stage, actor)).map((e) => e.applicationId));
  if (agenda.some((a) => !there.has(a))) throw notFound();
  const then = await deed.tx
    .selectFrom('panel_meetings')
    .select('id')
    .where('call_id', '=', stage.callId)
    .where('held_at', '=', plan.heldAt)
    .where('state', '<>', 'calledOff')
    .executeTakeFirst();
  if (then && then.id !== meeting?.id) throw new AppError('conflict', [reason('panel.meetingThen', {}, { at: 'heldAt' })]);
  return { seats, agenda };
}

async function writePlan({ tx }: Deed, id: string, { seats, agenda }: Chosen, hidden: readonly MeetingItem[]): Promise<void> {
  await tx.deleteFrom('panel_meeting_people').where('meeting_id', '=', id).execute();
  await tx
    .insertInto('panel_meeting_people')
    .values(seats.map((s) => ({ meeting_id: id, person_id: s.personId, role: s.role })))
    .execute();
  await tx.deleteFrom('panel_meeting_items').where('meeting_id', '=', id).execute();
  await tx
    .insertInto('panel_meeting_items')
    .values([...agenda, ...hidden.map((h) => h.applicationId)].map((application_id, i) => ({ meeting_id: id, application_id, position: i + 1 })))
    .execute();
}

/** Calls a meeting and tells everyone who is called. @returns its id */
export async function planMeeting(house: House, actor: Actor | null, callId: string, plan: PlanInput): Promise<string> {
  return act(house, actor, 'panelMeeting.plan', `call/${callId}`, async (deed) => {
    const { tx, at, record } = deed;
    await lockEvaluation(tx, callId);
    const stage = await stageOf(tx, callId);
    demand(can.planMeeting(actor, stage));
    if (plan.heldAt < at) throw wrongAt('panel.inThePast', 'heldAt');
    const chosen = await checked(deed, actor!, stage, plan, null);
    const last = await tx
      .selectFrom('panel_meetings')
      .select((e) => e.fn.max('number').as('n'))
      .where('call_id', '=', callId)
      .executeTakeFirst();
    const number = Number(last?.n ?? 0) + 1;
    const { id } = await tx
      .insertInto('panel_meetings')
      .values({
        call_id: callId,
        number,
        state: 'planned',
        held_at: plan.heldAt,
        place: plan.place,
        planned_at: at,
        planned_by: actor!.id,
        called_off_at: null,
        called_off_by: null,
        called_off_why: null,
        opened_at: null,
        closed_at: null,
        closed_by: null,
        content: null,
        sha256: null,
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    await writePlan(deed, id, chosen, []);
    const meeting = await meetingById(tx, callId, id, actor);
    await queueMails(
      deed,
      meeting.people.map((p) => meetingLetter(house, meeting, p, 'planned')),
    );
    await record({ kind: 'panelMeeting.planned', subject: `panelMeeting/${id}`, body: { call: callId, number, ...told(plan, chosen) } });
    return id;
  });
}

const told = (plan: PlanInput, { seats, agenda }: Chosen) => ({ heldAt: plan.heldAt, place: plan.place, seats, agenda });

/** Changes a meeting that is not open yet, or plans one again that was called off: everyone called hears of it, and so does who no longer is. */
export async function changeMeeting(house: House, actor: Actor | null, callId: string, id: string, plan: PlanInput): Promise<void> {
  const move = (meeting: Meeting) => (meeting.state === 'calledOff' ? 'planAgain' : 'change');
  await moving(house, actor, { callId, id, deed: 'panelMeeting.change', move }, async (deed, meeting) => {
    const isOff = meeting.state === 'calledOff';
    if (plan.revision !== meeting.revision) throw new AppError('conflict', [reason('form.stale')]);
    if (plan.heldAt < deed.at) throw wrongAt('panel.inThePast', 'heldAt');
    const chosen = await checked(deed, actor!, meeting.stage, plan, meeting);
    await writePlan(
      deed,
      id,
      chosen,
      meeting.all.filter((i) => i.hidden),
    );
    await deed.tx
      .updateTable('panel_meetings')
      .set({ state: 'planned', called_off_at: null, called_off_by: null, called_off_why: null })
      .set({ held_at: plan.heldAt, place: plan.place, revision: meeting.revision + 1 })
      .where('id', '=', id)
      .execute();
    const now = await meetingById(deed.tx, callId, id, actor);
    // Who was called to a meeting that was called off knows that it is.
    const off = isOff ? [] : meeting.people.filter((p) => !now.people.some((n) => n.personId === p.personId));
    await queueMails(deed, [
      ...now.people.map((p) => meetingLetter(house, now, p, isOff ? 'planned' : 'changed')),
      ...off.map((p) => meetingLetter(house, now, p, 'off')),
    ]);
    await deed.record({
      kind: isOff ? 'panelMeeting.plannedAgain' : 'panelMeeting.changed',
      subject: `panelMeeting/${id}`,
      body: { revision: meeting.revision + 1, ...told(plan, chosen) },
    });
  });
}

/** Calls a planned meeting off: everyone called hears why. Its agenda stays for when it is planned again. */
export async function callOffMeeting(house: House, actor: Actor | null, callId: string, id: string, why: string): Promise<void> {
  await moving(house, actor, { callId, id, deed: 'panelMeeting.callOff', move: 'callOff' }, async (deed, { revision, heldAt }) => {
    await deed.tx
      .updateTable('panel_meetings')
      .set({ state: meetingMoves.callOff.to, called_off_at: deed.at, called_off_by: actor!.id, called_off_why: why, revision: revision + 1 })
      .where('id', '=', id)
      .execute();
    const meeting = await meetingById(deed.tx, callId, id, actor);
    await queueMails(
      deed,
      meeting.people.map((p) => meetingLetter(house, meeting, p, 'calledOff')),
    );
    await deed.record({ kind: 'panelMeeting.calledOff', subject: `panelMeeting/${id}`, body: { heldAt, reason: hashOf(why) } });
  });
}

/** Opens a meeting: from here on it is not changed, only held. */
export async function openMeeting(house: House, actor: Actor | null, callId: string, id: string): Promise<void> {
  await moving(house, actor, { callId, id, deed: 'panelMeeting.open', move: 'open' }, async ({ tx, at, record }) => {
    await tx.updateTable('panel_meetings').set({ state: meetingMoves.open.to, opened_at: at }).where('id', '=', id).execute();
    await record({ kind: 'panelMeeting.opened', subject: `panelMeeting/${id}` });
  });
}

/** Who is in the room. What was decided before stays with those who decided it. */
export async function notePresence(house: House, actor: Actor | null, callId: string, id: string, present: readonly string[]): Promise<void> {
  await moving(house, actor, { callId, id, deed: 'panelMeeting.notePresence', move: 'conduct' }, async ({ tx, record }, meeting) => {
    if (present.some((p) => !meeting.people.some((k) => k.personId === p))) throw notFound();
    await tx
      .updateTable('panel_meeting_people')
      .set((e) => ({ present: present.length === 0 ? e.lit(false) : e('person_id', 'in', [...present]) }) as never)
      .where('meeting_id', '=', id)
      .execute();
    await record({ kind: 'panelMeeting.presenceNoted', subject: `panelMeeting/${id}`, body: { present: [...present].sort() } });
  });
}

/** For whoever may not see an item there is none. */
function itemOf(meeting: Meeting, itemId: string): MeetingItem {
  const item = meeting.items.find((i) => i.id === itemId);
  if (!item) throw notFound();
  return item;
}

const awayOf = (item: MeetingItem): ReadonlySet<string> => new Set(item.away.map((a) => a.personId));

/** A decision in which somebody counted who leaves after all has to be taken again. */
async function reopen({ tx }: Deed, item: MeetingItem): Promise<void> {
  await tx
    .updateTable('panel_meeting_items')
    .set({ outcome: null, decided_at: null, decided_by: null, deciders: [], against: 0, abstained: 0, revision: item.revision + 1 })
    .where('id', '=', item.id)
    .execute();
}

/** Somebody leaves the room for one item. Who has a conflict leaves by rule, without anybody noting it. */
export async function leaveForItem(
  house: House,
  actor: Actor | null,
  { callId, id, itemId }: { callId: string; id: string; itemId: string },
  { person, reason: why }: { person: string; reason: string },
): Promise<void> {
  await moving(house, actor, { callId, id, deed: 'panelMeeting.leave', move: 'conduct' }, async (deed, meeting) => {
    const item = itemOf(meeting, itemId);
    if (!meeting.people.some((p) => p.personId === person)) throw wrongAt('panel.notCalled', 'person');
    if (awayOf(item).has(person)) throw new AppError('conflict', [reason('panel.awayAlready', {}, { at: 'person' })]);
    await deed.tx
      .insertInto('panel_meeting_leaves')
      .values({ item_id: itemId, person_id: person, by_rule: false, reason: why, noted_at: deed.at, noted_by: actor!.id })
      .execute();
    const again = item.deciders.includes(person);
    if (again) await reopen(deed, item);
    await deed.record({ kind: 'panelMeeting.left', subject: `panelMeeting/${id}`, body: { item: item.applicationId, person, reason: hashOf(why), again } });
  });
}

/** Somebody who had left by hand comes back. A conflict is not taken back here. */
export async function returnToItem(
  house: House,
  actor: Actor | null,
  { callId, id, itemId }: { callId: string; id: string; itemId: string },
  person: string,
): Promise<void> {
  await moving(house, actor, { callId, id, deed: 'panelMeeting.return', move: 'conduct' }, async (deed, meeting) => {
    const item = itemOf(meeting, itemId);
    const away = item.away.find((a) => a.personId === person);
    if (!away) throw new AppError('conflict', [reason('panel.notAway')]);
    if (away.byRule)
      throw new AppError('forbidden', [reason('panel.awayByRule', { name: away.name }, { source: { ref: 'L. 241/1990, art. 6-bis', status: 'inferred' } })]);
    await deed.tx.deleteFrom('panel_meeting_leaves').where('item_id', '=', itemId).where('person_id', '=', person).where('by_rule', '=', false).execute();
    await deed.record({ kind: 'panelMeeting.returned', subject: `panelMeeting/${id}`, body: { item: item.applicationId, person } });
  });
}

/** Records what came of one item, with who counted. It can be recorded again until the meeting is closed. */
export async function decideItem(
  house: House,
  actor: Actor | null,
  { callId, id, itemId }: { callId: string; id: string; itemId: string },
  ruling: RulingInput,
): Promise<void> {
  await moving(house, actor, { callId, id, deed: 'panelMeeting.decide', move: 'conduct' }, async (deed, meeting) => {
    const item = itemOf(meeting, itemId);
    if (ruling.revision !== item.revision) throw new AppError('conflict', [reason('form.stale')]);
    const deciders = ruling.outcome === 'postponed' ? [] : counting(meeting.people, awayOf(item));
    const decision = checkRuling(sizeOf(meeting.stage), deciders.length, ruling, item.consensus !== null);
    if (!decision.ok) throw new AppError('invalid', decision.reasons);
    const byRule = item.away.filter((a) => a.byRule);
    if (byRule.length > 0)
      await deed.tx
        .insertInto('panel_meeting_leaves')
        .values(byRule.map((a) => ({ item_id: itemId, person_id: a.personId, by_rule: true, noted_at: deed.at, noted_by: null })))
        .onConflict((c) => c.columns(['item_id', 'person_id']).doUpdateSet({ by_rule: true, reason: '' }))
        .execute();
    const { outcome, discussion, decision: text, against, abstained } = ruling;
    await deed.tx
      .updateTable('panel_meeting_items')
      .set({ outcome, discussion, decision: text, against, abstained, deciders, decided_at: deed.at, decided_by: actor!.id, revision: item.revision + 1 })
      .where('id', '=', itemId)
      .execute();
    await deed.record({
      kind: 'panelMeeting.decided',
      subject: `panelMeeting/${id}`,
      body: {
        item: item.applicationId,
        outcome,
        deciders: [...deciders].sort(),
        against,
        abstained,
        away: [...awayOf(item)].sort(),
        text: hashOf([discussion, text]),
      },
    });
  });
}

/** Closes a meeting: its minutes are written, kept, and their fingerprint enters the log, all at once. @returns the fingerprint */
export async function closeMeeting(house: House, actor: Actor | null, callId: string, id: string): Promise<string> {
  return moving(house, actor, { callId, id, deed: 'panelMeeting.close', move: 'close' }, async ({ tx, at, record }, meeting) => {
    const open = meeting.all.filter((i) => i.outcome === null).length;
    if (open > 0) throw new AppError('conflict', [reason('panel.itemsOpen', { open })]);
    const again = spoiled(meeting.all.map((i) => ({ outcome: i.outcome, deciders: i.deciders, away: awayOf(i) })));
    if (again > 0) throw new AppError('conflict', [reason('panel.decideAgain', { again })]);
    const programme = await tx
      .selectFrom('programmes')
      .select(['acronym', 'project_code as projectCode', 'cup'])
      .where('id', '=', meeting.stage.version.call.programme)
      .executeTakeFirstOrThrow();
    const content = contentOf(house, meeting, programme, at);
    const hash = await house.files.put(renderPdf(minutesDocument(content)));
    await tx
      .updateTable('panel_meetings')
      .set({ state: meetingMoves.close.to, closed_at: at, closed_by: actor!.id, content: canonical(content), sha256: hash })
      .where('id', '=', id)
      .execute();
    await record({
      kind: 'panelMeeting.closed',
      subject: `panelMeeting/${id}`,
      body: {
        call: callId,
        number: meeting.number,
        sha256: hash,
        content: sha256(canonical(content)),
        items: meeting.all.map((i) => ({ item: i.applicationId, outcome: i.outcome })),
      },
    });
    return hash;
  });
}

function contentOf(house: House, meeting: Meeting, programme: MinutesContent['programme'], at: string): MinutesContent {
  const { call } = meeting.stage.version;
  const name = new Map(meeting.people.map((p) => [p.personId, p.name]));
  return {
    number: meeting.number,
    callCode: call.officialCode,
    callTitle: call.title.it,
    grantingBody: call.grantingBody.name,
    programme,
    place: meeting.place,
    heldAt: meeting.heldAt,
    openedAt: meeting.openedAt!,
    closedAt: at,
    example: call.example || house.settings.example,
    panel: { ...call.evaluation.panel, source: call.evaluation.source.ref },
    people: meeting.people.map(({ name: who, role, pseudonym, present }) => ({ name: who, role, pseudonym, present })),
    items: meeting.all.map((i) => ({
      applicationId: i.applicationId,
      protocol: i.protocol,
      acronym: i.acronym,
      lead: i.lead,
      outcome: i.outcome!,
      discussion: i.discussion,
      decision: i.decision,
      counted: i.deciders.map((d) => name.get(d)!),
      against: i.against,
      abstained: i.abstained,
      left: i.away.map(({ name: who, byRule, reason: why }) => ({ name: who, byRule, reason: why })),
      consensus:
        i.outcome === 'agreed' && i.consensus
          ? {
              total: totalOf(call.evaluation, i.consensus.points),
              decidedAt: i.consensus.decidedAt,
              address: `${house.settings.origin}/calls/${meeting.callId}/panel/${i.applicationId}`,
            }
          : null,
    })),
  };
}
