import { hasRoleFor, type Actor } from '#src/core/actor.ts';
import { all, only, unless, type Decision, type Source } from '#src/core/decision.ts';
import type { CalendarDate } from '#src/core/time.ts';
import { canMove, canMoveSheet, type ReportState, type SheetState } from './states.ts';

/** What has to be known of the project of a report or a timesheet. */
export type Seat = { callId: string; mainSpoke: number; members: readonly { organisationId: string; role: string; name: string }[] };
export type ReportSeat = Seat & { state: ReportState };
export type SheetSeat = Seat & {
  organisationId: string;
  /** The account of whose hours they are; null for who has none. */
  personId: string | null;
  state: SheetState;
  /** The last report of the project, where it was handed in: no other takes hours. */
  allReported: { number: number; until: CalendarDate } | null;
  signedBy: string | null;
};

const conflictSource: Source = { ref: 'L. 241/1990, art. 6-bis (conflitto di interessi)', status: 'inferred' };
const twoSource: Source = { ref: 'Timesheet firmati e controfirmati (Rendicontazione Progetti)', status: 'sourced' };

const actsFor = (actor: Actor | null, organisationId: string): boolean => actor?.organisationIds.includes(organisationId) ?? false;
const leadOf = (seat: Seat) => seat.members.find((m) => m.role === 'lead');
const actsForLead = (actor: Actor | null, seat: Seat): boolean => {
  const lead = leadOf(seat);
  return lead !== undefined && actsFor(actor, lead.organisationId);
};

/** Office and auditors of the call, and the leader of the project's main Spoke, see all of it. */
const watches = (actor: Actor | null, seat: Seat): boolean =>
  hasRoleFor(actor, 'office', seat.callId) || hasRoleFor(actor, 'auditor', seat.callId) || hasRoleFor(actor, 'spokeLeader', String(seat.mainSpoke));

/** Of which members a person sees the lines: all, for who watches or acts for the lead; else of those that they act for. */
export function scopeOf(actor: Actor | null, seat: Seat): 'all' | string[] {
  if (watches(actor, seat) || actsForLead(actor, seat)) return 'all';
  return seat.members.filter((m) => actsFor(actor, m.organisationId)).map((m) => m.organisationId);
}

const isOffice = (actor: Actor | null, seat: Seat): Decision => only(hasRoleFor(actor, 'office', seat.callId), 'reports.officeOnly');

/** Nobody checks what an organisation reports that they act for. */
function isImpartial(actor: Actor | null, seat: Seat): Decision {
  const own = seat.members.find((m) => actsFor(actor, m.organisationId));
  return only(own === undefined, 'reports.ownOrganisation', { organisation: own?.name ?? '' }, { source: conflictSource });
}

/** Who may do what with reports and timesheets, and why not. What one may not see is not found. */
export const can = {
  read: (actor: Actor | null, seat: Seat): Decision => unless(scopeOf(actor, seat).length > 0, 'notFound'),

  /** Is it this person's place to write here at all, whatever its state? */
  writes: (actor: Actor | null, seat: Seat, organisationId: string): Decision =>
    only(
      seat.members.some((m) => m.organisationId === organisationId) && (actsFor(actor, organisationId) || actsForLead(actor, seat)),
      scopeOf(actor, seat).length > 0 ? 'reports.membersOnly' : 'notFound',
    ),

  /** Lines and documents of a member: who acts for it or for the lead, while the report is being written. */
  write: (actor: Actor | null, seat: ReportSeat, organisationId: string): Decision =>
    all(can.writes(actor, seat, organisationId), unless(canMove(seat.state, 'write'), 'reports.closed')),

  /** The technical report and handing in are the lead's. */
  lead: (actor: Actor | null, seat: ReportSeat): Decision =>
    all(
      can.read(actor, seat),
      only(actsForLead(actor, seat), 'reports.leadOnly', { lead: leadOf(seat)?.name ?? '' }),
      unless(canMove(seat.state, 'write'), 'reports.closed'),
    ),

  /** Only the member itself attests its own controls. */
  attest: (actor: Actor | null, seat: ReportSeat, organisationId: string): Decision =>
    all(can.read(actor, seat), only(actsFor(actor, organisationId), 'reports.memberAttests'), unless(canMove(seat.state, 'write'), 'reports.closed')),

  submit: (actor: Actor | null, seat: ReportSeat, period: { untilOn: CalendarDate }, today: CalendarDate): Decision =>
    all(can.lead(actor, seat), unless(today > period.untilOn, 'reports.periodRuns', { until: period.untilOn })),

  check: (actor: Actor | null, seat: ReportSeat): Decision =>
    all(can.read(actor, seat), isOffice(actor, seat), isImpartial(actor, seat), unless(canMove(seat.state, 'check'), 'reports.notToCheck')),

  /** Questions are answered by the member that they are about, or the lead, while the report is being checked. */
  answer: (actor: Actor | null, seat: ReportSeat, question: { organisationId: string; answered: boolean }): Decision =>
    all(
      can.writes(actor, seat, question.organisationId),
      unless(seat.state === 'submitted', 'reports.notToCheck'),
      unless(!question.answered, 'reports.answeredAlready'),
    ),

  readSheet: (actor: Actor | null, seat: SheetSeat): Decision =>
    unless(
      actor !== null && (actor.id === seat.personId || actsFor(actor, seat.organisationId) || actsForLead(actor, seat) || watches(actor, seat)),
      'notFound',
    ),

  /** Everyone fills in their own hours; of who has no account, somebody who acts for the member does. */
  fillSheet: (actor: Actor | null, seat: SheetSeat): Decision =>
    all(
      can.readSheet(actor, seat),
      only(seat.personId === null ? actsFor(actor, seat.organisationId) : actor?.id === seat.personId, 'reports.sheet.ownOnly'),
      unless(canMoveSheet(seat.state, 'fill'), 'reports.sheet.frozen'),
      unless(seat.allReported === null, 'reports.sheet.allReported', { ...seat.allReported }),
    ),

  /** Hours that were written in time can be confirmed late, and are reported then. */
  signSheet: (actor: Actor | null, seat: SheetSeat): Decision =>
    all(
      can.readSheet(actor, seat),
      only(seat.personId === null ? actsFor(actor, seat.organisationId) : actor?.id === seat.personId, 'reports.sheet.ownOnly'),
      unless(canMoveSheet(seat.state, 'sign'), 'reports.sheet.frozen'),
    ),

  countersign: (actor: Actor | null, seat: SheetSeat): Decision =>
    all(
      can.readSheet(actor, seat),
      only(actsFor(actor, seat.organisationId), 'reports.sheet.memberOnly'),
      unless(canMoveSheet(seat.state, 'countersign'), 'reports.sheet.notSigned'),
      only(actor?.id !== seat.signedBy && actor?.id !== seat.personId, 'reports.sheet.twoPeople', {}, { source: twoSource }),
    ),

  reopen: (actor: Actor | null, seat: SheetSeat): Decision =>
    all(
      can.readSheet(actor, seat),
      only(actsFor(actor, seat.organisationId) || (actor?.id === seat.personId && seat.state === 'signed'), 'reports.sheet.memberOnly'),
      unless(canMoveSheet(seat.state, 'reopen'), 'reports.sheet.openAlready'),
      unless(seat.allReported === null, 'reports.sheet.allReported', { ...seat.allReported }),
    ),
};
