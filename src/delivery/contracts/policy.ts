import { hasRole, hasRoleFor, type Actor } from '#src/core/actor.ts';
import { all, only, unless, type Decision, type Reason, type Source } from '#src/core/decision.ts';
import type { CalendarDate, Instant } from '#src/core/time.ts';
import { inTerm } from './rules/checklist.ts';
import type { Addendum } from './rules/addendum.ts';
import { canMove, hasEnded, type ContractState } from './states.ts';

/** What has to be known of a contract to say who may do what with it. */
export type Contract = {
  callId: string;
  state: ContractState;
  dueOn: CalendarDate | null;
  members: readonly { id: string; name: string; role: 'lead' | 'partner' }[];
  /** The signed contract was handed in, and holds. */
  deed: 'none' | 'bad' | 'in';
};

const conflictSource: Source = { ref: 'L. 241/1990, art. 6-bis (conflitto di interessi)', status: 'inferred' };

const actsFor = (actor: Actor | null, id: string): boolean => actor?.organisationIds.includes(id) ?? false;
const leadOf = (it: Contract): string => it.members.find((m) => m.role === 'lead')?.id ?? '';
const isOffice = (actor: Actor | null, it: Pick<Contract, 'callId'>): boolean => hasRoleFor(actor, 'office', it.callId);

/** Of the office, and of none of the members. */
function decides(actor: Actor | null, it: Contract): Decision {
  const own = it.members.find((m) => actsFor(actor, m.id));
  return all(
    only(isOffice(actor, it), 'contract.officeOnly'),
    only(own === undefined || !isOffice(actor, it), 'contract.ownOrganisation', { organisation: own?.name ?? '' }, { source: conflictSource }),
  );
}

