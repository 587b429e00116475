import type { Decision } from '#src/core/decision.ts';
import { number } from '#src/core/money.ts';
import { addMonths, showDate, type CalendarDate } from '#src/core/time.ts';
import type { Again } from '#src/plumbing/http/door.ts';
import { endingsOf } from '#src/plumbing/inspection.ts';
import { useCopy, useHref, usePage } from '#src/ui/context.ts';
import { ActionButton, SubmitRow } from '#src/ui/buttons.tsx';
import { CheckboxGroup, SelectField } from '#src/ui/choices.tsx';
import { DateField, FileField, TextArea, TextField } from '#src/ui/fields.tsx';
import { filled, Form, fresh } from '#src/ui/form.tsx';
import { Gantt } from '#src/ui/gantt.tsx';
import { Progress } from '#src/ui/course.tsx';
import { Section } from '#src/ui/head.tsx';
import { EmptyState, LinkIf, StatusChip } from '#src/ui/parts.tsx';
import { FactList, PlainTable } from '#src/ui/plainTable.tsx';
import { projectCopy } from '../copy.ts';
import { can } from '../policy.ts';
import type { ProjectFile } from '../queries.ts';
import type { DueLine, IndicatorLine, RiskLine, WorkPackageLine } from '../queries/work.ts';
import { dueDay } from '../rules/plan.ts';
import { levels, phases, strategies, type Phase, type Strategy } from '../states.ts';
import { ProjectHead } from './head.tsx';

export type ProjectProps = {
  project: ProjectFile;
  packages: readonly WorkPackageLine[];
  dues: readonly DueLine[];
  risks: readonly RiskLine[];
  indicators: readonly IndicatorLine[];
  facets: readonly { facet: 'phase' | 'strategy'; value: string }[];
  /** May this person read budget, people and variations, too? */
  all: boolean;
  edit: Decision;
  prove: Decision;
  today: CalendarDate;
  maxBytes: number;
  again?: { slot: string; form: Again } | undefined;
};

const monthsOf = (project: ProjectFile): number => {
  let n = 1;
  while (n < 240 && addMonths(project.startsOn, n) <= project.endsOn) n++;
  return n;
};

/** The month of the project that a day lies in; 0 before it begins. */
const monthOf = (startsOn: CalendarDate, day: CalendarDate): number => {
  if (day < startsOn) return 0;
  let n = 1;
  while (n < 240 && addMonths(startsOn, n) <= day) n++;
  return n;
};

/** One project: what it is, its plan with today's line, what is due, risks, circularity, indicators. */
export function ProjectPage(props: ProjectProps) {
  const { project, packages, dues, today, again } = props;
  const t = useCopy(projectCopy);
  const { locale, actor } = usePage();
  const months = monthsOf(project);
  const now = monthOf(project.startsOn, today);
  const lead = project.members.find((m) => m.role === 'lead' && m.leftOn === null);
  const others = project.members.filter((m) => m !== lead);
  const marks = (of: DueLine['of'], wp: string | null) =>
    dues.flatMap((d) =>
      d.of === of && d.workPackage === wp
        ? [{ label: d.title, month: d.month, kind: of === 'deliverables' ? 0 : 1, number: dues.filter((x) => x.of === of).indexOf(d) + 1 }]
        : [],
    );
  return (
    <>
      <ProjectHead project={project} part="overview" all={props.all} />
      <Section id="summary">
        <FactList
          columns
          facts={[
            { label: t.leadName, value: lead?.name ?? '–' },
            ...(others.length > 0
              ? [
                  {
                    label: t.members,
                    value: others.map((m, i) => (
                      <>
                        {i > 0 && <br />}
                        {m.name}
                        {m.leftOn && <span class="m-fact-note">{t.leftOn(m.leftOn)}</span>}
                      </>
                    )),
                  },
                ]
              : []),
            { label: t.call, value: project.call.officialCode },
            { label: t.spoke, value: String(project.mainSpoke) },
            { label: 'CUP', value: project.cup },
            { label: t.startsOn, value: showDate(project.startsOn, locale) },
            { label: t.endsOn, value: showDate(project.endsOn, locale) },
            { label: t.trl, value: project.trlFrom || project.trlTo ? t.trlOf(String(project.trlFrom ?? '–'), String(project.trlTo ?? '–')) : '–' },
            ...(props.all
              ? [
                  {
                    label: t.contract,
                    value: <LinkIf href={can.readDeeds(actor, project).ok && `/contracts/${project.contractId}`}>{showDate(project.signedOn, locale)}</LinkIf>,
                  },
                ]
              : []),
          ]}
        />
      </Section>
      <Section title={t.gantt} id="plan" lead={now >= 1 && now <= months ? t.todayIs(now, months) : undefined}>
        {packages.length === 0 ? (
          <EmptyState title={t.noPlan}>{t.noPlanMore}</EmptyState>
        ) : (
          <Gantt
            title={t.ganttTitle}
            months={months}
            startsOn={project.startsOn}
            today={{ on: today, label: t.today }}
            kinds={[t.deliverables, t.milestones]}
            bars={packages.map((w) => ({
              label: w.title,
              from: w.from,
              until: w.until,
              marks: [...marks('deliverables', w.id), ...marks('milestones', w.id)],
            }))}
          />
        )}
      </Section>
      <Dues {...props} form={(slot) => (again?.slot === slot ? again.form : fresh)} />
      <Risks {...props} form={(slot) => (again?.slot === slot ? again.form : fresh)} />
      <Facets {...props} />
      <Indicators {...props} form={(slot) => (again?.slot === slot ? again.form : fresh)} />
    </>
  );
}

