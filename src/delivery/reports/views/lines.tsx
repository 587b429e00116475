import type { Decision } from '#src/core/decision.ts';
import { euros, number } from '#src/core/money.ts';
import { showBriefDate, showDate } from '#src/core/time.ts';
import { costCategoryWords, upperFirst } from '#src/funding/calls/copy/vocabulary.ts';
import { costCategories } from '#src/funding/calls/vocabulary.ts';
import type { Again } from '#src/plumbing/http/door.ts';
import { endingsOf } from '#src/plumbing/inspection.ts';
import type { Listed, ListSpec } from '#src/plumbing/listing.ts';
import { useCopy, usePage } from '#src/ui/context.ts';
import { ActionButton, SubmitRow } from '#src/ui/buttons.tsx';
import { RadioGroup, SelectField } from '#src/ui/choices.tsx';
import { DateField, FileField, MoneyField, TextArea, TextField } from '#src/ui/fields.tsx';
import { filled, Form, fresh } from '#src/ui/form.tsx';
import { PageHead, Section } from '#src/ui/head.tsx';
import { Actions, Callout, EmptyState, LinkButton, StatusChip } from '#src/ui/parts.tsx';
import { Reasons, SourceNote } from '#src/ui/reasons.tsx';
import { FactList } from '#src/ui/plainTable.tsx';
import { DataTable } from '#src/ui/table.tsx';
import { reportCopy } from '../copy.ts';
import { proofCopy } from '../copy/proofs.ts';
import { showMonth } from '../copy/mails.ts';
import type { Line, LineRow } from '../queries/lines.ts';
import type { Report } from '../queries/report.ts';
import type { LineProblem } from '../rules/costs.ts';
import { cutSource } from '../rules/sources.ts';
import { cutReasons, lineKinds, typedCategories, verdicts, type Verdict } from '../states.ts';

const w = reportCopy;
const tones = { open: 'neutral', eligible: 'good', cut: 'bad', queried: 'warn' } as const satisfies Record<Verdict, string>;

export const lineSpec: ListSpec<LineRow> = {
  columns: [
    { key: 'description', label: w.description, searched: true, csv: (row) => [row.description, row.month?.slice(0, 7)].filter(Boolean).join(', ') },
    {
      key: 'category',
      label: w.category,
      filter: { kind: 'choice', options: costCategories.map((value) => ({ value, label: costCategoryWords[value] })) },
      csv: (row, locale) => costCategoryWords[row.category][locale],
    },
    { key: 'organisation', label: w.member, searched: true, filter: { kind: 'text' } },
    { key: 'supplier', label: w.supplier, searched: true },
    { key: 'invoiceNumber', label: w.invoiceNumber, searched: true },
    { key: 'invoiceOn', label: w.invoiceOn },
    { key: 'paidOn', label: w.paidOn },
    { key: 'cents', label: w.amount, numeric: true, csv: (row, locale) => euros(row.cents, locale) },
    { key: 'cutCents', label: w.cut, numeric: true, csv: (row, locale) => euros(row.cutCents, locale) },
    {
      key: 'kind',
      label: w.kind,
      filter: { kind: 'choice', options: lineKinds.map((value) => ({ value, label: w[value] })) },
      csv: (row, locale) => w[row.kind][locale],
    },
    {
      key: 'sampled',
      label: w.sampled,
      filter: {
        kind: 'choice',
        options: [
          { value: 'true', label: w.yes },
          { value: 'false', label: w.no },
        ],
      },
      csv: (row, locale) => (row.sampled ? w.yes[locale] : w.no[locale]),
    },
    {
      key: 'verdict',
      label: w.verdict,
      filter: { kind: 'choice', options: verdicts.map((value) => ({ value, label: w[`verdict_${value}`] })) },
      csv: (row, locale) => w[`verdict_${row.verdict}`][locale],
    },
    { key: 'position', label: w.row, numeric: true },
  ],
  order: 'position',
  key: 'id',
};

