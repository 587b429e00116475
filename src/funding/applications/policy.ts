import type { Actor } from '#src/core/actor.ts';
import { all, no, reason, unless, yes, type Decision, type Source } from '#src/core/decision.ts';
import type { Instant } from '#src/core/time.ts';
import { callPhase, currentDeadline, deadlineHistory, opensAt } from '#src/funding/calls/rules/calendar.ts';
import type { Call } from '#src/funding/calls/schema.ts';
import { canMove, type ApplicationState, type Move } from './states.ts';

/** What who-may-what depends on, of one application. */
export type Standing = {
  state: ApplicationState;
  callId: string;
  createdBy: string;
  leadId: string;
  /** Everyone who takes part, as it stands now. */
  memberIds: readonly string[];
  /** Everyone who takes part in what was last handed in. */
  submittedMemberIds: readonly string[];
  /** There is a receipt, of now or of before. */
  everSubmitted: boolean;
};

/** What a person sees in lists: everything submitted under these calls, and whatever is their own. */
export type Sight = { submittedOf: 'all' | readonly string[]; organisationIds: readonly string[]; personId: string };

/** The office and the auditors, everywhere or for the calls that their grant is limited to. Experts have the reviews room's own view. */
export function visibleTo(actor: Actor): Sight {
  const grants = actor.grants.filter((g) => g.role === 'office' || g.role === 'auditor');
  const everywhere = grants.some((g) => g.scope === null);
  return { submittedOf: everywhere ? 'all' : grants.map((g) => g.scope!), organisationIds: actor.organisationIds, personId: actor.id };
}

/** Whether the application is one's own: started by oneself, or of an organisation that one acts for. */
export const isOwn = (actor: Actor | null, application: Standing): boolean =>
  actor !== null && (application.createdBy === actor.id || application.memberIds.some((id) => actor.organisationIds.includes(id)));

/** The office, the auditors, and a partner that has left since: of what was handed in, never of a draft. */
export function seesSubmitted(actor: Actor | null, application: Standing): boolean {
  if (actor === null || !application.everSubmitted) return false;
  const { submittedOf } = visibleTo(actor);
  if (application.submittedMemberIds.some((id) => actor.organisationIds.includes(id))) return true;
  return submittedOf === 'all' || submittedOf.includes(application.callId);
}

/** The text that set the deadline in force: the call's, or the act's that extended it. */
export const deadlineSource = (call: Call): Source => deadlineHistory(call).at(-1)!.act?.source ?? call.dates.source;

/** Open at this instant. A no names the deadline, the instant that was looked at and where the deadline comes from. */
export function inTime(call: Call, at: Instant, late: 'application.closed' | 'application.late' = 'application.closed'): Decision {
  const phase = callPhase(call, at);
  if (phase === 'upcoming') return no(reason('application.notOpenYet', { opensAt: opensAt(call) }, { source: call.dates.source }));
  return phase === 'open' ? yes : no(reason(late, { closesAt: currentDeadline(call), at }, { source: deadlineSource(call) }));
}

const state = (move: Move, application: Standing): Decision => unless(canMove(move, application.state), 'application.withdrawn');

const leads = (actor: Actor | null, application: Standing): Decision =>
  unless(actor !== null && actor.organisationIds.includes(application.leadId), 'application.leadOnly');

/** Who may do what with an application, when, and why not. */
export const can = {
  /** For one of the organisations that the person acts for. Without one in mind: for any. */
  start(actor: Actor | null, call: Call, now: Instant, organisationId?: string): Decision {
    const acts = actor?.organisationIds ?? [];
    const own =
      organisationId === undefined
        ? unless(acts.length > 0, 'application.noOrganisation')
        : unless(acts.includes(organisationId), 'application.notYourOrganisation', {}, { at: 'organisationId' });
    return all(inTime(call, now), own);
  },
  view: (actor: Actor | null, application: Standing): Decision => unless(isOwn(actor, application) || seesSubmitted(actor, application), 'notFound'),
  edit: (actor: Actor | null, application: Standing, call: Call, now: Instant): Decision =>
    all(leads(actor, application), state('edit', application), inTime(call, now)),
  /** @param arrivedAt when the request reached the server: that instant decides, not the one at which it is dealt with */
  submit: (actor: Actor | null, application: Standing, call: Call, arrivedAt: Instant): Decision =>
    all(leads(actor, application), state('submit', application), inTime(call, arrivedAt, 'application.late')),
  /** A draft can be given up at any time; what was handed in only until the deadline, later the office has to be told. */
  withdraw: (actor: Actor | null, application: Standing, call: Call, now: Instant): Decision =>
    all(
      leads(actor, application),
      state('withdraw', application),
      unless(
        application.state !== 'submitted' || callPhase(call, now) !== 'closed',
        'application.withdrawAfterDeadline',
        { closesAt: currentDeadline(call), at: now },
        { source: deadlineSource(call) },
      ),
    ),
};
