import { euros } from '#src/core/money.ts';
import { showDate } from '#src/core/time.ts';
import type { Listed, ListSpec } from '#src/plumbing/listing.ts';
import { useCopy, usePage } from '#src/ui/context.ts';
import { PageHead, Section } from '#src/ui/head.tsx';
import { EmptyState, StatusChip, type Tone } from '#src/ui/parts.tsx';
import { DataTable } from '#src/ui/table.tsx';
import { contractCopy } from '../copy.ts';
import type { ContractRow } from '../queries.ts';
import { contractStates, type ContractState } from '../states.ts';
import { Term } from './term.tsx';

/** The list of contracts; `calls` and `spokes` are what it can be narrowed to. */
export const contractSpec = (calls: readonly { id: string; code: string }[], spokes: readonly number[]): ListSpec<ContractRow> => ({
  columns: [
    { key: 'protocol', label: contractCopy.protocol, searched: true },
    { key: 'acronym', label: contractCopy.acronym, searched: true },
    { key: 'leadName', label: contractCopy.leadName, searched: true },
    { key: 'callId', label: contractCopy.call, filter: { kind: 'choice', options: calls.map((c) => ({ value: c.id, label: { it: c.code, en: c.code } })) } },
    {
      key: 'spoke',
      label: contractCopy.spoke,
      filter: { kind: 'choice', options: spokes.map((n) => ({ value: String(n), label: { it: String(n), en: String(n) } })) },
    },
    {
      key: 'state',
      label: contractCopy.state,
      filter: { kind: 'choice', options: contractStates.map((value) => ({ value, label: contractCopy[value] })) },
      csv: (row, locale) => contractCopy[row.state][locale],
    },
    { key: 'cup', label: contractCopy.cup, searched: true },
    { key: 'grantCents', label: contractCopy.grant, numeric: true, csv: (row) => row.grantCents / 100 },
    { key: 'dueOn', label: contractCopy.dueOn },
    {
      key: 'late',
      label: contractCopy.late,
      filter: { kind: 'choice', options: (['yes', 'no'] as const).map((value) => ({ value, label: contractCopy[value] })) },
      csv: (row, locale) => contractCopy[row.late][locale],
    },
    {
      key: 'waits',
      label: contractCopy.waits,
      filter: { kind: 'choice', options: (['deed', 'term', 'addendum', 'none'] as const).map((value) => ({ value, label: contractCopy[`waits.${value}`] })) },
      csv: (row, locale) => contractCopy[`waits.${row.waits}`][locale],
    },
    { key: 'signedAt', label: contractCopy.signedOn },
  ],
  order: '-dueOn',
  key: 'id',
});

export const toneOf: Record<ContractState, Tone> = { preparing: 'neutral', offered: 'info', signed: 'good', lapsed: 'bad', renounced: 'warn', revoked: 'bad' };

export function ContractListPage({ listed, spec }: { listed: Listed<ContractRow>; spec: ListSpec<ContractRow> }) {
  const t = useCopy(contractCopy);
  const { locale } = usePage();
  return (
    <>
      <PageHead title={t.contracts} lead={t.lead} />
      <Section id="contracts">
        <DataTable
          listed={listed}
          spec={spec}
          caption={t.contracts}
          captionHidden
          hidden={['late', 'cup', 'spoke']}
          rowHref={(row) => `/contracts/${row.id}`}
          cells={{
            state: (row) => <StatusChip tone={toneOf[row.state]}>{t[row.state]}</StatusChip>,
            grantCents: (row) => euros(row.grantCents, locale),
            dueOn: (row) => (row.dueOn ? <Term dueOn={row.dueOn} state={row.state} /> : '–'),
            waits: (row) => (row.waits === 'none' ? '–' : t[`waits.${row.waits}`]),
            signedAt: (row) => (row.signedAt ? showDate(row.signedAt, locale) : '–'),
          }}
          empty={<EmptyState title={t.none}>{t.noneMore}</EmptyState>}
        />
      </Section>
    </>
  );
}
