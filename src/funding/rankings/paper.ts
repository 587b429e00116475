import { euros, number, percent } from '#src/core/money.ts';
import { showDate } from '#src/core/time.ts';
import { speak, type Locale } from '#src/core/words.ts';
import type { Call } from '#src/funding/calls/schema.ts';
import type { Block, PdfDocument } from '#src/plumbing/documents/pdf.ts';
import { placeStateWords, rankingCopy } from './copy.ts';
import { paperCopy } from './copy/paper.ts';
import { placeSpecFor, regionName, type PlaceRow, type RankingRow } from './queries.ts';
import { listTitleOf } from './rules/lists.ts';
import type { Ranking } from './rules/rank.ts';

export type RankingPaper = {
  call: Call;
  row: Omit<RankingRow, 'bundle'>;
  ranking: Ranking;
  places: readonly PlaceRow[];
  programme: { acronym: string; projectCode: string; cup: string };
  locale: Locale;
  example: boolean;
};

/** A published ranking on paper, as everyone may read it: what the call publishes, names of organisations only, its act and how to check it. */
export function rankingPaper({ call, row, ranking, places, programme, locale, example }: RankingPaper): PdfDocument {
  const t = speak(rankingCopy, locale);
  const w = speak(paperCopy, locale);
  const shows = (what: Call['ranking']['publishes'][number]) => call.ranking.publishes.includes(what);
  const money = (cents: number) => euros(cents, locale);
  const shares: Record<string, number> = { position: 0.9, protocol: 2.6, acronym: 2.2, lead: 3.0, region: 1.7, points: 1.1, state: 2.2, grantCents: 1.9 };
  const columns = placeSpecFor(call.ranking.publishes).columns;
  const cell = (p: PlaceRow, key: string): string =>
    key === 'position'
      ? p.position === null
        ? '–'
        : String(p.position)
      : key === 'points'
        ? p.points === null
          ? '–'
          : number(p.points, locale)
        : key === 'state'
          ? placeStateWords[p.state][locale]
          : key === 'grantCents'
            ? p.grantCents === 0
              ? '–'
              : money(p.grantCents)
            : key === 'region'
              ? regionName(p.region)[locale]
              : String(p[key as 'protocol' | 'acronym' | 'lead']);
  const named = (ids: readonly string[]) => ids.map((id) => ranking.places.find((p) => p.application === id)!).map((p) => `${p.title} (${p.protocol})`);
  const quotas: Block[] =
    shows('grant') && shows('title')
      ? ranking.quotas.flatMap((q): Block[] => [
          { kind: 'heading', text: [w.reserve(percent(q.percent, locale)), listTitleOf(call, q.list)?.[locale]].filter(Boolean).join(': ') },
          { kind: 'text', text: w.reserveMet(money(q.reachedCents), money(q.requiredCents), q.met) },
          ...(q.broughtIn.length > 0
            ? [
                { kind: 'text' as const, text: t.broughtIn },
                { kind: 'list' as const, items: named(q.broughtIn) },
              ]
            : []),
          ...(q.leftOut.length > 0
            ? [
                { kind: 'text' as const, text: t.leftOut },
                { kind: 'list' as const, items: named(q.leftOut) },
              ]
            : []),
        ])
      : [];
  return {
    locale,
    title: `${t[row.kind]} n. ${row.number}`,
    number: `${call.officialCode} – ${call.title[locale]}`,
    issuer: [call.grantingBody.name, `${programme.acronym}, ${programme.projectCode}`, `CUP ${programme.cup}`],
    at: row.publishedAt,
    foot: `${programme.acronym} · ${programme.projectCode} · CUP ${programme.cup} · ${call.officialCode}, ${t.ranking.toLowerCase()} n. ${row.number}`,
    ...(example && { exampleNote: t.exampleNote }),
    blocks: [
      {
        kind: 'facts',
        facts: [
          [t.act, row.actRef],
          [t.publishedOn, showDate(row.publishedAt, locale)],
          [t.budget, money(ranking.budgetCents)],
          [t.granted, money(ranking.grantedCents)],
          [t.left, money(ranking.leftCents)],
        ],
      },
      { kind: 'heading', text: w.places },
      {
        kind: 'table',
        caption: `${t[row.kind]}, ${call.officialCode}`,
        columns: columns.map((c) => ({ label: c.label[locale], share: shares[c.key] ?? 2, ...(c.numeric && { numeric: true }) })),
        rows: places.map((p) => columns.map((c) => cell(p, c.key))),
      },
      ...(shows('grant')
        ? [
            { kind: 'heading' as const, text: t.rounds },
            {
              kind: 'table' as const,
              caption: t.rounds,
              columns: [
                { label: t.round, share: 2 },
                { label: t.act, share: 3 },
                { label: t.budget, share: 2, numeric: true },
                { label: t.granted, share: 2, numeric: true },
                { label: t.funded, share: 1, numeric: true },
              ],
              rows: ranking.rounds.map((r) => [t[r.kind], r.ref, money(r.budgetCents), money(r.grantedCents), number(r.funded, locale)]),
            },
          ]
        : []),
      ...quotas,
      { kind: 'heading', text: t.proof },
      { kind: 'text', text: t.proofText },
      { kind: 'facts', facts: [[t.hash, row.hash], ...(ranking.drawn ? [[t.seed, ranking.seed] as const] : [])] },
      { kind: 'heading', text: w.remediesTitle },
      { kind: 'text', text: row.kind === 'provisional' ? w.provisional(call.ranking.provisionalDays) : w.remedies },
      { kind: 'text', text: w.noPersons },
    ],
  };
}
