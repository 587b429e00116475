import { euros, sum } from '#src/core/money.ts';
import { showDate } from '#src/core/time.ts';
import { speak, type Locale } from '#src/core/words.ts';
import { regionWords } from '#src/funding/calls/copy/vocabulary.ts';
import type { PdfDocument } from '#src/plumbing/documents/pdf.ts';
import { deedWords } from './copy/deed.ts';
import type { AddendumDeed } from './rules/addendum.ts';
import type { DeedContent } from './rules/deed.ts';

/** The contract as a document: parties, money, clauses. The Italian one is signed; the English one says that it is a courtesy. */
export function deedDocument(c: DeedContent, locale: Locale): PdfDocument {
  const t = speak(deedWords, locale);
  const money = (cents: number) => euros(cents, locale);
  const lead = c.members.find((m) => m.role === 'lead')!;
  return {
    locale,
    title: t.title,
    number: `${c.acronym}, ${c.protocol}`,
    issuer: [c.grantingBody, `${c.programme.acronym}, ${c.programme.projectCode}`, `CUP ${c.programme.cup}`],
    at: c.at,
    foot: `${c.programme.acronym} · ${c.programme.projectCode} · CUP ${c.cup} · ${c.protocol}`,
    ...(c.example && { exampleNote: t.exampleNote }),
    blocks: [
      ...(locale === 'en' ? [{ kind: 'text' as const, text: t.courtesy }] : []),
      { kind: 'heading', text: t.parties },
      { kind: 'text', text: t.between(c.grantingBody, lead.name) },
      {
        kind: 'facts',
        facts: [
          [t.call, `${c.call.code}, ${c.call.title[locale]} (${t.version(c.call.version)})`],
          [t.decree, t.decreeOf(c.decree.number, c.decree.year)],
          [t.project, `${c.acronym}, ${c.title}`],
          ['CUP', c.cup],
          [t.runs, `${showDate(c.startsOn, locale)} – ${showDate(c.endsOn, locale)}`],
          [t.signBy, showDate(c.dueOn, locale)],
        ],
      },
      {
        kind: 'table',
        caption: t.beneficiaries,
        columns: [
          { label: t.name, share: 4 },
          { label: t.region, share: 2 },
          { label: t.eligible, share: 2, numeric: true },
          { label: t.grant, share: 2, numeric: true },
          { label: 'CAR / COR', share: 2 },
        ],
        rows: c.members.map((m) => [
          m.name,
          regionWords(m.region)[locale],
          money(m.eligibleCents),
          money(m.aidCents),
          m.car && m.cor ? `${m.car} / ${m.cor}` : '–',
        ]),
        total: [t.total, '', money(sum(c.members.map((m) => m.eligibleCents))), money(sum(c.members.map((m) => m.aidCents))), ''],
      },
      ...c.clauses.flatMap(({ title, text }, i): PdfDocument['blocks'] => [
        { kind: 'heading', text: t.article(i + 1, title[locale]) },
        { kind: 'text', text: text[locale] },
      ]),
    ],
    signature: [t.forGranting(c.grantingBody), t.forLead(lead.name)],
  };
}

export type AddendumContent = {
  format: 'mics-addendum/1';
  at: string;
  number: number;
  contract: { sha256: string; signedAt: string };
  decree: { number: number; year: number };
  beforeCents: number;
  grantCents: number;
  members: readonly { id: string; name: string; beforeCents: number; aidCents: number }[];
  deed: Pick<DeedContent, 'grantingBody' | 'programme' | 'protocol' | 'acronym' | 'cup' | 'example'>;
};

