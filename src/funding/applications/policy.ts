import type { Actor } from '#src/core/actor.ts';
import { all, no, only, reason, unless, yes, type Decision, type Reason, type Source } from '#src/core/decision.ts';
import type { Instant } from '#src/core/time.ts';
import { callPhase, currentDeadline, deadlineHistory, opensAt } from '#src/funding/calls/rules/calendar.ts';
import type { Call } from '#src/funding/calls/schema.ts';
import { canMove, type ApplicationState, type InvitationKind, type Move, type PersonRight } from './states.ts';

/** What who-may-what depends on, of one application. */
export type Standing = {
  state: ApplicationState;
  callId: string;
  createdBy: string;
  leadId: string;
  /** Everyone who takes part, as it stands now. */
  memberIds: readonly string[];
  /** What the organisations above are called: a refusal says who could do it. */
  memberNames?: Readonly<Record<string, string>>;
  /** Persons invited by themselves, whatever organisation they are of; only those who accepted. */
  people?: readonly { personId: string; right: PersonRight }[];
  /** Everyone who takes part in what was last handed in. */
  submittedMemberIds: readonly string[];
  /** There is a receipt, of now or of before. */
  everSubmitted: boolean;
  /** People who may not have to do with it for a conflict of interest. */
  conflicted?: readonly string[];
};

/** What a person sees in lists: everything submitted under these calls, and whatever is their own. */
export type Sight = { submittedOf: 'all' | readonly string[]; organisationIds: readonly string[]; personId: string };

/** The office and the auditors, everywhere or for the calls that their grant is limited to. Experts have the reviews room's own view. */
export function visibleTo(actor: Actor): Sight {
  const grants = actor.grants.filter((g) => g.role === 'office' || g.role === 'auditor');
  const everywhere = grants.some((g) => g.scope === null);
  return { submittedOf: everywhere ? 'all' : grants.map((g) => g.scope!), organisationIds: actor.organisationIds, personId: actor.id };
}

const rightOf = (actor: Actor, { people }: Standing): PersonRight | undefined => people?.find((p) => p.personId === actor.id)?.right;

/** Whether the application is one's own to read: started by oneself, of an organisation that one acts for, or one was invited by name. */
export const isOwn = (actor: Actor | null, application: Standing): boolean =>
  actor !== null &&
  (application.createdBy === actor.id || application.memberIds.some((id) => actor.organisationIds.includes(id)) || rightOf(actor, application) !== undefined);

