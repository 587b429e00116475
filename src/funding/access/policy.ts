import { hasRole, hasRoleFor, type Actor } from '#src/core/actor.ts';
import { all, only, unless, type Decision, type Source } from '#src/core/decision.ts';
import { romeDate, type CalendarDate, type Instant } from '#src/core/time.ts';
import { answerSource, deferralSource, objectionSource } from './rules/terms.ts';
import { canMove, type AccessDecision, type AccessState } from './states.ts';

/** A proposal of somebody else to which access is asked, and who it belongs to. */
export type Concerned = { leadId: string; leadName: string; notifiedAt: Instant | null; until: Instant | null; objectedAt: Instant | null };

/** What has to be known of a request. */
export type Request = {
  callId: string;
  state: AccessState;
  leadId: string;
  leadName: string;
  askedBy: string;
  parties: readonly Concerned[];
  decision: AccessDecision | null;
};

const conflictSource: Source = { ref: 'L. 241/1990, art. 6-bis (conflitto di interessi)', status: 'inferred' };

const actsFor = (actor: Actor | null, organisationId: string): boolean => actor?.organisationIds.includes(organisationId) ?? false;

/** Everywhere, or for this call. */
const isOffice = (actor: Actor | null, callId: string): Decision => only(hasRoleFor(actor, 'office', callId), 'access.officeOnly');

/** Nobody decides on a request of an organisation that they act for, or that concerns one. */
function isImpartial(actor: Actor | null, it: Request): Decision {
  const own = [it, ...it.parties].find((p) => actsFor(actor, p.leadId));
  return only(own === undefined && actor?.id !== it.askedBy, 'access.ownOrganisation', { organisation: own?.leadName ?? '' }, { source: conflictSource });
}

/** Told already, and neither answered nor out of time. */
const isWaiting = (p: Concerned, now: Instant): boolean => p.objectedAt === null && (p.until === null || now <= p.until);

/** Who may do what with a request for access, when, and why not. Nobody else knows that there is one. */
export const can = {
  /** Office and auditors everywhere or of the call; who acts for the lead that asked. */
  read: (actor: Actor | null, it: Pick<Request, 'callId' | 'leadId'>): Decision =>
    unless(hasRoleFor(actor, 'office', it.callId) || hasRoleFor(actor, 'auditor', it.callId) || actsFor(actor, it.leadId), 'notFound'),

  /** Who acts for the lead of an application that was handed in, once there is a ranking; one request at a time. */
  ask: (actor: Actor | null, on: { leadId: string; ranked: boolean; open: boolean }): Decision =>
    all(
      unless(actsFor(actor, on.leadId), 'notFound'),
      unless(on.ranked, 'access.tooEarly', {}, { source: deferralSource }),
      unless(!on.open, 'access.openAlready', {}, { source: answerSource }),
    ),

  withdraw: (actor: Actor | null, it: Request): Decision =>
    all(unless(actsFor(actor, it.leadId), 'notFound'), unless(canMove(it.state, 'withdraw'), 'access.closed')),

  notify: (actor: Actor | null, it: Request): Decision =>
    all(isOffice(actor, it.callId), isImpartial(actor, it), unless(canMove(it.state, 'notify'), 'access.notifiedAlready')),

  /** After those concerned were heard, or had their ten days. */
  decide(actor: Actor | null, it: Request, now: Instant): Decision {
    const untold = it.parties.filter((p) => p.notifiedAt === null).length;
    const waiting = it.parties.filter((p) => p.notifiedAt !== null && isWaiting(p, now));
    const until =
      waiting
        .map((p) => p.until!)
        .toSorted()
        .at(-1) ?? '';
    return all(
      isOffice(actor, it.callId),
      isImpartial(actor, it),
      unless(canMove(it.state, 'decide'), 'access.closed'),
      unless(untold === 0, 'access.noticeFirst', { count: untold }, { source: objectionSource }),
      unless(waiting.length === 0, 'access.stillHeard', { count: waiting.length, until }, { source: objectionSource }),
    );
  },

  /** The notice is for who acts for the lead of the proposal that it is about. */
  readNotice: (actor: Actor | null, it: { leadId: string; notifiedAt: Instant | null }): Decision =>
    unless(it.notifiedAt !== null && actsFor(actor, it.leadId), 'notFound'),

  object: (
    actor: Actor | null,
    it: { leadId: string; notifiedAt: Instant | null; until: Instant | null; objectedAt: Instant | null; state: AccessState },
    now: Instant,
  ): Decision =>
    all(
      can.readNotice(actor, it),
      unless(it.state === 'noticed', 'access.closed'),
      unless(it.objectedAt === null, 'access.objectedAlready'),
      unless(it.until === null || now <= it.until, 'access.objectionLate', { until: it.until ?? '' }, { source: objectionSource }),
    ),

  /** The pack goes to who asked for it, and to nobody else. */
  receive: (actor: Actor | null, it: Pick<Request, 'leadId' | 'decision'>): Decision =>
    all(unless(actsFor(actor, it.leadId), 'notFound'), unless(it.decision === 'granted' || it.decision === 'partial', 'access.nothingGranted')),

  readLog: (actor: Actor | null): Decision => unless(hasRole(actor, 'office', 'auditor'), 'notFound'),
};

/** Is the office's term over without a decision? Silence is then a refusal that can be appealed. */
export const isSilent = (it: { state: AccessState; dueOn: CalendarDate }, now: Instant): boolean => canMove(it.state, 'decide') && romeDate(now) > it.dueOn;
