import { euros } from '#src/core/money.ts';
import { romeDate, showDate } from '#src/core/time.ts';
import type { Listed, ListSpec } from '#src/plumbing/listing.ts';
import { useCopy, usePage } from '#src/ui/context.ts';
import { PageHead, Section } from '#src/ui/head.tsx';
import { EmptyState, LinkButton, StatusChip } from '#src/ui/parts.tsx';
import { DataTable } from '#src/ui/table.tsx';
import { reportCopy } from '../copy.ts';
import type { ReportRow } from '../queries/report.ts';
import { reportStates, type ReportState } from '../states.ts';

export const reportTones = { open: 'neutral', submitted: 'info', returned: 'warn', accepted: 'good' } as const satisfies Record<ReportState, string>;

const w = reportCopy;
export const reportSpec: ListSpec<ReportRow> = {
  columns: [
    { key: 'acronym', label: w.project, searched: true },
    { key: 'code', label: w.code, searched: true },
    { key: 'number', label: w.number, numeric: true },
    { key: 'leadName', label: w.lead, searched: true },
    { key: 'callId', label: w.call, filter: { kind: 'text' } },
    {
      key: 'spoke',
      label: w.spoke,
      numeric: true,
      filter: { kind: 'choice', options: [1, 2, 3, 4, 5, 6, 7, 8].map((n) => ({ value: String(n), label: { it: `Spoke ${n}`, en: `Spoke ${n}` } })) },
    },
    { key: 'untilOn', label: w.until },
    { key: 'dueOn', label: w.due },
    {
      key: 'state',
      label: w.state,
      filter: { kind: 'choice', options: reportStates.map((value) => ({ value, label: w[value] })) },
      csv: (row, locale) => w[row.state][locale],
    },
    { key: 'submittedAt', label: w.submittedOn },
    { key: 'checkDueOn', label: w.checkBy },
    {
      key: 'late',
      label: w.late,
      filter: {
        kind: 'choice',
        options: [
          { value: 'true', label: w.yes },
          { value: 'false', label: w.no },
        ],
      },
      csv: (row, locale) => (row.late ? w.yes[locale] : w.no[locale]),
    },
    { key: 'reportedCents', label: w.reported, numeric: true, csv: (row, locale) => euros(row.reportedCents, locale) },
    { key: 'openQuestions', label: w.waitingAnswers, numeric: true },
  ],
  order: '-dueOn',
  key: 'id',
};

/** The queue of the office, and the reports of those who write them: the same list, as far as each may see. */
export function ReportsPage({ listed }: { listed: Listed<ReportRow> }) {
  const t = useCopy(reportCopy);
  const { locale, now } = usePage();
  const today = romeDate(now);
  return (
    <>
      <PageHead
        title={t.reports}
        lead={t.listLead}
        actions={
          <LinkButton href="/timesheets" tone="secondary">
            {t.toSheets}
          </LinkButton>
        }
      />
      <Section id="reports">
        <DataTable
          listed={listed}
          spec={reportSpec}
          caption={t.reports}
          captionHidden
          hidden={['callId', 'code', 'late', 'untilOn', 'submittedAt']}
          rowHref={(row) => `/reports/${row.id}`}
          cells={{
            dueOn: (row) => (
              <>
                {showDate(row.dueOn, locale)} {row.state === 'open' && today > row.dueOn && <StatusChip tone="bad">{t.late}</StatusChip>}
                {row.submittedAt && (
                  <>
                    <br />
                    <small>{t.handedIn(showDate(row.submittedAt, locale))}</small>
                  </>
                )}{' '}
                {row.late && <StatusChip tone="warn">{t.late}</StatusChip>}
              </>
            ),
            state: (row) => <StatusChip tone={reportTones[row.state]}>{t[row.state]}</StatusChip>,
            checkDueOn: (row) =>
              row.checkDueOn && row.state === 'submitted' ? (
                <>
                  {showDate(row.checkDueOn, locale)} {today > row.checkDueOn && <StatusChip tone="bad">{t.late}</StatusChip>}
                </>
              ) : (
                '–'
              ),
            reportedCents: (row) => euros(row.reportedCents, locale),
          }}
          empty={<EmptyState title={t.none}>{t.noneMore}</EmptyState>}
        />
      </Section>
    </>
  );
}
