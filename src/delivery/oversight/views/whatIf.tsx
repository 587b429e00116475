import { euros, percent, type Cents } from '#src/core/money.ts';
import { useCopy, useHref, usePage } from '#src/ui/context.ts';
import { SubmitRow } from '#src/ui/buttons.tsx';
import { typed } from '#src/ui/fields.tsx';
import { Progress } from '#src/ui/course.tsx';
import { PageHead, Section } from '#src/ui/head.tsx';
import { Callout } from '#src/ui/parts.tsx';
import { PlainTable } from '#src/ui/plainTable.tsx';
import { oversightCopy } from '../copy.ts';
import type { Pot } from '../queries.ts';
import { after, standing, toReach, type Area } from '#src/core/floors.ts';

/** For each call: how much of what is left is granted, and what part of that in the South. */
export type Supposed = { pot: Pot; grantCents: Cents; southPercent: number };

export function WhatIfPage({ now, floor, supposed }: { now: Area; floor: number; supposed: readonly Supposed[] }) {
  const t = useCopy(oversightCopy);
  const { locale, url } = usePage();
  const path = useHref();
  const left = supposed.reduce((n, s) => n + s.pot.potCents, 0);
  const reach = toReach(floor, now, left);
  const change: Area = {
    allCents: supposed.reduce((n, s) => n + s.grantCents, 0),
    southCents: supposed.reduce((n, s) => n + Math.floor((s.grantCents * s.southPercent) / 100), 0),
  };
  const bar = (label: string, area: Area) => {
    const s = standing(area.southCents, area.allCents, floor);
    return (
      <Progress
        label={label}
        value={s.share ?? 0}
        said={s.share === null ? '–' : percent(s.share, locale)}
        threshold={{ value: floor, said: t.floor(percent(floor, locale)) }}
        tone={s.met ? 'good' : 'bad'}
        note={t.ofAmounts(euros(s.part, locale), euros(s.whole, locale))}
      />
    );
  };
  return (
    <>
      <PageHead trail={[{ label: t.title, href: '/oversight' }, { label: t.whatIf }]} title={t.whatIf} lead={t.whatIfLead} />
      <Callout tone={reach.reachable ? 'info' : 'bad'}>
        <p>
          {!reach.reachable
            ? t.unreachable(percent(reach.highestShare ?? 0, locale))
            : reach.leastCents === 0
              ? t.enough
              : t.needed(euros(reach.leastCents, locale), percent(reach.leastShare ?? 0, locale))}
        </p>
      </Callout>
      <Section title={t.remaining} id="suppose">
        <form method="get" action={path(url.pathname)} aria-label={t.whatIf}>
          <PlainTable
            caption={t.remaining}
            captionHidden
            columns={[{ label: t.call }, { label: t.remaining, numeric: true }, { label: t.grant, numeric: true }, { label: t.toSouth, numeric: true }]}
            rows={supposed.map(({ pot, grantCents, southPercent }) => [
              pot.code,
              euros(pot.potCents, locale),
              <input
                key="grant"
                class="m-input m-figures"
                name={`grant-${pot.id}`}
                type="text"
                inputMode="decimal"
                size={14}
                value={typed(grantCents, locale)}
                aria-label={`${t.grant}: ${pot.code}`}
              />,
              <input
                key="south"
                class="m-input m-figures"
                name={`south-${pot.id}`}
                type="text"
                inputMode="numeric"
                size={5}
                value={String(southPercent)}
                aria-label={`${t.toSouth}: ${pot.code}`}
              />,
            ])}
          />
          <SubmitRow label={t.compute} />
        </form>
      </Section>
      <Section title={t.share} id="share">
        {bar(t.before, now)}
        {bar(t.after, after(now, change))}
      </Section>
    </>
  );
}