/** A raise of the grant after the signature, in figures. */
export function addendumDocument(c: AddendumContent, locale: Locale): PdfDocument {
  const t = speak(deedWords, locale);
  const money = (cents: number) => euros(cents, locale);
  const { deed } = c;
  return {
    locale,
    title: t.addendum(c.number),
    number: `${deed.acronym}, ${deed.protocol}`,
    issuer: [deed.grantingBody, `${deed.programme.acronym}, ${deed.programme.projectCode}`, `CUP ${deed.programme.cup}`],
    at: c.at,
    foot: `${deed.programme.acronym} · ${deed.programme.projectCode} · CUP ${deed.cup} · ${deed.protocol}`,
    ...(deed.example && { exampleNote: t.exampleNote }),
    blocks: [
      {
        kind: 'text',
        text: t.addendumText(t.decreeOf(c.decree.number, c.decree.year), money(c.beforeCents), money(c.grantCents), showDate(c.contract.signedAt, locale)),
      },
      { kind: 'facts', facts: [[t.contractHash, c.contract.sha256]] },
      {
        kind: 'table',
        caption: t.beneficiaries,
        columns: [
          { label: t.name, share: 4 },
          { label: t.before, share: 2, numeric: true },
          { label: t.grant, share: 2, numeric: true },
        ],
        rows: c.members.map((m) => [m.name, money(m.beforeCents), money(m.aidCents)]),
        total: [t.total, money(c.beforeCents), money(c.grantCents)],
      },
      { kind: 'text', text: t.rest },
    ],
    signature: [t.forGranting(deed.grantingBody)],
  };
}

/** An addendum that a variation needs, as it is signed: its clauses, and each party's figures before and after. */
export function variationAddendum(c: AddendumDeed, locale: Locale): PdfDocument {
  const t = speak(deedWords, locale);
  const money = (cents: number) => euros(cents, locale);
  const { deed } = c;
  const total = (of: 'eligibleBeforeCents' | 'eligibleCents' | 'beforeCents' | 'aidCents') => money(sum(c.members.map((m) => m[of])));
  return {
    locale,
    title: t.addendum(c.number),
    number: `${deed.acronym}, ${deed.protocol}`,
    issuer: [deed.grantingBody, `${deed.programme.acronym}, ${deed.programme.projectCode}`, `CUP ${deed.programme.cup}`],
    at: c.at,
    foot: `${deed.programme.acronym} · ${deed.programme.projectCode} · CUP ${deed.cup} · ${deed.protocol}`,
    ...(deed.example && { exampleNote: t.exampleNote }),
    blocks: [
      ...(locale === 'en' ? [{ kind: 'text' as const, text: t.courtesy }] : []),
      {
        kind: 'facts',
        facts: [
          [t.contractHash, c.contract.sha256],
          [t.variation, locale === 'it' ? `n. ${c.variation}` : `no. ${c.variation}`],
          ...(c.from ? [[t.holdsFrom, showDate(c.from, locale)] as [string, string]] : []),
          [t.ends, c.endsOn.before === c.endsOn.after ? showDate(c.endsOn.after, locale) : t.instead(c.endsOn.after, c.endsOn.before)],
          [t.signBy, showDate(c.dueOn, locale)],
        ],
      },
      ...c.clauses.flatMap(({ title, text }, i): PdfDocument['blocks'] => [
        { kind: 'heading', text: t.article(i + 1, title[locale]) },
        { kind: 'text', text: text[locale] },
      ]),
      {
        kind: 'table',
        caption: t.beneficiaries,
        columns: [
          { label: t.name, share: 4 },
          { label: `${t.eligible}, ${t.before.toLowerCase()}`, share: 2, numeric: true },
          { label: `${t.eligible}, ${t.after.toLowerCase()}`, share: 2, numeric: true },
          { label: `${t.grant}, ${t.before.toLowerCase()}`, share: 2, numeric: true },
          { label: `${t.grant}, ${t.after.toLowerCase()}`, share: 2, numeric: true },
        ],
        rows: c.members.map((m) => [
          m.standing === 'stays' ? m.name : `${m.name} (${t[m.standing]})`,
          money(m.eligibleBeforeCents),
          money(m.eligibleCents),
          money(m.beforeCents),
          money(m.aidCents),
        ]),
        total: [t.total, total('eligibleBeforeCents'), total('eligibleCents'), total('beforeCents'), total('aidCents')],
      },
      { kind: 'text', text: t.rest },
    ],
    signature: [t.forGranting(deed.grantingBody), ...c.parties.map((name) => t.forLead(name))],
  };
}
