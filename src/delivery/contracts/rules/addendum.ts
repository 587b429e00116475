import { sum, type Cents } from '#src/core/money.ts';
import { showDate, type CalendarDate, type Instant } from '#src/core/time.ts';
import { composed, type Words } from '#src/core/words.ts';
import type { Call } from '#src/funding/calls/schema.ts';
import { isAddendumName, isClauseName, type AddendumName, type AddendumSubject, type ClauseName } from '#src/funding/calls/schema/delivery.ts';
import type { AddendumState } from '../states.ts';
import { values, type DeedContent, type Filled } from './deed.ts';

/** A party as the variation leaves it. */
export type AmendedMember = {
  id: string;
  name: string;
  role: 'lead' | 'partner';
  kind: string;
  ownership: string;
  size: string | null;
  region: string;
  eligibleCents: Cents;
  aidCents: Cents;
};

/** What a variation changes of a contract, as the projects hand it on. `former`: who left, with what it keeps. */
export type Amendment = {
  variation: number;
  subject: Exclude<AddendumSubject, 'lead'>;
  from: CalendarDate | null;
  endsOn: CalendarDate;
  members: readonly AmendedMember[];
  former: readonly (AmendedMember & { leftOn: CalendarDate })[];
  joining: string | null;
  leaving: string | null;
  /** Who leads from then on, where it is the lead that leaves. */
  newLead?: string;
};

/** An addendum of a variation; `change` is null of one that a decree makes. */
export type Addendum = {
  number: number;
  state: AddendumState;
  grantCents: Cents;
  beforeCents: Cents;
  paperSha256: string | null;
  madeAt: Instant;
  variation: number | null;
  change: Amendment | null;
  dueOn: CalendarDate | null;
  offeredAt: Instant | null;
  signedAt: Instant | null;
  endedAt: Instant | null;
  endedReason: string | null;
};

type Terms = NonNullable<NonNullable<Call['delivery']>['variations']['addendum']>;

/** The call's terms of an addendum, where a variation of this kind needs one. */
export function addendumTerms(call: Pick<Call, 'delivery'>, kind: string, movedPercent: number): Terms | null {
  const terms = call.delivery?.variations.addendum;
  if (!terms || !(terms.of as readonly string[]).includes(kind)) return null;
  return kind === 'budget' && movedPercent <= (terms.budgetAbovePercent ?? 0) ? null : terms;
}

export const isPending = (a: Pick<Addendum, 'state'>): boolean => a.state === 'preparing' || a.state === 'offered';

/** Whose legal representatives sign: the lead as it is from then on, for all; the lead that leaves, which gives the mandate back; who joins, for itself. */
export const partiesOf = ({ change }: { change: Pick<Amendment, 'members' | 'leaving' | 'joining' | 'newLead'> | null }, leadId: string): string[] => [
  ...new Set([
    change?.members.find((m) => m.role === 'lead')?.id ?? leadId,
    ...(change?.newLead !== undefined && change.leaving ? [change.leaving] : []),
    ...(change?.joining ? [change.joining] : []),
  ]),
];

/** Everything that such an addendum says, frozen when it is offered. */
export type AddendumDeed = {
  format: 'mics-addendum/2';
  at: Instant;
  number: number;
  variation: number;
  contract: { sha256: string; signedAt: Instant };
  from: CalendarDate | null;
  endsOn: { before: CalendarDate; after: CalendarDate };
  dueOn: CalendarDate;
  grantCents: Cents;
  members: readonly {
    id: string;
    name: string;
    standing: 'stays' | 'joins' | 'leaves';
    eligibleBeforeCents: Cents;
    eligibleCents: Cents;
    beforeCents: Cents;
    aidCents: Cents;
  }[];
  clauses: readonly { id: string; title: Words; text: Words }[];
  parties: readonly string[];
  deed: Pick<DeedContent, 'grantingBody' | 'programme' | 'protocol' | 'acronym' | 'cup' | 'example'>;
};

export type AddendumInput = {
  at: Instant;
  number: number;
  dueOn: CalendarDate;
  contract: { content: DeedContent; sha256: string; signedAt: Instant; grantCents: Cents; endsOn: CalendarDate };
  before: readonly { id: string; name: string; eligibleCents: Cents; aidCents: Cents }[];
  change: Amendment;
};

/** The clauses of the call that this addendum has, every name filled in, and the figures of each party before and after. */
export function addendumDeed(it: AddendumInput, call: Call): AddendumDeed {
  const { contract, change } = it;
  const terms = call.delivery!.variations.addendum!;
  const after = [...change.members, ...change.former];
  const filled: Filled = {
    ...contract.content,
    endsOn: change.endsOn,
    grantCents: contract.grantCents,
    eligibleCents: sum(after.map((m) => m.eligibleCents)),
    members: change.members.map(({ id, name, role, region, eligibleCents, aidCents }) => ({
      id,
      name,
      role,
      region,
      eligibleCents,
      aidCents,
      car: null,
      cor: null,
    })),
  };
  const said = (text: string): Words => ({ it: text, en: text });
  const day = (date: CalendarDate | null): Words => (date ? { it: showDate(date, 'it'), en: showDate(date, 'en') } : said('–'));
  const nameOf = (id: string | null) => said(after.find((m) => m.id === id)?.name ?? '–');
  const known: Record<ClauseName | AddendumName, Words> = {
    ...values(filled, call.delivery),
    number: said(String(it.number)),
    contractDate: day(contract.signedAt),
    leaving: nameOf(change.leaving),
    joining: nameOf(change.joining),
    newLead: nameOf(change.newLead ?? null),
    signedBy: said(contract.content.members.find((m) => m.role === 'lead')?.name ?? '–'),
    from: day(change.from),
    endsBefore: day(contract.endsOn),
  };
  const fill = (text: string, locale: 'it' | 'en') =>
    composed(
      text.replaceAll(/\{(\w+)\}/g, (all, name: string) => (isClauseName(name) || isAddendumName(name) ? known[name][locale] : all)),
      locale,
    );
  const ids = [...new Set([...it.before, ...after].map((m) => m.id))];
  return {
    format: 'mics-addendum/2',
    at: it.at,
    number: it.number,
    variation: change.variation,
    contract: { sha256: contract.sha256, signedAt: contract.signedAt },
    from: change.from,
    endsOn: { before: contract.endsOn, after: change.endsOn },
    dueOn: it.dueOn,
    grantCents: contract.grantCents,
    members: ids.map((id) => {
      const [was, is] = [it.before.find((m) => m.id === id), after.find((m) => m.id === id)];
      return {
        id,
        name: (is ?? was)!.name,
        standing: id === change.leaving ? 'leaves' : id === change.joining ? 'joins' : 'stays',
        eligibleBeforeCents: was?.eligibleCents ?? 0,
        eligibleCents: is?.eligibleCents ?? 0,
        beforeCents: was?.aidCents ?? 0,
        aidCents: is?.aidCents ?? 0,
      };
    }),
    clauses: terms.clauses
      .filter((c) => c.for === undefined || c.for.includes(change.subject) || (change.newLead !== undefined && c.for.includes('lead')))
      .map(({ id, title, text }) => ({ id, title, text: { it: fill(text.it, 'it'), en: fill(text.en, 'en') } })),
    parties: partiesOf(it, '').map((id) => nameOf(id).it),
    deed: (({ grantingBody, programme, protocol, acronym, cup, example }) => ({ grantingBody, programme, protocol, acronym, cup, example }))(contract.content),
  };
}
