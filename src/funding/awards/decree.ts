import { counted } from '#src/core/counts.ts';
import { euros, sum, type Cents } from '#src/core/money.ts';
import { showDate, type Instant } from '#src/core/time.ts';
import type { PdfDocument } from '#src/plumbing/documents/pdf.ts';
import { awardCopy, decreeWords as w } from './copy.ts';

/** Everything that the decree says, stored with it: the PDF can be made again, byte for byte. */
export type DecreeContent = {
  year: number;
  number: number;
  at: Instant;
  callCode: string;
  callTitle: string;
  grantingBody: string;
  programme: { acronym: string; projectCode: string; cup: string };
  ranking: { number: number; hash: string; act: string };
  potCents: Cents;
  /** Granted by earlier decrees of the same call, without what was given back. */
  earlierCents: Cents;
  signWithinDays: number;
  example: boolean;
  /** Grants of earlier decrees that were given back. */
  ended: readonly { protocol: string; acronym: string; lead: string; grantCents: Cents }[];
  awards: readonly { protocol: string; acronym: string; lead: string; grantCents: Cents }[];
};

/** The award decree, in Italian: premises, what is granted to whom, the money, the duties, the remedies (L. 241/1990; D.Lgs. 33/2013). */
export function decreeDocument(c: DecreeContent): PdfDocument {
  const total = sum(c.awards.map((a) => a.grantCents));
  const money = (cents: Cents) => euros(cents, 'it');
  let last = 0;
  const article = (name: string): PdfDocument['blocks'][number] => ({ kind: 'heading', text: w.articleTitle(++last, name) });
  const columns = [
    { label: 'Protocollo', share: 2.2 },
    { label: 'Progetto', share: 2 },
    { label: 'Capofila', share: 4 },
    { label: 'Contributo', share: 2, numeric: true as const },
  ];
  const table = (caption: string, rows: DecreeContent['awards']): PdfDocument['blocks'][number] => ({
    kind: 'table',
    caption,
    columns,
    rows: rows.map((a) => [a.protocol, a.acronym, a.lead, money(a.grantCents)]),
    total: ['Totale', '', '', money(sum(rows.map((a) => a.grantCents)))],
  });
  const granted: PdfDocument['blocks'] =
    c.awards.length === 0
      ? []
      : [
          article(w.grants),
          {
            kind: 'text',
            text: `Sono concessi contributi per ${money(total)} a ${c.awards.length} ${c.awards.length === 1 ? 'progetto' : 'progetti'}, come da tabella, nell’ordine della graduatoria.`,
          },
          table('Progetti e contributi concessi', c.awards),
        ];
  const ended: PdfDocument['blocks'] =
    c.ended.length === 0
      ? []
      : [
          article(w.ended),
          {
            kind: 'text',
            text: 'Si prende atto delle rinunce e delle revoche dei contributi in tabella, concessi con decreti precedenti: le concessioni cessano e le somme tornano alla dotazione del bando.',
          },
          table('Contributi a cui si è rinunciato', c.ended),
        ];
  return {
    locale: 'it',
    title: w.title(c.number, c.year),
    number: `${c.callCode} – ${c.callTitle}`,
    issuer: [c.grantingBody, `Programma ${c.programme.acronym}, Partenariato Esteso ${c.programme.projectCode}`, `CUP ${c.programme.cup}`],
    at: c.at,
    foot: `${c.programme.acronym} · ${c.programme.projectCode} · CUP ${c.programme.cup} · ${w.title(c.number, c.year)}`,
    ...(c.example && { exampleNote: awardCopy.exampleNote.it }),
    blocks: [
      { kind: 'heading', text: w.seenTitle },
      {
        kind: 'list',
        items: [
          'Vista la legge 7 agosto 1990, n. 241, sul procedimento amministrativo;',
          'Visto il decreto legislativo 14 marzo 2013, n. 33, artt. 26 e 27, sulla pubblicazione degli atti di concessione;',
          `Visto il ${c.callCode}, «${c.callTitle}», e le versioni che ne sono seguite;`,
          `Vista la graduatoria n. ${c.ranking.number} (${c.ranking.act}), con impronta SHA-256 ${c.ranking.hash};`,
          `Considerato che la dotazione del bando è di ${money(c.potCents)} e che con decreti precedenti sono stati concessi ${money(c.earlierCents)};`,
        ],
      },
      { kind: 'text', text: 'si decreta quanto segue.' },
      ...granted,
      ...ended,
      article(w.cover),
      {
        kind: 'text',
        text: `La spesa grava sulla dotazione del bando. Dopo questo decreto risultano concessi ${money(total + c.earlierCents)} su ${money(c.potCents)}; restano ${money(c.potCents - total - c.earlierCents)}.`,
      },
      article(w.duties),
      {
        kind: 'list',
        items: [
          `Il contratto d’obbligo si firma entro ${counted.days.it(c.signWithinDays)} dalla comunicazione.`,
          `Ogni documento di spesa riporta il CUP ${c.programme.cup} e la dicitura del finanziamento dell’Unione europea.`,
          'Le spese sono ammissibili dalla firma del contratto d’obbligo alla fine del progetto.',
        ],
      },
      article(w.publication),
      {
        kind: 'text',
        text: 'Il decreto è pubblicato nella pagina del bando. Contro di esso è ammesso ricorso al tribunale amministrativo regionale entro 60 giorni dalla pubblicazione; l’accesso agli atti è regolato dalla legge 241/1990.',
      },
    ],
    signature: [showDate(c.at, 'it'), ...w.signature],
  };
}
