import type { Decision } from '#src/core/decision.ts';
import { addDays, showDate } from '#src/core/time.ts';
import type { Again } from '#src/plumbing/http/door.ts';
import { Paragraphs } from '#src/ui/answer.tsx';
import { useCopy, useHref, usePage } from '#src/ui/context.ts';
import { SubmitRow } from '#src/ui/buttons.tsx';
import { RadioGroup } from '#src/ui/choices.tsx';
import { DateField, FieldSet, TextArea } from '#src/ui/fields.tsx';
import { filled, Form } from '#src/ui/form.tsx';
import { PageHead, Section } from '#src/ui/head.tsx';
import { EmptyState, StatusChip } from '#src/ui/parts.tsx';
import { PlainTable } from '#src/ui/plainTable.tsx';
import { reportCopy } from '../copy.ts';
import type { Report } from '../queries/report.ts';
import { TECHNICAL_LEAST } from '../rules/completeness.ts';
import { dueField, type ReportDue } from '../rules/dues.ts';
import { dueOutcomes } from '../states.ts';
import { trail } from './documents.tsx';

export type TechnicalProps = { report: Report; dues: readonly ReportDue[]; write: Decision; again?: Again };

/** The technical report and what is said of each thing due: to write for the lead, to read for the others. */
export function TechnicalPage({ report, dues, write, again }: TechnicalProps) {
  const t = useCopy(reportCopy);
  const { technical, milestones, revision } = report;
  return (
    <>
      <PageHead title={t.technical} kicker={`${report.project.acronym}, ${t.report(report.number)}`} trail={trail(t, report, t.technical)} />
      <Section id="technical">
        {write.ok ? (
          <Form action={`/reports/${report.id}/technical`} form={again ?? filled({ technical, milestones, ...valuesOf(dues) })} guardUnsaved>
            <input type="hidden" name="revision" value={String(revision)} />
            <TextArea name="technical" label={t.technical} hint={t.technicalHint} required rows={14} limit={20_000} />
            <Asked report={report} dues={dues} />
            <TextArea name="milestones" label={t.milestones} hint={t.milestonesHint} rows={4} limit={10_000} />
            <SubmitRow label={t.save} />
          </Form>
        ) : technical.length < TECHNICAL_LEAST && milestones === '' && dues.length === 0 ? (
          <EmptyState title={t.noDocuments} />
        ) : (
          <>
            <Paragraphs text={technical} />
            {dues.length > 0 && <DuesTable report={report} dues={dues} />}
            {milestones !== '' && (
              <>
                <h2>{t.milestones}</h2>
                <Paragraphs text={milestones} />
              </>
            )}
          </>
        )}
      </Section>
    </>
  );
}

const valuesOf = (dues: readonly ReportDue[]): Record<string, string> =>
  Object.fromEntries(
    dues.flatMap((d) =>
      d.said === null
        ? []
        : [
            [dueField(d, 'outcome'), d.said.outcome],
            [dueField(d, 'newOn'), d.said.newOn ?? ''],
            [dueField(d, 'reason'), d.said.reason],
          ],
    ),
  );

/** Of what is not there yet: late or not reached, and why; what is there is told. */
function Asked({ report, dues }: Pick<TechnicalProps, 'report' | 'dues'>) {
  const t = useCopy(reportCopy);
  const path = useHref();
  const open = dues.filter((d) => d.metOn === null);
  return (
    <>
      <h2 id="dues">{t.dues}</h2>
      {dues.length === 0 && <EmptyState title={t.noDues} />}
      {dues.length > 0 && <p>{t.duesLead}</p>}
      {dues.length > open.length && <DuesTable report={report} dues={dues.filter((d) => d.metOn !== null)} />}
      {open.map((d) => (
        <FieldSet key={`${d.of}.${d.id}`} legend={`${t[`due.${d.of}`]}: ${t.dueBy(d.title, d.dueOn)}`}>
          {d.before && (
            <p>
              {t.dueBefore}: <Told said={d.before} />
            </p>
          )}
          <p>
            <a href={path(`/projects/${report.project.id}#dues`)}>{t.dueProve}</a>
          </p>
          <RadioGroup name={dueField(d, 'outcome')} label={t.dueOutcome} inline options={dueOutcomes.map((value) => ({ value, label: t[`due.${value}`] }))} />
          <DateField name={dueField(d, 'newOn')} label={t.dueNewOn} hint={t.dueNewHint} min={addDays(report.untilOn, 1)} max={report.project.endsOn} />
          <TextArea name={dueField(d, 'reason')} label={t.dueReason} rows={3} limit={2000} />
        </FieldSet>
      ))}
    </>
  );
}

function Told({ said }: { said: NonNullable<ReportDue['said']> }) {
  const t = useCopy(reportCopy);
  const { locale } = usePage();
  return (
    <>
      {t[`due.${said.outcome}`].toLowerCase()}
      {said.newOn && `, ${t.dueNewOn.toLowerCase()} ${showDate(said.newOn, locale)}`}. {said.reason}
    </>
  );
}

function DuesTable({ report, dues }: Pick<TechnicalProps, 'report' | 'dues'>) {
  const t = useCopy(reportCopy);
  const { locale } = usePage();
  const path = useHref();
  return (
    <PlainTable
      caption={t.dues}
      captionHidden
      columns={[{ label: t.dueTitle }, { label: t.dueOn }, { label: t.dueOutcome }]}
      rows={dues.map((d) => [
        `${t[`due.${d.of}`]}: ${d.title}`,
        showDate(d.dueOn, locale),
        d.metOn !== null ? (
          <>
            <StatusChip tone="good">{t.dueMet(d.metOn)}</StatusChip>{' '}
            <a href={path(`/projects/${report.project.id}/evidence/${d.of}/${encodeURIComponent(d.id)}`)}>{d.evidenceName}</a>
          </>
        ) : d.said ? (
          <Told said={d.said} />
        ) : (
          <StatusChip tone="warn">{t['due.unsaid']}</StatusChip>
        ),
      ])}
    />
  );
}
