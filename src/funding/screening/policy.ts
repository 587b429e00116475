import { hasRole, hasRoleFor, type Actor } from '#src/core/actor.ts';
import { all, no, only, reason, unless, type Decision, type Source } from '#src/core/decision.ts';
import type { Instant } from '#src/core/time.ts';
import { inTerm, murNotice, type ScreeningTerms } from './rules/term.ts';
import type { RepairState } from './states.ts';

/** What has to be known of a submission to say who may decide on it. */
export type Case = {
  closesAt: Instant;
  members: readonly { id: string; name: string }[];
  /** An expert has submitted a review of it. */
  reviewed: boolean;
  /** A ranking of its call has been published. */
  ranked: boolean;
  /** It was admitted with a reserve, which has to be settled whatever the experts have done since. */
  reserved?: boolean;
  /** A request for repair whose term still runs. */
  openRepair?: { dueAt: Instant } | null;
};

/** A decision that waits for other eyes; `proposedBy` is nobody where silence has prepared it. */
export type Waiting = { proposedBy: string | null };

/** A request for repair as its policy sees it. */
export type Repair = { state: RepairState; dueAt: Instant; leadId: string; createdBy: string };

export const conflictSource: Source = { ref: 'L. 241/1990, art. 6-bis (conflitto di interessi)', status: 'inferred' };

const ofTheOffice: Source = { ref: 'L. 241/1990, artt. 4-6 (responsabile del procedimento)', status: 'inferred' };
/** Everyone's term has to be over before anybody's application is opened. */
const ofEqualTerms: Source = { ref: 'L. 241/1990, art. 1 (imparzialità e trasparenza)', status: 'inferred' };
/** What others have built on is not decided anew, but annulled. */
const ofAnnulment: Source = { ref: 'L. 241/1990, art. 21-nonies (annullamento d’ufficio)', status: 'inferred' };

const isOffice = (actor: Actor | null): Decision => only(hasRole(actor, 'office'), 'screening.officeOnly', {}, { source: ofTheOffice });

const isClosed = ({ closesAt }: Pick<Case, 'closesAt'>, now: Instant): Decision =>
  unless(now > closesAt, 'screening.callOpen', { closesAt }, { source: ofEqualTerms });

const isImpartial = (actor: Actor | null, { members }: Pick<Case, 'members'>): Decision => {
  const own = members.find((m) => actor?.organisationIds.includes(m.id));
  return only(own === undefined, 'screening.ownOrganisation', { organisation: own?.name ?? '' }, { source: conflictSource });
};

/** Before the experts have spoken, or to settle a reserve; never after a ranking. */
const isReversible = (it: Case): Decision =>
  all(
    unless(!it.reviewed || it.reserved === true, 'screening.reviewed', {}, { source: ofAnnulment }),
    unless(!it.ranked, 'screening.ranked', {}, { source: ofAnnulment }),
  );

const nobodyAsked = ({ openRepair }: Case): Decision => unless(!openRepair, 'screening.repairRuns', { dueAt: openRepair?.dueAt ?? '' }, { source: murNotice });

const isTheirs = (actor: Actor | null, it: Pick<Repair, 'leadId' | 'createdBy'>): boolean =>
  actor !== null && (actor.organisationIds.includes(it.leadId) || actor.id === it.createdBy);

/** Who may do what with the admission check, when, and why not. */
export const can = {
  view: (actor: Actor | null): Decision => unless(hasRole(actor, 'office', 'auditor'), 'notFound'),

  /** To look into one case and keep what was found; also to take it. */
  work: (actor: Actor | null, it: Case, now: Instant): Decision => all(isOffice(actor), isClosed(it, now), isImpartial(actor, it)),

  /** Cases are given out after the deadline; each to somebody without a conflict, which `work` looks at for that person. */
  assign: (actor: Actor | null, closesAt: Instant, now: Instant): Decision => all(isOffice(actor), isClosed({ closesAt }, now)),

  /** With four eyes this is a proposal. While the applicant's term runs nobody decides against them. */
  decide: (actor: Actor | null, it: Case, now: Instant): Decision =>
    all(isOffice(actor), isClosed(it, now), isImpartial(actor, it), isReversible(it), nobodyAsked(it)),

  /** Whether to start at all; each proposal is then decided on by `decide`. */
  decideMany: (actor: Actor | null, closesAt: Instant, now: Instant): Decision => all(isOffice(actor), isClosed({ closesAt }, now)),

  /** Other eyes than those that proposed. */
  confirm: (actor: Actor | null, it: Case, waiting: Waiting, terms: Pick<ScreeningTerms, 'source'>, now: Instant): Decision =>
    all(can.decide(actor, it, now), only(waiting.proposedBy === null || waiting.proposedBy !== actor?.id, 'screening.sameEyes', {}, { source: terms.source })),

  /** One request at a time, before anything is decided for good. */
  askRepair: (actor: Actor | null, it: Case, terms: Pick<ScreeningTerms, 'source'>, now: Instant): Decision =>
    all(
      isOffice(actor),
      isClosed(it, now),
      isImpartial(actor, it),
      isReversible(it),
      unless(!it.openRepair, 'screening.repairOpen', { dueAt: it.openRepair?.dueAt ?? '' }, { source: terms.source }),
    ),

  cancelRepair: (actor: Actor | null, it: Case): Decision => all(isOffice(actor), isImpartial(actor, it), unless(Boolean(it.openRepair), 'screening.noRepair')),

  /** Those who act for the lead, and who wrote the application. */
  viewRepair: (actor: Actor | null, it: Pick<Repair, 'leadId' | 'createdBy'>): Decision => unless(isTheirs(actor, it), 'notFound'),

  /** @param at when the request reached the server */
  answerRepair(actor: Actor | null, it: Repair, at: Instant): Decision {
    if (!isTheirs(actor, it)) return no(reason('notFound'));
    const over = unless(it.state !== 'answered', 'screening.repairAnswered', {}, { source: murNotice });
    const called = unless(it.state !== 'cancelled', 'screening.repairCancelled');
    const late = it.state === 'answered' || it.state === 'cancelled' || inTerm(it.dueAt, at);
    return all(over, called, unless(late, 'screening.repairLate', { dueAt: it.dueAt, at }, { source: murNotice }));
  },

  /** The letter's readers: the office, the auditors, and those it went to. */
  readLetter: (actor: Actor | null, it: Pick<Repair, 'leadId' | 'createdBy'> & { conflicted: readonly string[] }): Decision =>
    unless((hasRole(actor, 'office', 'auditor') && !it.conflicted.includes(actor!.id)) || isTheirs(actor, it), 'notFound'),

  writeTemplates: (actor: Actor | null, callId: string): Decision =>
    only(hasRoleFor(actor, 'office', callId), 'screening.officeOnly', {}, { source: ofTheOffice }),
};
