import { characters } from '#src/core/characters.ts';
import { weightBeside } from '#src/core/weight.ts';

/** What a page may gain where script runs: counters, no double sending, a warning before changes are lost, filters that apply at once. */

function count(area: HTMLTextAreaElement) {
  const limit = Number(area.dataset['limit']);
  const counter = document.createElement('p');
  counter.className = 'm-counter';
  counter.setAttribute('aria-live', 'polite');
  let spoken: ReturnType<typeof setTimeout> | undefined;
  const tell = () => {
    const left = limit - characters(area.value);
    counter.textContent = `${Math.abs(left).toLocaleString(document.documentElement.lang, { useGrouping: 'always' })} ${left < 0 ? area.dataset['over'] : area.dataset['left']}`;
    counter.classList.toggle('m-counter-over', left < 0);
  };
  // Counted for the eye at once, for the ear when the typing pauses.
  area.addEventListener('input', () => {
    clearTimeout(spoken);
    spoken = setTimeout(tell, 400);
  });
  area.after(counter);
  tell();
}

const countIn = (part: ParentNode) => part.querySelectorAll<HTMLTextAreaElement>('textarea[data-limit]').forEach(count);
countIn(document);
// Rows that are added to a table bring texts of their own.
document.addEventListener('mics:added', (event) => countIn(event.target as HTMLElement));

// A file that is too big is said before it has travelled.
const tooHeavy = (input: HTMLInputElement) => [...(input.files ?? [])].find((f) => f.size > Number(input.dataset['max']));
const saidHeavy = ({ dataset }: HTMLInputElement, file: File) =>
  dataset['heavy']!.replace('#own', () => weightBeside(file.size, Number(dataset['max']), document.documentElement.lang === 'en' ? 'en' : 'it')).replace(
    '#file',
    () => file.name,
  );
document.addEventListener('change', ({ target }) => {
  if (!(target instanceof HTMLInputElement) || !target.dataset['max']) return;
  target.parentElement!.querySelector('[data-said-heavy]')?.remove();
  target.removeAttribute('aria-invalid');
  const heavy = tooHeavy(target);
  if (!heavy) return;
  const said = document.createElement('div');
  said.className = 'm-field-error';
  said.id = `${target.id}-heavy`;
  said.dataset['saidHeavy'] = '';
  said.setAttribute('role', 'alert');
  said.append(Object.assign(document.createElement('p'), { textContent: saidHeavy(target, heavy) }));
  target.setAttribute('aria-invalid', 'true');
  target.setAttribute('aria-errormessage', said.id);
  target.before(said);
});
document.addEventListener(
  'submit',
  (event) => {
    const heavy = [...(event.target as HTMLFormElement).querySelectorAll<HTMLInputElement>('input[data-max]')].find(tooHeavy);
    if (!heavy) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    heavy.focus();
  },
  { capture: true },
);

let leaving = false;

for (const form of document.querySelectorAll<HTMLFormElement>('form[data-once]')) {
  form.addEventListener('submit', (event) => {
    if (form.dataset['sent']) return event.preventDefault();
    form.dataset['sent'] = 'yes';
    leaving = true;
    for (const button of form.querySelectorAll('button[type=submit]')) button.setAttribute('aria-disabled', 'true');
  });
}

// Back from the next page: what was sent may be sent again, on purpose.
addEventListener('pageshow', (event) => {
  if (!event.persisted) return;
  leaving = false;
  for (const form of document.querySelectorAll<HTMLFormElement>('form[data-sent]')) {
    delete form.dataset['sent'];
    for (const key of form.querySelectorAll<HTMLInputElement>('input[name=idempotencyKey]')) key.value = crypto.randomUUID();
    for (const button of form.querySelectorAll('button[type=submit]')) button.removeAttribute('aria-disabled');
  }
});

for (const form of document.querySelectorAll<HTMLFormElement>('form[data-guard]')) {
  let changed = false;
  form.addEventListener('input', () => (changed = true));
  addEventListener('beforeunload', (event) => {
    if (changed && !leaving) event.preventDefault();
  });
}

for (const form of document.querySelectorAll<HTMLFormElement>('form[data-autosubmit]')) {
  form.addEventListener('change', (event) => {
    if (event.target instanceof HTMLSelectElement || (event.target instanceof HTMLInputElement && event.target.type === 'checkbox')) form.requestSubmit();
  });
}