type Formed = { form: (slot: string) => Again };

function Dues({ project, dues, packages, prove, today, maxBytes, form }: ProjectProps & Formed) {
  const t = useCopy(projectCopy);
  const { locale } = usePage();
  const path = useHref();
  if (dues.length === 0) return null;
  return (
    <Section title={t.dues} id="dues">
      {(['deliverables', 'milestones'] as const).map((of) => {
        const lines = dues.filter((d) => d.of === of);
        return (
          lines.length > 0 && (
            <PlainTable
              key={of}
              caption={t[of]}
              columns={[{ label: t.title }, { label: t.workPackage }, { label: t.dueOn }, { label: t.state }, { label: t.evidence }]}
              rows={lines.map((d) => {
                const due = dueDay(project.startsOn, d.month);
                return [
                  d.title,
                  packages.find((w) => w.id === d.workPackage)?.title ?? '–',
                  showDate(due, locale),
                  d.metOn ? (
                    <StatusChip tone="good">{`${t.met}, ${showDate(d.metOn, locale)}`}</StatusChip>
                  ) : due < today ? (
                    <StatusChip tone="bad">{t.lateNow}</StatusChip>
                  ) : (
                    t.toCome
                  ),
                  d.evidenceSha256 ? <a href={path(`/projects/${project.id}/evidence/${d.of}/${encodeURIComponent(d.id)}`)}>{d.evidenceName}</a> : '–',
                ];
              })}
            />
          )
        );
      })}
      {prove.ok &&
        dues
          .filter((d) => d.metOn === null || form(`${d.of}.${d.id}`) !== fresh)
          .map((d) => (
            <details key={`${d.of}.${d.id}`} open={form(`${d.of}.${d.id}`) !== fresh}>
              <summary>{t.prove(d.title)}</summary>
              <Form action={`/projects/${project.id}/evidence`} multipart form={form(`${d.of}.${d.id}`)} id={`e-${d.of}-${d.id}`}>
                <input type="hidden" name="of" value={d.of} />
                <input type="hidden" name="id" value={d.id} />
                <DateField name="metOn" label={t.metOn} required max={today} />
                <FileField name="file" label={t.file} required accept={endingsOf(['pdf', 'docx', 'xlsx', 'odt', 'ods', 'jpeg', 'png'])} maxBytes={maxBytes} />
                <SubmitRow label={t.upload} />
              </Form>
            </details>
          ))}
    </Section>
  );
}

function Risks({ project, risks, edit, form }: ProjectProps & Formed) {
  const t = useCopy(projectCopy);
  const options = levels.map((value) => ({ value, label: t[value] }));
  if (risks.length === 0 && !edit.ok) return null;
  return (
    <Section title={t.risks} id="risks">
      <PlainTable
        caption={t.risks}
        captionHidden
        columns={[{ label: t.risk }, { label: t.likelihood }, { label: t.impact }, { label: t.measure }, { label: t.state }]}
        rows={risks.map((r) => [
          r.risk,
          t[r.likelihood],
          t[r.impact],
          r.measure,
          r.closedOn ? (
            t.closedOn(r.closedOn)
          ) : edit.ok ? (
            <ActionButton action={`/projects/${project.id}/risks/closing`} fields={{ risk: r.id }} tone="plain" small>
              {t.closeRisk}
            </ActionButton>
          ) : (
            t.open
          ),
        ])}
        empty={<EmptyState title={t.noRisks} />}
      />
      {edit.ok && (
        <details open={form('risk') !== fresh}>
          <summary>{t.addRisk}</summary>
          <Form action={`/projects/${project.id}/risks`} form={form('risk')} id="risk">
            <TextField name="risk" label={t.risk} required width="l" />
            <SelectField name="likelihood" label={t.likelihood} required options={options} />
            <SelectField name="impact" label={t.impact} required options={options} />
            <TextArea name="measure" label={t.measure} required rows={3} limit={2000} />
            <SubmitRow label={t.addRisk} />
          </Form>
        </details>
      )}
    </Section>
  );
}

