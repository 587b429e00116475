import { counted } from '#src/core/counts.ts';
import { composed, type Words } from '#src/core/words.ts';
import { percent, type Cents } from '#src/core/money.ts';
import { showDate, type CalendarDate, type Instant } from '#src/core/time.ts';
import type { Call } from '#src/funding/calls/schema.ts';
import { isClauseName, type ClauseName } from '#src/funding/calls/schema/delivery.ts';
import { amount } from './checklist.ts';

/** Everything that a contract says, frozen when it is offered: canonical JSON of this is stored and hashed. Amounts in whole cents. */
export type DeedContent = {
  format: 'mics-contract/1';
  at: Instant;
  call: { id: string; version: number; code: string; title: Words };
  grantingBody: string;
  programme: { acronym: string; projectCode: string; cup: string };
  application: string;
  protocol: string;
  acronym: string;
  title: string;
  cup: string;
  decree: { number: number; year: number };
  startsOn: CalendarDate;
  endsOn: CalendarDate;
  /** The last day on which it can be signed. */
  dueOn: CalendarDate;
  signWithinDays: number;
  grantCents: Cents;
  eligibleCents: Cents;
  members: readonly {
    id: string;
    name: string;
    role: 'lead' | 'partner';
    region: string;
    eligibleCents: Cents;
    aidCents: Cents;
    car: string | null;
    cor: string | null;
  }[];
  clauses: readonly { id: string; title: Words; text: Words }[];
  example: boolean;
};

export type Filled = Omit<DeedContent, 'format' | 'clauses'>;

const both = (say: (locale: 'it' | 'en') => string): Words => ({ it: say('it'), en: say('en') });
const same = (text: string): Words => ({ it: text, en: text });

/** What stands in place of each name of a clause. */
export function values(c: Filled, delivery: Call['delivery']): Record<ClauseName, Words> {
  const lead = c.members.find((m) => m.role === 'lead')!;
  const partners = c.members.filter((m) => m.role !== 'lead').map((m) => m.name);
  const prolonged = delivery?.variations.extension?.atMostMonths;
  const share = (n: number | undefined) => both((l) => (n === undefined ? '–' : percent(n, l)));
  return {
    grantingBody: same(c.grantingBody),
    lead: same(lead.name),
    partners: same(partners.join(', ') || '–'),
    grant: amount(c.grantCents),
    eligible: amount(c.eligibleCents),
    acronym: same(c.acronym),
    title: same(c.title),
    cup: same(c.cup),
    protocol: same(c.protocol),
    decree: same(`${c.decree.number}/${c.decree.year}`),
    startsOn: both((l) => showDate(c.startsOn, l)),
    endsOn: both((l) => showDate(c.endsOn, l)),
    reportMonths: same(String(delivery?.reporting.everyMonths ?? '–')),
    reportDays: same(String(delivery?.reporting.submitWithinDays ?? '–')),
    advancePercent: share(delivery?.payments.advance?.percent),
    interimPercent: share(delivery?.payments.interimUpTo),
    variationPercent: share(delivery?.variations.noticePercent),
    extensionMonths: both((l) => (prolonged === undefined ? '–' : counted.months[l](prolonged))),
  };
}

/** The call's clauses with every name filled in. */
export function deed(c: Filled, { contract, delivery }: Pick<Call, 'contract' | 'delivery'>): DeedContent {
  const known = values(c, delivery);
  const fill = (text: string, locale: 'it' | 'en') =>
    composed(
      text.replaceAll(/\{(\w+)\}/g, (all, name: string) => (isClauseName(name) ? known[name][locale] : all)),
      locale,
    );
  return {
    format: 'mics-contract/1',
    ...c,
    clauses: (contract.clauses ?? []).map(({ id, title, text }) => ({ id, title, text: both((l) => fill(text[l], l)) })),
  };
}
