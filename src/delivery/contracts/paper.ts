import { euros, sum } from '#src/core/money.ts';
import { showDate } from '#src/core/time.ts';
import { speak, type Locale } from '#src/core/words.ts';
import { regionWords } from '#src/funding/calls/copy/vocabulary.ts';
import type { PdfDocument } from '#src/plumbing/documents/pdf.ts';
import { deedWords } from './copy/deed.ts';
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
