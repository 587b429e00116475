/** The inputs of one field: what they say, putting something else into them, and what is kept of it on this computer. */

export type Entries = [string, string][];
type Input = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

const inputs = (box: HTMLElement): Input[] =>
  [...box.querySelectorAll<Input>('input[name], select[name], textarea[name]')].filter(
    (i) => !i.disabled && !i.name.startsWith('_') && !i.closest('.m-conflict'),
  );
const isBox = (input: Input): input is HTMLInputElement => input instanceof HTMLInputElement && (input.type === 'checkbox' || input.type === 'radio');

/** As a form would send them. */
export const entriesOf = (box: HTMLElement): Entries =>
  inputs(box).flatMap((input): Entries => (isBox(input) && !input.checked ? [] : [[input.name, input.value]]));

export const shown = (box: HTMLElement): string => JSON.stringify(entriesOf(box));

/** False where the inputs for it are not there: a table with other rows. Nothing is changed then. */
export function apply(box: HTMLElement, given: Entries | Record<string, string | string[]>): boolean {
  const values = new Map<string, string[]>();
  for (const [name, value] of Array.isArray(given) ? given : Object.entries(given)) values.set(name, [...(values.get(name) ?? []), ...[value].flat()]);
  const all = inputs(box);
  const cell = (name: string) => name.includes('.') && !/\._(order|remove)$/.test(name);
  const cells = new Set(all.filter((i) => cell(i.name) && (i.value !== '' || values.has(i.name))).map((i) => i.name));
  const wanted = [...values].filter(([name, [value = '']]) => cell(name) && value !== '').map(([name]) => name);
  if ([...cells].some((name) => !values.has(name)) || wanted.some((name) => !all.some((i) => i.name === name))) return false;
  for (const input of all) {
    if (/\._(order|remove)$/.test(input.name)) continue;
    const value = values.get(input.name) ?? [];
    if (isBox(input)) input.checked = value.includes(input.value);
    else if (values.has(input.name) && input.type !== 'hidden') {
      if (input.value === (value[0] ?? '')) continue;
      input.value = value[0] ?? '';
    } else continue;
    // Counters and what else hangs on the input.
    input.dispatchEvent(new Event('input', { bubbles: true }));
  }
  return true;
}

type Draft = { entries: Entries; base: string };
const prefix = 'mics.draft/';

export function keep(place: string, draft: Draft): void {
  try {
    localStorage.setItem(prefix + place, JSON.stringify(draft));
  } catch {
    // No room, or not allowed: the page warns before it is left.
  }
}

export function kept(place: string): Draft | null {
  try {
    return JSON.parse(localStorage.getItem(prefix + place) ?? 'null') as Draft | null;
  } catch {
    return null;
  }
}

export function forget(place: string): void {
  try {
    localStorage.removeItem(prefix + place);
  } catch {
    // Nothing was kept then.
  }
}

/** Everything that was kept under a place. */
export function forgetAll(place: string): void {
  try {
    for (const key of Object.keys(localStorage)) if (key.startsWith(prefix + place)) localStorage.removeItem(key);
  } catch {
    // Nothing was kept then.
  }
}

/** Nobody finds another person's text on a computer that they share; nobody at all after signing out. */
export function forgetOthers(person: string | null): void {
  try {
    for (const key of Object.keys(localStorage))
      if (key.startsWith(prefix) && (person === null || !key.startsWith(`${prefix}${person}/`))) localStorage.removeItem(key);
  } catch {
    // Nothing was kept then.
  }
}
