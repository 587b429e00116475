import { hasRole, hasRoleFor, type Actor } from '#src/core/actor.ts';
import { all, only, unless, type Decision, type Source } from '#src/core/decision.ts';
import type { Outcome, SampleState, Verdict } from './states.ts';

const conflictSource: Source = { ref: 'L. 241/1990, art. 6-bis (conflitto di interessi)', status: 'inferred' };
const separateSource: Source = { ref: 'Circolare RGS 30/2022 (separazione delle funzioni)', status: 'inferred' };

/** Read: the total is the sum of the projected random errors and, where there are any, of systemic and of uncorrected anomalous ones. The guidance (EGESIF_16-0014-01) was not. */
const systemicSource: Source = {
  ref: 'Reg. delegato (UE) 480/2014, art. 28, par. 14 (gli errori sistemici si sommano a quelli casuali proiettati); per analogia',
  status: 'sourced',
};
const topUpSource: Source = { ref: 'EGESIF_16-0014-01, § 7.2.2 (campione aggiuntivo con esito non conclusivo)', status: 'inferred' };

/** How far a sample was looked into, and what systemic errors hold: in its items, and, once it is known, in the whole. */
export type Looked = { state: SampleState; open: number; systemicFoundCents: number; systemicCents: number | null };

/** What a sample was drawn for: one call, or all of them. */
export type Drawn = { callId: string | null };
export type Item = { memberIds: readonly string[]; cents: number };

const everywhere = (actor: Actor | null, role: 'auditor' | 'office'): boolean => actor?.grants.some((g) => g.role === role && g.scope === null) ?? false;
const holds = (actor: Actor | null, role: 'auditor' | 'office', callId: string | null): boolean =>
  callId === null ? everywhere(actor, role) : hasRoleFor(actor, role, callId);

const isAuditor = (actor: Actor | null, it: Drawn): Decision => only(holds(actor, 'auditor', it.callId), 'audit.auditorOnly', {}, { source: separateSource });
const isOpen = (it: { state: SampleState }): Decision => unless(it.state === 'drawn', 'audit.closed');

/** Who draws samples and takes evidence away, and why not. Auditors change nothing but their own papers; the office reads along. */
export const can = {
  /** The lists of the room. */
  readAll: (actor: Actor | null): Decision => unless(hasRole(actor, 'office', 'auditor'), 'notFound'),

  read: (actor: Actor | null, it: Drawn): Decision => unless(holds(actor, 'auditor', it.callId) || holds(actor, 'office', it.callId), 'notFound'),

  /** Is it this person's place to draw at all? */
  draws: (actor: Actor | null): Decision => only(hasRole(actor, 'auditor'), 'audit.auditorOnly', {}, { source: separateSource }),

  draw: (actor: Actor | null, it: Drawn): Decision => isAuditor(actor, it),

  /** Nobody judges what an organisation did that they act for. */
  note: (actor: Actor | null, it: Drawn & { state: SampleState }, item: Item): Decision =>
    all(
      isAuditor(actor, it),
      isOpen(it),
      only(!(actor?.organisationIds.some((id) => item.memberIds.includes(id)) ?? false), 'audit.ownOrganisation', {}, { source: conflictSource }),
    ),

  /** What is irregular has an amount, which is no more than the item, and a reason; what conforms has no amount. */
  finding: (item: Item, entry: { outcome: Outcome; cents: number; finding: string }): Decision =>
    entry.outcome === 'conform'
      ? unless(entry.cents === 0, 'audit.conformAmount', {}, { at: 'cents' })
      : all(
          unless(entry.cents > 0 && entry.cents <= item.cents, 'audit.errorAmount', { mostCents: item.cents }, { at: 'cents' }),
          unless(entry.finding.length >= 10, 'audit.whyIrregular', {}, { at: 'finding' }),
        ),

  /** With every item examined; systemic errors have to be known for the whole, and are not less than what the sample holds of them. */
  close: (actor: Actor | null, it: Drawn & Looked): Decision =>
    all(
      isAuditor(actor, it),
      isOpen(it),
      unless(it.open === 0, 'audit.itemsFirst', { count: it.open }),
      unless(
        it.systemicFoundCents === 0 || it.systemicCents !== null,
        'audit.systemicFirst',
        { foundCents: it.systemicFoundCents },
        { source: systemicSource },
      ),
      unless(
        it.systemicCents === null || it.systemicCents >= it.systemicFoundCents,
        'audit.systemicTooLittle',
        { foundCents: it.systemicFoundCents, cents: it.systemicCents ?? 0 },
        { source: systemicSource },
      ),
    ),

  /** What systemic errors come to is written once there are some. */
  delimit: (actor: Actor | null, it: Drawn & Looked): Decision =>
    all(isAuditor(actor, it), isOpen(it), unless(it.systemicFoundCents > 0, 'audit.nothingSystemic')),

  /** What was found decides nothing yet, and there is more to look into. */
  topUp: (
    actor: Actor | null,
    it: Drawn & Looked & { items: number; populationItems: number },
    e: { verdict: Verdict; likelyCents: number; upperCents: number; tolerableCents: number } | null,
  ): Decision =>
    all(
      isAuditor(actor, it),
      isOpen(it),
      unless(it.open === 0, 'audit.itemsFirst', { count: it.open }),
      unless(
        e === null || e.verdict === 'inconclusive',
        e?.verdict === 'material' ? 'audit.decidedMaterial' : 'audit.decidedAcceptable',
        { likelyCents: e?.likelyCents ?? 0, upperCents: e?.upperCents ?? 0, tolerableCents: e?.tolerableCents ?? 0 },
        { source: topUpSource },
      ),
      unless(it.items < it.populationItems, 'audit.allExamined', { items: it.items }),
    ),

  /** The evidence of a payment goes to office and auditors of its call, and to nobody who acts for a member. */
  receive: (actor: Actor | null, it: { callId: string; memberIds: readonly string[] }): Decision =>
    all(
      unless(holds(actor, 'auditor', it.callId) || holds(actor, 'office', it.callId), 'notFound'),
      only(!(actor?.organisationIds.some((id) => it.memberIds.includes(id)) ?? false), 'audit.ownOrganisation', {}, { source: conflictSource }),
    ),
};
