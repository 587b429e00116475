import type { Source } from '#src/core/decision.ts';
import type { Answer, Snapshot, TableRow } from '#src/funding/applications/snapshot.ts';
import type { Call } from '#src/funding/calls/schema.ts';
import type { Place } from '#src/funding/rankings/rules/rank.ts';

/** What stands in the place of what was taken out. */
export const OMITTED = '[omissis]';

/** The rules by which a pack is redacted: each a function of its own below, each with where it comes from. */
export const redactions = {
  personalData: { ref: 'Reg. (UE) 2016/679, art. 5, par. 1, lett. c; L. 241/1990, art. 24, comma 7', status: 'inferred' },
  expertNames: { ref: 'L. 241/1990, art. 24, comma 6, lett. d (riservatezza dei valutatori)', status: 'inferred' },
  othersText: { ref: 'L. 241/1990, art. 24, comma 6, lett. d (interesse industriale e commerciale); D.Lgs. 30/2005, art. 98', status: 'inferred' },
  othersScores: { ref: 'Ciò che il bando pubblica della graduatoria; D.Lgs. 33/2013, artt. 26 e 27', status: 'inferred' },
} as const satisfies Record<string, Source>;

export type Redaction = keyof typeof redactions;

/** A text with what was taken out of it, counted. */
export type Redacted = { text: string; omitted: number };

const patterns = [
  /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g,
  /\b[A-Z]{6}[0-9LMNPQRSTUV]{2}[A-EHLMPRST][0-9LMNPQRSTUV]{2}[A-Z][0-9LMNPQRSTUV]{3}[A-Z]\b/gi,
  /\bIT\d{2}[A-Z]\d{10}[A-Z0-9]{12}\b/gi,
  /(?<![\w.])(?:\+39[\s.-]?|0)\d{1,4}[\s./-]?\d{5,8}\b|(?<![\w.])(?:\+39[\s.-]?)?3\d{2}[\s./-]?\d{6,7}\b/g,
];

/** Rule `personalData` in a text: e-mail addresses, fiscal codes of persons, bank accounts, telephone numbers. */
export function withoutPersonalData(text: string): Redacted {
  let omitted = 0;
  const clean = patterns.reduce((t, p) => t.replace(p, () => (omitted++, OMITTED)), text);
  return { text: clean, omitted };
}

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** Rule `expertNames`: whole names of people, in either order, whatever the case; and surnames that stand alone, as they are written. */
export function withoutNames(text: string, names: readonly string[]): Redacted {
  let omitted = 0;
  const whole = names.flatMap((n) => {
    const parts = n.trim().split(/\s+/);
    return parts.length > 1 ? [parts.join(' '), [parts.at(-1), ...parts.slice(0, -1)].join(' ')] : parts;
  });
  const surnames = names.map((n) => n.trim().split(/\s+/).at(-1)!).filter((s) => s.length > 2);
  const out = (t: string, words: readonly string[], flags: string) =>
    words
      .filter((w) => w !== '')
      .toSorted((a, b) => b.length - a.length)
      .reduce(
        (said, w) => said.replace(new RegExp(`(?<![\\p{L}\\d])${escaped(w).replaceAll(' ', '\\s+')}(?![\\p{L}\\d])`, flags), () => (omitted++, OMITTED)),
        t,
      );
  return { text: out(out(text, whole, 'giu'), surnames, 'gu'), omitted };
}

/** What somebody else's proposal becomes for a stranger: what was answered in words, without people. */
export type OthersProposal = {
  acronym: string;
  title: string;
  members: readonly { name: string; role: string; kind: string; region: string }[];
  eligibleCents: number;
  grantCents: number;
  /** Section id → field id → text. Empty while rule `othersText` holds. */
  answers: Record<string, Record<string, string>>;
};

const isRow = (item: string | TableRow): item is TableRow => typeof item !== 'string';

const spoken = (answer: Answer): string =>
  typeof answer === 'string'
    ? answer
    : answer
        .map((item: string | TableRow) =>
          isRow(item)
            ? Object.entries(item)
                .flatMap(([key, value]) => (key === 'id' ? [] : [value]))
                .join(' · ')
            : item,
        )
        .join('\n');

/**
 * Rule `othersText`: of somebody else's proposal nothing that was written, unless it was granted. Rule `personalData` goes on holding: staff,
 * confirmations, signatures and documents are never part of it, and texts are cleaned.
 */
export function othersProposal(snapshot: Snapshot, granted: boolean): { proposal: OthersProposal; omitted: number } {
  let omitted = 0;
  const clean = (text: string) => {
    const found = withoutPersonalData(text);
    omitted += found.omitted;
    return found.text;
  };
  const answers = Object.fromEntries(
    Object.entries(granted ? snapshot.answers : {}).map(([section, fields]) => [
      section,
      Object.fromEntries(Object.entries(fields).map(([field, answer]) => [field, clean(spoken(answer))])),
    ]),
  );
  const members = snapshot.facts.members.map((m) => ({ name: m.name, role: m.role, kind: m.kind, region: m.region }));
  const { eligibleCents, grantCents } = snapshot.aid;
  return { proposal: { acronym: snapshot.acronym, title: clean(snapshot.title), members, eligibleCents, grantCents, answers }, omitted };
}

/** What a place says to somebody else: what the call publishes. */
export type OthersPlace = Partial<Pick<Place, 'protocol' | 'title' | 'position' | 'state' | 'total' | 'grantCents'>>;

/** Rule `othersScores`: of a place that is not one's own, what the call publishes and nothing else. */
export function othersPlace(place: Place, publishes: Call['ranking']['publishes']): OthersPlace {
  const shows = (what: Call['ranking']['publishes'][number]) => publishes.includes(what);
  return {
    position: place.position,
    ...(shows('protocol') && { protocol: place.protocol }),
    ...(shows('title') && { title: place.title }),
    ...(shows('points') && { total: place.total }),
    ...(shows('state') && { state: place.state }),
    ...(shows('grant') && { grantCents: place.grantCents }),
  };
}
