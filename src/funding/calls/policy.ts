import type { Cents } from '#src/core/money.ts';
import type { Actor } from '#src/core/actor.ts';
import { hasRole, hasRoleFor } from '#src/core/actor.ts';
import { all, no, only, reason, unless, yes, type Decision, type Source } from '#src/core/decision.ts';
import type { Instant } from '#src/core/time.ts';
import { changedParts } from './rules/amendment.ts';
import { currentDeadline } from './rules/calendar.ts';
import { countsForDeadline, leastDeadline, REOPEN_DAYS, type Span } from './rules/incidents.ts';
import type { Call } from './schema.ts';

const ofTheOffice: Source = { ref: 'L. 241/1990, artt. 4-6 (responsabile del procedimento)', status: 'inferred' };
/** What was published stays as it was; it changes by an act that is published too. */
const ofPublication: Source = { ref: 'L. 241/1990, art. 12 (criteri e modalità pubblicati prima)', status: 'inferred' };

/** A grant for one call opens that call only. Without a call: whoever holds the role for any. */
const office = (actor: Actor | null, callId?: string): Decision =>
  all(
    only(hasRole(actor, 'office'), 'call.officeOnly', {}, { source: ofTheOffice }),
    only(
      callId === undefined || !hasRole(actor, 'office') || hasRoleFor(actor, 'office', callId),
      'call.otherOffice',
      { call: callId ?? '' },
      { source: ofTheOffice },
    ),
  );

const closed: Source = { ref: 'Cons. Stato, par. 220/2020', status: 'inferred' };
/** The norm is about public tenders; that it guides calls for grants too is a reading. */
export const malfunction: Source = { ref: 'D.Lgs. 36/2023, art. 25, comma 2 (per analogia)', status: 'inferred' };
/** What came back for good, what acts have given out of it, what is left. */
type Reusable = { returnedCents: Cents; usedCents: Cents; leftCents: Cents };

const criteriaInTheCall: Source = { ref: 'TAR Lazio 2113/2019', status: 'sourced' };

const notClosed = (call: Call, now: Instant, code: string, source: Source): Decision =>
  unless(now <= currentDeadline(call), code, { deadline: currentDeadline(call) }, { source });

/** Who may do what with a call. Published calls are public; drafts are the office's. */
export const can = {
  readDraft: (actor: Actor | null, callId?: string): Decision => (hasRole(actor, 'auditor') ? yes : office(actor, callId)),
  draft: office,
  edit: office,
  publish: (actor: Actor | null, published: boolean, callId?: string): Decision =>
    all(office(actor, callId), unless(!published, 'call.publishedAlready', {}, { source: ofPublication })),
  /** A raise can come at any time: it scrolls the ranking. */
  raiseBudget: office,
  /** To give out anew what came back to the pot for good: it scrolls the ranking too. */
  reuseReturned: (actor: Actor | null, callId: string, it: Reusable): Decision =>
    all(office(actor, callId), unless(it.leftCents > 0, 'call.nothingReturned', { ...it })),
  reuse: (it: Reusable, cents: Cents): Decision => unless(cents <= it.leftCents, 'call.moreThanReturned', { ...it, cents }, { at: 'amount' }),
  rectify: office,
  /** A term that has run out is not extended but reopened, which only an incident justifies. */
  extendDeadline: (actor: Actor | null, call: Call, now: Instant): Decision => all(office(actor, call.id), notClosed(call, now, 'call.closedAlready', closed)),
  declareIncident: office,
  /**
   * After an incident the deadline moves by at least as long as the incident lasted; and, alone of all reasons, even after it has
   * passed, if the incident touched the last day before it and not too many days have gone by.
   */
  extendForIncident: (actor: Actor | null, call: Call, incident: Span, now: Instant): Decision => {
    const deadline = currentDeadline(call);
    return all(
      office(actor, call.id),
      incident.startsAt > deadline
        ? no(reason('call.incidentAfterDeadline', { deadline }, { source: malfunction }))
        : unless(
            now <= deadline || countsForDeadline(incident, deadline, now),
            'call.incidentTooOld',
            { deadline, days: REOPEN_DAYS },
            { source: malfunction },
          ),
    );
  },
  /** Where a deadline set because of an incident must at least lie. */
  extendUntil: (call: Call, incident: Span, to: Instant): Decision =>
    unless(
      to >= leastDeadline(currentDeadline(call), incident),
      'call.shorterThanIncident',
      { least: leastDeadline(currentDeadline(call), incident) },
      { source: malfunction, at: 'to' },
    ),
  /**
   * A correction may change what the call says until it closes, but never how proposals are judged, nor what acts of their own
   * change: the budget and the deadline.
   */
  amend: (actor: Actor | null, before: Call, after: Call, now: Instant): Decision => {
    const changed = changedParts(before, after);
    const why = (touched: boolean, code: string, at: string, source = ofPublication) => unless(!touched, code, {}, { at, source });
    return all(
      office(actor, before.id),
      unless(changed.any, 'call.nothingChanged', {}, { source: ofPublication }),
      changed.any ? notClosed(before, now, 'call.closedForChanges', closed) : yes,
      why(changed.judging, 'call.criteriaLocked', 'evaluation', criteriaInTheCall),
      why(changed.identity, 'call.identityLocked', 'texts'),
      why(changed.money, 'call.moneyByRaise', 'money'),
      why(changed.deadline, 'call.deadlineByExtension', 'dates'),
    );
  },
};
