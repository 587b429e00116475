import type { Source } from '#src/core/decision.ts';
import { standing, takesFurther, type FloorAfter } from '#src/core/floors.ts';
import { euros, percent } from '#src/core/money.ts';
import { useCopy, usePage } from './context.ts';
import { uiCopy } from './copy.ts';
import { Progress } from './course.tsx';
import { Callout } from './parts.tsx';
import { SourceNote } from './reasons.tsx';

/** What a decision would make of the share of the South in all that is granted. A floor that it would break is told before it is taken. */
export function SouthAfter(it: FloorAfter) {
  const { now, afterwards, floor } = it;
  const t = useCopy(uiCopy);
  const { locale } = usePage();
  const said = (share: number | null) => (share === null ? '–' : percent(share, locale));
  const [before, later] = [standing(now.southCents, now.allCents, floor), standing(afterwards.southCents, afterwards.allCents, floor)];
  return (
    <>
      {takesFurther(it) && (
        <Callout tone="warn" title={before.met ? t.southBroken : t.southFurther}>
          <p>{t.southShort(euros(later.shortOf, locale))}</p>
        </Callout>
      )}
      <Progress
        label={t.southAfter}
        value={later.share ?? 0}
        said={said(later.share)}
        threshold={{ value: floor, said: t.southFloor(percent(floor, locale)) }}
        tone={later.met ? 'good' : 'bad'}
        note={t.southNow(said(before.share))}
      />
    </>
  );
}

type Heads = { women: number; stated: number };
export type WomenAfterProps = { now: Heads; afterwards: Heads; floor: { percent: number; source: Source } };

/** What a decision would make of the share of women in the teams. Who states no gender is not counted. */
export function WomenAfter({ now, afterwards, floor: { percent: floor, source } }: WomenAfterProps) {
  const t = useCopy(uiCopy);
  const { locale } = usePage();
  const said = (share: number | null) => (share === null ? '–' : percent(share, locale));
  const [before, later] = [standing(now.women, now.stated, floor), standing(afterwards.women, afterwards.stated, floor)];
  return (
    <>
      {later.shortOf > before.shortOf && (
        <Callout tone="warn" title={before.met ? t.womenBroken : t.womenFurther}>
          <p>{t.womenShort(later.shortOf)}</p>
        </Callout>
      )}
      <Progress
        label={t.womenAfter}
        value={later.share ?? 0}
        said={said(later.share)}
        threshold={{ value: floor, said: t.southFloor(percent(floor, locale)) }}
        tone={later.met ? 'good' : 'bad'}
        note={
          <>
            {t.southNow(said(before.share))} <SourceNote source={source} />
          </>
        }
      />
    </>
  );
}
