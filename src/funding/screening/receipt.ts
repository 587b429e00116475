import { showInstant } from '#src/core/time.ts';
import { speak, type Locale } from '#src/core/words.ts';
import type { PdfDocument } from '#src/plumbing/documents/pdf.ts';
import { screeningWords } from './copy.ts';
import { paperWords } from '#src/plumbing/letters/copy.ts';
import { repairWords } from './copy/repairs.ts';
import { itemWords } from './letters.ts';
import type { RepairRequest } from './queries/repairs.ts';

/** The receipt of an answer: what arrived, when, and its hashes. */
export function receiptDocument(request: RepairRequest, locale: Locale, example: boolean): PdfDocument {
  const t = speak(repairWords, locale);
  return {
    locale,
    title: t.receiptTitle(request.receipt!),
    issuer: [speak(paperWords, locale).close],
    number: request.code,
    at: request.endedAt!,
    foot: `${request.receipt} · ${request.protocol}`,
    ...(example && { exampleNote: speak(paperWords, locale).exampleNote }),
    blocks: [
      {
        kind: 'facts',
        facts: [
          [t.receivedAt, `${showInstant(request.endedAt!, locale)} (${request.endedAt})`],
          [t.application, `${request.acronym}, ${request.protocol}`],
          [speak(screeningWords, locale).lead, request.leadName],
          [t.hash, request.receiptSha256!],
        ],
      },
      { kind: 'heading', text: t.contents },
      {
        kind: 'list',
        items: request.items.map((i) => {
          const given = request.answers.find((a) => a.item === i.id);
          const what = given ? (given.text ?? `${given.fileName} (SHA-256 ${given.sha256})`) : t.missing;
          return `${itemWords(i, locale)}: ${what}`;
        }),
      },
    ],
  };
}
