import { euros, number } from '#src/core/money.ts';
import { showDate, type Instant } from '#src/core/time.ts';
import { speak, type Locale } from '#src/core/words.ts';
import type { Call } from '#src/funding/calls/schema.ts';
import { placeStateWords, rankingCopy } from '#src/funding/rankings/copy.ts';
import type { RankingRow } from '#src/funding/rankings/queries.ts';
import type { Place } from '#src/funding/rankings/rules/rank.ts';
import { sayOutcome } from '#src/funding/awards/copy/outcome.ts';
import type { Block, PdfDocument } from '#src/plumbing/documents/pdf.ts';
import type { ProgrammeHead } from '#src/plumbing/letters/paper.ts';
import { accessCopy, redactionWords } from './copy.ts';
import type { AccessRequest } from './queries.ts';
import type { PackIndex } from './rules/pack.ts';
import { redactions, type OthersProposal, type Redaction } from './rules/redaction.ts';

type Points = Record<string, number>;

/** What was judged of one proposal, names taken out. */
export type Judgement = {
  reviews: { expert: string; points: Points; premiums: Points; summary: string; motivations: Record<string, string> }[];
  consensus: { points: Points; premiums: Points; report: string } | null;
};

type About = { call: Call; programme: ProgrammeHead; locale: Locale; at: Instant; example: boolean };

const head = ({ call, programme, locale, at, example }: About, foot: string): Omit<PdfDocument, 'title' | 'blocks'> => ({
  locale,
  issuer: [call.grantingBody.name, `${programme.acronym}, ${programme.projectCode}`, `CUP ${programme.cup}`],
  number: `${call.officialCode} – ${call.title[locale]}`,
  at,
  foot: `${programme.acronym} · ${programme.projectCode} · CUP ${programme.cup} · ${foot}`,
  ...(example && { exampleNote: speak(accessCopy, locale).exampleNote }),
});

export type FilePaper = About & {
  protocol: string;
  title: string;
  /** Of somebody else's: what it says, redacted. */
  proposal: OthersProposal | null;
  judgement: Judgement;
  /** One's own, under open review: who reviewed it. */
  experts: readonly string[] | null;
  place: Place | null;
  ranking: Omit<RankingRow, 'bundle'>;
};

/** One proposal's file on paper: what was judged, by whom under a pseudonym, what the panel agreed on, its place and how it came about. */
export function filePaper(paper: FilePaper): PdfDocument {
  const { call, locale, proposal, judgement, experts, place, ranking } = paper;
  const t = speak(accessCopy, locale);
  const r = speak(rankingCopy, locale);
  const items = [
    ...call.evaluation.criteria.map((c) => ({ key: c.id, id: c.id, of: 'points' as const, title: c.title[locale], max: c.max })),
    ...call.evaluation.premiums
      .filter((p) => p.kind === 'judged')
      .map((p) => ({ key: `premium/${p.id}`, id: p.id, of: 'premiums' as const, title: p.title[locale], max: p.max })),
  ];
  const scored = (given: { points: Points; premiums: Points }, motivations: Record<string, string> = {}): Block => ({
    kind: 'table',
    caption: t.points,
    columns: [
      { label: t.criterion, share: 3 },
      { label: t.points, share: 1.2, numeric: true },
      { label: t.motivation, share: 5 },
    ],
    rows: items.map((i) => {
      const value = given[i.of][i.id];
      return [i.title, value === undefined ? '–' : `${number(value, locale)} / ${number(i.max, locale)}`, motivations[i.key] ?? ''];
    }),
  });
  const written: Block[] = proposal
    ? [
        { kind: 'heading', text: t.proposal },
        {
          kind: 'facts',
          facts: [
            [t.titleOf, proposal.title],
            [t.members, proposal.members.map((m) => m.name).join('; ')],
            [t.eligible, euros(proposal.eligibleCents, locale)],
            [t.grant, euros(proposal.grantCents, locale)],
          ],
        },
        ...call.form.sections.flatMap((section): Block[] => {
          const said = section.fields.flatMap((f): Block[] => {
            const text = proposal.answers[section.id]?.[f.id];
            return text
              ? [
                  { kind: 'heading', text: f.label[locale], level: 3 },
                  { kind: 'text', text },
                ]
              : [];
          });
          return said.length > 0 ? [{ kind: 'heading', text: section.title[locale] }, ...said] : [];
        }),
      ]
    : [];
  return {
    ...head(paper, paper.protocol),
    title: t.fileOf(paper.title),
    blocks: [
      ...written,
      ...(experts && experts.length > 0
        ? [
            { kind: 'heading' as const, text: r.reviewedBy },
            { kind: 'list' as const, items: [...experts] },
            { kind: 'text' as const, text: r.reviewedByNote },
          ]
        : []),
      { kind: 'heading', text: t.reviews },
      ...(judgement.reviews.length === 0 ? [{ kind: 'text' as const, text: t.noReviews }] : []),
      ...judgement.reviews.flatMap((review): Block[] => [
        { kind: 'heading', text: t.expert(review.expert), level: 3 },
        scored(review, review.motivations),
        ...(review.summary ? [{ kind: 'text' as const, text: review.summary }] : []),
      ]),
      ...(judgement.consensus
        ? [{ kind: 'heading' as const, text: t.consensus }, scored(judgement.consensus), { kind: 'text' as const, text: judgement.consensus.report }]
        : []),
      { kind: 'heading', text: t.placeTitle },
      ...(place ? placeBlocks(paper, place) : [{ kind: 'text' as const, text: t.noPlace }]),
      { kind: 'heading', text: t.computation },
      { kind: 'text', text: t.computationText },
      {
        kind: 'table',
        caption: t.grid,
        columns: [
          { label: t.criterion, share: 4 },
          { label: t.max, share: 1, numeric: true },
          { label: t.threshold, share: 1, numeric: true },
        ],
        rows: call.evaluation.criteria.map((c) => [c.title[locale], number(c.max, locale), number(c.threshold, locale)]),
      },
      {
        kind: 'facts',
        facts: [
          [r.act, ranking.actRef],
          [r.publishedOn, showDate(ranking.publishedAt, locale)],
          [r.hash, ranking.hash],
        ],
      },
    ],
  };
}

