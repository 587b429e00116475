import { euros } from '#src/core/money.ts';
import { regions, type RegionId } from '#src/core/regions.ts';
import { showDate } from '#src/core/time.ts';
import type { Words } from '#src/core/words.ts';
import { regionWords } from '#src/funding/calls/copy/vocabulary.ts';
import type { Listed, ListSpec } from '#src/plumbing/listing.ts';
import { useCopy, usePage } from '#src/ui/context.ts';
import { PageHead, Section } from '#src/ui/head.tsx';
import { EmptyState, LinkButton, StatusChip } from '#src/ui/parts.tsx';
import { DataTable } from '#src/ui/table.tsx';
import { projectCopy } from '../copy.ts';
import type { ProjectRow } from '../queries.ts';
import { projectStates } from '../states.ts';
import { toneOf } from './head.tsx';

export type Narrowing = { calls: readonly { id: string; code: string }[]; spokes: readonly number[]; sectors: readonly { value: string; label: Words }[] };

const choices = (values: readonly string[]) => values.map((value) => ({ value, label: { it: value, en: value } }));

/** The list of projects; sectors are named as their calls name them. */
export const projectSpec = ({ calls, spokes, sectors }: Narrowing): ListSpec<ProjectRow> => ({
  columns: [
    { key: 'acronym', label: projectCopy.acronym, searched: true },
    { key: 'code', label: projectCopy.code, searched: true },
    { key: 'title', label: projectCopy.title, searched: true },
    { key: 'leadName', label: projectCopy.leadName, searched: true },
    { key: 'callId', label: projectCopy.call, filter: { kind: 'choice', options: calls.map((c) => ({ value: c.id, label: { it: c.code, en: c.code } })) } },
    { key: 'spoke', label: projectCopy.spoke, filter: { kind: 'choice', options: choices(spokes.map(String)) } },
    {
      key: 'sector',
      label: projectCopy.sector,
      filter: { kind: 'choice', options: sectors },
      csv: (row, locale) => sectors.find((s) => s.value === row.sector)?.label[locale] ?? row.sector,
    },
    {
      key: 'regions',
      label: projectCopy.regions,
      sort: false,
      filter: { kind: 'choice', among: true, options: regions.map((r) => ({ value: r.id, label: r.name })) },
      csv: (row, locale) => row.regions.map((r) => regionWords(r as RegionId)[locale]).join(', '),
    },
    {
      key: 'state',
      label: projectCopy.state,
      filter: { kind: 'choice', options: projectStates.map((value) => ({ value, label: projectCopy[value] })) },
      csv: (row, locale) => projectCopy[row.state][locale],
    },
    { key: 'startsOn', label: projectCopy.startsOn },
    { key: 'endsOn', label: projectCopy.endsOn },
    { key: 'eligibleCents', label: projectCopy.eligible, numeric: true, csv: (row) => row.eligibleCents / 100 },
    { key: 'aidCents', label: projectCopy.aid, numeric: true, csv: (row) => row.aidCents / 100 },
    { key: 'lateItems', label: projectCopy.lateItems, numeric: true },
    {
      key: 'late',
      label: projectCopy.late,
      filter: { kind: 'choice', options: (['yes', 'no'] as const).map((value) => ({ value, label: projectCopy[value] })) },
      csv: (row, locale) => projectCopy[row.late][locale],
    },
    {
      key: 'request',
      label: projectCopy.request,
      filter: { kind: 'choice', options: (['yes', 'no'] as const).map((value) => ({ value, label: projectCopy[value] })) },
      csv: (row, locale) => projectCopy[row.request][locale],
    },
  ],
  order: 'acronym',
  key: 'id',
});

export function ProjectListPage({ listed, spec, watches }: { listed: Listed<ProjectRow>; spec: ListSpec<ProjectRow>; watches: boolean }) {
  const t = useCopy(projectCopy);
  const { locale } = usePage();
  return (
    <>
      <PageHead
        title={t.projects}
        lead={t.lead}
        actions={
          watches && (
            <LinkButton href="/projects/watch" tone="secondary">
              {t.watch}
            </LinkButton>
          )
        }
      />
      <Section id="projects">
        <DataTable
          listed={listed}
          spec={spec}
          caption={t.projects}
          captionHidden
          hidden={['title', 'startsOn', 'eligibleCents', 'late', 'sector', 'request']}
          rowHref={(row) => `/projects/${row.id}`}
          cells={{
            code: (row) => <span class="m-nowrap">{row.code}</span>,
            state: (row) => <StatusChip tone={toneOf[row.state]}>{t[row.state]}</StatusChip>,
            regions: (row) => row.regions.map((r) => regionWords(r)[locale]).join(', '),
            endsOn: (row) => showDate(row.endsOn, locale),
            aidCents: (row) => euros(row.aidCents, locale),
            lateItems: (row) => (row.late === 'yes' ? <StatusChip tone="bad">{String(row.lateItems)}</StatusChip> : '–'),
          }}
          empty={<EmptyState title={t.none}>{t.noneMore}</EmptyState>}
        />
      </Section>
    </>
  );
}
