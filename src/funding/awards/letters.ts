import type { Actor } from '#src/core/actor.ts';
import { euros, number } from '#src/core/money.ts';
import type { Call } from '#src/funding/calls/schema.ts';
import type { Place } from '#src/funding/rankings/rules/rank.ts';
import { addressees } from '#src/funding/screening/queries.ts';
import { programmeHead, templatesOf, wordingOf } from '#src/funding/screening/queries/letters.ts';
import type { Deed, House } from '#src/plumbing/house.ts';
import { issueLetters, type LetterReader, type Outgoing } from '#src/plumbing/letters/issue.ts';
import { listed } from '#src/plumbing/letters/paper.ts';
import { decreeWords } from './copy.ts';
import { sayOutcome } from './copy/outcome.ts';
import { placesOfDecree, submittedOf } from './queries/letters.ts';
import { lettersDue } from './rules/letters.ts';

type Decreed = { call: Call; callId: string; places: readonly Place[]; decree: { number: number; year: number }; previousRankingId: string | null };

/** Tells every applicant how it ended: award, eligible without money, below the threshold, excluded, ended; by numbered letter and mail. */
export async function writeOutcomes(house: House, deed: Deed, actor: Actor | null, it: Decreed): Promise<number> {
  const { tx } = deed;
  const before = it.previousRankingId ? await placesOfDecree(tx, it.previousRankingId) : [];
  const due = lettersDue(
    it.places.map((p) => ({ application: p.application, state: p.state, grantCents: p.grantCents })),
    before,
  );
  const ids = due.map((d) => d.application);
  const own = await templatesOf(tx, it.callId);
  const programme = await programmeHead(tx, it.call.programme);
  const submissions = new Map((await submittedOf(tx, ids)).map((s) => [s.applicationId, s]));
  const readers = new Map<string, LetterReader[]>();
  for (const r of await addressees(tx, ids)) readers.set(r.applicationId, [...(readers.get(r.applicationId) ?? []), r as LetterReader]);
  const places = new Map(it.places.map((p) => [p.application, p]));
  const grants = new Map(before.map((b) => [b.application, b.grantCents]));
  const letters = due.map(({ application, letter }): Outgoing => {
    const place = places.get(application)!;
    const { acronym, title, protocol, lead } = submissions.get(application)!;
    return {
      kind: letter,
      callId: it.callId,
      applicationId: application,
      head: {
        grantingBody: it.call.grantingBody.name,
        programme,
        to: lead,
        about: `${acronym}, ${protocol}`,
        example: it.call.example || house.settings.example,
      },
      words: (locale, number_) =>
        wordingOf(letter, locale, own, {
          acronym,
          title,
          protocol,
          lead,
          code: it.call.officialCode,
          call: it.call.title[locale],
          letter: number_,
          act: decreeWords.cited[locale](it.decree.number, it.decree.year),
          position: place.position === null ? '–' : String(place.position),
          points: place.position === null ? '–' : number(place.total, locale),
          grant: euros(letter === 'grantEnded' ? (grants.get(application) ?? 0) : place.grantCents, locale),
          days: String(it.call.contract.signWithinDays),
          reasons: listed(place.why.map((r) => sayOutcome(r, locale))),
        }),
      readers: readers.get(application) ?? [],
    };
  });
  return (await issueLetters(house, deed, actor, letters)).length;
}