/** Who may do what with a contract, when, and why not. Nobody else knows that there is one. */
export const can = {
  /** Office and auditors, who pays, and who acts for a member. */
  read: (actor: Actor | null, it: Pick<Contract, 'callId' | 'members'>): Decision =>
    unless(
      isOffice(actor, it) || hasRoleFor(actor, 'auditor', it.callId) || hasRole(actor, 'payer') || it.members.some((m) => actsFor(actor, m.id)),
      'notFound',
    ),

  /** A member's documents are for itself, the lead, and those who read every contract. */
  readDocument: (actor: Actor | null, it: Contract, organisation: string | null): Decision =>
    all(
      can.read(actor, it),
      unless(
        isOffice(actor, it) ||
          hasRoleFor(actor, 'auditor', it.callId) ||
          hasRole(actor, 'payer') ||
          actsFor(actor, leadOf(it)) ||
          organisation === null ||
          actsFor(actor, organisation),
        'notFound',
      ),
    ),

  /** The lead for all, each member for itself, the office for anyone; as long as the contract lives. */
  putDocument: (actor: Actor | null, it: Contract, organisation: string | null): Decision =>
    all(
      can.read(actor, it),
      only(isOffice(actor, it) || actsFor(actor, leadOf(it)) || (organisation !== null && actsFor(actor, organisation)), 'contract.otherMember'),
      unless(!hasEnded(it.state), 'contract.ended'),
    ),

  /** What a register says is for the office to write down; what is wrong with a document, too. */
  judge: (actor: Actor | null, it: Contract): Decision => all(decides(actor, it), unless(!hasEnded(it.state), 'contract.ended')),

  /** CUP, first day, codes: until it is offered. */
  prepare: (actor: Actor | null, it: Contract): Decision => all(decides(actor, it), unless(it.state === 'preparing', 'contract.offeredAlready')),

  /** Only with everything that is needed before the signature; `missing` says what is not there. */
  offer: (actor: Actor | null, it: Contract, missing: readonly Reason[]): Decision =>
    all(decides(actor, it), unless(canMove('offer', it.state), 'contract.offeredAlready'), missing.length > 0 ? { ok: false, reasons: missing } : { ok: true }),

  withdrawOffer: (actor: Actor | null, it: Contract): Decision =>
    all(decides(actor, it), unless(canMove('withdraw', it.state), 'contract.notOffered'), unless(it.deed !== 'in', 'contract.deedIn')),

  /** The lead hands the signed contract in, within the term. */
  sign: (actor: Actor | null, it: Contract, at: Instant, source: Source): Decision =>
    all(
      can.read(actor, it),
      only(actsFor(actor, leadOf(it)), 'contract.leadOnly'),
      unless(canMove('sign', it.state), 'contract.notOffered'),
      unless(it.dueOn === null || inTerm(it.dueOn, at), 'contract.tooLate', { dueOn: it.dueOn ?? '' }, { source }),
    ),

  accept: (actor: Actor | null, it: Contract): Decision =>
    all(
      decides(actor, it),
      unless(canMove('sign', it.state), 'contract.notOffered'),
      unless(it.deed === 'in', it.deed === 'bad' ? 'contract.deedBad' : 'contract.deedMissing'),
    ),

  /** After the term, without a signed contract; the office confirms what the calendar says. */
  lapse: (actor: Actor | null, it: Contract, at: Instant, source: Source): Decision =>
    all(
      decides(actor, it),
      unless(canMove('lapse', it.state), 'contract.ended'),
      unless(it.dueOn !== null && !inTerm(it.dueOn, at), 'contract.termRuns', { dueOn: it.dueOn ?? '' }, { source }),
      unless(it.deed === 'none', 'contract.deedIn'),
    ),

  renounce: (actor: Actor | null, it: Contract): Decision =>
    all(can.read(actor, it), only(actsFor(actor, leadOf(it)), 'contract.leadOnly'), unless(canMove('renounce', it.state), 'contract.ended')),

  /** An addendum goes out with everything that is needed before it; `missing` says what is not there. */
  offerAddendum: (actor: Actor | null, it: Contract, a: Pick<Addendum, 'state'>, missing: readonly Reason[]): Decision =>
    all(
      decides(actor, it),
      unless(!hasEnded(it.state), 'contract.ended'),
      unless(a.state === 'preparing', 'contract.addendumOffered'),
      missing.length > 0 ? { ok: false, reasons: missing } : { ok: true },
    ),

  /** Each party signs for itself, within the term; the lead hands in the copy of any. */
  signAddendum: (
    actor: Actor | null,
    it: Contract,
    a: Pick<Addendum, 'state' | 'dueOn'>,
    party: string,
    parties: readonly string[],
    at: Instant,
    source: Source,
  ): Decision =>
    all(
      can.read(actor, it),
      unless(parties.includes(party), 'notFound'),
      only(actsFor(actor, party) || actsFor(actor, leadOf(it)), 'contract.otherMember'),
      unless(!hasEnded(it.state), 'contract.ended'),
      unless(a.state === 'offered', 'contract.addendumNotOffered'),
      unless(a.dueOn === null || inTerm(a.dueOn, at), 'contract.tooLate', { dueOn: a.dueOn ?? '' }, { source }),
    ),

  acceptAddendum: (actor: Actor | null, it: Contract, a: Pick<Addendum, 'state'>, unsigned: readonly string[]): Decision =>
    all(
      decides(actor, it),
      unless(!hasEnded(it.state), 'contract.ended'),
      unless(a.state === 'offered', 'contract.addendumNotOffered'),
      unless(unsigned.length === 0, 'contract.addendumUnsigned', { names: unsigned }),
    ),

  /** The office gives an addendum up that cannot be brought to its signature; the variation falls with it. */
  dropAddendum: (actor: Actor | null, it: Contract, a: Pick<Addendum, 'state'>): Decision =>
    all(decides(actor, it), unless(a.state === 'preparing' || a.state === 'offered', 'contract.addendumOver')),

  revoke: (actor: Actor | null, it: Contract): Decision => all(decides(actor, it), unless(canMove('revoke', it.state), 'contract.ended')),
};
