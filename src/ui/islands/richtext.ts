import { plainLength, richTextTokens, type RichBlock, type RichSpan } from '#src/core/richText.ts';

/** Rich text in a plain text area: buttons and keys that set its marks, a preview, and a count of what the reader will see. */

for (const box of document.querySelectorAll<HTMLElement>('[data-rich]')) start(box);

function start(box: HTMLElement) {
  const area = box.querySelector('textarea')!;
  const tools = box.querySelector<HTMLElement>('[role=toolbar]')!;
  const preview = box.querySelector<HTMLElement>('.m-rich-preview')!;
  const switching = tools.querySelector<HTMLButtonElement>('[data-preview]')!;
  const linkText = box.dataset['linkText'] ?? '';
  const buttons = [...tools.querySelectorAll('button')];
  tools.hidden = false;

  // One stop for the Tab key; arrows go from button to button.
  buttons.forEach((b, i) => (b.tabIndex = i === 0 ? 0 : -1));
  tools.addEventListener('keydown', (event) => {
    const at = buttons.indexOf(event.target as HTMLButtonElement);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: buttons.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    const next = buttons[(to + buttons.length) % buttons.length]!;
    buttons.forEach((b) => (b.tabIndex = b === next ? 0 : -1));
    next.focus();
  });

  tools.addEventListener('click', (event) => {
    const mark = (event.target as Element).closest<HTMLElement>('[data-mark]')?.dataset['mark'];
    if (mark && preview.hidden) apply(area, mark, linkText);
  });
  area.addEventListener('keydown', (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
    const mark = { b: 'bold', i: 'italic', k: 'link' }[event.key.toLowerCase()];
    if (!mark) return;
    event.preventDefault();
    apply(area, mark, linkText);
  });

  switching.addEventListener('click', () => {
    const show = preview.hidden;
    if (show) {
      preview.replaceChildren(...richTextTokens(area.value).map(blockOf));
      if (area.value.trim() === '') preview.textContent = box.dataset['nothing'] ?? '';
    }
    preview.hidden = !show;
    area.hidden = show;
    switching.setAttribute('aria-pressed', String(show));
    for (const b of buttons) if (b !== switching) b.setAttribute('aria-disabled', String(show));
  });

  const limit = Number(area.dataset['richLimit']);
  const counter = document.createElement('p');
  counter.className = 'm-counter';
  counter.setAttribute('aria-live', 'polite');
  const tell = () => {
    const left = limit - plainLength(area.value);
    counter.textContent = `${Math.abs(left).toLocaleString(document.documentElement.lang, { useGrouping: 'always' })} ${left < 0 ? area.dataset['over'] : area.dataset['left']}`;
    counter.classList.toggle('m-counter-over', left < 0);
  };
  let pause: ReturnType<typeof setTimeout> | undefined;
  area.addEventListener('input', () => {
    clearTimeout(pause);
    pause = setTimeout(tell, 400);
  });
  preview.after(counter);
  tell();
}

/** Sets a mark around what is selected, or at the beginning of its lines; where it is set already it is taken away. */
function apply(area: HTMLTextAreaElement, mark: string, linkText: string) {
  const { selectionStart: from, selectionEnd: until, value } = area;
  const text = value.slice(from, until);
  area.focus();
  if (mark === 'bold' || mark === 'italic') {
    const sign = mark === 'bold' ? '**' : '*';
    const n = sign.length;
    // One star is italic, two are bold, three are both.
    const stars = Math.min(/\**$/.exec(value.slice(0, from))![0].length, /^\**/.exec(value.slice(until))![0].length);
    const within = n === 2 ? stars >= 2 : stars === 1 || stars === 3;
    if (within) return replace(area, from - n, until + n, text, from - n, until - n);
    return replace(area, from, until, `${sign}${text}${sign}`, from + n, until + n);
  }
  if (mark === 'link') {
    const said = text || linkText;
    const written = `[${said}](https://)`;
    return replace(area, from, until, written, from + written.length - 1, from + written.length - 1);
  }
  const start = value.lastIndexOf('\n', from - 1) + 1;
  const end = value.indexOf('\n', until) === -1 ? value.length : value.indexOf('\n', until);
  const lines = value.slice(start, end).split('\n');
  const signOf = (i: number) => ({ bullets: '- ', numbers: `${i + 1}. `, heading: '### ' })[mark] ?? '';
  const bare = (line: string) => line.replace(/^(?:- |\d+[.)] |### )/, '');
  const pattern = { bullets: /^- /, numbers: /^\d+[.)] /, heading: /^### / }[mark];
  const set = pattern !== undefined && lines.every((line) => pattern.test(line));
  const written = lines.map((line, i) => (set ? bare(line) : `${signOf(i)}${bare(line)}`)).join('\n');
  // A list is one only after an empty line or at the start; headings likewise look better so.
  const gap = !set && start > 0 && value[start - 2] !== '\n' ? '\n' : '';
  replace(area, start, end, gap + written, start + gap.length, start + gap.length + written.length);
}

/** Through the browser's own editing where it can, so that undo knows of it. */
function replace(area: HTMLTextAreaElement, from: number, until: number, text: string, selectFrom: number, selectUntil: number) {
  area.setSelectionRange(from, until);
  // oxlint-disable-next-line typescript/no-deprecated -- the only way to edit that the browser's undo remembers
  if (!document.execCommand('insertText', false, text)) {
    area.setRangeText(text, from, until);
    area.dispatchEvent(new Event('input', { bubbles: true }));
  }
  area.setSelectionRange(selectFrom, selectUntil);
}

// The same shapes as the server draws, as elements and text: never as markup.

function element(name: string, children: readonly Node[]): HTMLElement {
  const made = document.createElement(name);
  made.append(...children);
  return made;
}

function blockOf(block: RichBlock): Node {
  if (block.kind === 'paragraph') return element('p', block.spans.map(spanOf));
  if (block.kind === 'heading') return element('h3', block.spans.map(spanOf));
  const list = element(
    block.ordered ? 'ol' : 'ul',
    block.items.map((item) =>
      element(
        'li',
        item.flatMap((b) => (b.kind === 'paragraph' && item.filter((x) => x.kind !== 'list').length === 1 ? b.spans.map(spanOf) : [blockOf(b)])),
      ),
    ),
  );
  if (block.ordered && block.start !== 1) (list as HTMLOListElement).start = block.start;
  return list;
}

function spanOf(span: RichSpan): Node {
  if ('lineBreak' in span) return document.createElement('br');
  let made: Node = document.createTextNode(span.text);
  if (span.italic) made = element('em', [made]);
  if (span.bold) made = element('strong', [made]);
  if (span.href) {
    const link = element('a', [made]) as HTMLAnchorElement;
    link.href = span.href;
    link.rel = 'nofollow noopener noreferrer';
    made = link;
  }
  return made;
}
