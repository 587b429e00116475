import type { Actor } from '#src/core/actor.ts';
import { canonical, sha256 } from '#src/core/canonical.ts';
import { romeDate, type Instant } from '#src/core/time.ts';
import { speak, type Locale } from '#src/core/words.ts';
import type { PdfDocument } from '#src/plumbing/documents/pdf.ts';
import type { Deed, House } from '#src/plumbing/house.ts';
import { queueMails, type Mail } from '#src/plumbing/mail/mail.ts';
import { sql } from 'kysely';
import { paperWords } from './copy.ts';
import { letterPaper, mailText, type LetterHead, type Wording } from './paper.ts';

export type LetterReader = { personId: string; email: string; name: string; locale: Locale };

export type Outgoing = {
  kind: string;
  callId: string;
  applicationId: string;
  head: Omit<LetterHead, 'protocol' | 'issuedAt'>;
  /** The words in each language, once its number is known. */
  words: (locale: Locale, protocol: string) => Wording;
  readers: readonly LetterReader[];
};

/** An address of ours in one language, for letters and mails. */
export const address = (house: House, locale: Locale, path: string): string => `${house.settings.origin}${locale === 'en' ? '/en' : ''}${path}`;

/** Writes one letter and mails it. */
export async function issueLetter(house: House, deed: Deed, actor: Actor | null, out: Outgoing): Promise<{ id: string; protocol: string }> {
  const [issued] = await issueLetters(house, deed, actor, [out]);
  return issued!;
}

/**
 * Writes letters under the next outgoing protocol numbers and mails them to their readers, each in their own language. The numbers are taken in
 * the deed that causes the letters: a refused one leaves no gap. A few statements, and one more for the event of each letter.
 */
export async function issueLetters(house: House, deed: Deed, actor: Actor | null, all: readonly Outgoing[]): Promise<{ id: string; protocol: string }[]> {
  const { tx, at, record } = deed;
  if (all.length === 0) return [];
  const year = Number(romeDate(at).slice(0, 4));
  const { last_number: last } = await tx
    .insertInto('letter_years')
    .values({ year, last_number: all.length })
    .onConflict((c) => c.column('year').doUpdateSet({ last_number: sql`letter_years.last_number + ${all.length}::int` }))
    .returning('last_number')
    .executeTakeFirstOrThrow();
  const made = all.map((out, i) => written(out, year, last - all.length + 1 + i, at));
  const ids: string[] = [];
  for (let i = 0; i < made.length; i += 1000) {
    const rows = made.slice(i, i + 1000).map((m) => ({ ...m.row, issued_by: actor?.id ?? null }));
    const stored = await tx.insertInto('letters').values(rows).returning(['id', 'number']).execute();
    ids.push(...stored.toSorted((a, b) => a.number - b.number).map((r) => r.id));
  }
  const mails = made.flatMap(({ out, words, row: { protocol } }, i) =>
    out.readers.map((to): Mail => {
      const { subject, body } = words[to.locale];
      const link = speak(paperWords, to.locale).attached(protocol, address(house, to.locale, `/letters/${ids[i]}`));
      return { key: `letter/${ids[i]}/${to.personId}`, to: to.email, subject, text: mailText(to.name, to.locale, body, [link]) };
    }),
  );
  for (let i = 0; i < mails.length; i += 1000) await queueMails(deed, mails.slice(i, i + 1000));
  for (const [i, { out, row }] of made.entries())
    await record({
      kind: 'letter.issued',
      subject: `letter/${ids[i]}`,
      body: { protocol: row.protocol, kind: out.kind, application: out.applicationId, sha256: row.sha256 },
    });
  return made.map(({ row }, i) => ({ id: ids[i]!, protocol: row.protocol }));
}

function written(out: Outgoing, year: number, number: number, at: Instant) {
  const protocol = `${out.head.programme.acronym.toUpperCase()}-U-${year}-${String(number).padStart(6, '0')}`;
  const words = { it: out.words('it', protocol), en: out.words('en', protocol) };
  const head: LetterHead = { ...out.head, protocol, issuedAt: at };
  const content: Record<Locale, PdfDocument> = { it: letterPaper('it', words.it, head), en: letterPaper('en', words.en, head) };
  const row = {
    year,
    number,
    protocol,
    call_id: out.callId,
    application_id: out.applicationId,
    kind: out.kind,
    subject_it: words.it.subject,
    subject_en: words.en.subject,
    content: JSON.stringify(content),
    recipients: out.readers.length,
    issued_at: at,
    sha256: sha256(canonical(content)),
  };
  return { out, words, row };
}
