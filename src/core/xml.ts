/** An element of a document: its name without prefix, its attributes, and either text or elements. */
export type XmlElement = { name: string; attributes: Readonly<Record<string, string>>; text: string; children: readonly XmlElement[] };

/** What to write: a name, then text or elements, then attributes. */
export type XmlNode = readonly [name: string, content: string | readonly XmlNode[], attributes?: Readonly<Record<string, string>>];

/** A document as text, indented, UTF-8. Characters that XML 1.0 does not know are left out. */
export const writeXml = (root: XmlNode): string => `<?xml version="1.0" encoding="UTF-8"?>\n${write(root, '')}`;

function write([name, content, attributes = {}]: XmlNode, indent: string): string {
  const opened = `${name}${Object.entries(attributes)
    .map(([k, v]) => ` ${k}="${escaped(v)}"`)
    .join('')}`;
  if (typeof content === 'string') return `${indent}<${opened}>${escaped(content)}</${name}>\n`;
  return `${indent}<${opened}>\n${content.map((c) => write(c, `${indent}  `)).join('')}${indent}</${name}>\n`;
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' };
// oxlint-disable-next-line no-control-regex
const escaped = (text: string): string => text.replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, '').replace(/[&<>"']/g, (c) => entities[c]!);

/** How deep elements may stand in one another; statements of banks stay below 20. */
const DEEPEST = 60;

/**
 * Reads a document of elements, attributes and text. There are no document types and no entities but the five of XML and numbered characters, so that
 * nothing in it can reach a file, a network or all of the memory.
 * @throws RangeError that says at which character it is not well formed
 */
export function readXml(source: string): XmlElement {
  const text = source.replace(/^\uFEFF/, '');
  let at = 0;
  const wrong = (what: string): never => {
    throw new RangeError(`not XML at character ${at}: ${what}`);
  };
  const skip = () => {
    for (;;) {
      const from = at;
      while (/\s/.test(text[at] ?? '')) at++;
      for (const [open, close] of [
        ['<?', '?>'],
        ['<!--', '-->'],
      ] as const)
        if (text.startsWith(open, at)) {
          const end = text.indexOf(close, at);
          if (end < 0) wrong(`${open} without end`);
          at = end + close.length;
        }
      if (at === from) return;
    }
  };
  const named = (): string => {
    const match = /[A-Za-z_][\w.:-]*/y;
    match.lastIndex = at;
    const found = match.exec(text);
    if (!found) return wrong('a name is missing');
    at += found[0].length;
    return found[0];
  };
  const element = (depth: number): XmlElement => {
    if (depth > DEEPEST) wrong('too deep');
    if (text[at] !== '<') wrong('an element is missing');
    at++;
    const full = named();
    const attributes: Record<string, string> = {};
    for (;;) {
      while (/\s/.test(text[at] ?? '')) at++;
      if (text.startsWith('/>', at)) {
        at += 2;
        return { name: local(full), attributes, text: '', children: [] };
      }
      if (text[at] === '>') break;
      const attribute = named();
      while (/\s/.test(text[at] ?? '')) at++;
      if (text[at++] !== '=') wrong('= is missing');
      while (/\s/.test(text[at] ?? '')) at++;
      const quote = text[at++];
      if (quote !== '"' && quote !== "'") wrong('a quote is missing');
      const end = text.indexOf(quote!, at);
      if (end < 0) wrong('an attribute has no end');
      attributes[attribute] = plain(text.slice(at, end), wrong);
      at = end + 1;
    }
    at++;
    const children: XmlElement[] = [];
    const said: string[] = [];
    for (;;) {
      const next = text.indexOf('<', at);
      if (next < 0) wrong(`${full} has no end`);
      said.push(plain(text.slice(at, next), wrong));
      at = next;
      if (text.startsWith('</', at)) {
        at += 2;
        if (named() !== full) wrong(`${full} is not closed`);
        while (/\s/.test(text[at] ?? '')) at++;
        if (text[at++] !== '>') wrong('> is missing');
        return { name: local(full), attributes, text: said.join('').trim(), children };
      }
      if (text.startsWith('<![CDATA[', at)) {
        const end = text.indexOf(']]>', at);
        if (end < 0) wrong('CDATA without end');
        said.push(text.slice(at + 9, end));
        at = end + 3;
      } else if (text.startsWith('<!--', at) || text.startsWith('<?', at)) skip();
      else if (text.startsWith('<!', at)) wrong('document types are not read');
      else children.push(element(depth + 1));
    }
  };
  skip();
  if (text.startsWith('<!', at)) wrong('document types are not read');
  const root = element(0);
  skip();
  if (at < text.length) wrong('something stands after the end');
  return root;
}

const local = (name: string): string => name.slice(name.indexOf(':') + 1);

const known: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function plain(text: string, wrong: (what: string) => never): string {
  if (!text.includes('&')) return text;
  return text.replace(/&([^;\s]{0,10});?/g, (_all, name: string) => {
    if (name in known) return known[name]!;
    const code = /^#x([0-9a-f]+)$/i.exec(name)?.[1] ?? null;
    const number = code !== null ? Number.parseInt(code, 16) : /^#\d+$/.test(name) ? Number(name.slice(1)) : Number.NaN;
    return Number.isInteger(number) && number > 0 && number <= 0x10ffff ? String.fromCodePoint(number) : wrong(`&${name}; is not known`);
  });
}

/** The first child of this name, along a path of names. */
export function child(of: XmlElement | undefined, ...path: readonly string[]): XmlElement | undefined {
  return path.reduce<XmlElement | undefined>((e, name) => e?.children.find((c) => c.name === name), of);
}

export const childrenOf = (of: XmlElement | undefined, name: string): readonly XmlElement[] => of?.children.filter((c) => c.name === name) ?? [];
