import { euros } from '#src/core/money.ts';
import { useCopy, useHref, usePage } from '#src/ui/context.ts';
import { KeyDates } from '#src/ui/course.tsx';
import { FactList } from '#src/ui/plainTable.tsx';
import { callPages } from '../copy/pages.ts';
import { deadlineHistory, opensAt, potHistory } from '../rules/calendar.ts';
import type { Call } from '../schema.ts';
import { romeInstant } from '#src/core/time.ts';

export function CallFacts({ call, version, latest, draft }: { call: Call; version: { number: number; hash: string }; latest: number; draft: boolean }) {
  const t = useCopy(callPages);
  const { locale } = usePage();
  const path = useHref();
  const deadlines = deadlineHistory(call);
  return (
    <>
      <h2>{t.keyDates}</h2>
      <KeyDates
        dates={[
          { label: t.published, at: call.dates.publishedOn },
          { label: t.opening, at: opensAt(call) },
          ...(call.dates.questionsUntil ? [{ label: t.questionsUntil, at: romeInstant(call.dates.questionsUntil) }] : []),
          ...deadlines.map((d, i) => ({ label: i === deadlines.length - 1 ? t.deadline : t.deadlineBefore, at: d.closesAt, note: d.act?.ref })),
        ]}
      />
      <h2>{t.pot}</h2>
      {potHistory(call).map((pot) => (
        <FactList
          stacked
          key={pot.id}
          facts={[
            ...(pot.raises.length > 0 ? [{ label: t.potInitial, value: euros(pot.initialCents, locale) }] : []),
            ...pot.raises.map((r) => ({ label: t.raise, value: `+ ${euros(r.cents, locale)}`, note: r.ref })),
            { label: pot.title[locale], value: <strong>{euros(pot.cents, locale)}</strong> },
          ]}
        />
      ))}
      <h2>{t.grantedBy}</h2>
      <p>
        {call.grantingBody.name}
        <br />
        <small>{call.grantingBody.role[locale]}</small>
      </p>
      {!draft && (
        <>
          <h2>{t.versions}</h2>
          <p>
            {t.version} {version.number}
            {version.number === latest && ` (${t.inForce})`}
            <br />
            <a href={path(`/calls/${call.id}/versions`)}>{t.versions}</a>
            <br />
            <a href={`/api/calls/${call.id}`}>{t.asData}</a>
          </p>
        </>
      )}
    </>
  );
}
