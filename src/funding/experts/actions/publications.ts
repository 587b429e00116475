import type { Actor } from '#src/core/actor.ts';
import { reason, type Reason } from '#src/core/decision.ts';
import { bareDoi } from '#src/core/doi.ts';
import { AppError, demand, notFound } from '#src/core/errors.ts';
import { array } from '#src/plumbing/database/arrays.ts';
import { act, type Deed, type House } from '#src/plumbing/house.ts';
import { queueMail } from '#src/plumbing/mail/mail.ts';
import { sql } from 'kysely';
import { enteredLetter } from '../letters.ts';
import { can } from '../policy.ts';
import { readPublicationTable } from '../rules/publicationTable.ts';
import type { PublicationInput } from '../schema.ts';
import { recheckOwnCalls } from './profile.ts';

/**
 * The whole list of an expert's publications, in the order given: the expert's own, or, by the office, those that the office entered beside it. Neither touches
 * the other's.
 */
export async function keepPublications(house: House, actor: Actor, personId: string, publications: readonly PublicationInput[]): Promise<void> {
  const subject = `people/${personId}`;
  await act(house, actor, 'expert.publications', subject, async (deed) => {
    demand(can.keepPublications(actor, personId));
    const own = actor.id === personId;
    const { tx } = deed;
    const known = await tx.selectFrom('experts').select('person_id').where('person_id', '=', personId).forUpdate().executeTakeFirst();
    if (!known) throw own ? new AppError('conflict', [reason('expert.profileFirst')]) : notFound();
    await tx
      .deleteFrom('expert_publications')
      .where('person_id', '=', personId)
      .where('entered_by', own ? 'is' : 'is not', null)
      .execute();
    await add(
      deed,
      own ? null : actor.id,
      publications.map((p, i) => ({ personId, place: i + 1, ...p })),
    );
    await recheckOwnCalls(deed, personId);
    if (!own) await tell(house, deed, [{ personId, count: publications.length }]);
    await deed.record({ kind: 'expert.publicationsKept', subject, body: { publications: publications.length, ...(!own && { office: true }) } });
  });
}

/** So many reasons are read by anybody. */
const SHOWN = 50;

/**
 * A table of publications of any experts of the register, by the office: all of it or nothing, with a reason for each line that cannot be taken. What is known of an
 * expert already, by its DOI or its title and year, is passed over.
 */
export async function importPublications(house: House, actor: Actor, text: string): Promise<{ added: number; known: number; experts: number }> {
  return act(house, actor, 'expert.importPublications', 'experts', async (deed) => {
    demand(can.importPublications(actor));
    const { tx } = deed;
    const { lines, reasons } = readPublicationTable(text);
    const experts = await expertsCalled(deed, [...new Set(lines.map((l) => l.who))]);
    const unknown = lines.filter((l) => l.who !== '' && !experts.has(l.who));
    const wrong = [...reasons, ...unknown.map((l) => reason('publicationTable.unknown', { row: l.row, value: l.who }, { at: 'file' }))].sort(byRow);
    if (wrong.length > 0)
      throw new AppError('invalid', [
        ...wrong.slice(0, SHOWN),
        ...(wrong.length > SHOWN ? [reason('publicationTable.more', { more: wrong.length - SHOWN }, { at: 'file' })] : []),
      ]);
    const people = [...new Set(experts.values())];
    await sql`select from experts where person_id = any(${array.uuid(people)}::uuid[]) order by person_id for update`.execute(tx);
    const there = await tx
      .selectFrom('expert_publications')
      .select(['person_id as personId', 'title', 'year', 'doi', 'place', 'entered_by as by'])
      .where('person_id', '=', sql<string>`any(${array.uuid(people)}::uuid[])`)
      .execute();
    const names = new Set(there.flatMap(namesOf));
    const last = new Map<string, number>();
    for (const t of there) if (t.by !== null) last.set(t.personId, Math.max(last.get(t.personId) ?? 0, t.place));
    const fresh = lines.flatMap(({ who, row: _row, ...line }) => {
      const publication = { personId: experts.get(who)!, ...line };
      const called = namesOf(publication);
      if (called.some((n) => names.has(n))) return [];
      for (const n of called) names.add(n);
      const place = (last.get(publication.personId) ?? 0) + 1;
      last.set(publication.personId, place);
      return [{ ...publication, place }];
    });
    await add(deed, actor.id, fresh);
    const changed = [...Map.groupBy(fresh, (f) => f.personId)].map(([personId, of]) => ({ personId, count: of.length }));
    for (const { personId } of changed) await recheckOwnCalls(deed, personId);
    await tell(house, deed, changed);
    const done = { added: fresh.length, known: lines.length - fresh.length, experts: changed.length };
    await deed.record({ kind: 'expert.publicationsImported', subject: 'experts', body: done });
    return done;
  });
}

const byRow = (a: Reason, b: Reason): number => Number(a.params['row'] ?? 0) - Number(b.params['row'] ?? 0);

/** What tells a publication of somebody from their others. */
const namesOf = (p: { personId: string; title: string; year: number | null; doi: string | null }): string[] => [
  `${p.personId} ${p.year ?? ''} ${p.title
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()}`,
  ...(p.doi ? [`${p.personId} ${bareDoi(p.doi)}`] : []),
];

/** Experts of the register by e-mail address or ORCID, as they are written in the table. */
async function expertsCalled({ tx }: Deed, who: readonly string[]): Promise<Map<string, string>> {
  const bare = (w: string) => w.replace(/^https?:\/\/orcid\.org\//, '').toUpperCase();
  const { rows } = await sql<{ id: string; email: string; orcid: string | null }>`
    select x.person_id as id, lower(p.email) as email, x.orcid from experts x join people p on p.id = x.person_id
    where lower(p.email) = any(${array.text(who)}::text[]) or x.orcid = any(${array.text(who.map(bare))}::text[])`.execute(tx);
  const found = (w: string) => rows.find((r) => r.email === w || r.orcid === bare(w))?.id;
  return new Map(who.flatMap((w) => (found(w) ? [[w, found(w)!] as const] : [])));
}

type Placed = PublicationInput & { personId: string; place: number };

async function add({ tx }: Deed, by: string | null, publications: readonly Placed[]): Promise<void> {
  const rows = publications.map(({ personId, place, title, year, doi, coauthors, written }) => ({
    person_id: personId,
    place,
    title,
    year,
    doi,
    coauthors: [...coauthors],
    written,
    entered_by: by,
  }));
  for (let i = 0; i < rows.length; i += 1000)
    await tx
      .insertInto('expert_publications')
      .values(rows.slice(i, i + 1000))
      .execute();
}

/** Whoever others wrote about hears of it, and can say what is not theirs. */
async function tell(house: House, deed: Deed, changed: readonly { personId: string; count: number }[]): Promise<void> {
  if (changed.length === 0) return;
  const people = await deed.tx
    .selectFrom('people')
    .select(['id', 'name', 'email', 'locale'])
    .where('id', '=', sql<string>`any(${array.uuid(changed.map((c) => c.personId))}::uuid[])`)
    .orderBy('id')
    .execute();
  for (const { id, name, email, locale } of people)
    await queueMail(deed, {
      key: `expert.publicationsEntered/${id}/${deed.at}`,
      to: email,
      ...enteredLetter({ personId: id, name, locale: locale ?? 'it', count: changed.find((c) => c.personId === id)!.count, origin: house.settings.origin }),
    });
}
