import { number as showNumber } from '#src/core/money.ts';
import { regions, type RegionId } from '#src/core/regions.ts';
import { scaleQuantize } from 'd3-scale';
import { useId } from 'preact/hooks';
import { useCopy, useHref, usePage } from './context.ts';
import { uiCopy } from './copy.ts';
import { DataBehind } from './charts.tsx';
import { outlines, VIEW_BOX } from './outlines.ts';
import { PlainTable } from './plainTable.tsx';

export type RegionMapProps = {
  title: string;
  /** What the picture shows, for those who do not see it. */
  description: string;
  values: Partial<Record<RegionId, number>>;
  /** How a value reads; the plain number otherwise. */
  show?: (value: number) => string;
  /** The short form written on the map, where `show` is long (`12` for `12 progetti`). */
  mark?: (value: number) => string;
  /** What is measured: the table's heading. */
  heading: string;
  /** Our own address of a region's rows. */
  regionHref?: (id: RegionId) => string;
};

const STEPS = 5;

/** Italy by region, darker where there is more; the South outlined. The table beside it says the same and holds the same links. */
export function RegionMap({ title, description, values, show, mark, heading, regionHref }: RegionMapProps) {
  const t = useCopy(uiCopy);
  const { locale } = usePage();
  const path = useHref();
  const id = useId();
  const said = (v: number) => show?.(v) ?? showNumber(v, locale);
  const short = (v: number) => mark?.(v) ?? showNumber(v, locale);
  const rows = regions
    .map((r) => ({ ...r, value: values[r.id] ?? 0 }))
    .sort((a, b) => b.value - a.value || a.name[locale].localeCompare(b.name[locale], locale));
  const top = Math.max(0, ...rows.map((r) => r.value));
  const shade = scaleQuantize<number>()
    .domain([0, top || 1])
    .range([1, 2, 3, 4, 5]);
  const level = (v: number) => (v <= 0 ? 0 : shade(v));
  const sum = rows.reduce((a, r) => a + r.value, 0);
  // The South last, so that its outline lies over its neighbours'.
  const drawn = [...rows].sort((a, b) => Number(a.south) - Number(b.south));
  return (
    <figure class="m-chart m-map">
      <figcaption>{title}</figcaption>
      <div class="m-map-grid">
        <div>
          <svg viewBox={VIEW_BOX} role={regionHref ? 'group' : 'img'} aria-labelledby={`${id}-t ${id}-d`}>
            <title id={`${id}-t`}>{title}</title>
            <desc id={`${id}-d`}>{description}</desc>
            {drawn.map((r) => {
              const shape = <path class={`m-region m-shade-${level(r.value)}${r.south ? ' m-south' : ''}`} d={outlines[r.id].path} />;
              const name = `${r.name[locale]}: ${r.value > 0 ? said(r.value) : t.noneHere}`;
              return regionHref && r.value > 0 ? (
                <a key={r.id} href={path(regionHref(r.id))} aria-label={name}>
                  <title>{name}</title>
                  {shape}
                </a>
              ) : (
                <g key={r.id}>
                  <title>{name}</title>
                  {shape}
                </g>
              );
            })}
            <g class="m-map-marks" aria-hidden="true">
              {rows
                .filter((r) => r.value > 0)
                .map((r) => (
                  <text key={r.id} x={outlines[r.id].x} y={outlines[r.id].y} class={level(r.value) >= 3 ? 'm-on-dark' : undefined}>
                    {short(r.value)}
                  </text>
                ))}
            </g>
          </svg>
          <ul class="m-map-key">
            {Array.from({ length: STEPS }, (_, i) => i + 1)
              .map((step) => ({ step, values: rows.map((r) => r.value).filter((v) => level(v) === step) }))
              .filter((k) => k.values.length > 0)
              .map((k) => {
                const [low, high] = [Math.min(...k.values), Math.max(...k.values)];
                return (
                  <li key={k.step}>
                    <svg width="18" height="18" aria-hidden="true">
                      <rect class={`m-shade-${k.step}`} width="18" height="18" rx="3" />
                    </svg>
                    <span>{low === high ? short(low) : `${short(low)}–${short(high)}`}</span>
                  </li>
                );
              })}
            <li>
              <svg width="18" height="18" aria-hidden="true">
                <rect class="m-shade-0 m-south" x="1.5" y="1.5" width="15" height="15" rx="2" />
              </svg>
              <span>{t.southOutlined}</span>
            </li>
          </ul>
        </div>
        <DataBehind open>
          <PlainTable
            caption={title}
            captionHidden
            compact
            columns={[{ label: t.region }, { label: heading, numeric: true }, { label: t.south }]}
            rows={rows.map((r) => [
              regionHref && r.value > 0 ? <a href={path(regionHref(r.id))}>{r.name[locale]}</a> : r.name[locale],
              said(r.value),
              r.south ? t.yes : t.no,
            ])}
            total={[t.total, said(sum), '']}
          />
        </DataBehind>
      </div>
      <p class="m-credit">{t.mapCredit}</p>
    </figure>
  );
}
