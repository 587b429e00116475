import { euros, number } from '#src/core/money.ts';
import { showBriefDate } from '#src/core/time.ts';
import { costCategoryWords, upperFirst } from '#src/funding/calls/copy/vocabulary.ts';
import type { CostCategory } from '#src/funding/calls/vocabulary.ts';
import type { Again } from '#src/plumbing/http/door.ts';
import { useCopy, useHref, usePage } from '#src/ui/context.ts';
import { ActionButton, SubmitRow } from '#src/ui/buttons.tsx';
import { RadioGroup, SelectField } from '#src/ui/choices.tsx';
import { FileField } from '#src/ui/fields.tsx';
import { filled, Form } from '#src/ui/form.tsx';
import { Progress } from '#src/ui/course.tsx';
import { PageHead, Section } from '#src/ui/head.tsx';
import { Actions, Callout, LinkButton } from '#src/ui/parts.tsx';
import { PlainTable } from '#src/ui/plainTable.tsx';
import { reportCopy } from '../copy.ts';
import type { Import } from '../queries/imports.ts';
import type { Report } from '../queries/report.ts';
import { importColumns, type ImportColumn, type ImportRow } from '../rules/import.ts';
import { importKinds } from '../states.ts';

const trail = (t: { reports: string; importTitle: string }, report: Report) => [
  { label: t.reports, href: '/reports' },
  { label: `${report.project.acronym}, ${report.number}`, href: `/reports/${report.id}` },
  { label: t.importTitle },
];

export function ImportFormPage({ report, writes, again }: { report: Report; writes: readonly string[]; again?: Again }) {
  const t = useCopy(reportCopy);
  const path = useHref();
  const here = `/reports/${report.id}/imports`;
  const members = report.project.members.filter((m) => writes.includes(m.organisationId));
  return (
    <>
      <PageHead title={t.importTitle} kicker={`${report.project.acronym}, ${t.report(report.number)}`} lead={t.importLead} trail={trail(t, report)} />
      <Section id="import">
        <ul>
          {importKinds.flatMap((kind) =>
            ['xlsx', 'csv'].map((format) => (
              <li key={`${kind} ${format}`}>
                <a href={path(`${here}/template?kind=${kind}&format=${format}`)} download="">
                  {t.template(t[kind].toLowerCase(), format.toUpperCase())}
                </a>
              </li>
            )),
          )}
        </ul>
        <Form action={here} multipart form={again ?? filled({ kind: 'costs' })}>
          {members.length === 1 ? (
            <input type="hidden" name="organisation" value={members[0]!.organisationId} />
          ) : (
            <SelectField name="organisation" label={t.member} required options={members.map((m) => ({ value: m.organisationId, label: m.name }))} />
          )}
          <RadioGroup name="kind" label={t.what} required options={importKinds.map((value) => ({ value, label: t[value] }))} />
          <FileField name="file" label={t.file} required accept=".csv,.xlsx" maxBytes={10_000_000} />
          <SubmitRow label={t.read} />
        </Form>
      </Section>
    </>
  );
}

const shownRows = 20;

/** How far a file is, what is wrong with it cell by cell, or what would be taken in. */
export function ImportPage({ report, it }: { report: Report; it: Import }) {
  const t = useCopy(reportCopy);
  const { locale, explain } = usePage();
  const here = `/reports/${report.id}/imports`;
  const count = (n: number) => number(n, locale);
  const columns = importColumns[it.kind];
  const acts = (
    <Actions>
      {it.state === 'ready' && (
        <ActionButton action={`${here}/${it.id}/confirmation`} icon="check">
          {t.confirmImport(count(it.rowCount))}
        </ActionButton>
      )}
      {it.state !== 'waiting' && (
        <LinkButton href={here} tone="secondary">
          {t.again}
        </LinkButton>
      )}
      <LinkButton href={`/reports/${report.id}`} tone="secondary">
        {t.backToReport}
      </LinkButton>
    </Actions>
  );
  return (
    <>
      <PageHead title={it.fileName} kicker={`${report.project.acronym}, ${it.organisation}`} lead={t[it.kind]} trail={trail(t, report)} />
      <Section id="import">
        {it.state === 'waiting' && (
          <Progress
            label={t.importStates}
            value={it.rowCount === 0 ? 5 : 50}
            said={it.rowCount === 0 ? t.reading : t.rowsRead(count(it.rowCount))}
            note={t.reading}
          />
        )}
        {it.state === 'refused' && (
          <>
            <Callout tone="bad" title={t.refused} role="alert">
              {t.refusedMore}
            </Callout>
            <PlainTable
              caption={t.problem}
              captionHidden
              columns={[{ label: t.row }, { label: t.column }, { label: t.value }, { label: t.problem }]}
              rows={it.problems.map((p) => [p.row === 0 ? '–' : `${t.row} ${p.row}`, p.column?.[locale] ?? '–', p.value || '–', explain(p.reason)])}
            />
          </>
        )}
        {(it.state === 'ready' || it.state === 'done') && (
          <>
            <Callout tone="good" title={it.state === 'done' ? t.imported : t.ready}>
              {t.rowsRead(count(it.rowCount))}
              {it.kind === 'timesheets' && it.state === 'ready' && <> {t.replaces}</>}
            </Callout>
            {acts}
            <PlainTable
              caption={t.firstRows(Math.min(it.rowCount, shownRows), it.rowCount)}
              scroll
              columns={[{ label: t.row }, ...columns.map((c) => ({ label: c.label[locale], numeric: c.kind === 'amount' || c.kind === 'hours' }))]}
              rows={it.rows.slice(0, shownRows).map((r) => [String(r.row), ...columns.map((c) => cell(c, r, locale))])}
            />
          </>
        )}
        {(it.state === 'waiting' || it.state === 'refused') && acts}
      </Section>
    </>
  );
}

function cell(column: ImportColumn, row: ImportRow, locale: 'it' | 'en'): string {
  const value = row.values[column.id] ?? '';
  if (column.kind === 'amount') return euros(Number(value), locale);
  if (column.kind === 'date') return value === '' ? '' : showBriefDate(String(value), locale);
  if (column.kind === 'hours') return number(Number(value) / 4, locale);
  if (column.kind === 'category') return upperFirst(costCategoryWords[value as CostCategory]?.[locale] ?? String(value));
  return String(value);
}
