import { readMarkup } from '../guards/markup.ts';

/** What a browser would send of the one form of a page that posts to this address, as it stands. */
export function formOf(html: string, action: string): URLSearchParams {
  const opens = html.indexOf(`<form class="m-form" action="${action}"`);
  if (opens < 0) throw new Error(`no form for ${action}`);
  const inside = html.slice(opens, html.indexOf('</form>', opens) + 7);
  const sent = new URLSearchParams();
  const { elements } = readMarkup(`<!doctype html><html>${inside}</html>`);
  let select = '';
  let options: { value: string; selected: boolean }[] = [];
  const chosen = () => {
    const option = options.find((o) => o.selected) ?? options[0];
    if (select !== '' && option) sent.append(select, option.value);
    select = '';
    options = [];
  };
  for (const { tag, attributes, text } of elements) {
    if (tag === 'option') options.push({ value: attributes['value'] ?? text, selected: 'selected' in attributes });
    else if (['input', 'textarea', 'select'].includes(tag)) chosen();
    const name = attributes['name'];
    if (!name || tag === 'button') continue;
    if (tag === 'select') select = name;
    // A browser drops the first line break of a text area and sends every other as two characters.
    if (tag === 'textarea') sent.append(name, text.replace(/^\n/, '').replaceAll('\n', '\r\n'));
    if (tag === 'input' && (!['checkbox', 'radio'].includes(attributes['type']!) || 'checked' in attributes)) sent.append(name, attributes['value'] ?? '');
  }
  chosen();
  return sent;
}
