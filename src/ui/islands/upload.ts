/**
 * A file field that sends its file in pieces (tus 1.0.0) where script runs: with progress in words, a pause, and going on by itself after a
 * broken line. Without it, or when the way cannot be opened, the form sends the file as forms do.
 */
import { isProblem, toldReasons, type Told } from './together/answers.ts';

const piece = 1024 * 1024;
const waits = [1000, 2000, 4000, 8000, 16000, 30000, 30000, 30000];
const tus = { 'tus-resumable': '1.0.0', accept: 'application/json' };

const encoded = (text: string) => btoa(String.fromCharCode(...new TextEncoder().encode(text)));
const words = (form: HTMLFormElement, name: string) => form.dataset[name] ?? '';
const percent = (part: number, whole: number) => Math.floor((part / whole) * 100);

/** The server said no: no use in trying again. */
class Refused extends Error {}
/** The way is closed: the last piece had arrived, only the answer was lost. The page knows what became of it. */
class Gone extends Error {}

function enhance(form: HTMLFormElement) {
  const field = form.querySelector<HTMLInputElement>('input[type=file]');
  const place = form.dataset['upload'];
  if (!field || !place) return;
  const bar = document.createElement('progress');
  const said = document.createElement('p');
  const pause = document.createElement('button');
  const cancel = document.createElement('button');
  const line = document.createElement('div');
  line.className = 'm-upload';
  line.hidden = true;
  bar.max = 100;
  bar.setAttribute('aria-label', words(form, 'sending'));
  said.setAttribute('role', 'status');
  said.id = `${field.id}-said`;
  for (const [button, label] of [
    [pause, words(form, 'pause')],
    [cancel, words(form, 'cancel')],
  ] as const) {
    button.type = 'button';
    button.className = 'm-button m-secondary m-small';
    button.textContent = label;
  }
  line.append(bar, said, pause, cancel);
  field.after(line);

  let running: AbortController | null = null;
  let paused = false;
  let wake: (() => void) | null = null;
  let spoken = -1;

  const show = (sent: number, whole: number) => {
    const now = percent(sent, whole);
    bar.value = now;
    // For the ear not more often than every tenth.
    if (now - spoken >= 10 || now === 100) {
      spoken = now;
      said.textContent = words(form, 'progress').replace('#', String(now));
    }
  };
  const say = (text: string) => (said.textContent = text);
  const rest = (ms: number) =>
    new Promise<void>((done) => {
      const timer = setTimeout(done, ms);
      wake = () => {
        clearTimeout(timer);
        done();
      };
    });
  addEventListener('online', () => wake?.());
  pause.addEventListener('click', () => {
    paused = !paused;
    pause.textContent = words(form, paused ? 'resume' : 'pause');
    if (paused) {
      running?.abort();
      say(words(form, 'paused'));
    } else wake?.();
  });

  const ask = async (method: string, address: string, headers: Record<string, string> = {}, body?: Blob) => {
    running = new AbortController();
    const answer = await fetch(address, { method, headers: { ...tus, ...headers }, body: body ?? null, signal: running.signal, credentials: 'same-origin' });
    if (answer.status === 404 && method === 'HEAD') throw new Gone();
    // A wrong offset is no refusal: one is asked again where it stands.
    const refused = answer.status === 409 ? isProblem(answer) : ![423, 460, 502, 503, 504].includes(answer.status);
    if (answer.status >= 400 && refused) {
      const told = (await answer.json().catch(() => null)) as { reasons?: Told[] } | null;
      throw new Refused(toldReasons(told?.reasons ?? [], words(form, 'source')) || words(form, 'failed'));
    }
    if (answer.status >= 400) throw new Error(String(answer.status));
    return answer;
  };

  async function open(file: File): Promise<string> {
    const value = (name: string) => (form.elements.namedItem(name) as HTMLInputElement | null)?.value ?? '';
    const told = Object.entries({ document: value('document'), organisation: value('organisation'), filename: file.name, validUntil: value('validUntil') });
    const answer = await ask('POST', place!, {
      'upload-length': String(file.size),
      'upload-metadata': told.map(([name, text]) => `${name} ${encoded(text)}`).join(','),
    });
    return answer.headers.get('location')!;
  }

  async function send(file: File) {
    let address: string | null = null;
    let offset = 0;
    let tries = 0;
    cancel.onclick = () => {
      running?.abort();
      const leave = () => location.reload();
      if (address) void fetch(address, { method: 'DELETE', headers: tus, credentials: 'same-origin' }).then(leave, leave);
      else leave();
    };
    while (offset < file.size || address === null) {
      try {
        if (paused) {
          await rest(3_600_000);
          if (paused) continue;
          tries = 1;
        }
        if (address === null) address = await open(file);
        else if (tries > 0) offset = Number((await ask('HEAD', address)).headers.get('upload-offset'));
        const headers = { 'upload-offset': String(offset), 'content-type': 'application/offset+octet-stream' };
        const answer = await ask('PATCH', address, headers, file.slice(offset, offset + piece));
        offset = Number(answer.headers.get('upload-offset'));
        tries = 0;
        show(offset, file.size);
      } catch (error) {
        if (error instanceof Refused || error instanceof Gone) throw error;
        if (paused) continue;
        if (tries >= waits.length) throw new Error(words(form, 'failed'), { cause: error });
        say(words(form, 'broken'));
        await rest(waits[tries++]!);
      }
    }
  }

  form.addEventListener('submit', (event) => {
    const file = field.files?.[0];
    if (!file || file.size === 0 || form.dataset['plain']) return;
    event.preventDefault();
    line.hidden = bar.hidden = pause.hidden = cancel.hidden = false;
    line.classList.remove('m-upload-failed');
    said.setAttribute('role', 'status');
    spoken = -1;
    field.removeAttribute('aria-invalid');
    show(0, file.size);
    field.setAttribute('aria-busy', 'true');
    send(file).then(
      () => {
        const there = new URL(location.href);
        there.searchParams.set('saved', 'documents');
        location.assign(there);
      },
      (error: Error) => {
        if (error instanceof Gone) return location.reload();
        field.removeAttribute('aria-busy');
        line.classList.add('m-upload-failed');
        said.setAttribute('role', 'alert');
        say(error.message);
        field.setAttribute('aria-invalid', 'true');
        field.setAttribute('aria-describedby', [field.getAttribute('aria-describedby'), said.id].filter(Boolean).join(' '));
        bar.hidden = pause.hidden = cancel.hidden = true;
        // The plain form is the way that is left; once, on purpose.
        delete form.dataset['sent'];
        for (const button of form.querySelectorAll('button[type=submit]')) button.removeAttribute('aria-disabled');
        if (!(error instanceof Refused)) form.dataset['plain'] = 'yes';
      },
    );
  });
}

for (const form of document.querySelectorAll<HTMLFormElement>('form[data-upload]')) enhance(form);
