import { showDate } from '#src/core/time.ts';
import type { Words } from '#src/core/words.ts';
import type { Listed, ListSpec } from '#src/plumbing/listing.ts';
import { useCopy, usePage } from '#src/ui/context.ts';
import { PageHead, Section } from '#src/ui/head.tsx';
import { EmptyState, StatusChip } from '#src/ui/parts.tsx';
import { DataTable } from '#src/ui/table.tsx';
import { projectCopy } from '../copy.ts';
import { watchStates, type WatchLine } from '../queries/work.ts';

const kinds = ['deliverables', 'milestones', 'risk', 'end'] as const;

const stateWords: Record<WatchLine['state'], Words> = {
  notReached: projectCopy['said.notReached'],
  late: projectCopy['said.late'],
  lateNow: projectCopy.lateNow,
  soon: projectCopy.soon,
  open: projectCopy.open,
};

/** @param spokes that the reader's projects are of */
export const watchSpec = (spokes: readonly number[]): ListSpec<WatchLine> => ({
  columns: [
    { key: 'acronym', label: projectCopy.acronym, searched: true },
    {
      key: 'spoke',
      label: projectCopy.spoke,
      filter: { kind: 'choice', options: spokes.map((n) => ({ value: String(n), label: { it: String(n), en: String(n) } })) },
    },
    {
      key: 'what',
      label: projectCopy.what,
      filter: { kind: 'choice', options: kinds.map((value) => ({ value, label: projectCopy[`what.${value}`] })) },
      csv: (row, locale) => projectCopy[`what.${row.what}`][locale],
    },
    { key: 'title', label: projectCopy.title, searched: true },
    { key: 'dueOn', label: projectCopy.dueOn },
    {
      key: 'state',
      label: projectCopy.state,
      filter: { kind: 'choice', options: watchStates.map((value) => ({ value, label: stateWords[value] })) },
      csv: (row, locale) => [stateWords[row.state][locale], row.newOn && projectCopy.newDay[locale](row.newOn), row.why].filter(Boolean).join(' '),
    },
  ],
  order: 'dueOn',
  key: 'id',
});

/** What is late and at risk, the most pressing first. */
export function WatchPage({ listed, spec, days }: { listed: Listed<WatchLine>; spec: ListSpec<WatchLine>; days: number }) {
  const t = useCopy(projectCopy);
  const { locale } = usePage();
  return (
    <>
      <PageHead title={t.watch} lead={t.watchLead(days)} trail={[{ label: t.projects, href: '/projects/funded' }, { label: t.watch }]} />
      <Section id="watch">
        <DataTable
          listed={listed}
          spec={spec}
          caption={t.watch}
          captionHidden
          rowHref={(row) => `/projects/${row.projectId}`}
          cells={{
            what: (row) => t[`what.${row.what}`],
            title: (row) => row.title || '–',
            dueOn: (row) => (row.dueOn ? showDate(row.dueOn, locale) : '–'),
            state: (row) => (
              <>
                <StatusChip tone={row.state === 'soon' || row.state === 'open' ? 'warn' : 'bad'}>{stateWords[row.state][locale]}</StatusChip>{' '}
                {row.newOn && t.newDay(row.newOn)} {row.why}
              </>
            ),
          }}
          empty={<EmptyState title={t.watchNone} />}
        />
      </Section>
    </>
  );
}
