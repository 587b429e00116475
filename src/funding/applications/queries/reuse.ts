import type { Actor } from '#src/core/actor.ts';
import type { Instant } from '#src/core/time.ts';
import type { Words } from '#src/core/words.ts';
import type { Call, FormField } from '#src/funding/calls/schema.ts';
import { textsOfMany } from '#src/partnership/organisations/queries/profile.ts';
import type { ProfileText } from '#src/partnership/organisations/states.ts';
import type { Reader } from '#src/plumbing/database/database.ts';
import { sql } from 'kysely';
import { isUuid } from '../schema.ts';
import type { Answers } from '../proposal.ts';
import { sameField } from '../rules/reuse.ts';

/** What can be looked back at: of the actor's own applications no more than these, the latest first. */
const mostLookedAt = 200;

/** Another application of the person's own. */
export type Earlier = { id: string; name: string; callId: string; callCode: string; updatedAt: Instant };
/** The same with what it says, under the form that it answers. */
export type EarlierAnswers = Earlier & { form: Call['form']; answers: Answers };

const own = (db: Reader, actor: Actor, { except = null, only = null }: { except?: string | null; only?: string | null }) =>
  db
    .selectFrom('applications as a')
    .innerJoin('call_versions as v', 'v.id', 'a.call_version_id')
    .select(['a.id', 'a.acronym', 'a.title', 'a.call_id as callId', 'a.updated_at as updatedAt', sql<string>`v.definition->>'officialCode'`.as('callCode')])
    .where(
      sql<boolean>`(a.created_by = ${actor.id} or exists (select 1 from application_members m where m.application_id = a.id and m.organisation_id = any(${sql.val(actor.organisationIds)}::uuid[])))`,
    )
    .$if(except !== null, (q) => q.where('a.id', '!=', except!))
    .$if(only !== null, (q) => q.where('a.id', '=', only!))
    .orderBy('a.updated_at', 'desc')
    .orderBy('a.id')
    .limit(mostLookedAt);

const named = ({ acronym, title, ...row }: Omit<Earlier, 'name'> & { acronym: string; title: string }): Earlier => ({
  ...row,
  name: acronym || title || row.callCode,
});

/** The person's own applications but one: started by them, or of the organisations that they act for. One statement. */
export const earlierApplications = async (db: Reader, actor: Actor, except: string | null): Promise<Earlier[]> =>
  (await own(db, actor, { except }).execute()).map(named);

/** With what they say. Two statements: many of them share a version of a call. */
async function earlierAnswers(db: Reader, actor: Actor, which: { except?: string | null; only?: string | null }): Promise<EarlierAnswers[]> {
  const rows = await own(db, actor, which).select(['a.answers', 'v.id as versionId']).execute();
  const versions = [...new Set(rows.map((r) => r.versionId))];
  if (versions.length === 0) return [];
  const forms = await db
    .selectFrom('call_versions')
    .select(['id', sql<Call['form']>`definition->'form'`.as('form')])
    .where('id', 'in', versions)
    .execute();
  return rows.map(({ answers, versionId, ...row }) => ({ ...named(row), answers: answers as Answers, form: forms.find((f) => f.id === versionId)!.form }));
}

/** A text that was written before, and where it comes from. `key` names it in a form. */
export type Reusable = { key: string; updatedAt: Instant; text: string } & (
  | { from: 'application'; applicationId: string; name: string; callCode: string; label: Words }
  | { from: 'profile'; organisation: string; kind: ProfileText; locale: 'it' | 'en' }
);

const texts = ['text', 'longText', 'richText'];

/**
 * What the person can take over into one field: the answers of their organisations' other applications to the same field or to one of the same
 * name, and what their organisations wrote in their profiles. The latest first, profiles last; the same text once. Three statements at most.
 */
export async function reusableTexts(
  db: Reader,
  actor: Actor,
  { field, except = null }: { field: Pick<FormField, 'id' | 'kind' | 'label'>; except?: string | null },
): Promise<Reusable[]> {
  if (!texts.includes(field.kind) || (except !== null && !isUuid(except))) return [];
  const earlier = await earlierAnswers(db, actor, { except });
  const answers = earlier.flatMap(({ id, name, callCode, updatedAt, form, answers: given }) =>
    form.sections.flatMap((section) =>
      section.fields.flatMap((other): Reusable[] => {
        const text = given[section.id]?.[other.id];
        if (!texts.includes(other.kind) || !sameField(field, other) || typeof text !== 'string' || text.trim() === '') return [];
        return [{ key: `${id}.${section.id}.${other.id}`, from: 'application', applicationId: id, name, callCode, label: other.label, updatedAt, text }];
      }),
    ),
  );
  // What a profile holds are whole texts: no title is made of them.
  const profile = (field.kind === 'text' ? [] : await textsOfMany(db, actor.organisationIds)).flatMap(
    ({ organisationId, organisation, kind, text, updatedAt }): Reusable[] =>
      (['it', 'en'] as const).flatMap((locale) =>
        text[locale] === '' ? [] : [{ key: `${organisationId}.${kind}.${locale}`, from: 'profile', organisation, kind, locale, updatedAt, text: text[locale] }],
      ),
  );
  const seen = new Set<string>();
  return [...answers, ...profile].filter(({ text }) => !seen.has(text.trim()) && seen.add(text.trim()));
}

/** One earlier application of the person's own. */
export const earlierApplication = async (db: Reader, actor: Actor, id: string): Promise<EarlierAnswers | undefined> =>
  isUuid(id) ? (await earlierAnswers(db, actor, { only: id }))[0] : undefined;