function placeBlocks({ locale }: FilePaper, place: Place): Block[] {
  const t = speak(accessCopy, locale);
  const r = speak(rankingCopy, locale);
  return [
    {
      kind: 'facts',
      facts: [
        [r.position, place.position === null ? '–' : String(place.position)],
        [r.points, place.position === null ? '–' : number(place.total, locale)],
        [t.merit, number(place.merit, locale)],
        [t.premium, number(place.premium, locale)],
        [r.state, placeStateWords[place.state][locale]],
        [r.grant, euros(place.grantCents, locale)],
      ],
    },
    ...(place.why.length > 0
      ? [
          { kind: 'text' as const, text: t.why },
          { kind: 'list' as const, items: place.why.map((w) => sayOutcome(w, locale)) },
        ]
      : []),
  ];
}

export type IndexPaper = About & {
  request: Pick<AccessRequest, 'protocol' | 'acronym' | 'leadName' | 'reason' | 'askedAt'>;
  index: PackIndex;
  /** Protocol numbers of what was asked for and not granted. */
  withheld: readonly string[];
};

/** What a pack holds: each file with its fingerprint, each rule with its source, what was withheld. */
export function indexPaper(paper: IndexPaper): PdfDocument {
  const { locale, request, index, withheld } = paper;
  const t = speak(accessCopy, locale);
  const used = Object.keys(redactions) as Redaction[];
  return {
    ...head(paper, request.protocol),
    title: t.packOf(request.protocol),
    blocks: [
      {
        kind: 'facts',
        facts: [
          [t.to, request.leadName],
          [t.application, `${request.acronym}, ${request.protocol}`],
          [t.askedOn, showDate(request.askedAt, locale)],
          [t.madeOn, showDate(index.madeAt, locale)],
        ],
      },
      { kind: 'heading', text: t.contents },
      {
        kind: 'table',
        caption: t.contents,
        columns: [
          { label: t.file, share: 3 },
          { label: t.holds, share: 3 },
          { label: t.fingerprint, share: 4 },
          { label: t.omissions, share: 1.3, numeric: true },
        ],
        rows: index.files.map((f) => [f.name, t[`what.${f.what}`], f.sha256, String(f.omitted)]),
      },
      { kind: 'heading', text: t.rulesTitle },
      { kind: 'text', text: t.rulesText },
      {
        kind: 'table',
        caption: t.rulesTitle,
        columns: [
          { label: t.rule, share: 4 },
          { label: t.source, share: 4 },
          { label: t.appliedTo, share: 3 },
        ],
        rows: used.map((rule) => [
          redactionWords[rule][locale],
          redactions[rule].ref,
          index.files
            .filter((f) => f.rules.includes(rule))
            .map((f) => f.name)
            .join(', ') || '–',
        ]),
      },
      ...(withheld.length > 0
        ? [
            { kind: 'heading' as const, text: t.withheld },
            { kind: 'text' as const, text: t.withheldText },
            { kind: 'list' as const, items: withheld },
          ]
        : []),
      { kind: 'heading', text: t.use },
      { kind: 'text', text: t.useText },
    ],
  };
}
