import { charactersOf, fontFaults } from './fonts.ts';
import { isDict, Lexer, Operator, Pdf, Ref, Stream, textOf, type Dict, type Value } from './read.ts';

/**
 * What keeps a PDF from being PDF/A-2a and PDF/UA-1, in words; nothing when all is well. Reads the file itself: objects, structure, contents,
 * fonts, metadata. It is no veraPDF: it looks at what our documents are made of (the Matterhorn Protocol's points for text, headings, lists,
 * tables, links and pictures; PDF/A's for fonts, colour and metadata) and refuses what it does not know.
 */
export function faultsOf(bytes: Buffer): string[] {
  let pdf: Pdf;
  try {
    pdf = new Pdf(bytes);
    for (const id of pdf.ids()) pdf.get(new Ref(id));
  } catch (error) {
    return [`the file cannot be read: ${(error as Error).message}`];
  }
  const catalog = pdf.get(pdf.trailer['/Root']) as Dict;
  const tree = new Tree(pdf, catalog);
  const pages = pagesOf(pdf, pdf.get(catalog['/Pages']) as Dict);
  return [...fileFaults(pdf, catalog), ...metadataFaults(pdf, catalog), ...tree.faults, ...pages.flatMap((page, i) => pageFaults(pdf, page, i + 1, tree))];
}

/** The text of each page, artifacts too, in the order in which it is drawn. */
export function pageTexts(bytes: Buffer): string[] {
  const pdf = new Pdf(bytes);
  const catalog = pdf.get(pdf.trailer['/Root']) as Dict;
  return pagesOf(pdf, pdf.get(catalog['/Pages']) as Dict).map((page) => new Drawing(pdf, page).text);
}

function fileFaults(pdf: Pdf, catalog: Dict): string[] {
  const faults: string[] = [];
  const demand = (ok: boolean, fault: string) => ok || faults.push(fault);
  const head = pdf.bytes.toString('latin1', 0, 16);
  demand(
    /^%PDF-1\.[4-7]\n%/.test(head) && pdf.bytes.subarray(10, 14).every((b) => b > 127),
    'the file does not begin as PDF 1.4 to 1.7 with a line of high bytes',
  );
  demand(pdf.trailer['/Encrypt'] === undefined, 'the file is encrypted');
  demand(Array.isArray(pdf.get(pdf.trailer['/ID'])), 'the trailer has no ID');
  const mark = pdf.get(catalog['/MarkInfo']);
  demand(isDict(mark) && mark['/Marked'] === true && mark['/Suspects'] !== true, 'the file is not marked as tagged');
  demand(/^[a-z]{2}(-[A-Za-z]{2})?$/.test(textOf(pdf.get(catalog['/Lang']))), 'the catalog names no language');
  const shown = pdf.get(catalog['/ViewerPreferences']);
  demand(isDict(shown) && shown['/DisplayDocTitle'] === true, 'the window does not show the title (DisplayDocTitle)');
  const intents = pdf.get(catalog['/OutputIntents']);
  const profiled =
    Array.isArray(intents) &&
    intents.map((i) => pdf.get(i)).some((i) => isDict(i) && i['/S'] === '/GTS_PDFA1' && pdf.get(i['/DestOutputProfile']) instanceof Stream);
  demand(profiled, 'no output intent with a colour profile');
  for (const key of ['/OpenAction', '/AA', '/AcroForm', '/OCProperties', '/Collection']) demand(catalog[key] === undefined, `the catalog has ${key}`);
  for (const id of pdf.ids()) {
    const value = pdf.get(new Ref(id));
    const dict = value instanceof Stream ? value.dict : isDict(value) ? value : {};
    if (value instanceof Stream) {
      const filters = [pdf.get(dict['/Filter'])].flat();
      demand(
        !filters.includes('/LZWDecode') && !filters.includes('/Crypt') && dict['/F'] === undefined,
        `object ${id}: a stream that is packed by LZW, encrypted or outside`,
      );
    }
    demand(
      !['/JavaScript', '/Launch', '/Sound', '/Movie', '/ImportData', '/ResetForm', '/Hide'].includes(String(dict['/S'])),
      `object ${id}: a forbidden action ${String(dict['/S'])}`,
    );
    demand(dict['/Type'] !== '/Filespec' && dict['/Type'] !== '/EmbeddedFile', `object ${id}: a file inside the file`);
    if (dict['/Type'] === '/Font' && !String(dict['/Subtype']).startsWith('/CIDFont')) faults.push(...fontFaults(pdf, dict));
  }
  return faults;
}