function Facets({ project, facets, edit }: ProjectProps) {
  const t = useCopy(projectCopy);
  const of = (facet: 'phase' | 'strategy') => facets.filter((f) => f.facet === facet).map((f) => f.value);
  const said = [
    {
      label: t.phase,
      value:
        phases
          .filter((p) => of('phase').includes(p))
          .map((p) => t[`phase.${p}`])
          .join(', ') || t.notSaid,
    },
    {
      label: t.strategy,
      value:
        strategies
          .filter((s) => of('strategy').includes(s))
          .map((s) => t[`strategy.${s}`])
          .join(', ') || t.notSaid,
    },
  ];
  return (
    <Section title={t.phases} id="phases">
      <FactList facts={said} stacked />
      {edit.ok && (
        <details>
          <summary>{t.phases}</summary>
          <Form action={`/projects/${project.id}/phases`} form={filled({ phases: of('phase'), strategies: of('strategy') })} id="phases">
            <CheckboxGroup name="phases" label={t.phase} options={phases.map((value: Phase) => ({ value, label: t[`phase.${value}`] }))} />
            <CheckboxGroup name="strategies" label={t.strategy} options={strategies.map((value: Strategy) => ({ value, label: t[`strategy.${value}`] }))} />
            <SubmitRow label={t.save} />
          </Form>
        </details>
      )}
    </Section>
  );
}

function Indicators({ project, indicators, edit, prove, today, form }: ProjectProps & Formed) {
  const t = useCopy(projectCopy);
  const { locale } = usePage();
  if (indicators.length === 0 && !edit.ok) return null;
  return (
    <Section title={t.indicators} id="indicators">
      {indicators.length === 0 && <EmptyState title={t.noIndicators} />}
      {indicators.map((i) => {
        const last = i.values.at(-1);
        return (
          <Progress
            key={i.id}
            label={i.name}
            value={Math.max(0, Math.min(last?.value ?? 0, i.target))}
            max={i.target > 0 ? i.target : 1}
            said={`${number(last?.value ?? 0, locale)} / ${number(i.target, locale)} ${i.unit}${last ? `, ${showDate(last.on, locale)}` : ''}`}
          />
        );
      })}
      {indicators.length > 0 && (
        <PlainTable
          caption={t.indicators}
          captionHidden
          columns={[{ label: t.indicator }, { label: t.unit }, { label: t.target, numeric: true }, { label: t.lastValue, numeric: true }, { label: t.on }]}
          rows={indicators.map((i) => {
            const last = i.values.at(-1);
            return [i.name, i.unit, number(i.target, locale), last ? number(last.value, locale) : '–', last ? showDate(last.on, locale) : '–'];
          })}
        />
      )}
      {prove.ok &&
        indicators.map((i) => (
          <details key={i.id} open={form(`value.${i.id}`) !== fresh}>
            <summary>{t.noteValue(i.name)}</summary>
            <Form action={`/projects/${project.id}/values`} form={form(`value.${i.id}`)} id={`v-${i.id}`}>
              <input type="hidden" name="indicator" value={i.id} />
              <DateField name="on" label={t.on} required max={today} />
              <TextField name="value" label={`${t.value} (${i.unit})`} required width="s" />
              <SubmitRow label={t.save} />
            </Form>
          </details>
        ))}
      {edit.ok && (
        <details open={form('indicator') !== fresh}>
          <summary>{t.addIndicator}</summary>
          <Form action={`/projects/${project.id}/indicators`} form={form('indicator')} id="indicator">
            <TextField name="name" label={t.indicator} required width="l" />
            <TextField name="unit" label={t.unit} required width="s" />
            <TextField name="target" label={t.target} required width="s" />
            <SubmitRow label={t.addIndicator} />
          </Form>
        </details>
      )}
    </Section>
  );
}
