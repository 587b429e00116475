/** One element of a page as it was written. */
export type Element = { tag: string; attributes: Record<string, string>; parents: readonly string[]; text: string };

const empty = new Set(['area', 'base', 'br', 'col', 'embed', 'hr', 'img', 'input', 'link', 'meta', 'source', 'track', 'wbr']);
/** What closes a paragraph: in it, a browser would read another page than we wrote. */
const block = new Set([
  'address',
  'article',
  'aside',
  'blockquote',
  'details',
  'div',
  'dl',
  'fieldset',
  'figure',
  'footer',
  'form',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'header',
  'hr',
  'main',
  'nav',
  'ol',
  'p',
  'pre',
  'section',
  'table',
  'ul',
]);
/** Where an element may only stand right inside these. */
const inside: Record<string, readonly string[]> = {
  li: ['ul', 'ol', 'menu'],
  dt: ['dl', 'div'],
  dd: ['dl', 'div'],
  tr: ['thead', 'tbody', 'tfoot'],
  td: ['tr'],
  th: ['tr'],
  thead: ['table'],
  tbody: ['table'],
  caption: ['table'],
  option: ['select', 'optgroup', 'datalist'],
  legend: ['fieldset'],
  summary: ['details'],
  figcaption: ['figure'],
};
const interactive = new Set(['a', 'button', 'input', 'select', 'textarea', 'summary', 'label']);

const unescaped = (text: string): string =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&amp;', '&');

/** Reads a page strictly, as no browser does: every element closed where it was opened. What is wrong is told in words. */
export function readMarkup(html: string): { elements: Element[]; wrong: string[] } {
  const elements: Element[] = [];
  const wrong: string[] = [];
  const open: { tag: string; element: Element }[] = [];
  if (!html.startsWith('<!doctype html><html')) wrong.push('does not begin with the doctype');
  for (const [whole, closing, tag, attributeText, text] of html
    .replace(/^<!doctype html>/, '')
    // What a template holds is no part of the page until a script puts it there.
    .replace(/(<template\b[^>]*>)[^]*?(<\/template>)/g, '$1$2')
    .matchAll(/<(\/?)([a-zA-Z][\w:-]*)((?:\s+[^\s"'<>/=]+(?:="[^"]*")?)*)\s*\/?>|([^<]+|<)/g)) {
    if (text !== undefined) {
      if (text.includes('<')) wrong.push(`a lone < after ${elements.at(-1)?.tag}`);
      for (const { element } of open) element.text += unescaped(text);
      continue;
    }
    if (closing) {
      const last = open.pop();
      if (last?.tag !== tag) wrong.push(`</${tag}> closes <${last?.tag}>`);
      continue;
    }
    const parents = open.map((o) => o.tag);
    const attributes: Record<string, string> = {};
    for (const [, name, value] of attributeText!.matchAll(/([^\s"'<>/=]+)(?:="([^"]*)")?/g)) {
      if (name! in attributes) wrong.push(`<${tag}> says ${name} twice`);
      attributes[name!] = unescaped(value ?? '');
    }
    const element: Element = { tag: tag!, attributes, parents, text: '' };
    elements.push(element);
    wrong.push(...misplaced(element));
    if (!empty.has(tag!) && !whole.endsWith('/>')) open.push({ tag: tag!, element });
  }
  if (open.length > 0) wrong.push(`<${open.at(-1)!.tag}> is never closed`);
  return { elements, wrong: [...wrong, ...unlabelled(elements), ...broken(elements)] };
}

function misplaced({ tag, parents, attributes }: Element): string[] {
  const parent = parents.at(-1) ?? '';
  const wrong: string[] = [];
  if (block.has(tag) && parents.includes('p')) wrong.push(`<${tag}> in <p>`);
  if (block.has(tag) && parents.some((p) => p === 'span' || p === 'button' || /^h[1-6]$/.test(p)))
    wrong.push(`<${tag}> in <${parents.find((p) => p === 'span' || p === 'button' || /^h[1-6]$/.test(p))}>`);
  if (tag === 'form' && parents.includes('form')) wrong.push('<form> in <form>');
  if (interactive.has(tag) && attributes['type'] !== 'hidden' && parents.some((p) => p === 'a' || p === 'button')) wrong.push(`<${tag}> in a link or button`);
  if (inside[tag] && !parents.includes('svg') && !inside[tag].includes(parent)) wrong.push(`<${tag}> in <${parent}>`);
  if ((parent === 'ul' || parent === 'ol') && tag !== 'li') wrong.push(`<${tag}> in <${parent}>`);
  if (tag === 'img' && !('alt' in attributes)) wrong.push('<img> without alt');
  return wrong;
}

/** Every field has a label, every link and button a name. */
function unlabelled(elements: readonly Element[]): string[] {
  const labelled = new Set(elements.filter((e) => e.tag === 'label').map((e) => e.attributes['for']));
  const named = (e: Element) => 'aria-label' in e.attributes || 'aria-labelledby' in e.attributes || e.text.trim() !== '';
  return elements.flatMap((e) => {
    const { tag, attributes, parents } = e;
    const field = tag === 'select' || tag === 'textarea' || (tag === 'input' && !['hidden', 'submit', 'button'].includes(attributes['type'] ?? 'text'));
    if (field && !labelled.has(attributes['id'] ?? ' ') && !parents.includes('label') && !('aria-label' in attributes) && !('aria-labelledby' in attributes))
      return [`<${tag} name="${attributes['name']}"> without a label`];
    if ((tag === 'a' || tag === 'button') && !named(e)) return [`<${tag} href="${attributes['href'] ?? ''}"> without a name`];
    return [];
  });
}

/** Ids are unique, and whatever names one names one that is there. */
function broken(elements: readonly Element[]): string[] {
  const ids = new Set<string>();
  const twice = elements.flatMap(({ attributes }) => {
    const { id } = attributes;
    if (id === undefined) return [];
    if (ids.has(id)) return [`the id ${id} twice`];
    ids.add(id);
    return [];
  });
  const missing = elements.flatMap(({ tag, attributes }) =>
    ['for', 'aria-labelledby', 'aria-describedby', 'aria-controls', 'headers', 'list', 'form'].flatMap((name) =>
      (attributes[name] ?? '')
        .split(' ')
        .filter((id) => id !== '' && !ids.has(id))
        .map((id) => `<${tag} ${name}="${id}"> names nothing`),
    ),
  );
  const nowhere = elements
    .filter((e) => e.tag === 'a' && /^#./.test(e.attributes['href'] ?? '') && !ids.has(e.attributes['href']!.slice(1)))
    .map((e) => `the link ${e.attributes['href']} leads nowhere`);
  return [...twice, ...missing, ...nowhere];
}
