import type { RichBlock } from '#src/core/richText.ts';
import type { Instant } from '#src/core/time.ts';
import type { Locale } from '#src/core/words.ts';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import { emblem } from './emblem.ts';
import { alsoUniversal } from './standards.ts';

export type Block =
  /** Under the title, or one deeper: never two steps at once, or the document is not accessible. */
  | { kind: 'heading'; text: string; level?: 2 | 3 }
  | { kind: 'text'; text: string }
  | { kind: 'list'; items: readonly string[]; numbered?: boolean }
  | { kind: 'facts'; facts: readonly (readonly [label: string, value: string])[] }
  | { kind: 'rich'; rich: readonly RichBlock[] }
  /** Bars over a number of months, first and last counted from 1. A picture only: a table beside it says the same. */
  | { kind: 'gantt'; months: number; bars: readonly { label: string; from: number; to: number }[] }
  | { kind: 'newPage' }
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
  /** Headings are numbered, and listed with their pages after the title. */
  contents?: string;
  /** Written across every page. */
  watermark?: string;
};

const template = `
#let d = json(bytes(sys.inputs.data))
#set document(title: d.title, author: d.issuer.first(), date: datetime(..d.madeAt))
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
  background: if d.watermark != none { rotate(-52deg, text(size: 120pt, weight: "bold", fill: rgb("#0b3d3a14"), d.watermark)) },
)
#set heading(numbering: if d.contents != none { (..n) => n.pos().slice(1).map(str).join(".") })
#show heading: set text(fill: rgb("#0b3d3a"))
#show heading.where(level: 1): set text(size: 17pt)
#show heading.where(level: 2): set text(size: 12.5pt)
#show heading.where(level: 3): set text(size: 11pt)
#show heading.where(level: 4): set text(size: 10.5pt)
#show heading: set block(above: 1.6em, below: 0.8em)
#let spans(parts) = for n in parts {
  if n.at("lineBreak", default: false) { linebreak() } else {
    let said = n.text
    if n.at("italic", default: false) { said = emph(said) }
    if n.at("bold", default: false) { said = strong(said) }
    if "href" in n { said = link(n.href, said) }
    said
  }
}
#let rich(parts) = for n in parts {
  if n.kind == "paragraph" { par(spans(n.spans)) }
  else if n.kind == "heading" { heading(level: 4, numbering: none, outlined: false, spans(n.spans)) }
  else if n.ordered { enum(start: n.start, ..n.items.map(rich)) }
  else { list(..n.items.map(rich)) }
}
// A fingerprint is longer than any column: it stands on two lines.
#let cell(c) = if c.match(regex("^[0-9a-f]{64}$")) == none { c } else [#c.slice(0, 32) \\ #c.slice(32)]
#for line in d.issuer [#text(size: 9.5pt, line) \\ ]
#heading(level: 1, numbering: none, outlined: false, d.title)
#if d.number != none [#strong(d.number)]
#if d.contents != none {
  show outline.entry: set block(above: 0.7em)
  outline(title: heading(level: 2, numbering: none, outlined: false, d.contents), depth: 2, indent: 0pt)
}

#for (i, b) in d.blocks.enumerate() {
  if b.kind == "heading" { heading(level: b.at("level", default: 2), b.text) }
  else if b.kind == "rich" { rich(b.rich) }
  else if b.kind == "newPage" { pagebreak(weak: true) }
  else if b.kind == "gantt" {
    pdf.artifact(block(breakable: true, grid(
      columns: (34%, 1fr), row-gutter: 3pt, column-gutter: 3mm, align: horizon,
      [], grid(columns: range(b.months).map(_ => 1fr), ..range(b.months).map(m => text(size: 6pt, if b.months <= 24 or calc.rem(m, 3) == 0 { str(m + 1) }))),
      ..b.bars.map(r => (
        text(size: 8.5pt, r.label),
        block(width: 100%, height: 8pt, fill: rgb("#e6efee"),
          place(dx: (r.from - 1) / b.months * 100%, rect(width: (r.to - r.from + 1) / b.months * 100%, height: 8pt, fill: rgb("#0b6b62"), stroke: none)))
      )).flatten(),
    )))
  }
  else if b.kind == "text" { for p in b.text.split("\\n\\n") { par(p) } }
  else if b.kind == "list" { block(spacing: 1.05em, if b.at("numbered", default: false) { enum(..b.items) } else { list(..b.items) }) }
  else if b.kind == "facts" { block(above: 1.1em, below: 1.5em, for f in b.facts { block(spacing: 0.7em)[#strong(f.at(0)): #f.at(1)] }) }
  else if b.kind == "table" {
    let aligned = b.columns.map(c => if c.at("numeric", default: false) { right } else { left })
    // A table of a few rows stays on one page, its total with it.
    show figure: set block(breakable: b.rows.len() > 10)
    show figure.caption: set align(left)
    // A heading that says the same stands for the caption.
    let said = i > 0 and d.blocks.at(i - 1).at("text", default: none) == b.caption
    figure(kind: table, supplement: none, numbering: none, caption: if said { none } else { figure.caption(position: top, b.caption) },
      table(
        columns: b.columns.map(c => c.share * 1fr),
        align: (x, y) => aligned.at(x),
        stroke: (x, y) => (bottom: 0.4pt + rgb("#9fb3b1")),
        inset: (x: 4pt, y: 4.5pt),
        table.header(..b.columns.map(c => text(size: 9pt, strong(c.label)))),
        ..b.rows.flatten().map(c => text(size: 9pt, cell(c))),
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

/** Characters that no font here can show: an accessible document may not hold any. Learned as they come. */
const unshowable = new Set<string>();

/**
 * A tagged PDF, PDF/A-2a and PDF/UA-1: headings, lists, tables with header cells, alternative text, language. A character that no font has is shown as `\ufffd`.
 * Throws when it cannot be made so.
 */
export function renderPdf(document: PdfDocument): Buffer {
  for (let round = 0; ; round++) {
    try {
      return rendered(document);
    } catch (error) {
      const missing = missingIn(String(error)).filter((c) => !unshowable.has(c));
      if (missing.length === 0 || round === 20) throw error;
      for (const c of missing) unshowable.add(c);
    }
  }
}

/** What the compiler names in `the text "…" could not be displayed`, as it escapes it. */
function missingIn(error: string): string[] {
  const named = [...error.matchAll(/the text `\\?"(.*?)\\?"` could not be displayed/g)].map((m) =>
    m[1]!.replace(/\\+u\{([0-9a-f]+)\}/gi, (_, hex: string) => String.fromCodePoint(parseInt(hex, 16))),
  );
  return named.flatMap((text) => Array.from(text)).filter((c) => !/[\x20-\x7e]/.test(c));
}

const shown = (data: string): string => {
  if (unshowable.size === 0) return data;
  let text = '';
  for (const c of data) text += unshowable.has(c) ? '\ufffd' : c;
  return text;
};

/** As JSON, but with every character in the clear, so that it can be looked at one by one. */
const asData = (value: unknown): string => JSON.stringify(value, (_key, v: unknown) => (typeof v === 'string' ? printable(v) : v));

/**
 * Control characters mean nothing on paper. Those that Unicode leaves to private use are forbidden in PDF/A-2a (ISO 19005-2, 6.2.11.7.3), the byte order
 * mark, which a pasted text may carry along, and what is no character in PDF/UA-1.
 */
const printable = (text: string): string =>
  text
    .toWellFormed()
    .replace(/(?![\n\t])\p{Cc}/gu, ' ')
    .replaceAll('\uFEFF', '')
    .replace(/\p{Co}|\p{Noncharacter_Code_Point}/gu, '\uFFFD');

function rendered(document: PdfDocument): Buffer {
  compiler ??= NodeCompiler.create();
  const at = new Date(document.at);
  const madeAt = {
    year: at.getUTCFullYear(),
    month: at.getUTCMonth() + 1,
    day: at.getUTCDate(),
    hour: at.getUTCHours(),
    minute: at.getUTCMinutes(),
    second: at.getUTCSeconds(),
  };
  const data = { number: null, signature: null, exampleNote: null, contents: null, watermark: null, ...document, ...words[document.locale], emblem, madeAt };
  const args = { mainFileContent: template, inputs: { data: shown(asData(data)) } };
  const compiled = compiler.compile(args);
  if (!compiled.result) {
    const problems = compiled.takeError()?.shortDiagnostics ?? [];
    throw new Error(`the document does not compile: ${JSON.stringify(problems)}`);
  }
  const options = { pdfTags: true, creationTimestamp: Math.floor(Date.parse(document.at) / 1000) };
  // The first only to be held against PDF/UA-1: what breaks one of its rules throws.
  compiler.pdf(compiled.result, { ...options, pdfStandard: 'ua-1' });
  const pdf = compiler.pdf(compiled.result, { ...options, pdfStandard: 'a-2a' });
  compiler.evictCache(10);
  return alsoUniversal(pdf);
}
