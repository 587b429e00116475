import { number } from '#src/core/money.ts';
import { showDate, showInstant, type Instant } from '#src/core/time.ts';
import type { Block, PdfDocument } from '#src/plumbing/documents/pdf.ts';
import { minutesWords as w } from './copy/minutes.ts';
import type { ItemOutcome, Seat } from './states.ts';

export type MinutesItem = {
  applicationId: string;
  protocol: string;
  acronym: string;
  lead: string;
  outcome: ItemOutcome;
  discussion: string;
  decision: string;
  /** By name: who counted, and how they voted. */
  counted: readonly string[];
  against: number;
  abstained: number;
  left: readonly { name: string; byRule: boolean; reason: string }[];
  /** Agreed points and where their report stands. */
  consensus: { total: number; decidedAt: Instant; address: string } | null;
};

/** Everything that the minutes say, stored when the meeting is closed: the PDF can be made again, byte for byte. */
export type MinutesContent = {
  number: number;
  callCode: string;
  callTitle: string;
  grantingBody: string;
  programme: { acronym: string; projectCode: string; cup: string };
  place: string;
  heldAt: Instant;
  openedAt: Instant;
  closedAt: Instant;
  example: boolean;
  panel: { min: number; max: number; source: string };
  people: readonly { name: string; role: Seat; pseudonym: string | null; present: boolean }[];
  items: readonly MinutesItem[];
};

/** The minutes as this person may read them: without the items that they have something to do with. */
export const redacted = (content: MinutesContent, hidden: ReadonlySet<string>): MinutesContent | Omitting => ({
  ...content,
  items: content.items.map((i) => (hidden.has(i.applicationId) ? null : i)),
});
export type Omitting = Omit<MinutesContent, 'items'> & { items: readonly (MinutesItem | null)[] };

/** The minutes of a meeting, in Italian: when and where, who was there, then for each item who left, what was said and what was decided (L. 241/1990, art. 6-bis). */
export function minutesDocument(c: Omitting): PdfDocument {
  const chair = c.people.find((p) => p.role === 'chair')!;
  const secretary = c.people.find((p) => p.role === 'secretary')!;
  return {
    locale: 'it',
    title: w.title(c.number),
    number: `${c.callCode} – ${c.callTitle}`,
    issuer: [c.grantingBody, `Programma ${c.programme.acronym}, Partenariato Esteso ${c.programme.projectCode}`, `CUP ${c.programme.cup}`],
    at: c.closedAt,
    foot: `${c.programme.acronym} · ${c.programme.projectCode} · CUP ${c.programme.cup} · ${w.title(c.number)}`,
    ...(c.example && { exampleNote: w.exampleNote }),
    blocks: [
      {
        kind: 'facts',
        facts: [
          [w.heldAt, showInstant(c.heldAt, 'it')],
          [w.place, c.place],
          [w.openedAt, showInstant(c.openedAt, 'it')],
          [w.closedAt, showInstant(c.closedAt, 'it')],
        ],
      },
      { kind: 'heading', text: w.people },
      {
        kind: 'table',
        caption: w.people,
        columns: [
          { label: w.name, share: 4 },
          { label: w.role, share: 3 },
          { label: w.presence, share: 2 },
        ],
        rows: c.people.map((p) => [p.pseudonym ? `${p.name} (${p.pseudonym})` : p.name, w[p.role], p.present ? w.present : w.absent]),
      },
      { kind: 'text', text: w.quorum(c.panel.min, c.panel.max, c.panel.source) },
      ...c.items.flatMap((item, i) => itemBlocks(item, i + 1)),
      { kind: 'text', text: w.end(showInstant(c.closedAt, 'it')) },
    ],
    signature: [showDate(c.closedAt, 'it'), `${w.chair}: ${chair.name}`, `${w.secretary}: ${secretary.name}`],
  };
}

function itemBlocks(item: MinutesItem | null, place: number): Block[] {
  if (item === null)
    return [
      { kind: 'heading', text: w.itemOmitted(place) },
      { kind: 'text', text: w.omitted },
    ];
  const inFavour = item.counted.length - item.against - item.abstained;
  return [
    { kind: 'heading', text: w.item(place, item.protocol, item.acronym) },
    { kind: 'text', text: w.lead(item.lead) },
    ...(item.left.length === 0
      ? [{ kind: 'text' as const, text: w.nobodyLeft }]
      : [{ kind: 'list' as const, items: item.left.map((l) => (l.byRule ? w.leftByRule(l.name) : w.left(l.name, l.reason))) }]),
    ...paragraphs(item.discussion),
    ...(item.outcome === 'postponed'
      ? [{ kind: 'text' as const, text: w.postponed }]
      : [
          { kind: 'text' as const, text: w.decided(w.outcome[item.outcome], item.counted.join(', ')) },
          { kind: 'text' as const, text: w.votes(inFavour, item.against, item.abstained) },
        ]),
    ...paragraphs(item.decision),
    ...(item.consensus
      ? [
          {
            kind: 'rich' as const,
            rich: [
              {
                kind: 'paragraph' as const,
                spans: [
                  { text: w.consensus(number(item.consensus.total, 'it'), showInstant(item.consensus.decidedAt, 'it')) },
                  { text: item.consensus.address, href: item.consensus.address },
                ],
              },
            ],
          },
        ]
      : []),
  ];
}

const paragraphs = (text: string): Block[] =>
  text
    .split(/\n\s*\n/)
    .filter((p) => p.trim() !== '')
    .map((p) => ({ kind: 'text', text: p }));
