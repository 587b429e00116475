import { readDelimited } from '#src/core/delimited.ts';
import { readNumber } from '#src/core/figures.ts';

/** Forms of a call: questions that depend on other answers, and tables whose rows are added, moved and taken out. */

const language = document.documentElement.lang;

// Questions that depend on a choice on the same page.

const dependent = [...document.querySelectorAll<HTMLElement>('[data-when]')];

function chosen(field: string): string[] {
  const controls = document.querySelectorAll<HTMLInputElement | HTMLSelectElement>(`[name="${CSS.escape(field)}"], [name="${CSS.escape(field)}[]"]`);
  // An answer that is not asked for itself counts as none.
  return [...controls].flatMap((c) =>
    c.closest('[data-when][hidden]') || (c instanceof HTMLInputElement && c.type !== 'hidden' && !c.checked) ? [] : [c.value],
  );
}

function ask() {
  // A condition only looks back, so that one pass from the top is enough.
  for (const part of dependent) {
    const values = JSON.parse(part.dataset['whenValues']!) as string[];
    part.hidden = !chosen(part.dataset['when']!).some((value) => values.includes(value));
  }
}

if (dependent.length > 0) {
  document.addEventListener('change', ask);
  ask();
}

// Tables.

type Table = { field: string; box: HTMLElement; table: HTMLTableElement };

const tables = [...document.querySelectorAll<HTMLElement>('[data-rows]')].map((box): Table => {
  const table = box.querySelector('table')!;
  return { field: box.dataset['rows']!, box, table };
});

const rowsOf = ({ table }: Table) => [...table.querySelectorAll<HTMLElement>(':scope > tbody[data-row]')];
const inputsOf = (row: HTMLElement) => [...row.querySelectorAll<HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement>('input, select, textarea')];

for (const table of tables) {
  const { box } = table;
  for (const plain of box.querySelectorAll('[data-no-script]')) plain.remove();
  const blanks = rowsOf(table).filter((r) => r.dataset['blank'] !== undefined);
  const filled = rowsOf(table).length > blanks.length;
  for (const [i, row] of blanks.entries()) if (i > 0 || filled) row.remove();
  box.querySelector<HTMLElement>('[data-add]')!.addEventListener('click', () => add(table));
  box.addEventListener('click', (event) => {
    const button = (event.target as Element).closest<HTMLButtonElement>('[data-does]');
    if (button && box.contains(button)) move(table, button);
  });
  box.addEventListener('input', () => {
    sums(table);
    names(table);
  });
  box.addEventListener('paste', (event) => paste(table, event));
  tell(table);
}

type Cell = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;
const isCell = (target: EventTarget | null): target is Cell =>
  target instanceof HTMLInputElement || target instanceof HTMLSelectElement || target instanceof HTMLTextAreaElement;

/** Cells of a spreadsheet fill the cells from here on, to the right and down; one cell alone is pasted as ever. */
function paste(table: Table, event: ClipboardEvent) {
  const { target } = event;
  const text = (event.clipboardData?.getData('text/plain') ?? '').replace(/\r\n?/g, '\n').replace(/\n$/, '');
  if (!isCell(target) || !(text.includes('\t') || (text.includes('\n') && target instanceof HTMLInputElement))) return;
  event.preventDefault();
  const first = rowsOf(table).findIndex((row) => row.contains(target));
  const column = inputsOf(rowsOf(table)[first]!).indexOf(target);
  let cells = 0;
  readDelimited(text).forEach((line, i) => {
    if (first + i >= rowsOf(table).length && !isFull(table)) put(table);
    const row = rowsOf(table)[first + i];
    const inputs = row ? inputsOf(row).slice(column) : [];
    line.forEach((cell, k) => {
      if (inputs[k] && fill(inputs[k], cell.trim())) cells++;
    });
  });
  changed(table, 'pasted', cells);
}

/** A choice is made by what it is called, a date as Italians write it. What is no choice leaves the cell as it was. */
function fill(cell: Cell, text: string): boolean {
  if (text === '') return false;
  if (cell instanceof HTMLSelectElement) {
    const said = (name: string) => name.trim().toLowerCase();
    const names = (o: HTMLOptionElement) => [o.text, o.text.replace(/^\d+\. /, ''), ...(cell.dataset['rowsOf'] ? [o.text.replace(/\. .*$/, '')] : [])];
    const option = [...cell.options].find((o) => o.value !== '' && names(o).some((name) => said(name) === said(text)));
    if (option) cell.value = option.value;
    return option !== undefined;
  }
  const date = cell.type === 'date' ? /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text) : null;
  cell.value = date ? `${date[3]}-${date[2]!.padStart(2, '0')}-${date[1]!.padStart(2, '0')}` : text;
  return cell.value !== '';
}

function add(table: Table) {
  const row = put(table);
  changed(table, 'added');
  inputsOf(row)[0]?.focus();
}

