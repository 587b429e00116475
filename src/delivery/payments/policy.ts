import { hasRole, hasRoleFor, type Actor } from '#src/core/actor.ts';
import { all, no, only, unless, yes, type Decision, type Reason, type Source } from '#src/core/decision.ts';
import type { Cents } from '#src/core/money.ts';
import type { CalendarDate } from '#src/core/time.ts';
import { canMove, maySay, type AccountState, type BookingState, type MovementOutcome, type OrderKind, type OrderState } from './states.ts';

const conflictSource: Source = { ref: 'L. 241/1990, art. 6-bis (conflitto di interessi)', status: 'inferred' };
const twoSource: Source = { ref: 'Circolare RGS 30/2022 (separazione delle funzioni)', status: 'inferred' };
const guaranteeSource: Source = { ref: 'Clausola tipica (Gazzetta Ufficiale, 28 giugno 2022); MICS: non nota', status: 'example' };
const traceSource: Source = { ref: 'L. 136/2010, art. 3 (tracciabilità dei flussi finanziari)', status: 'inferred' };
export const leadSource: Source = { ref: 'Bando, pagamento alla capofila', status: 'example' };
const cupSource: Source = { ref: 'L. 3/2003, art. 11 (codice unico di progetto)', status: 'inferred' };

/** What has to be known of a project to say who sees its money. */
export type Seen = { callId: string; memberIds: readonly string[] };

/** What stands between a beneficiary and its next payment. */
export type Payable = Seen & {
  beneficiary: string;
  /** Who the money goes to: the beneficiary, or the lead. */
  payee: string;
  organisationId: string;
  kind: OrderKind | null;
  /** What would be paid, interest for being late included and before anything is kept. */
  grossCents: Cents;
  ended: boolean;
  cup: string;
  /** A confirmed account of the beneficiary. */
  account: boolean;
  openOrder: string | null;
  /** Papers that have to be valid on the day and are not. */
  papers: readonly Reason[];
  guarantee: 'notAsked' | 'valid' | 'missing';
};

/** What may still stand between a project and its end. `over`: it has ended and there is nothing left to give back. */
export type Closable = Seen & {
  over: boolean;
  /** The last report was accepted. */
  final: boolean;
  openReports: number;
  openVariations: number;
  /** To be settled, due, held back, being paid, or paid ahead and not absorbed. */
  pendingCents: Cents;
  openClaims: number;
  claimedCents: Cents;
};

/** What an order brought the lead for a partner. `paidOn`: null as long as the bank has not paid it. */
export type Entrusted = { paidOn: CalendarDate | null; entrustedCents: Cents; passedCents: Cents };

const actsFor = (actor: Actor | null, ids: readonly string[]): boolean => actor?.organisationIds.some((id) => ids.includes(id)) ?? false;

const isOffice = (actor: Actor | null, callId: string): boolean => hasRoleFor(actor, 'office', callId);

/** Nobody decides on money of an organisation that they act for. */
const impartial = (actor: Actor | null, it: Seen): Decision => only(!actsFor(actor, it.memberIds), 'payments.ownOrganisation', {}, { source: conflictSource });

/** The Spokes that a person leads. */
export const ledSpokes = (actor: Actor | null): number[] =>
  (actor?.grants ?? []).flatMap((g) => (g.role === 'spokeLeader' && g.scope !== null && /^\d{1,4}$/.test(g.scope) ? [Number(g.scope)] : []));