export function LinesPage({ report, listed, mayAdd }: { report: Report; listed: Listed<LineRow>; mayAdd: boolean }) {
  const t = useCopy(reportCopy);
  const p = useCopy(proofCopy);
  const { locale } = usePage();
  const here = `/reports/${report.id}`;
  const checked = report.state === 'submitted' || report.state === 'accepted';
  return (
    <>
      <PageHead
        title={t.lines}
        kicker={`${report.project.acronym}, ${t.report(report.number)}`}
        trail={[{ label: t.reports, href: '/reports' }, { label: `${report.project.acronym}, ${report.number}`, href: here }, { label: t.lines }]}
        actions={
          mayAdd && (
            <>
              <LinkButton href={`${here}/lines/new`} icon="plus">
                {t.addLine}
              </LinkButton>
              <LinkButton href={`${here}/imports`} tone="secondary" icon="upload">
                {t.importLines}
              </LinkButton>
              <LinkButton href={`${here}/proofs`} tone="secondary" icon="upload">
                {p.title}
              </LinkButton>
            </>
          )
        }
      />
      <Section id="lines">
        <DataTable
          listed={listed}
          spec={lineSpec}
          caption={t.lines}
          captionHidden
          hidden={['position', 'kind', ...(checked ? (['paidOn', 'supplier'] as const) : (['sampled', 'verdict', 'cutCents'] as const))]}
          rowHref={(row) => `${here}/lines/${row.id}`}
          cells={{
            // The hours of a month are a line of their own.
            description: (row) => [row.description, row.month && showMonth(row.month, locale)].filter(Boolean).join(', '),
            category: (row) => upperFirst(costCategoryWords[row.category][locale]),
            invoiceOn: (row) => (row.invoiceOn ? showBriefDate(row.invoiceOn, locale) : '–'),
            paidOn: (row) => (row.paidOn ? showBriefDate(row.paidOn, locale) : '–'),
            cents: (row) => euros(row.cents, locale),
            cutCents: (row) => (row.cutCents > 0 ? euros(row.cutCents, locale) : '–'),
            sampled: (row) => (row.sampled ? t.yes : t.no),
            verdict: (row) => <StatusChip tone={tones[row.verdict]}>{t[`verdict_${row.verdict}`]}</StatusChip>,
          }}
          empty={<EmptyState title={t.noLines}>{t.noLinesMore}</EmptyState>}
        />
      </Section>
    </>
  );
}

/** What a line's form starts from. */
const valuesOf = (line: Line): Record<string, unknown> => ({
  organisation: line.organisationId,
  category: line.category,
  description: line.description,
  supplier: line.supplier,
  supplierVat: line.supplierVat,
  invoiceNumber: line.invoiceNumber,
  invoiceOn: line.invoiceOn ?? '',
  paidOn: line.paidOn ?? '',
  paymentRef: line.paymentRef,
  cents: line.cents,
  cup: line.cup,
});

export type LineFormProps = { report: Report; line: Line | null; writes: readonly string[]; problems: readonly LineProblem[]; again?: Again };

/** A cost line to write; what the rules say of it stands above. */
export function LineFormPage({ report, line, writes, problems, again }: LineFormProps) {
  const t = useCopy(reportCopy);
  const { locale } = usePage();
  const here = `/reports/${report.id}`;
  const members = report.project.members.filter((m) => writes.includes(m.organisationId));
  const values = again ? again : line ? filled(valuesOf(line)) : filled({ organisation: members.length === 1 ? members[0]!.organisationId : '' });
  return (
    <>
      <PageHead
        title={line ? line.description : t.newLine}
        kicker={`${report.project.acronym}, ${t.report(report.number)}`}
        trail={[
          { label: t.reports, href: '/reports' },
          { label: `${report.project.acronym}, ${report.number}`, href: here },
          { label: t.lines, href: `${here}/lines` },
          { label: line ? line.description : t.newLine },
        ]}
      />
      <Section id="line">
        {problems.length > 0 && (
          <Callout tone={problems.some((p) => p.level === 'refused') ? 'warn' : 'info'} title={t.lineProblems}>
            <Reasons reasons={problems} />
          </Callout>
        )}
        <Form action={line ? `${here}/lines/${line.id}` : `${here}/lines`} form={values} multipart guardUnsaved>
          {members.length === 1 ? (
            <input type="hidden" name="organisation" value={members[0]!.organisationId} />
          ) : (
            <SelectField name="organisation" label={t.member} required options={members.map((m) => ({ value: m.organisationId, label: m.name }))} />
          )}
          <SelectField
            name="category"
            label={t.category}
            required
            options={typedCategories.map((value) => ({ value, label: upperFirst(costCategoryWords[value][locale]) }))}
          />
          <TextField name="description" label={t.description} required maxLength={500} />
          <TextField name="supplier" label={t.supplier} required maxLength={200} />
          <TextField name="supplierVat" label={t.supplierVat} required width="m" maxLength={40} />
          <TextField name="invoiceNumber" label={t.invoiceNumber} required width="m" maxLength={60} />
          <DateField name="invoiceOn" label={t.invoiceOn} required />
          <DateField name="paidOn" label={t.paidOn} />
          <TextField name="paymentRef" label={t.paymentRef} hint={t.paymentHint} width="m" maxLength={120} />
          <MoneyField name="cents" label={t.net} required />
          <TextField name="cup" label={t.cupOnProof} hint={t.cupHint} width="m" maxLength={30} spellcheck={false} />
          <FileField
            name="file"
            label={t.proof}
            hint={t.proofHint}
            accept={endingsOf(['pdf', 'p7m', 'jpeg', 'png'])}
            maxBytes={10_000_000}
            {...(line?.fileName && { current: { href: `${here}/lines/${line.id}/file`, name: line.fileName } })}
          />
          <SubmitRow label={t.saveLine} />
        </Form>
        {line && (
          <ActionButton action={`${here}/lines/${line.id}/removal`} tone="plain">
            {t.removeLine}
          </ActionButton>
        )}
      </Section>
    </>
  );
}

