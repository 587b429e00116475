import { euros, number } from '#src/core/money.ts';
import { showInstant, ZONE, type Instant } from '#src/core/time.ts';
import { speak, type Locale } from '#src/core/words.ts';
import type { PdfDocument } from '#src/plumbing/documents/pdf.ts';
import { submissionCopy } from './copy/submission.ts';
import { applicationsCopy } from './copy/words.ts';
import type { Receipt } from './queries/lists.ts';
import type { ProvenReceipt } from './receipt.ts';

export type ReceiptPaper = {
  receipt: ProvenReceipt;
  all: readonly Receipt[];
  programme: { acronym: string; name: string; foot: string };
  locale: Locale;
  example: boolean;
};

/** The receipt on paper: what was received, at which instant, what it replaced, and how to check it. */
export function receiptDocument({ receipt, all, programme, locale, example }: ReceiptPaper): PdfDocument {
  const t = speak(applicationsCopy, locale);
  const w = speak(submissionCopy, locale);
  const { evidence } = receipt;
  return {
    locale,
    issuer: [programme.name, receipt.callCode],
    title: t.receiptOf(receipt.protocol),
    at: receipt.submittedAt,
    foot: programme.foot,
    ...(example && { exampleNote: w.example }),
    blocks: [
      { kind: 'text', text: t.receiptLead },
      {
        kind: 'facts',
        facts: [
          [t.protocol, receipt.protocol],
          [w.exactRome, toTheSecond(receipt.submittedAt, locale)],
          [w.exactUtc, receipt.submittedAt],
          [t.submittedBy, receipt.submittedBy],
          [t.lead, receipt.leadName],
          [t.titleOf, receipt.title],
          [t.call, `${receipt.callCode}, ${t.version.toLowerCase()} ${receipt.callVersion}`],
          [t.eligible, euros(receipt.eligibleCents, locale)],
          [t.grant, euros(receipt.grantCents, locale)],
          [t.fingerprint, receipt.sha256],
        ],
      },
      { kind: 'heading', text: w.countsTitle },
      { kind: 'text', text: w.countsText },
      { kind: 'heading', text: w.chain },
      {
        kind: 'table',
        caption: w.chain,
        columns: [
          { label: t.protocol, share: 2 },
          { label: t.receivedAt, share: 3 },
          { label: w.chainCounts, share: 3 },
        ],
        rows: all.map((r, i) => [r.protocol, toTheSecond(r.submittedAt, locale), standing(r, i === 0, locale)]),
      },
      { kind: 'heading', text: w.proof },
      { kind: 'text', text: w.proofText },
      ...(evidence
        ? [
            {
              kind: 'facts' as const,
              facts: [
                [w.place, w.placeOf(number(evidence.index, locale), number(evidence.head.size, locale))],
                [w.path, evidence.proof.join(' ') || w.noPath],
                [w.root, evidence.head.root],
                [w.rootSignedAt, evidence.head.signedAt],
                [w.rootSignature, inLines(evidence.head.signature)],
                ...(receipt.signature ? [[w.ownSignature, inLines(receipt.signature.signature)] as const] : []),
                [w.key, evidence.head.publicKey],
              ] as const,
            },
          ]
        : []),
    ],
  };
}

/** A signature is longer than a line; nothing else breaks it. */
const inLines = (base64: string): string => base64.match(/.{1,60}/g)!.join(' ');

export function standing(receipt: Receipt, last: boolean, locale: Locale): string {
  const w = speak(submissionCopy, locale);
  if (receipt.supersededAt === null) return w.counts;
  const at = showInstant(receipt.supersededAt, locale);
  return last ? w.withdrawn(at) : w.replaced(at);
}

const seconds = (locale: Locale) => new Intl.DateTimeFormat(locale === 'it' ? 'it-IT' : 'en-GB', { timeZone: ZONE, dateStyle: 'long', timeStyle: 'long' });
const clocks = { it: seconds('it'), en: seconds('en') };

/** To the second, with the offset of the day: in the hour that comes twice the two are told apart. */
export const toTheSecond = (at: Instant, locale: Locale): string => clocks[locale].format(new Date(at));