/** Who may do what with money, when, and why not. Nobody else knows of it. */
export const can = {
  /** Every list of the room. */
  readAll: (actor: Actor | null): Decision => unless(hasRole(actor, 'office', 'auditor', 'payer'), 'notFound'),

  /** The ledger as a whole: those who read all, everywhere. */
  readLedger: (actor: Actor | null): Decision =>
    unless(actor !== null && actor.grants.some((g) => g.scope === null && (g.role === 'office' || g.role === 'auditor' || g.role === 'payer')), 'notFound'),

  /** Its entries: who reads the ledger, and of their own Spokes who leads one. */
  readEntries: (actor: Actor | null): Decision => unless(can.readLedger(actor).ok || ledSpokes(actor).length > 0, 'notFound'),

  /** The money of one project: those who read all, and who acts for a member. */
  readProject: (actor: Actor | null, it: Seen): Decision =>
    unless((['office', 'auditor', 'payer'] as const).some((role) => hasRoleFor(actor, role, it.callId)) || actsFor(actor, it.memberIds), 'notFound'),

  /** Is there something to pay, and may it be paid today? */
  pay: (it: Payable): Decision =>
    all(
      unless(!it.ended, 'payments.ended', {}),
      unless(it.kind !== null && it.grossCents > 0, 'payments.nothingDue', {}),
      it.openOrder === null ? yes : no({ code: 'payments.openOrder', params: { code: it.openOrder } }),
      unless(it.cup !== '', 'payments.noCup', {}, { source: cupSource }),
      unless(it.account, 'payments.noAccount', { beneficiary: it.payee }, { source: traceSource }),
      it.papers.length === 0 ? yes : no(...it.papers),
      unless(it.kind !== 'advance' || it.guarantee !== 'missing', 'payments.noGuarantee', { beneficiary: it.beneficiary }, { source: guaranteeSource }),
    ),

  propose: (actor: Actor | null, it: Seen): Decision => all(only(isOffice(actor, it.callId), 'payments.officeOnly'), impartial(actor, it)),

  /** To declare what the lead has passed on: who acts for the lead, or the office for it. */
  passOn: (actor: Actor | null, it: Seen & { leadId: string | null }): Decision =>
    it.leadId === null
      ? no({ code: 'payments.notThroughLead', params: {} })
      : only(actsFor(actor, [it.leadId]) || isOffice(actor, it.callId), 'payments.leadOnly', {}, { source: leadSource }),

  /** Is there something of it with the lead, since when, and is this no more than it? */
  transfer: (it: Entrusted, given: { cents: Cents; on: CalendarDate; today: CalendarDate }): Decision => {
    const leftCents = it.entrustedCents - it.passedCents;
    if (it.paidOn === null || it.entrustedCents === 0) return no({ code: 'payments.notThroughLead', params: {} });
    return all(
      unless(given.on >= it.paidOn, 'payments.beforePaid', { paidOn: it.paidOn }, { at: 'on' }),
      unless(given.on <= given.today, 'payments.inFuture', {}, { at: 'on' }),
      unless(
        given.cents <= leftCents,
        'payments.moreThanWithLead',
        { entrustedCents: it.entrustedCents, passedCents: it.passedCents, leftCents },
        { at: 'cents' },
      ),
    );
  },

  /** The second person: who holds the role, did not propose it, and acts for none of the members. A share of a tranche is not decided by itself. */
  decide: (actor: Actor | null, order: { state: OrderState; proposedBy: string | null; share: boolean }, it: Seen): Decision =>
    all(
      unless(!order.share, 'payments.decidedWithTranche', {}, { source: leadSource }),
      only(hasRoleFor(actor, 'payer', it.callId), 'payments.payerOnly', {}, { source: twoSource }),
      impartial(actor, it),
      unless(canMove('approve', order.state), 'payments.decidedAlready'),
      only(actor === null || order.proposedBy !== actor.id, 'payments.twoPeople', {}, { source: twoSource }),
    ),

  /** Files for the bank and its statements. */
  bank: (actor: Actor | null): Decision => only(hasRole(actor, 'office', 'payer'), 'payments.officeOrPayer'),

  /** To say what a movement is that matched nothing. `waiting`: somebody has said so already and a second person is to confirm. */
  book: (actor: Actor | null, it: { outcome: MovementOutcome; waiting: boolean }): Decision =>
    all(can.bank(actor), unless(maySay(it.outcome), 'payments.bookedAlready'), unless(!it.waiting, 'payments.bookingWaits')),

  /** The second person, who acts for none of those whose money it is. */
  decideBooking: (actor: Actor | null, booking: { state: BookingState; proposedBy: string }, it: Seen): Decision =>
    all(
      can.bank(actor),
      impartial(actor, it),
      unless(booking.state === 'proposed', 'payments.decidedAlready'),
      only(actor === null || booking.proposedBy !== actor.id, 'payments.twoPeople', {}, { source: twoSource }),
    ),

  /** Who acts for the organisation, or the office for anyone; the programme's own only the office. */
  proposeAccount: (actor: Actor | null, organisationId: string | null): Decision =>
    unless(hasRole(actor, 'office') || (organisationId !== null && actsFor(actor, [organisationId])), 'notFound'),

  decideAccount: (actor: Actor | null, account: { state: AccountState; proposedBy: string; organisationId: string | null }): Decision =>
    all(
      only(hasRole(actor, 'office', 'payer'), 'payments.officeOrPayer'),
      only(account.organisationId === null || !actsFor(actor, [account.organisationId]), 'payments.ownOrganisation', {}, { source: conflictSource }),
      unless(account.state === 'proposed', 'payments.decidedAlready'),
      only(actor === null || account.proposedBy !== actor.id, 'payments.twoPeople', {}, { source: twoSource }),
    ),

  /** To ask for money back, and to plan how it comes. */
  recover: (actor: Actor | null, it: Seen): Decision => all(only(isOffice(actor, it.callId), 'payments.officeOnly'), impartial(actor, it)),

  /** A cut is of what was accepted. */
  cut: (actor: Actor | null, it: Seen, acceptedCents: Cents, cents: Cents): Decision =>
    all(can.recover(actor, it), unless(cents <= acceptedCents, 'payments.cutTooLarge', { acceptedCents }, { at: 'cents' })),

  /** Is everything reported, accepted, paid and come back? */
  beClosed: (it: Closable): Decision =>
    all(
      unless(!it.over, 'payments.projectOver'),
      unless(it.final, 'payments.notClosed'),
      unless(it.openReports === 0, 'payments.reportsOpen', { count: it.openReports }),
      unless(it.openVariations === 0, 'payments.variationOpen'),
      unless(it.pendingCents === 0, 'payments.stillPending', { pendingCents: it.pendingCents }),
      unless(it.openClaims === 0, 'payments.claimsOpen', { count: it.openClaims, claimedCents: it.claimedCents }),
    ),

  /** To close a project; what was not spent goes back to the pot with it. */
  close: (actor: Actor | null, it: Closable): Decision => all(only(isOffice(actor, it.callId), 'payments.officeOnly'), impartial(actor, it), can.beClosed(it)),
};
