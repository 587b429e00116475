import { notFound } from '#src/core/errors.ts';
import type { Instant } from '#src/core/time.ts';
import { composed, type Locale } from '#src/core/words.ts';
import { isUuid } from '#src/funding/applications/schema.ts';
import { concerns, type Viewer } from '#src/funding/conflicts/queries.ts';
import type { Reader } from '#src/plumbing/database/database.ts';
import type { PdfDocument } from '#src/plumbing/documents/pdf.ts';
import type { ProgrammeHead, Wording } from '#src/plumbing/letters/paper.ts';
import type { ListSpec } from '#src/plumbing/listing.ts';
import { sql, type SelectQueryBuilder } from 'kysely';
import { screeningWords } from '../copy.ts';
import { defaultTemplates, letterWords } from '../copy/letters.ts';
import { fillIn, type Values } from '../rules/templates.ts';
import { letterKinds, type LetterKind, type TemplateKind } from '../states.ts';

export type Letter = {
  id: string;
  protocol: string;
  callId: string;
  applicationId: string;
  kind: LetterKind;
  content: Record<Locale, PdfDocument>;
  issuedAt: Instant;
  sha256: string | null;
  leadId: string;
  createdBy: string;
  /** People who may not have to do with the application for a conflict of interest. */
  conflicted: string[];
};

export async function letterById(db: Reader, id: string): Promise<Letter> {
  const row = isUuid(id)
    ? await db
        .selectFrom('letters as l')
        .innerJoin('applications as a', 'a.id', 'l.application_id')
        .select([
          'l.id',
          'l.protocol',
          'l.call_id as callId',
          'l.application_id as applicationId',
          'l.kind',
          'l.content',
          'l.issued_at as issuedAt',
          'l.sha256',
        ])
        .select(['a.lead_id as leadId', 'a.created_by as createdBy'])
        .select(
          sql<string[]>`coalesce((select json_agg(distinct c.person_id) from conflicts c where c.application_id = l.application_id), '[]')`.as('conflicted'),
        )
        .where('l.id', '=', id)
        .executeTakeFirst()
    : undefined;
  if (!row) throw notFound();
  return row as Letter;
}

export type LetterRow = {
  id: string;
  protocol: string;
  issuedAt: Instant;
  kind: LetterKind;
  acronym: string;
  lead: string;
  subject: string;
  by: string | null;
  recipients: number;
};

export const lettersSpec: ListSpec<LetterRow> = {
  columns: [
    { key: 'protocol', label: letterWords.protocol, searched: true },
    { key: 'issuedAt', label: letterWords.issuedAt },
    { key: 'kind', label: letterWords.kind, filter: { kind: 'choice', options: letterKinds.map((value) => ({ value, label: letterWords[value] })) } },
    { key: 'acronym', label: screeningWords.acronym, searched: true },
    { key: 'lead', label: screeningWords.lead, searched: true },
    { key: 'subject', label: letterWords.subject, searched: true },
    { key: 'by', label: letterWords.by },
    { key: 'recipients', label: letterWords.recipients, numeric: true },
  ],
  order: '-protocol',
  key: 'id',
};

/** The register of the letters that went out under a call; those about what this person has something to do with are not in it. */
export function lettersOf(db: Reader, callId: string, locale: Locale, viewer: Viewer): SelectQueryBuilder<never, never, LetterRow> {
  return db
    .selectFrom('letters as l')
    .innerJoin('applications as a', 'a.id', 'l.application_id')
    .innerJoin('organisations as o', 'o.id', 'a.lead_id')
    .leftJoin('people as p', 'p.id', 'l.issued_by')
    .select(['l.id', 'l.protocol', 'l.issued_at as issuedAt', 'l.kind', 'a.acronym', 'o.legal_name as lead', 'p.name as by', 'l.recipients'])
    .select(locale === 'it' ? 'l.subject_it as subject' : 'l.subject_en as subject')
    .where('l.call_id', '=', callId)
    .where(
      sql<boolean>`not exists (select 1 from submissions s where s.application_id = l.application_id and s.superseded_at is null and ${concerns(viewer)})`,
    ) as never;
}

export type LetterLine = { id: string; protocol: string; kind: LetterKind; subject: string; issuedAt: Instant };

/** The letters about one application, the newest first. */
export async function lettersTo(db: Reader, applicationId: string, locale: Locale): Promise<LetterLine[]> {
  const rows = await db
    .selectFrom('letters')
    .select(['id', 'protocol', 'kind', 'issued_at as issuedAt', locale === 'it' ? 'subject_it as subject' : 'subject_en as subject'])
    .where('application_id', '=', applicationId)
    .orderBy('issued_at', 'desc')
    .orderBy('protocol', 'desc')
    .execute();
  return rows as LetterLine[];
}

export type Template = Wording & { revision: number };
export type Templates = ReadonlyMap<`${TemplateKind}/${Locale}`, Template>;

/** The office's own words for one kind of letter, by language; those without a row are the default ones. */
export async function templatesOf(db: Reader, callId: string): Promise<Map<`${TemplateKind}/${Locale}`, Template>> {
  const rows = await db.selectFrom('letter_templates').select(['kind', 'locale', 'subject', 'body', 'revision']).where('call_id', '=', callId).execute();
  return new Map(rows.map(({ kind, locale, ...template }) => [`${kind}/${locale}` as `${TemplateKind}/${Locale}`, template]));
}

/** How many letters went out in a year, and the last number: the two are equal as long as the series has no gap. */
export async function letterSeries(db: Reader): Promise<{ year: number; letters: number; last: number }[]> {
  const { rows } = await sql<{ year: number; letters: number; last: number }>`
    select year, count(*)::int as letters, max(number) as last from letters group by year order by year`.execute(db as never);
  return rows;
}

/** The words of a letter in one language, filled in: the office's own where it has some. */
export function wordingOf(kind: TemplateKind, locale: Locale, own: Templates, values: Values): Wording {
  const words = own.get(`${kind}/${locale}`) ?? { subject: defaultTemplates[kind].subject[locale], body: defaultTemplates[kind].body[locale] };
  const filled = (text: string) => composed(fillIn(text, values), locale);
  return { subject: filled(words.subject), body: filled(words.body) };
}

/** What stands at the head and foot of a letter. */
export const programmeHead = (db: Reader, programmeId: string): Promise<ProgrammeHead> =>
  db.selectFrom('programmes').select(['acronym', 'project_code as projectCode', 'cup']).where('id', '=', programmeId).executeTakeFirstOrThrow();
