import { romeDate, showDate } from '#src/core/time.ts';
import { useCopy, useHref, usePage } from '#src/ui/context.ts';
import { oversightCopy } from '../copy.ts';
import type { Breakdown } from '../queries.ts';

export type Choices = Record<'call' | 'spoke' | 'sector' | 'region', { value: string | undefined; options: readonly { value: string; label: string }[] }>;

/** What the whole page is narrowed to; in the address, so that it can be kept and sent. */
export function Narrow({ choices, by }: { choices: Choices; by: Breakdown }) {
  const t = useCopy(oversightCopy);
  const { url, now, locale } = usePage();
  const path = useHref();
  const narrowed = (Object.keys(choices) as (keyof Choices)[]).flatMap((name) => {
    const chosen = choices[name].options.find((o) => o.value === choices[name].value);
    return chosen ? [`${t[name]}: ${chosen.label}`] : [];
  });
  return (
    <>
      <p class="m-print-only">
        {narrowed.length > 0 ? narrowed.join(' · ') : t.wholePartnership} · {showDate(romeDate(now), locale)}
      </p>
      <form class="m-toolbar" method="get" action={path(url.pathname)} aria-label={t.narrow}>
        <input type="hidden" name="by" value={by} />
        <div class="m-filters-grid">
          {(Object.keys(choices) as (keyof Choices)[]).map((name) => (
            <div class="m-field" key={name}>
              <label for={`narrow-${name}`}>{t[name]}</label>
              <select id={`narrow-${name}`} name={name} class="m-input m-select">
                <option value="">{t.all}</option>
                {choices[name].options.map((o) => (
                  <option key={o.value} value={o.value} selected={o.value === choices[name].value}>
                    {o.label}
                  </option>
                ))}
              </select>
            </div>
          ))}
        </div>
        <button class="m-button m-primary m-small" type="submit">
          <span>{t.narrow}</span>
        </button>
      </form>
    </>
  );
}
