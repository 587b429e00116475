import { hasRole, hasRoleFor, type Actor } from '#src/core/actor.ts';
import { all, unless, type Decision, type Source } from '#src/core/decision.ts';
import type { Outcome, SampleState } from './states.ts';

const conflictSource: Source = { ref: 'L. 241/1990, art. 6-bis (conflitto di interessi)', status: 'inferred' };
const separateSource: Source = { ref: 'Circolare RGS 30/2022 (separazione delle funzioni)', status: 'inferred' };

/** What a sample was drawn for: one call, or all of them. */
export type Drawn = { callId: string | null };
export type Item = { memberIds: readonly string[]; cents: number };

const everywhere = (actor: Actor | null, role: 'auditor' | 'office'): boolean => actor?.grants.some((g) => g.role === role && g.scope === null) ?? false;
const holds = (actor: Actor | null, role: 'auditor' | 'office', callId: string | null): boolean =>
  callId === null ? everywhere(actor, role) : hasRoleFor(actor, role, callId);

const isAuditor = (actor: Actor | null, it: Drawn): Decision => unless(holds(actor, 'auditor', it.callId), 'audit.auditorOnly', {}, { source: separateSource });
const isOpen = (it: { state: SampleState }): Decision => unless(it.state === 'drawn', 'audit.closed');

/** Who draws samples and takes evidence away, and why not. Auditors change nothing but their own papers; the office reads along. */
export const can = {
  /** The lists of the room. */
  readAll: (actor: Actor | null): Decision => unless(hasRole(actor, 'office', 'auditor'), 'notFound'),

  read: (actor: Actor | null, it: Drawn): Decision => unless(holds(actor, 'auditor', it.callId) || holds(actor, 'office', it.callId), 'notFound'),

  /** Is it this person's place to draw at all? */
  draws: (actor: Actor | null): Decision => unless(hasRole(actor, 'auditor'), 'audit.auditorOnly', {}, { source: separateSource }),

  draw: (actor: Actor | null, it: Drawn): Decision => isAuditor(actor, it),

  /** Nobody judges what an organisation did that they act for. */
  note: (actor: Actor | null, it: Drawn & { state: SampleState }, item: Item): Decision =>
    all(
      isAuditor(actor, it),
      isOpen(it),
      unless(!(actor?.organisationIds.some((id) => item.memberIds.includes(id)) ?? false), 'audit.ownOrganisation', {}, { source: conflictSource }),
    ),

  /** What is irregular has an amount, which is no more than the item, and a reason; what conforms has no amount. */
  finding: (item: Item, entry: { outcome: Outcome; cents: number; finding: string }): Decision =>
    entry.outcome === 'conform'
      ? unless(entry.cents === 0, 'audit.conformAmount', {}, { at: 'cents' })
      : all(
          unless(entry.cents > 0 && entry.cents <= item.cents, 'audit.errorAmount', { mostCents: item.cents }, { at: 'cents' }),
          unless(entry.finding.length >= 10, 'audit.whyIrregular', {}, { at: 'finding' }),
        ),

  /** With every item examined. */
  close: (actor: Actor | null, it: Drawn & { state: SampleState; open: number }): Decision =>
    all(isAuditor(actor, it), isOpen(it), unless(it.open === 0, 'audit.itemsFirst', { count: it.open })),

  /** The evidence of a payment goes to office and auditors of its call, and to nobody who acts for a member. */
  receive: (actor: Actor | null, it: { callId: string; memberIds: readonly string[] }): Decision =>
    all(
      unless(holds(actor, 'auditor', it.callId) || holds(actor, 'office', it.callId), 'notFound'),
      unless(!(actor?.organisationIds.some((id) => it.memberIds.includes(id)) ?? false), 'audit.ownOrganisation', {}, { source: conflictSource }),
    ),
};