function metadataFaults(pdf: Pdf, catalog: Dict): string[] {
  const stream = pdf.get(catalog['/Metadata']);
  if (!(stream instanceof Stream)) return ['there is no XMP metadata'];
  if (stream.dict['/Filter'] !== undefined) return ['the XMP metadata is packed'];
  const xmp = stream.raw.toString('utf8');
  const value = (name: string) => new RegExp(`<${name}>(?:<rdf:(?:Alt|Seq|Bag)><rdf:li[^>]*>)?([^<]*)`).exec(xmp)?.[1] ?? '';
  const title = value('dc:title').replace(/&(amp|lt|gt|quot|apos);/g, (_, e: string) => ({ amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" })[e]!);
  const faults: string[] = [];
  if (title.trim() === '') faults.push('the XMP metadata has no title');
  const inside = pdf.get(pdf.trailer['/Info']);
  if (isDict(inside) && inside['/Title'] !== undefined && textOf(pdf.get(inside['/Title'])) !== title) faults.push('the title in Info is not the one in XMP');
  if (value('pdfaid:part') !== '2' || value('pdfaid:conformance') !== 'A') faults.push('the file does not say that it is PDF/A-2a');
  if (value('pdfuaid:part') !== '1') faults.push('the file does not say that it is PDF/UA-1');
  if (!xmp.includes('<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>')) faults.push('the PDF/UA schema is not declared, as PDF/A wants it');
  for (const prefix of new Set([...xmp.matchAll(/<(\w+):/g)].map((m) => m[1]!)))
    if (!xmp.includes(`xmlns:${prefix}="`)) faults.push(`XMP: the prefix ${prefix} is not declared`);
  return faults;
}

function pagesOf(pdf: Pdf, node: Dict, above: Dict = {}): Dict[] {
  const whole = { ...above, ...node };
  if (node['/Type'] === '/Page') return [whole];
  const { '/Kids': kids, '/Type': _type, ...inherited } = whole;
  return (pdf.get(kids) as Value[]).flatMap((kid) => pagesOf(pdf, pdf.get(kid) as Dict, inherited));
}

const standard = new Set(
  'Document Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct Private P H H1 H2 H3 H4 H5 H6 L LI Lbl LBody Table TR TH TD THead TBody TFoot Span Quote Note Reference BibEntry Code Link Annot Ruby RB RT RP Warichu WT WP Figure Formula Form'.split(
    ' ',
  ),
);

type Element = { type: string; dict: Dict; kids: Element[]; above: Element | null };

/** The logical structure: its elements in order, and what each piece of marked content belongs to. */
class Tree {
  readonly faults: string[] = [];
  /** By the page's object and the content's number. */
  readonly owned = new Map<string, Element>();
  readonly linked = new Set<number>();
  private readonly pdf: Pdf;
  private readonly roles: Dict;
  private readonly parents: Dict;

  constructor(pdf: Pdf, catalog: Dict) {
    this.pdf = pdf;
    const root = pdf.get(catalog['/StructTreeRoot']);
    this.roles = isDict(root) ? ((pdf.get(root['/RoleMap']) as Dict | null) ?? {}) : {};
    this.parents = isDict(root) ? ((pdf.get(root['/ParentTree']) as Dict | null) ?? {}) : {};
    if (!isDict(root)) {
      this.faults.push('there is no structure tree');
      return;
    }
    for (const role of Object.keys(this.roles)) if (standard.has(role.slice(1))) this.faults.push(`the standard type ${role} is mapped to another`);
    const tops = [pdf.get(root['/K'])].flat().map((kid) => this.read(pdf.get(kid) as Dict, null));
    if (tops.length !== 1 || tops[0]!.type !== 'Document') this.faults.push('the tree does not begin with one Document');
    let deepest = 0;
    let headings = 0;
    const visit = (e: Element) => {
      const level = /^H([1-6])$/.exec(e.type);
      if (level) {
        headings++;
        if (Number(level[1]) > deepest + 1) this.faults.push(`a heading of level ${level[1]} after one of level ${deepest}`);
        deepest = Number(level[1]);
      }
      this.look(e);
      e.kids.forEach(visit);
    };
    tops.forEach(visit);
    if (headings === 0) this.faults.push('there is no heading');
  }

  private typeOf(dict: Dict): string {
    let type = String(dict['/S']);
    for (let i = 0; i < 10 && !standard.has(type.slice(1)) && this.roles[type] !== undefined; i++) type = String(this.roles[type]);
    return type.slice(1);
  }

  private read(dict: Dict, above: Element | null, page: Value = null): Element {
    const element: Element = { type: this.typeOf(dict), dict, kids: [], above };
    const on = dict['/Pg'] ?? page;
    for (const kid of [this.pdf.get(dict['/K'])].flat()) {
      const value = this.pdf.get(kid);
      if (typeof value === 'number') this.own(on, value, element);
      else if (isDict(value) && value['/Type'] === '/MCR') this.own(value['/Pg'] ?? on, value['/MCID']!, element);
      else if (isDict(value) && value['/Type'] === '/OBJR') this.linked.add((value['/Obj'] as Ref).id);
      else if (isDict(value)) {
        if (this.pdf.get(value['/P']) !== dict) this.faults.push(`a ${String(value['/S'])} does not name the element above it`);
        element.kids.push(this.read(value, element, on));
      }
    }
    return element;
  }

  private own(page: Value, content: Value, element: Element) {
    if (!(page instanceof Ref)) return void this.faults.push(`content ${String(content)} of a ${element.type} is on no page`);
    this.owned.set(`${page.id}/${String(content)}`, element);
  }

  /** Does the parent tree lead from this content back to its element? */
  leadsBack(page: Dict, content: number, element: Element): boolean {
    const list = this.pdf.get(this.fromParents(Number(page['/StructParents'])));
    return Array.isArray(list) && this.pdf.get(list[content]) === element.dict;
  }

  fromParents(key: number, node: Dict = this.parents): Value {
    const numbers = this.pdf.get(node['/Nums']);
    if (Array.isArray(numbers)) for (let i = 0; i < numbers.length; i += 2) if (numbers[i] === key) return numbers[i + 1]!;
    const kids = this.pdf.get(node['/Kids']);
    if (Array.isArray(kids))
      for (const kid of kids) {
        const found = this.fromParents(key, this.pdf.get(kid) as Dict);
        if (found !== null) return found;
      }
    return null;
  }

  private attribute(e: Element, name: string): Value {
    for (const a of [this.pdf.get(e.dict['/A'])].flat()) {
      const dict = this.pdf.get(a);
      if (isDict(dict) && dict[name] !== undefined) return this.pdf.get(dict[name]);
    }
    return null;
  }

  private look(e: Element) {
    const fault = (said: string) => this.faults.push(said);
    if (!standard.has(e.type)) fault(`${String(e.dict['/S'])} is no standard type and is mapped to none`);
    const kinds = (allowed: string[]) => {
      for (const kid of e.kids) if (!allowed.includes(kid.type)) fault(`a ${e.type} holds a ${kid.type}`);
    };
    if (e.type === 'Figure' || e.type === 'Formula') {
      if (textOf(this.pdf.get(e.dict['/Alt'])).trim() === '') fault(`a ${e.type} has no alternative text`);
    } else if (e.type === 'Table') {
      kinds(['TR', 'THead', 'TBody', 'TFoot', 'Caption']);
      this.table(e);
    } else if (['THead', 'TBody', 'TFoot'].includes(e.type)) kinds(['TR']);
    else if (e.type === 'TR') kinds(['TH', 'TD']);
    else if (e.type === 'L') kinds(['LI', 'L', 'Caption']);
    else if (e.type === 'LI') kinds(['Lbl', 'LBody']);
    else if (e.type === 'TOC') kinds(['TOC', 'TOCI', 'Caption']);
    const place: Record<string, string[]> = { TR: ['Table', 'THead', 'TBody', 'TFoot'], TH: ['TR'], TD: ['TR'], LI: ['L'], LBody: ['LI'], TOCI: ['TOC'] };
    if (place[e.type] && !place[e.type]!.includes(e.above?.type ?? '')) fault(`a ${e.type} stands in a ${e.above?.type ?? 'nothing'}`);
  }

  private table(e: Element) {
    const rows = e.kids.filter((k) => k.type !== 'Caption').flatMap((k) => (k.type === 'TR' ? [k] : k.kids));
    const cells = rows.flatMap((r) => r.kids);
    if (!cells.some((c) => c.type === 'TH')) this.faults.push('a table has no header cell');
    for (const c of cells)
      if (c.type === 'TH' && !['/Column', '/Row', '/Both'].includes(String(this.attribute(c, '/Scope')))) this.faults.push('a header cell has no scope');
    const widths = new Set(rows.map((r) => r.kids.reduce((n, c) => n + Number(this.attribute(c, '/ColSpan') ?? 1), 0)));
    if (widths.size > 1) this.faults.push('the rows of a table are not equally wide');
  }
}

const shows = new Set(['Tj', 'TJ', "'", '"', 'f', 'F', 'f*', 'S', 's', 'B', 'B*', 'b', 'b*', 'sh', 'EI', 'Do']);

/** A page's contents, played: what is drawn outside of any mark, which numbered contents there are, the text. */
class Drawing {
  readonly faults: string[] = [];
  readonly contents = new Set<number>();
  text = '';
  private readonly pdf: Pdf;
  private readonly fonts = new Map<Dict, Map<number, string> | null>();

  constructor(pdf: Pdf, page: Dict) {
    this.pdf = pdf;
    const streams = [pdf.get(page['/Contents'])].flat().map((s) => pdf.content(pdf.get(s) as Stream));
    this.play(Buffer.concat(streams.flatMap((s) => [s, Buffer.from('\n')])), pdf.get(page['/Resources']) as Dict, []);
  }

  private play(bytes: Buffer, resources: Dict, marks: string[]) {
    const lexer = new Lexer(bytes);
    let stack: Value[] = [];
    let font: Dict | null = null;
    const depth = marks.length;
    const named = (kind: string, name: Value) => this.pdf.get((this.pdf.get(resources[kind]) as Dict | null)?.[String(name)]);
    for (let token = lexer.next(); token !== undefined; token = lexer.next()) {
      if (!(token instanceof Operator)) {
        stack.push(token);
        continue;
      }
      const { name } = token;
      if (name === 'BMC' || name === 'BDC') this.open(stack, marks, named);
      else if (name === 'EMC') {
        if (marks.length === depth) this.faults.push('marked content ends that never began');
        marks.pop();
      } else if (name === 'Tf') font = named('/Font', stack[0]!) as Dict | null;
      else if (shows.has(name)) {
        const form = name === 'Do' ? named('/XObject', stack[0]!) : null;
        if (form instanceof Stream && form.dict['/Subtype'] === '/Form')
          this.play(this.pdf.content(form), (this.pdf.get(form.dict['/Resources']) as Dict | null) ?? resources, [...marks]);
        else if (marks.length === 0) this.faults.push(`${name} draws outside of the tree and of any artifact`);
        if (['Tj', 'TJ', "'", '"'].includes(name))
          this.show(
            stack.flat().filter((s) => Buffer.isBuffer(s)),
            font,
          );
      }
      stack = [];
    }
    if (marks.length !== depth) this.faults.push('marked content does not end');
  }

  private open(stack: Value[], marks: string[], named: (kind: string, name: Value) => Value) {
    const [tag, given] = stack;
    const properties = typeof given === 'string' ? named('/Properties', given) : (given ?? null);
    const id = isDict(properties) ? properties['/MCID'] : undefined;
    if (typeof id === 'number') {
      if (this.contents.has(id)) this.faults.push(`content ${id} is there twice`);
      this.contents.add(id);
      if (marks.includes('/Artifact')) this.faults.push(`content ${id} stands within an artifact`);
    } else if (tag === '/Artifact' && marks.some((m) => m !== '/Artifact')) this.faults.push('an artifact stands within content');
    marks.push(tag === '/Artifact' ? '/Artifact' : typeof id === 'number' || marks.length > 0 ? String(tag) : '/Artifact');
    if (tag !== '/Artifact' && typeof id !== 'number' && marks.length === 1) this.faults.push(`${String(tag)} is marked and belongs to nothing`);
  }

  private show(strings: Buffer[], font: Dict | null) {
    if (!font) return void this.faults.push('text is shown in no font');
    if (!this.fonts.has(font)) this.fonts.set(font, charactersOf(this.pdf, font));
    const characters = this.fonts.get(font);
    for (const bytes of strings)
      for (let i = 0; i + 1 < bytes.length; i += 2) {
        const code = bytes.readUIntBE(i, 2);
        const said = characters?.get(code);
        if (code === 0) this.faults.push('a glyph that is missing in its font is shown');
        else if (said === undefined) this.faults.push(`glyph ${code} stands for no character`);
        this.text += said ?? '';
      }
    this.text += ' ';
  }
}

function pageFaults(pdf: Pdf, page: Dict, number: number, tree: Tree): string[] {
  const drawing = new Drawing(pdf, page);
  const faults = [...drawing.faults];
  const id = pdf.ids().find((n) => {
    const value = pdf.get(new Ref(n));
    return isDict(value) && value['/Type'] === '/Page' && value['/Contents'] === page['/Contents'];
  })!;
  for (const content of drawing.contents) {
    const element = tree.owned.get(`${id}/${content}`);
    if (!element) faults.push(`content ${content} is not in the tree`);
    else if (!tree.leadsBack(page, content, element)) faults.push(`content ${content} does not lead back to its element`);
  }
  for (const key of tree.owned.keys()) {
    const [on, content] = key.split('/').map(Number);
    if (on === id && !drawing.contents.has(content!)) faults.push(`the tree names content ${content}, which is not there`);
  }
  const annotations = pdf.get(page['/Annots']);
  if (Array.isArray(annotations) && annotations.length > 0) {
    if (page['/Tabs'] !== '/S') faults.push('the order of tabs is not that of the structure');
    for (const ref of annotations) {
      const annotation = pdf.get(ref) as Dict;
      if (annotation['/Subtype'] !== '/Link') faults.push(`an annotation ${String(annotation['/Subtype'])}`);
      if (ref instanceof Ref && !tree.linked.has(ref.id)) faults.push('a link is not in the tree');
      if (textOf(pdf.get(annotation['/Contents'])).trim() === '') faults.push('a link has no description');
      if ((Number(annotation['/F'] ?? 0) & 4) === 0) faults.push('a link would not be printed');
    }
  }
  return [...new Set(faults)].map((f) => `page ${number}: ${f}`);
}
