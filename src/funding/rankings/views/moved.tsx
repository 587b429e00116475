import { euros } from '#src/core/money.ts';
import type { Call } from '#src/funding/calls/schema.ts';
import { useCopy, useHref, usePage } from '#src/ui/context.ts';
import { PlainTable } from '#src/ui/plainTable.tsx';
import { placeStateWords, rankingCopy } from '../copy.ts';
import type { Mover } from '../rules/whatIf.ts';
import { nameOf, type Shows } from './place.tsx';

/** As many rows as a page can bear; the rest is counted. */
const MOST = 200;

export type MovedProps = {
  call: Call;
  movers: readonly Mover[];
  shows: Shows;
  labels: readonly [string, string];
  /** Their places are published. */ linked?: true;
};

/** Who stands differently in one ranking than in another. */
export function Moved({ call, movers, shows, labels, linked }: MovedProps) {
  const t = useCopy(rankingCopy);
  const { locale } = usePage();
  const path = useHref();
  const said = (s: Mover['now']) =>
    [
      placeStateWords[s.state][locale],
      ...(s.position === null ? [] : [t.place(s.position)]),
      ...(s.grantCents > 0 && shows('grant') ? [euros(s.grantCents, locale)] : []),
    ].join(' · ');
  return (
    <>
      <PlainTable
        caption={t.movers}
        captionHidden
        columns={[{ label: t.acronym }, { label: t.move }, { label: labels[0] }, { label: labels[1] }]}
        rows={movers.slice(0, MOST).map((m) => {
          const name = nameOf({ ...m, position: m.after.position }, shows, locale);
          return [linked ? <a href={path(`/calls/${call.id}/ranking/${m.application}`)}>{name}</a> : name, t[m.move], said(m.now), said(m.after)];
        })}
      />
      {movers.length > MOST && <p>{t.more(movers.length - MOST)}</p>}
    </>
  );
}