/** The office and the auditors without a conflict of interest, and a partner that has left since: of what was handed in, never of a draft. */
export function seesSubmitted(actor: Actor | null, application: Standing): boolean {
  if (actor === null || !application.everSubmitted) return false;
  const { submittedOf } = visibleTo(actor);
  if (application.submittedMemberIds.some((id) => actor.organisationIds.includes(id))) return true;
  if (application.conflicted?.includes(actor.id)) return false;
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

/** Who may set up and present an application in somebody's name. */
const ofRepresentation: Source = { ref: 'D.P.R. 445/2000, art. 38, comma 3-bis', status: 'inferred' };
/** The lead acts for all on the partners' mandate, which was given to it and to no other. */
const ofMandate: Source = { ref: 'Codice civile, art. 1704 (mandato con rappresentanza)', status: 'inferred' };

const state = (move: Move, application: Standing): Decision => unless(canMove(move, application.state), 'application.withdrawn');

const actsFor = (actor: Actor | null, organisationId: string): boolean => actor !== null && actor.organisationIds.includes(organisationId);
const nameOf = ({ memberNames }: Standing, organisationId: string): string | null => memberNames?.[organisationId] ?? null;

const leads = (actor: Actor | null, application: Standing): Decision =>
  only(actsFor(actor, application.leadId), 'application.leadOnly', { who: nameOf(application, application.leadId) }, { source: ofMandate });

/** The lead's people, the partners' people, and whoever was invited to write. */
const writes = (actor: Actor | null, application: Standing): Decision =>
  only(
    actor !== null && (application.memberIds.some((id) => actsFor(actor, id)) || rightOf(actor, application) === 'editor'),
    'application.writersOnly',
    { who: nameOf(application, application.leadId) },
    { source: ofRepresentation },
  );

const takesPart = (application: Standing, organisationId: string): Decision => unless(application.memberIds.includes(organisationId), 'application.notAMember');

/** A member's own people, and the lead's, who answer for the whole. */
const ofMember = (actor: Actor | null, application: Standing, organisationId: string): Decision =>
  only(
    actsFor(actor, organisationId) || actsFor(actor, application.leadId),
    'application.memberOnly',
    { who: nameOf(application, organisationId), lead: nameOf(application, application.leadId) },
    { source: ofRepresentation },
  );

/** Why the lead is neither taken out nor another put in its place. */
export const leadStays = (at?: string): Reason => reason('application.leadStays', {}, { source: ofMandate, ...(at && { at }) });

/** Who may do what with an application, when, and why not. */
export const can = {
  /** For one of the organisations that the person acts for. Without one in mind: for any. */
  start(actor: Actor | null, call: Call, now: Instant, organisationId?: string): Decision {
    const acts = actor?.organisationIds ?? [];
    const own =
      organisationId === undefined
        ? only(acts.length > 0, 'application.noOrganisation', {}, { source: ofRepresentation })
        : only(acts.includes(organisationId), 'application.notYourOrganisation', {}, { at: 'organisationId', source: ofRepresentation });
    return all(inTime(call, now), own);
  },
  view: (actor: Actor | null, application: Standing): Decision => unless(isOwn(actor, application) || seesSubmitted(actor, application), 'notFound'),
  edit: (actor: Actor | null, application: Standing, call: Call, now: Instant): Decision =>
    all(leads(actor, application), state('edit', application), inTime(call, now)),
  /** Writing the answers of the form, together with others. */
  write: (actor: Actor | null, application: Standing, call: Call, now: Instant): Decision =>
    all(writes(actor, application), state('edit', application), inTime(call, now)),
  /** What is one member's own: staff, costs, place, documents. */
  changeMember: (actor: Actor | null, application: Standing, organisationId: string, call: Call, now: Instant): Decision =>
    all(takesPart(application, organisationId), ofMember(actor, application, organisationId), state('edit', application), inTime(call, now)),
  /** A document of the whole application is the lead's to hand in or take back, a member's also that member's; what one who has left leaves behind is the lead's. */
  putDocument: (actor: Actor | null, application: Standing, organisationId: string | null, call: Call, now: Instant): Decision =>
    organisationId !== null && application.memberIds.includes(organisationId)
      ? can.changeMember(actor, application, organisationId, call, now)
      : can.edit(actor, application, call, now),
  /**
   * Only who represents a partner in law binds it. The lead's own word is the declaration at submission.
   * @param represents whether the register names the person as a legal representative of this organisation
   */
  confirm: (actor: Actor | null, application: Standing, organisationId: string, represents: boolean, call: Call, now: Instant): Decision =>
    all(
      takesPart(application, organisationId),
      unless(organisationId !== application.leadId, 'application.leadDeclares', {}, { source: ofMandate }),
      only(
        represents && actsFor(actor, organisationId),
        'application.representativeOnly',
        { who: nameOf(application, organisationId) },
        { source: call.consortium?.source ?? ofRepresentation },
      ),
      state('edit', application),
      inTime(call, now),
    ),
  /** Whoever holds the letter of an invitation accepts it; for an organisation only who acts for it, and for the one that was meant. */
  acceptFor(
    actor: Actor | null,
    invitation: { kind: InvitationKind; organisationId: string | null; organisationName?: string | null },
    application: Standing,
    organisationId: string | null,
  ): Decision {
    if (actor === null) return no(reason('signIn'));
    if (invitation.kind !== 'partner') return yes;
    const meant = invitation.organisationId;
    if (organisationId === null || !actsFor(actor, organisationId)) {
      const other = meant !== null && !actsFor(actor, meant);
      return no(
        reason(
          other ? 'invitation.otherOrganisation' : 'invitation.chooseOrganisation',
          { who: invitation.organisationName ?? null },
          { at: 'organisationId', source: ofRepresentation },
        ),
      );
    }
    return all(
      unless(
        meant === null || meant === organisationId,
        'invitation.otherOrganisation',
        { who: invitation.organisationName ?? null },
        { at: 'organisationId', source: ofRepresentation },
      ),
      unless(!application.memberIds.includes(organisationId), 'invitation.memberAlready', {}, { at: 'organisationId' }),
    );
  },
  /** A partner goes by itself; the lead stays, since another lead is another application. */
  leave: (actor: Actor | null, application: Standing, organisationId: string, call: Call, now: Instant): Decision =>
    all(
      takesPart(application, organisationId),
      organisationId === application.leadId ? no(leadStays()) : yes,
      only(actsFor(actor, organisationId), 'application.ownPeopleOnly', { who: nameOf(application, organisationId) }, { source: ofRepresentation }),
      state('edit', application),
      inTime(call, now),
    ),
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