export type LineProps = { report: Report; line: Line; judge: Decision | null; next: string | null; again?: Again };

/** A line to read, and for the office to find eligible, cut or ask about. */
export function LinePage({ report, line, judge, next, again }: LineProps) {
  const t = useCopy(reportCopy);
  const { locale } = usePage();
  const here = `/reports/${report.id}`;
  return (
    <>
      <PageHead
        title={line.description}
        kicker={`${report.project.acronym}, ${t.report(report.number)}`}
        status={<StatusChip tone={tones[line.verdict]}>{t[`verdict_${line.verdict}`]}</StatusChip>}
        trail={[
          { label: t.reports, href: '/reports' },
          { label: `${report.project.acronym}, ${report.number}`, href: here },
          { label: t.lines, href: `${here}/lines` },
          { label: line.description },
        ]}
      />
      <Section id="line">
        <FactList
          facts={[
            { label: t.amount, value: euros(line.cents, locale) },
            { label: t.member, value: line.organisation },
            { label: t.category, value: upperFirst(costCategoryWords[line.category][locale]) },
            ...(line.kind === 'cost'
              ? [
                  { label: t.supplier, value: `${line.supplier} (${line.supplierVat})` },
                  { label: t.invoiceNumber, value: line.invoiceNumber },
                  { label: t.invoiceOn, value: line.invoiceOn && showDate(line.invoiceOn, locale) },
                  { label: t.paidOn, value: line.paidOn && showDate(line.paidOn, locale), note: line.paymentRef || undefined },
                  { label: t.cupOnProof, value: line.cup },
                ]
              : [
                  { label: t.month, value: showMonth(line.month!, locale), note: line.period === null ? undefined : t.latePeriod(line.period) },
                  { label: t.hours, value: number(line.quarters! / 4, locale) },
                  { label: t.perHour, value: euros(line.hourCents!, locale) },
                ]),
            { label: t.sampled, value: line.sampled ? t.yes : t.no },
            ...(line.verdict === 'cut'
              ? [
                  { label: t.cut, value: euros(line.cutCents, locale) },
                  {
                    label: t.cutReason,
                    value: (
                      <>
                        {t[`cut.${line.cutReason!}`]} <SourceNote source={cutSource(report.project.call, line.cutReason!)} />
                      </>
                    ),
                    note: line.note ?? undefined,
                  },
                ]
              : []),
          ]}
        />
        <Actions>
          {line.fileName && (
            <LinkButton href={`${here}/lines/${line.id}/file`} tone="secondary" icon="file">
              {t.file}
            </LinkButton>
          )}
          {line.kind === 'personnel' && line.workerId && (
            <LinkButton href={`/timesheets/${line.workerId}/${line.month!.slice(0, 7)}`} tone="secondary">
              {t.toSheets}
            </LinkButton>
          )}
          {next && (
            <LinkButton href={`${here}/lines/${next}`} tone="secondary" icon="arrow-right">
              {t.next}
            </LinkButton>
          )}
        </Actions>
      </Section>
      {judge?.ok && (
        <Section title={t.verdict} id="verdict">
          <Form
            action={`${here}/lines/${line.id}/verdict`}
            form={
              again ??
              (line.verdict === 'open'
                ? fresh
                : filled({ verdict: line.verdict, cut: line.cutCents || '', reason: line.cutReason ?? '', text: line.note ?? '' }))
            }
          >
            <RadioGroup
              name="verdict"
              label={t.verdict}
              required
              options={[
                { value: 'eligible', label: t.findEligible },
                { value: 'cut', label: t.findCut },
                { value: 'queried', label: t.findQueried },
              ]}
            />
            <MoneyField name="cut" label={t.cutAmount} hint={t.cutHint} />
            <SelectField name="reason" label={t.cutReason} options={cutReasons.map((value) => ({ value, label: t[`cut.${value}`] }))} />
            <TextArea name="text" label={t.textForBoth} hint={t.textHint} rows={4} limit={2000} />
            <SubmitRow label={t.judge} />
          </Form>
        </Section>
      )}
    </>
  );
}
