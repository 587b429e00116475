import type { Actor } from '#src/core/actor.ts';
import { notFound } from '#src/core/errors.ts';
import { romeDate } from '#src/core/time.ts';
import { versionById } from '#src/funding/calls/queries.ts';
import type { Call } from '#src/funding/calls/schema.ts';
import type { Deed, House } from '#src/plumbing/house.ts';
import { queueMails } from '#src/plumbing/mail/mail.ts';
import { sql } from 'kysely';
import { speak, type Locale } from '#src/core/words.ts';
import { mailCopy } from '../copy/mails.ts';
import { isUuid } from '../queries.ts';

const letters = { order: 'P', batch: 'B', recovery: 'R' } as const;

/** The next code of a series, gapless in each year: `MICS-P-2025-000001`. At most 35 characters, for banks. */
export async function nextCode({ tx, at }: Deed, house: House, series: keyof typeof letters): Promise<string> {
  const year = Number(romeDate(at).slice(0, 4));
  const { last_number: n } = await tx
    .insertInto('payment_years')
    .values({ series, year, last_number: 1 })
    .onConflict((c) => c.columns(['series', 'year']).doUpdateSet({ last_number: sql`payment_years.last_number + 1` }))
    .returning('last_number')
    .executeTakeFirstOrThrow();
  return `${house.settings.programme.toUpperCase().slice(0, 12)}-${letters[series]}-${year}-${String(n).padStart(6, '0')}`;
}

export type LockedProject = {
  id: string;
  code: string;
  acronym: string;
  applicationId: string;
  callId: string;
  cup: string;
  state: string;
  spoke: number;
  sector: string | null;
  version: { versionId: string; call: Call };
};

/** A project under lock: one deed at a time on its money. */
export async function lockProject({ tx }: Deed, id: string): Promise<LockedProject> {
  if (!isUuid(id)) throw notFound();
  const p = await tx.selectFrom('projects').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
  const version = p && (await versionById(tx, p.call_version_id));
  if (!p || !version) throw notFound();
  const { id: _, code, acronym, cup, state, main_spoke: spoke, sector } = p;
  return { id, code, acronym, applicationId: p.application_id, callId: p.call_id, cup, state, spoke, sector, version };
}

/** Writes to all who act for an organisation, each in their own language, with a link. */
export async function tell(
  house: House,
  deed: Deed,
  organisationId: string,
  key: string,
  path: string,
  words: (locale: Locale) => { subject: string; text: string },
): Promise<void> {
  const people = await deed.tx
    .selectFrom('organisation_people as o')
    .innerJoin('people as p', 'p.id', 'o.person_id')
    .select(['p.id', 'p.email', 'p.name', 'p.locale'])
    .where('o.organisation_id', '=', organisationId)
    .execute();
  await queueMails(
    deed,
    people.map(({ id, email, name, locale }) => {
      const { subject, text } = words(locale);
      const link = `${house.settings.origin}${locale === 'en' ? '/en' : ''}${path}`;
      return { key: `${key}/${id}`, to: email, subject, text: `${speak(mailCopy, locale).dear(name)}\n\n${text}\n\n${link}` };
    }),
  );
}

export const whoIs = (actor: Actor | null): string | null => actor?.id ?? null;
