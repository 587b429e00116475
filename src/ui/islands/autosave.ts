/**
 * Saves the fields of a form by themselves and shows what others do meanwhile. What is not saved yet is kept on this computer; the form
 * with its buttons works as without this.
 */
import { isOutcome, toldReasons, type Told } from './together/answers.ts';
import { Live } from './together/live.ts';
import { apply, entriesOf, forget, forgetAll, forgetOthers, keep, kept, shown, type Entries } from './together/fields.ts';
import { inPlace, type Conflict } from './together/conflict.ts';

type Field = { id: string; box: HTMLElement; base: HTMLInputElement; saved: string; dirty: boolean; blocked: boolean; conflict: boolean };
type Saved = { field: string; version: number; how: string; values?: Record<string, string | string[]> };
type Answer = { at: string; saved: Saved[]; conflicts: Conflict[] };
type Refusal = { reasons?: Told[] };

export type Words = Record<string, string>;

const form = document.querySelector<HTMLFormElement>('form[data-autosave]');
if (form) start(form);
// What was handed in is kept nowhere else.
const done = document.querySelector<HTMLElement>('[data-forget]')?.dataset['forget'];
if (done) forgetAll(done);

function start(form: HTMLFormElement) {
  const { autosave: application = '', section = '', person = '' } = form.dataset;
  const words = JSON.parse(form.dataset['words'] ?? '{}') as Words;
  const status = form.querySelector<HTMLElement>('.m-autosave')!;
  const place = `${person}/${application}/${section}/`;
  const fields = new Map(
    [...form.querySelectorAll<HTMLElement>('[data-answer]')].map((box): [string, Field] => {
      const id = box.dataset['answer']!;
      return [
        id,
        {
          id,
          box,
          base: box.querySelector<HTMLInputElement>(`input[name="_base.${CSS.escape(id)}"]`)!,
          saved: shown(box),
          dirty: false,
          blocked: false,
          conflict: false,
        },
      ];
    }),
  );
  let applying = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let sending: { body: URLSearchParams; key: string; sent: Map<Field, string> } | null = null;
  let underway = false;
  let tries = 0;
  let leaving = false;

  const say = (text: string, link?: { href: string; label: string }) => {
    status.replaceChildren(text);
    if (!link) return;
    const a = document.createElement('a');
    Object.assign(a, { href: link.href, target: '_blank', textContent: link.label });
    status.append(' ', a);
  };
  const clock = (at: string) => new Date(at).toLocaleTimeString(words['locale'], { hour: '2-digit', minute: '2-digit', timeZone: 'Europe/Rome' });
  const put = (field: Field, values: Entries | Record<string, string | string[]>): boolean => {
    applying = true;
    try {
      return apply(field.box, values);
    } finally {
      applying = false;
    }
  };

  forgetOthers(person);
  // The page after a save by the button: what was kept has been sent with it.
  if (new URLSearchParams(location.search).has('saved')) for (const field of fields.values()) forget(place + field.id);
  for (const field of fields.values()) {
    const draft = kept(place + field.id);
    if (!draft) continue;
    if (!put(field, draft.entries) || shown(field.box) === field.saved) {
      if (shown(field.box) === field.saved) forget(place + field.id);
      continue;
    }
    field.base.value = draft.base;
    field.dirty = true;
    say(words['recovered']!);
  }
  if ([...fields.values()].some((f) => f.dirty)) later(1500);

  const fieldAt = (target: EventTarget | null) => fields.get((target as Element | null)?.closest?.<HTMLElement>('[data-answer]')?.dataset['answer'] ?? '');

  function changed(event: Event) {
    if (applying) return;
    const field = fieldAt(event.target);
    if (!field) return;
    field.blocked = false;
    field.dirty = shown(field.box) !== field.saved;
    if (!field.dirty) return forget(place + field.id);
    keep(place + field.id, { entries: entriesOf(field.box), base: field.base.value });
    if (field.conflict) return;
    say(words['unsaved']!);
    later(1500);
  }
  form.addEventListener('input', changed);
  form.addEventListener('change', changed);
  form.addEventListener('focusout', () => void later(0));
  form.addEventListener('submit', () => {
    leaving = true;
    clearTimeout(timer);
  });
  addEventListener('pagehide', () => void (leaving || send(true)));
  document.addEventListener('visibilitychange', () => void (document.visibilityState === 'hidden' ? leaving || send(true) : later(0)));
  addEventListener('online', () => void later(0));
  addEventListener('beforeunload', (event) => {
    // Only where nothing can be kept on this computer.
    if (!leaving && [...fields.values()].some((f) => f.dirty && !kept(place + f.id))) event.preventDefault();
  });

  function later(wait: number) {
    clearTimeout(timer);
    timer = setTimeout(() => void send(), wait);
  }

  /** One request at a time; one that failed goes again as it was, under its key. */
  async function send(last = false) {
    clearTimeout(timer);
    if (underway) return;
    if (!sending) {
      const due = [...fields.values()].filter((f) => f.dirty && !f.blocked && !f.conflict);
      if (due.length === 0) return;
      const body = new URLSearchParams();
      for (const field of due) {
        body.append(field.base.name, field.base.value);
        for (const [name, value] of entriesOf(field.box)) body.append(name, value);
      }
      sending = { body, key: crypto.randomUUID(), sent: new Map(due.map((f) => [f, shown(f.box)])) };
    }
    underway = true;
    if (!last) say(words['saving']!);
    const { body, key, sent } = sending;
    let answer: Response;
    try {
      answer = await fetch(form.action, {
        method: 'POST',
        body,
        // A browser carries at most this much for a page that is gone.
        keepalive: last && body.toString().length < 60_000,
        headers: { accept: 'application/json', 'idempotency-key': key },
      });
    } catch {
      return failed();
    } finally {
      underway = false;
    }
    if (isOutcome(answer)) {
      const told = (await answer.json().catch(() => ({}))) as Partial<Answer>;
      if (!told.saved) return failed();
      sending = null;
      tries = 0;
      took(told as Answer, sent);
      if ([...fields.values()].some((f) => f.dirty && !f.blocked && !f.conflict)) later(1500);
      return;
    }
    if (answer.status >= 500 || answer.status === 429) return failed();
    sending = null;
    if (answer.status === 401) return say(words['signedOut']!, { href: form.dataset['signIn']!, label: words['signIn']! });
    const { reasons = [] } = (await answer.json().catch(() => ({}))) as Refusal;
    const wrong = [...sent.keys()].filter((f) => answer.status !== 422 || reasons.some((r) => r.at === f.id || r.at?.startsWith(`${f.id}.`)));
    for (const field of wrong.length > 0 ? wrong : sent.keys()) field.blocked = true;
    say(`${words['refused']} ${toldReasons(reasons, words['source']!)}`);
    // What is wrong with one field keeps no other from being saved.
    if ([...fields.values()].some((f) => f.dirty && !f.blocked && !f.conflict)) later(0);
  }

  function failed() {
    say(words['offline']!);
    later(Math.min(60_000, 2000 * 2 ** tries++));
  }

  function took({ at, saved, conflicts }: Answer, sent: Map<Field, string>) {
    let merged = false;
    for (const s of saved) {
      const field = fields.get(s.field);
      if (!field) continue;
      const untouched = shown(field.box) === sent.get(field);
      merged ||= s.how === 'merged';
      // Who went on writing has what they sent, not what became of it.
      const joined = s.values !== undefined && !(untouched && put(field, s.values));
      // What was kept as it was has no text of theirs in the history: they go on from the version that they had.
      if (!joined || s.how !== 'kept') field.base.value = `${s.version}${joined && s.how === 'merged' ? 's' : ''}`;
      field.saved = untouched ? shown(field.box) : sent.get(field)!;
      field.dirty = !untouched;
      if (untouched) forget(place + field.id);
      else keep(place + field.id, { entries: entriesOf(field.box), base: field.base.value });
    }
    for (const conflict of conflicts) {
      const field = fields.get(conflict.field);
      if (field) settle(field, conflict);
    }
    say(conflicts.length > 0 ? words['conflict']! : `${words[merged ? 'mergedAt' : 'savedAt']} ${clock(at)}`);
  }

  /** Both texts in place; the field itself is the third, and is saved as such when its writer says so. */
  function settle(field: Field, conflict: Conflict) {
    field.conflict = true;
    const panel = inPlace(words, conflict, clock, async (choice) => {
      const body = new URLSearchParams({ choice, [field.base.name]: String(conflict.version) });
      for (const [name, value] of entriesOf(field.box)) body.append(name, value);
      const text = shown(field.box);
      const english = location.pathname.startsWith('/en/') ? '/en' : '';
      const answer = await fetch(`${english}${conflict.address}`, {
        method: 'POST',
        body,
        headers: { accept: 'application/json', 'idempotency-key': crypto.randomUUID() },
      }).catch(() => null);
      if (!answer || !isOutcome(answer)) {
        const { reasons = [] } = ((await answer?.json().catch(() => null)) ?? {}) as Refusal;
        return say(reasons.length > 0 ? `${words['refused']} ${reasons.map((r) => r.message).join(' ')}` : words['offline']!);
      }
      panel.remove();
      field.conflict = false;
      if (choice === 'theirs') put(field, conflict.values);
      took((await answer.json()) as Answer, new Map([[field, choice === 'theirs' ? shown(field.box) : text]]));
    });
    field.box.prepend(panel);
    panel.focus();
  }

  // Not where nobody else writes.
  if (!form.dataset['live']) return;
  new Live(form, words, clock, {
    known: () => [...fields.values()].map((f) => `${f.id}:${Number.parseInt(f.base.value, 10)}`).join(),
    boxOf: (id) => fields.get(id)?.box,
    arrived(id, version, values) {
      const field = fields.get(id);
      if (!field) return 'later';
      // It may be one's own text on its way back: what became of it is known in a moment.
      if (sending?.sent.has(field)) return 'wait';
      if (Number.parseInt(field.base.value, 10) >= version) return 'known';
      if (field.dirty || field.conflict || field.box.contains(document.activeElement)) return 'later';
      if (!put(field, values)) return 'reload';
      field.base.value = String(version);
      field.saved = shown(field.box);
      return 'shown';
    },
  });
}
