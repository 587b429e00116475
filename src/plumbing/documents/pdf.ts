import type { Instant } from '#src/core/time.ts';
import type { Locale } from '#src/core/words.ts';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import { emblem } from './emblem.ts';

export type Block =
  | { kind: 'heading'; text: string }
  | { kind: 'text'; text: string }
  | { kind: 'list'; items: readonly string[]; numbered?: boolean }
  | { kind: 'facts'; facts: readonly (readonly [label: string, value: string])[] }
  /** Columns with `numeric` are set flush right; widths are shares of the line. */
  | {
      kind: 'table';
      caption: string;
      columns: readonly { label: string; share: number; numeric?: boolean }[];
      rows: readonly (readonly string[])[];
      total?: readonly string[];
    };

/** A document as data: no text of it is ever read as markup. */
export type PdfDocument = {
  locale: Locale;
  title: string;
  /** Above the title: who issues it. */
  issuer: readonly string[];
  number?: string;
  /** When it was made; also the file's own date, so that the same document gives the same bytes. */
  at: Instant;
  blocks: readonly Block[];
  signature?: readonly string[];
  /** Said on every page, for synthetic data. */
  exampleNote?: string;
  /** The small line at the foot of each page: codes of the programme. */
  foot: string;
};

const template = `
#let d = json(bytes(sys.inputs.data))
#set document(title: d.title, author: d.issuer.first(), date: none)
#set text(lang: d.locale, region: if d.locale == "it" { "it" } else { "gb" }, size: 10.5pt, font: "Libertinus Serif")
#set par(justify: false, leading: 0.68em, spacing: 1.05em)
#set page(
  paper: "a4",
  margin: (top: 30mm, bottom: 28mm, x: 24mm),
  header: [
    #grid(columns: (auto, 1fr), column-gutter: 4mm, align: (left + horizon, left + horizon),
      image(bytes(d.emblem), format: "svg", height: 11mm, alt: d.emblemAlt),
      text(size: 8.5pt)[#strong(d.funding) \\ #d.ministry],
    )
    #if d.exampleNote != none { text(size: 8.5pt, fill: rgb("#8a3c00"), strong(d.exampleNote)) }
  ],
  footer: context text(size: 8pt)[#d.foot #h(1fr) #d.page #counter(page).display("1 / 1", both: true)],
)
#show heading: set text(fill: rgb("#0b3d3a"))
#show heading.where(level: 1): set text(size: 17pt)
#show heading.where(level: 2): set text(size: 12.5pt)
#show heading: set block(above: 1.6em, below: 0.8em)
#for line in d.issuer [#text(size: 9.5pt, line) \\ ]
= #d.title
#if d.number != none [#strong(d.number)]

#for b in d.blocks {
  if b.kind == "heading" [== #b.text]
  else if b.kind == "text" { for p in b.text.split("\\n\\n") { par(p) } }
  else if b.kind == "list" { if b.at("numbered", default: false) { enum(..b.items) } else { list(..b.items) } }
  else if b.kind == "facts" { for f in b.facts { block(spacing: 0.7em)[#strong(f.at(0)): #f.at(1)] } }
  else if b.kind == "table" {
    let aligned = b.columns.map(c => if c.at("numeric", default: false) { right } else { left })
    show figure: set block(breakable: true)
    show figure.caption: set align(left)
    figure(kind: table, supplement: none, numbering: none, caption: figure.caption(position: top, b.caption),
      table(
        columns: b.columns.map(c => c.share * 1fr),
        align: (x, y) => aligned.at(x),
        stroke: (x, y) => (bottom: 0.4pt + rgb("#9fb3b1")),
        inset: (x: 4pt, y: 4.5pt),
        table.header(..b.columns.map(c => text(size: 9pt, strong(c.label)))),
        ..b.rows.flatten().map(c => text(size: 9pt, c)),
        ..(if b.at("total", default: none) != none { b.total.map(c => text(size: 9pt, strong(c))) } else { () }),
      ))
  }
}

#if d.signature != none {
  v(1.5em)
  align(right, block(width: 60%, align(left, d.signature.join(linebreak()))))
}
`;

const words = {
  it: {
    funding: "Finanziato dall'Unione europea – NextGenerationEU",
    ministry: 'Ministero dell’Università e della Ricerca · Italia Domani, Piano Nazionale di Ripresa e Resilienza',
    emblemAlt: 'Emblema dell’Unione europea',
    page: 'pagina',
  },
  en: {
    funding: 'Funded by the European Union – NextGenerationEU',
    ministry: 'Ministry of University and Research · Italia Domani, National Recovery and Resilience Plan',
    emblemAlt: 'Emblem of the European Union',
    page: 'page',
  },
};

let compiler: NodeCompiler | null = null;

/** A tagged PDF (PDF/UA-1): headings, lists, tables with header cells, alternative text, language. Throws when it cannot be made accessible. */
export function renderPdf(document: PdfDocument): Buffer {
  compiler ??= NodeCompiler.create();
  const data = { number: null, signature: null, exampleNote: null, ...document, ...words[document.locale], emblem };
  const args = { mainFileContent: template, inputs: { data: JSON.stringify(data) } };
  const compiled = compiler.compile(args);
  if (!compiled.result) {
    const problems = compiled.takeError()?.shortDiagnostics ?? [];
    throw new Error(`the document does not compile: ${JSON.stringify(problems)}`);
  }
  const pdf = compiler.pdf(compiled.result, { pdfStandard: 'ua-1', pdfTags: true, creationTimestamp: Math.floor(Date.parse(document.at) / 1000) });
  compiler.evictCache(10);
  return pdf;
}
