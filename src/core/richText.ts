import { characters } from './characters.ts';
import MarkdownIt, { type Token } from 'markdown-it';

/**
 * Rich text is a subset of Markdown: paragraphs, bold, italic, bulleted and numbered lists, headings of the third level, and links to
 * http, https and mail addresses. There are no pictures and no HTML: whatever else is written stays the text that it is.
 * It is read into the few shapes below, which pages and documents draw; nothing else can come out of it.
 */
export type RichSpan = { readonly text: string; readonly bold?: true; readonly italic?: true; readonly href?: string } | { readonly lineBreak: true };

export type RichBlock =
  | { readonly kind: 'paragraph'; readonly spans: readonly RichSpan[] }
  | { readonly kind: 'heading'; readonly spans: readonly RichSpan[] }
  | { readonly kind: 'list'; readonly ordered: boolean; readonly start: number; readonly items: readonly (readonly RichBlock[])[] };

const allowedLink = /^(?:https?:\/\/|mailto:)[^\s<>"'`\\]+$/i;

const markdown = new MarkdownIt('zero', { html: false, linkify: false, maxNesting: 30 }).enable(['heading', 'list', 'emphasis', 'link', 'newline', 'escape']);
markdown.validateLink = (url) => allowedLink.test(url);

/** Tabs would be worth more or fewer spaces depending on where they stand. */
const spaced = (text: string): string => text.replaceAll('\t', '    ');

export function richTextTokens(text: string): RichBlock[] {
  const reader = { tokens: markdown.parse(spaced(text), {}), at: 0 };
  return blocks(reader);
}

type Reader = { tokens: readonly Token[]; at: number };

/** Reads up to the token that closes what contains these blocks. */
function blocks(reader: Reader): RichBlock[] {
  const read: RichBlock[] = [];
  while (reader.at < reader.tokens.length) {
    const token = reader.tokens[reader.at++]!;
    if (token.type === 'paragraph_open') read.push({ kind: 'paragraph', spans: spansOf(reader) });
    else if (token.type === 'heading_open') {
      const spans = spansOf(reader);
      // Only the third level is a heading: the page around the text has the others.
      read.push(token.tag === 'h3' ? { kind: 'heading', spans } : { kind: 'paragraph', spans: [{ text: `${'#'.repeat(Number(token.tag[1]))} ` }, ...spans] });
    } else if (token.type === 'bullet_list_open' || token.type === 'ordered_list_open') {
      const items: RichBlock[][] = [];
      while (reader.tokens[reader.at]?.type === 'list_item_open') {
        reader.at++;
        items.push(blocks(reader));
      }
      reader.at++;
      read.push({ kind: 'list', ordered: token.type === 'ordered_list_open', start: Number(token.attrGet('start') ?? 1), items });
    } else if (token.type === 'list_item_close') return read;
    else if (token.content !== '') read.push({ kind: 'paragraph', spans: [{ text: token.content }] });
  }
  return read;
}

/** The inline token and the closing one after it. */
function spansOf(reader: Reader): RichSpan[] {
  const inline = reader.tokens[reader.at];
  reader.at += 2;
  const spans: RichSpan[] = [];
  let [bold, italic] = [0, 0];
  let href: string | null = null;
  for (const token of inline?.children ?? []) {
    if (token.type === 'strong_open') bold++;
    else if (token.type === 'strong_close') bold--;
    else if (token.type === 'em_open') italic++;
    else if (token.type === 'em_close') italic--;
    else if (token.type === 'link_open') href = linkOf(String(token.attrGet('href') ?? ''));
    else if (token.type === 'link_close') href = null;
    else if (token.type === 'softbreak' || token.type === 'hardbreak') spans.push({ lineBreak: true });
    else if (token.content !== '')
      spans.push({ text: token.content, ...(bold > 0 && { bold: true as const }), ...(italic > 0 && { italic: true as const }), ...(href && { href }) });
  }
  return spans;
}

/** Looked at once more as it will be drawn, since the parser rewrites addresses. */
const linkOf = (href: string): string | null => (allowedLink.test(href) ? href : null);

const spansText = (spans: readonly RichSpan[]): string => spans.map((s) => ('text' in s ? s.text : '\n')).join('');

const blockText = (block: RichBlock): string => (block.kind === 'list' ? block.items.map(blocksText).join('\n') : spansText(block.spans));

const blocksText = (read: readonly RichBlock[]): string => read.map(blockText).join('\n');

/** What the reader sees, without marks: one line for each paragraph, heading and item. */
export const plainText = (text: string): string => blocksText(richTextTokens(text));

/** The characters of rich text as the reader sees them: marks do not count. */
export const plainLength = (text: string): number => characters(plainText(text));
