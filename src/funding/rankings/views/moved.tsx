import type { Call } from '#src/funding/calls/schema.ts';
import { useCopy, useHref, usePage } from '#src/ui/context.ts';
import { DataTable } from '#src/ui/table.tsx';
import { rankingCopy } from '../copy.ts';
import { standing, type MovedList } from '../queries/moved.ts';

export type MovedProps = { call: Call; moved: MovedList; /** Their places are published. */ linked?: true };

/** Who stands differently in one ranking than in another. */
export function Moved({ call, moved: { listed, spec, grants }, linked }: MovedProps) {
  const t = useCopy(rankingCopy);
  const { locale } = usePage();
  const path = useHref();
  return (
    <DataTable
      listed={listed}
      spec={spec}
      caption={t.movers}
      captionHidden
      counted={t.countedMovers}
      cells={{
        name: (m) => (linked ? <a href={path(`/calls/${call.id}/ranking/${m.application}`)}>{m.name}</a> : m.name),
        now: (m) => standing(m.mover.now, locale, grants),
        after: (m) => standing(m.mover.after, locale, grants),
      }}
    />
  );
}