/** A new row at the end. */
function put(table: Table): HTMLElement {
  const { box, field } = table;
  const template = box.querySelector<HTMLTemplateElement>('template[data-new-row]')!;
  const id = crypto.randomUUID().slice(0, 8);
  const holder = document.createElement('template');
  holder.innerHTML = template.innerHTML.replaceAll('newrow', id);
  const row = holder.content.querySelector<HTMLElement>('tbody')!;
  for (const plain of row.querySelectorAll('[data-no-script]')) plain.remove();
  const last = rowsOf(table).at(-1);
  if (last) last.after(row);
  else table.table.querySelector('thead')!.after(row);
  row.dispatchEvent(new CustomEvent('mics:added', { bubbles: true }));
  for (const other of tables) if (other.field !== field) names(other);
  return row;
}

function move(table: Table, button: HTMLButtonElement) {
  const row = button.closest<HTMLElement>('tbody')!;
  const rows = rowsOf(table);
  const at = rows.indexOf(row);
  if (button.dataset['does'] === 'removeRow') {
    row.remove();
    changed(table, 'removed');
    const next = rowsOf(table)[Math.min(at, rows.length - 2)];
    (next ? inputsOf(next)[0] : table.box.querySelector<HTMLElement>('[data-add]'))?.focus();
    return;
  }
  if (button.dataset['does'] === 'up') rows[at - 1]?.before(row);
  else rows[at + 1]?.after(row);
  changed(table, 'moved');
  button.focus();
}

function changed(table: Table, what: 'added' | 'removed' | 'moved' | 'pasted', cells = 0) {
  tell(table);
  const said = what === 'pasted' && cells === 1 ? table.box.dataset['pastedOne'] : table.box.dataset[what];
  table.box.querySelector('[data-said]')!.textContent = (said ?? '').replace('0', String(cells));
  // Whoever watches the form for changes hears of rows as of words.
  table.box.dispatchEvent(new Event('input', { bubbles: true }));
  table.box.dispatchEvent(new Event('change', { bubbles: true }));
}

function isFull(table: Table): boolean {
  return rowsOf(table).length >= Number(table.box.dataset['rowsMax'] ?? Infinity);
}

/** Numbers, buttons and sums as they now are. */
function tell(table: Table) {
  const rows = rowsOf(table);
  for (const [i, row] of rows.entries()) {
    row.querySelector('[data-number]')!.textContent = String(i + 1);
    for (const said of row.querySelectorAll('[data-row-said]')) said.textContent = said.textContent.replace(/\d+/, String(i + 1));
    const buttons = row.querySelector<HTMLElement>('[data-buttons]')!;
    buttons.hidden = false;
    for (const button of buttons.querySelectorAll('button')) {
      const stuck = (button.dataset['does'] === 'up' && i === 0) || (button.dataset['does'] === 'down' && i === rows.length - 1);
      button.setAttribute('aria-disabled', String(stuck));
    }
  }
  const adding = table.box.querySelector<HTMLElement>('[data-add]')!;
  adding.hidden = isFull(table);
  sums(table);
  names(table);
}

function sums({ table }: Table) {
  for (const total of table.querySelectorAll<HTMLOutputElement>('[data-total]')) {
    const cells = [...table.querySelectorAll<HTMLInputElement>(`[data-sum="${CSS.escape(total.dataset['total']!)}"]`)];
    const sum = cells.reduce((n, cell) => n + (Number(readNumber(cell.value)) || 0), 0);
    const said = (Math.round(sum * 1e6) / 1e6).toLocaleString(language, { maximumFractionDigits: 6, useGrouping: 'always' });
    if (total.textContent !== said) total.textContent = said;
  }
}

/** Where other tables name the rows of this one, they name them as they now are. */
function names(table: Table) {
  const choices = document.querySelectorAll<HTMLSelectElement>(`select[data-rows-of="${CSS.escape(table.field)}"]`);
  if (choices.length === 0) return;
  const named = rowsOf(table).flatMap((row, i) => {
    const filled = inputsOf(row).some((input) => input.value.trim() !== '');
    const text =
      inputsOf(row)
        .find((input) => input.name.endsWith(`.${table.box.dataset['rowsName']}`))
        ?.value.trim() ?? '';
    return filled ? [{ id: row.dataset['row']!, name: text === '' ? String(i + 1) : `${i + 1}. ${text.length > 80 ? `${text.slice(0, 78)}…` : text}` }] : [];
  });
  for (const choice of choices) {
    const now = choice.value;
    const known = new Map([...choice.options].map((o) => [o.value, o]));
    const options = named.map(({ id, name }) => {
      const option = known.get(id) ?? new Option(name, id);
      if (option.text !== name) option.text = name;
      return option;
    });
    // What was chosen stays, even where its row is gone: the form says so when it is checked.
    const gone = now !== '' && !named.some((n) => n.id === now) ? [known.get(now)!] : [];
    choice.replaceChildren(known.get('')!, ...gone, ...options);
    choice.value = now;
  }
}

// A table that others name may stand further down: look again once all are ready.
for (const table of tables) names(table);
