/** Sliders beside the figures of a trial; the server is asked as they move, and its answer takes the place of the last one. */
const form = document.querySelector<HTMLFormElement>('form[data-what-if]');
if (form) start(form);

const DAY = 86_400_000;

function start(form: HTMLFormElement) {
  const english = document.documentElement.lang === 'en';
  const tag = english ? 'en-GB' : 'it-IT';
  let timer: ReturnType<typeof setTimeout> | undefined;
  let last: AbortController | undefined;

  const ask = async () => {
    last?.abort();
    const mine = (last = new AbortController());
    const url = new URL(form.action);
    for (const [name, value] of new FormData(form)) if (typeof value === 'string') url.searchParams.set(name, value);
    try {
      const answer = await fetch(url, { signal: mine.signal });
      const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
      const movers = page.getElementById('movers');
      if (!answer.ok || !movers) return form.submit();
      document.getElementById('movers')!.replaceChildren(...movers.childNodes);
      history.replaceState(null, '', url);
    } catch (error) {
      if (!mine.signal.aborted) throw error;
    }
  };
  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(() => void ask(), 250);
  };

  for (const box of form.querySelectorAll<HTMLElement>('[data-slide]')) {
    const input = box.querySelector('input')!;
    const cents = box.dataset['cents'] !== undefined;
    const read = () => {
      const typed = input.value.replace(/[^\d.,]/g, '');
      const plain = english ? typed.replaceAll(',', '') : typed.replaceAll('.', '').replace(',', '.');
      return Number(plain) * (cents ? 100 : 1);
    };
    const slider = document.createElement('input');
    Object.assign(slider, { type: 'range', min: '0', max: box.dataset['slide'], step: box.dataset['step'], value: String(read()) });
    slider.className = 'm-slider';
    slider.setAttribute('aria-label', box.querySelector('label')?.textContent ?? '');
    slider.addEventListener('input', () => {
      const value = Number(slider.value) / (cents ? 100 : 1);
      input.value = value.toLocaleString(tag, { useGrouping: cents ? 'always' : false, maximumFractionDigits: 2 } as unknown as Intl.NumberFormatOptions);
      later();
    });
    input.addEventListener('input', () => {
      slider.value = String(read());
      later();
    });
    box.append(slider);
  }
  // A day slides a year to either side of the call's own.
  for (const box of form.querySelectorAll<HTMLElement>('[data-slide-days]')) {
    const input = box.querySelector('input')!;
    const own = Date.parse(box.dataset['slideDays']!);
    const days = () => Math.round((Date.parse(input.value) - own) / DAY) || 0;
    const slider = document.createElement('input');
    Object.assign(slider, { type: 'range', min: '-365', max: '365', step: '1', value: String(days()) });
    slider.className = 'm-slider';
    slider.setAttribute('aria-label', box.querySelector('label')?.textContent ?? '');
    const say = () =>
      slider.setAttribute('aria-valuetext', new Date(own + Number(slider.value) * DAY).toLocaleDateString(tag, { timeZone: 'UTC', dateStyle: 'long' }));
    slider.addEventListener('input', () => {
      input.value = new Date(own + Number(slider.value) * DAY).toISOString().slice(0, 10);
      say();
      later();
    });
    input.addEventListener('input', () => {
      slider.value = String(days());
      say();
      later();
    });
    say();
    box.append(slider);
  }
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void ask();
  });
}
