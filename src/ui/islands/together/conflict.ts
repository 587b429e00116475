type Stretch = { kind: 'same' | 'added' | 'removed'; text: string };
export type Conflict = {
  field: string;
  edit: number;
  version: number;
  by: string | null;
  at: string;
  address: string;
  values: Record<string, string | string[]>;
  differences: Stretch[];
};

/** Two texts beside each other above the field that they are for, with the words marked that only one of them has. */
export function inPlace(
  words: Record<string, string>,
  conflict: Conflict,
  clock: (at: string) => string,
  choose: (choice: 'theirs' | 'written') => Promise<void>,
): HTMLElement {
  const panel = element('section', 'm-conflict');
  panel.tabIndex = -1;
  panel.setAttribute('role', 'group');
  panel.setAttribute('aria-label', words['conflict']!);
  const title = element('h2', '', words['conflict']);
  const sides = element('div', 'm-sides');
  sides.append(
    side(`${words['current']}: ${conflict.by ?? words['nobody']}, ${clock(conflict.at)}`, conflict.differences, 'removed', words),
    side(words['typedHere']!, conflict.differences, 'added', words),
  );
  const actions = element('div', 'm-actions');
  actions.append(
    button(words['keepWritten']!, 'm-primary', () => choose('written')),
    button(words['keepTheirs']!, 'm-secondary', () => choose('theirs')),
  );
  panel.append(title, element('p', '', words['conflictLead']), sides, actions);
  return panel;
}

function side(title: string, stretches: Stretch[], only: 'added' | 'removed', words: Record<string, string>): HTMLElement {
  const box = element('div', 'm-side');
  const text = element('div', 'm-marked');
  for (const s of stretches) {
    if (s.kind === 'same') text.append(s.text);
    else if (s.kind === only) {
      const mark = element('ins', '');
      mark.append(element('span', 'visually-hidden', `${words['inserted']} `), s.text, element('span', 'visually-hidden', ` ${words['end']} `));
      text.append(mark);
    }
  }
  if (text.textContent === '') text.append(words['emptyText']!);
  box.append(element('h3', '', title), text);
  return box;
}

function button(label: string, tone: string, work: () => Promise<void>): HTMLButtonElement {
  const made = element('button', `m-button ${tone} m-small`, label) as HTMLButtonElement;
  made.type = 'button';
  made.addEventListener('click', () => {
    if (made.getAttribute('aria-disabled')) return;
    made.setAttribute('aria-disabled', 'true');
    void work().finally(() => made.removeAttribute('aria-disabled'));
  });
  return made;
}

export function element(tag: string, name: string, text?: string): HTMLElement {
  const made = document.createElement(tag);
  if (name) made.className = name;
  if (text !== undefined) made.textContent = text;
  return made;
}
