/** Sliders beside the figures of a trial; the server is asked as they move, and its answer takes the place of the last one. */
const form = document.querySelector<HTMLFormElement>('form[data-what-if]');
if (form) start(form);

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
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void ask();
  });
}
