/** While a review is written: its total, the keys that lead through it, and which documents have been opened. All of it works without this. */
import { number } from '#src/core/money.ts';
import { pointsOf, weighted } from '#src/core/points.ts';

const form = document.querySelector<HTMLFormElement>('form[data-judging]');
if (form) {
  totals(form);
  keys(form);
}
documents();

function totals(form: HTMLFormElement) {
  const locale = document.documentElement.lang === 'en' ? 'en' : 'it';
  const box = form.querySelector<HTMLElement>('[data-total]')!;
  const said = box.querySelector('strong')!;
  const bar = box.querySelector('.m-bar')!;
  const note = box.querySelector<HTMLElement>('[data-filled]');
  const { total = '', note: noted = '' } = box.dataset;
  const most = Number(box.dataset['most']);

  const read = () =>
    [...form.querySelectorAll<HTMLElement>('[data-answer][data-max]')].map((item) => {
      const { max, step, weight, least = '0' } = item.dataset;
      const points = pointsOf({ max: Number(max), step: Number(step) }, item.querySelector<HTMLInputElement>('input[name^="points."]')!.value);
      const motivation = item.querySelector<HTMLTextAreaElement>('textarea')!.value.trim();
      return { points, weight: Number(weight), filled: points !== null && motivation.length >= Number(least) };
    });

  const show = () => {
    const items = read();
    const sum = weighted(items);
    said.textContent = total.replace('{points}', number(sum, locale));
    bar.setAttribute('width', `${(Math.min(sum / most, 1) * 100).toFixed(2)}%`);
    if (note) note.textContent = noted.replace('{filled}', String(items.filter((i) => i.filled).length)).replace('{of}', String(items.length));
  };
  form.addEventListener('input', show);
  show();
}

/** F8 goes on to the next item, with Shift back; Ctrl or Command with S saves. No key that writes is taken. */
function keys(form: HTMLFormElement) {
  form.addEventListener('keydown', (event) => {
    if (event.key === 'F8') {
      const fields = [...form.querySelectorAll<HTMLElement>('[data-answer]')];
      const here = fields.findIndex((f) => f.contains(document.activeElement));
      const next = fields[here + (event.shiftKey ? -1 : 1)] ?? fields[event.shiftKey ? fields.length - 1 : 0];
      next?.querySelector<HTMLElement>('input:not([type="hidden"]), textarea')?.focus();
      event.preventDefault();
    }
    if (event.key.toLowerCase() === 's' && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey) {
      event.preventDefault();
      form.requestSubmit(form.querySelector<HTMLButtonElement>('button[type="submit"]:not([formaction])'));
    }
  });
}

/** A document that is opened in the page is marked as read, and counted. */
function documents() {
  const counted = () => {
    const line = document.querySelector<HTMLElement>('[data-read]');
    const boxes = [...document.querySelectorAll<HTMLElement>('details[data-seen]')];
    const read = boxes.filter((b) => b.dataset['seen'] === '').length;
    if (line) line.textContent = line.dataset['read']!.replace('{read}', String(read)).replace('{of}', String(boxes.length));
  };
  for (const box of document.querySelectorAll<HTMLDetailsElement>('details[data-seen]')) {
    box.addEventListener('toggle', () => {
      if (!box.open || box.dataset['seen'] === '') return;
      const address = box.dataset['seen']!;
      box.dataset['seen'] = '';
      void fetch(address, { method: 'POST', headers: { accept: 'application/json', 'idempotency-key': crypto.randomUUID() } }).then((answer) => {
        if (!answer.ok) return;
        const mark = box.querySelector<HTMLElement>('[data-mark]');
        if (mark) mark.textContent = mark.dataset['mark']!;
        box.querySelector('form')?.remove();
        counted();
      });
    });
  }
}
