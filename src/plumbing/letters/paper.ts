import { showDate, type Instant } from '#src/core/time.ts';
import { speak, type Locale } from '#src/core/words.ts';
import type { Block, PdfDocument } from '#src/plumbing/documents/pdf.ts';
import { paperWords } from './copy.ts';

/** The words of one letter in one language. */
export type Wording = { subject: string; body: string };

export type ProgrammeHead = { acronym: string; projectCode: string; cup: string };

/** What stands at the head and foot of a letter. */
export type LetterHead = {
  protocol: string;
  grantingBody: string;
  programme: ProgrammeHead;
  to: string;
  /** Acronym and protocol number of the application that it is about. */
  about: string;
  issuedAt: Instant;
  example: boolean;
};

/** A letter as a document; the English one says that the Italian prevails. */
export function letterPaper(locale: Locale, { subject, body }: Wording, head: LetterHead): PdfDocument {
  const t = speak(paperWords, locale);
  const { programme, protocol } = head;
  return {
    locale,
    title: subject,
    number: protocol,
    issuer: [head.grantingBody, `${programme.acronym}, ${programme.projectCode}`, `CUP ${programme.cup}`],
    at: head.issuedAt,
    foot: `${programme.acronym} · ${programme.projectCode} · CUP ${programme.cup}${protocol && ` · ${protocol}`}`,
    ...(head.example && { exampleNote: t.exampleNote }),
    blocks: [
      {
        kind: 'facts',
        facts: [
          [t.to, head.to],
          [t.about, head.about],
          [t.dated, showDate(head.issuedAt, locale)],
        ],
      },
      ...paragraphs(body),
      ...(locale === 'en' ? [{ kind: 'text' as const, text: t.courtesy }] : []),
    ],
    signature: [t.close],
  };
}

/** Paragraphs are parted by empty lines; one whose every line begins with a dash is a list. A letter's PDF begins with a capital. */
function paragraphs(body: string): Block[] {
  const parts = body.split(/\n{2,}/).filter((p) => p.trim() !== '');
  return parts.map((part, i): Block => {
    const lines = part.split('\n');
    if (lines.every((l) => l.startsWith('- '))) return { kind: 'list', items: lines.map((l) => l.slice(2)) };
    return { kind: 'text', text: i === 0 ? part.charAt(0).toUpperCase() + part.slice(1) : part };
  });
}

/** The mail around a letter's words. */
export function mailText(name: string, locale: Locale, body: string, more: readonly string[] = []): string {
  const t = speak(paperWords, locale);
  return [t.dear(name), body, ...more, t.close].join('\n\n');
}

/** Lines as a list of a letter. */
export const listed = (lines: readonly string[]): string => lines.map((l) => `- ${l.replace(/\s*\n+\s*/g, ' ')}`).join('\n');
