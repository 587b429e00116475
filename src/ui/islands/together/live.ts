import { element } from './conflict.ts';

type Here = { person: string; name: string; section: string; field: string };
type Newer = { field: string; version: number; person: string | null; at: string | null; values: Record<string, string | string[]> };

export type Page = {
  /** `field:version` of what the page shows. */
  known: () => string;
  boxOf: (field: string) => HTMLElement | undefined;
  /** Puts somebody else's text in, where nobody is writing. */
  arrived: (field: string, version: number, values: Newer['values']) => 'shown' | 'later' | 'reload' | 'known' | 'wait';
};

/** Who is here and what they change, as the server tells; where that does not get through, asked for every ten seconds. */
export class Live {
  private field = '';
  private asking: ReturnType<typeof setTimeout> | undefined;
  private readonly told = new Map<string, number>();
  private readonly list = document.querySelector<HTMLElement>('.m-here');

  constructor(
    private readonly form: HTMLFormElement,
    private readonly words: Record<string, string>,
    private readonly clock: (at: string) => string,
    private readonly page: Page,
  ) {
    const source = new EventSource(form.dataset['live']!);
    source.addEventListener('here', (event) => this.drawHere((JSON.parse((event as MessageEvent<string>).data) as { here: Here[] }).here));
    source.addEventListener('changed', (event) => {
      const { answers } = JSON.parse((event as MessageEvent<string>).data) as { answers: { section: string }[] };
      if (answers.some((a) => a.section === form.dataset['section'])) this.ask(100);
    });
    source.addEventListener('resumed', () => this.ask(500));
    source.addEventListener('open', () => this.ask(0));
    source.addEventListener('error', () => {
      if (source.readyState === EventSource.CLOSED) setInterval(() => this.ask(0), 10_000);
    });
    form.addEventListener('focusin', (event) => {
      const field = (event.target as Element).closest<HTMLElement>('[data-answer]')?.dataset['answer'] ?? '';
      if (field === this.field) return;
      this.field = field;
      this.ask(300);
    });
  }

  private ask(wait: number) {
    clearTimeout(this.asking);
    this.asking = setTimeout(() => void this.now(), wait);
  }

  private async now() {
    const query = new URLSearchParams({ known: this.page.known(), field: this.field });
    const answer = await fetch(`${this.form.dataset['now']}?${query}`, { headers: { accept: 'application/json' } }).catch(() => null);
    if (!answer?.ok) return;
    const { here, answers } = (await answer.json()) as { here: Here[]; answers: Newer[] };
    this.drawHere(here);
    for (const a of answers) {
      if (this.told.get(a.field) === a.version) continue;
      const how = this.page.arrived(a.field, a.version, a.values);
      if (how === 'wait') this.ask(1000);
      if (how === 'wait' || how === 'known') continue;
      if (how === 'reload') this.told.set(a.field, a.version);
      if (a.person)
        this.note(
          a.field,
          'm-changed',
          `${a.person} ${how === 'reload' ? this.words['changedTable'] : `${this.words['changedHere']} ${a.at ? this.clock(a.at) : ''}`}`,
        );
    }
  }

  private drawHere(here: Here[]) {
    const { section } = this.form.dataset;
    if (this.list) {
      const said = here.map((h) => (h.section === section ? h.name : `${h.name} ${this.words['elsewhere']}`)).join(', ');
      const text = said && `${this.words['here']} ${said}`;
      if (this.list.textContent !== text) this.list.textContent = text;
      this.list.hidden = said === '';
    }
    const writing = new Map(here.filter((h) => h.section === section && h.field).map((h) => [h.field, h.name]));
    for (const box of this.form.querySelectorAll<HTMLElement>('[data-answer]')) {
      const name = writing.get(box.dataset['answer']!);
      this.note(box.dataset['answer']!, 'm-writing', name ? `${name} ${this.words['writing']}` : '');
    }
  }

  private note(field: string, kind: string, text: string) {
    const box = this.page.boxOf(field);
    const known = box?.querySelector<HTMLElement>(`.${kind}`);
    if (known?.textContent === text || (!known && text === '')) return;
    if (text === '') return known?.remove();
    const line = known ?? element('p', kind);
    line.textContent = text;
    if (!known) box?.append(line);
  }
}
