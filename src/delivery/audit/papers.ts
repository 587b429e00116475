import { ibanInGroups } from '#src/core/codes.ts';
import { euros, number } from '#src/core/money.ts';
import { showDate, showInstant, type Instant } from '#src/core/time.ts';
import { speak, type Locale } from '#src/core/words.ts';
import { paymentsCopy } from '#src/delivery/payments/copy.ts';
import { accountNames, entryNames } from '#src/delivery/payments/copy/ledger.ts';
import type { OrderFile } from '#src/delivery/payments/queries/lists.ts';
import type { Block, PdfDocument } from '#src/plumbing/documents/pdf.ts';
import type { AccountKind } from '#src/plumbing/ledger/accounts.ts';
import type { ProgrammeHead } from '#src/plumbing/letters/paper.ts';
import { packCopy } from './copy/pack.ts';
import type { LoggedDeed } from './queries/evidence.ts';
import type { Movement, PackIndex } from './rules/pack.ts';

export type IndexPaper = {
  locale: Locale;
  at: Instant;
  programme: ProgrammeHead;
  example: boolean;
  call: string;
  order: OrderFile;
  reports: readonly { number: number; decidedAt: Instant | null; sha256: string | null }[];
  movements: readonly Movement[];
  place: { position: number | null; total: number; act: string } | null;
  award: { grantCents: number; year: number; number: number } | null;
  entries: readonly { entryId: number; on: string; event: string; account: string; debitCents: number | null; creditCents: number | null }[];
  deeds: readonly LoggedDeed[];
  index: PackIndex;
};

/** What a pack holds and what it says, for people: the payment, who decided it, what it rests on, each file with its fingerprint. */
export function indexPaper(p: IndexPaper): PdfDocument {
  const { locale, order: o, programme, index } = p;
  const t = speak(packCopy, locale);
  const money = (cents: number | null) => (cents === null ? '' : euros(cents, locale));
  const table = (caption: string, columns: { label: string; share: number; numeric?: boolean }[], rows: string[][], none: string): Block[] =>
    rows.length === 0
      ? [
          { kind: 'heading', text: caption },
          { kind: 'text', text: none },
        ]
      : [
          { kind: 'heading', text: caption },
          { kind: 'table', caption, columns, rows },
        ];
  return {
    locale,
    title: t.packOf(o.code),
    issuer: [`${programme.acronym}, ${programme.projectCode}`, `CUP ${programme.cup}`],
    number: p.call,
    at: p.at,
    foot: `${programme.acronym} · ${programme.projectCode} · CUP ${o.cup} · ${o.code}`,
    ...(p.example && { exampleNote: t.exampleNote }),
    blocks: [
      {
        kind: 'facts',
        facts: [
          [t.beneficiary, o.beneficiary],
          [t.project, o.acronym],
          ['CUP', o.cup],
          [t.payment, paymentsCopy[o.kind][locale]],
          [t.gross, money(o.grossCents)],
          ...(o.interestCents > 0 ? [[t.interest, money(o.interestCents)] as const] : []),
          ...(o.offsetCents + o.offsetInterestCents > 0 ? [[t.kept, money(-o.offsetCents - o.offsetInterestCents)] as const] : []),
          [t.net, money(o.netCents)],
          [t.account, `${ibanInGroups(o.iban)} (${o.holder})`],
          [t.reasons, o.reasons],
          [t.proposed, `${o.proposedByName ?? '–'}, ${showInstant(o.proposedAt, locale)}`],
          [t.decided, `${o.decidedByName ?? '–'}${o.decidedAt ? `, ${showInstant(o.decidedAt, locale)}` : ''}`],
          ...(o.messageId ? [[t.bankFile, o.messageId] as const] : []),
          ...(o.paidOn ? [[t.paidOn, showDate(o.paidOn, locale)] as const] : []),
        ],
      },
      { kind: 'heading', text: t.grounds },
      {
        kind: 'facts',
        facts: [
          [t.place, p.place ? t.placeOf(p.place.position === null ? '–' : String(p.place.position), number(p.place.total, locale), p.place.act) : '–'],
          [t.decree, p.award ? t.decreeOf(p.award.number, p.award.year, money(p.award.grantCents)) : '–'],
        ],
      },
      ...table(
        t.reports,
        [
          { label: t.number, share: 1 },
          { label: t.acceptedOn, share: 2 },
          { label: t.fingerprint, share: 6 },
        ],
        p.reports.map((r) => [String(r.number), r.decidedAt ? showDate(r.decidedAt, locale) : '–', r.sha256 ?? '–']),
        o.kind === 'advance' ? t.noReportsAdvance : t.none,
      ),
      ...table(
        t.statement,
        [
          { label: t.statementOf, share: 3 },
          { label: t.line, share: 1, numeric: true },
          { label: t.bookedOn, share: 2 },
          { label: t.net, share: 2, numeric: true },
        ],
        p.movements.map((m) => [m.statementId, String(m.line), showDate(m.bookedOn, locale), money(m.cents)]),
        t.none,
      ),
      ...table(
        t.ledger,
        [
          { label: t.number, share: 1 },
          { label: t.day, share: 2 },
          { label: t.event, share: 3 },
          { label: t.accountOf, share: 2 },
          { label: t.debit, share: 2, numeric: true },
          { label: t.credit, share: 2, numeric: true },
        ],
        p.entries.map((e) => [
          String(e.entryId),
          showDate(e.on, locale),
          entryNames[e.event]?.[locale] ?? e.event,
          accountNames[e.account as AccountKind]?.[locale] ?? e.account,
          money(e.debitCents),
          money(e.creditCents),
        ]),
        t.none,
      ),
      ...table(
        t.log,
        [
          { label: t.when, share: 3 },
          { label: t.who, share: 3 },
          { label: t.event, share: 3 },
        ],
        p.deeds.map((d) => [showInstant(d.at, locale), d.who ?? t.system, d.kind]),
        t.none,
      ),
      ...table(
        t.files,
        [
          { label: t.file, share: 6 },
          { label: t.holds, share: 3 },
          { label: t.fingerprint, share: 5 },
        ],
        index.files.map((f) => [f.name, t[`what.${f.what}`], f.sha256]),
        t.none,
      ),
      ...(index.missing.length === 0
        ? []
        : table(
            t.missing,
            [
              { label: t.file, share: 9 },
              { label: t.fingerprint, share: 5 },
            ],
            index.missing.map((m) => [m.name, m.sha256]),
            t.none,
          )),
      { kind: 'heading', text: t.check },
      { kind: 'text', text: t.checkText },
    ],
  };
}
