import type { Verification } from '#src/funding/rankings/verify.ts';
import { detailIn } from '../pages/verifyDetails.ts';

/**
 * Checks a receipt or a ranking where it lies, in the browser: nothing is sent. The checks themselves (`verification.ts`, the very ones of the
 * server and the command line) are only fetched when somebody wants one. A browser without Ed25519 says so and sends the form, as one without
 * script does.
 */
type Checks = { knowsSignatures: () => Promise<boolean>; verifyText: (text: string, trustedKey: string) => Promise<Verification> };

const place = document.querySelector<HTMLElement>('[data-verify]');
const form = place?.querySelector('form');
if (place && form) enhance(place, form);

function enhance(around: HTMLElement, sent: HTMLFormElement) {
  const note = (name: string) => {
    for (const p of around.querySelectorAll<HTMLElement>('[data-note]')) p.hidden = p.dataset['note'] !== name;
  };
  const template = (name: string) => around.querySelector<HTMLTemplateElement>(`template[data-part="${name}"]`)!.content.cloneNode(true) as DocumentFragment;
  const row = ({ name, ok, detail }: Verification['checks'][number]) => {
    const drawn = template(`${name}-${ok ? 'ok' : 'bad'}`);
    const hint = drawn.querySelector('[data-detail]')!;
    if (detail === '') hint.remove();
    else {
      const { text, lang } = detailIn(detail, document.documentElement.lang === 'en' ? 'en' : 'it');
      hint.textContent = text;
      if (lang) hint.setAttribute('lang', lang);
    }
    return drawn;
  };
  const show = ({ ok, checks }: Verification) => {
    document.querySelector('#result')?.remove();
    const whole = template(ok ? 'good' : 'bad');
    whole.querySelector('tbody')!.replaceChildren(...checks.map(row));
    document.querySelector('#check')!.before(whole);
    const title = document.querySelector<HTMLElement>('#result h2')!;
    title.tabIndex = -1;
    title.focus();
  };
  const read = async (): Promise<void> => {
    const file = sent.querySelector<HTMLInputElement>('[type=file]')?.files?.[0];
    const text = file ? await file.text() : (sent.querySelector('textarea')?.value ?? '');
    // Nothing: the server says so, at its field.
    if (text.trim() === '') return sent.submit();
    note('busy');
    let checks: Checks;
    try {
      checks = (await import(around.dataset['checks']!)) as Checks;
      if (!(await checks.knowsSignatures())) throw new Error('no Ed25519');
    } catch {
      note('there');
      return sent.submit();
    }
    // The browser draws that it is at work before it is.
    await new Promise((done) => setTimeout(done, 20));
    show(await checks.verifyText(text, around.dataset['key']!));
    note('here');
  };
  note('here');
  // Before anything that listens for a form about to leave: this one stays.
  document.addEventListener(
    'submit',
    (event) => {
      if (event.target !== sent) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      void read();
    },
    true,
  );
}
