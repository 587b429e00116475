import { romeDate } from '#src/core/time.ts';
import type { RegionId } from '#src/core/regions.ts';
import { useCopy, usePage } from '#src/ui/context.ts';
import { RegionMap } from '#src/ui/map.tsx';
import { PageHead, Section } from '#src/ui/head.tsx';
import { Callout, EmptyState, StatusChip } from '#src/ui/parts.tsx';
import { SourceNote } from '#src/ui/reasons.tsx';
import { eventCopy } from './copy.ts';
import type { Roadshow, Stop } from './queries.ts';
import { showPartialDate, showPeriod, stopState } from './rules.ts';

export function RoadshowPage({ roadshow }: { roadshow: Roadshow | undefined }) {
  const t = useCopy(eventCopy);
  const { locale } = usePage();
  if (!roadshow || roadshow.stops.length === 0)
    return (
      <>
        <PageHead trail={[{ label: t.roadshow }]} title={t.roadshow} />
        <EmptyState title={t.none} />
      </>
    );
  const byRegion: Partial<Record<RegionId, number>> = {};
  for (const s of roadshow.stops) byRegion[s.region] = (byRegion[s.region] ?? 0) + 1;
  return (
    <>
      <PageHead
        trail={[{ label: t.roadshow }]}
        kicker={t.roadshow}
        title={roadshow.title[locale]}
        lead={t.lead(roadshow.stops.length, showPartialDate(roadshow.from, locale), showPartialDate(roadshow.to, locale))}
      />
      <Section title={t.stops} lead={t.stopsLead} id="stops">
        <Stops stops={roadshow.stops} />
        {roadshow.mayGrow && (
          <Callout title={t.grows}>
            <p>{t.growsText}</p>
          </Callout>
        )}
        <p>
          {t.planFrom} <SourceNote source={roadshow.source} />
        </p>
      </Section>
      <Section title={t.where} id="map">
        <RegionMap title={t.map} description={t.mapPicture(Object.keys(byRegion).length, roadshow.stops.length)} heading={t.stopsHeading} values={byRegion} />
      </Section>
    </>
  );
}

/** A timeline whose dates are known to the year, the month or the day, or not at all. */
function Stops({ stops }: { stops: readonly Stop[] }) {
  const t = useCopy(eventCopy);
  const { locale, now } = usePage();
  const today = romeDate(now);
  return (
    <ol class="m-timeline">
      {stops.map((s) => {
        const state = stopState(s, today);
        const at = s.heldFrom ?? s.plannedOn;
        return (
          <li key={s.number} class={`m-event m-event-${state === 'held' ? 'past' : 'future'}`}>
            <p class="m-event-at">{at ? <time dateTime={at}>{showPeriod(at, s.heldUntil, locale)}</time> : t.noDate}</p>
            <p class="m-event-title">
              {t.stop(s.number)}: {s.city} <StatusChip tone={state === 'held' ? 'good' : 'neutral'}>{t[state]}</StatusChip>
            </p>
            {(s.note || s.source) && (
              <div class="m-event-body">
                {s.note && <p>{s.note[locale]}</p>}
                {s.source && <SourceNote source={s.source} />}
              </div>
            )}
          </li>
        );
      })}
    </ol>
  );
}
