import type { Decision } from '#src/core/decision.ts';
import { euros, number } from '#src/core/money.ts';
import { showDate, showInstant } from '#src/core/time.ts';
import type { Again } from '#src/plumbing/http/door.ts';
import { Paragraphs } from '#src/ui/answer.tsx';
import { useCopy, useHref, usePage } from '#src/ui/context.ts';
import { ActionButton, ConfirmDetails, SubmitRow } from '#src/ui/buttons.tsx';
import { CheckboxField } from '#src/ui/choices.tsx';
import { TextArea } from '#src/ui/fields.tsx';
import { Form, fresh } from '#src/ui/form.tsx';
import { PageHead, Section } from '#src/ui/head.tsx';
import { Actions, Callout, EmptyState, LinkButton, StatusChip } from '#src/ui/parts.tsx';
import { SourceNote } from '#src/ui/reasons.tsx';
import { FactList, PlainTable } from '#src/ui/plainTable.tsx';
import { reportCopy } from '../copy.ts';
import { showMonth } from '../copy/mails.ts';
import type { Question, Scope } from '../queries/lines.ts';
import type { Report } from '../queries/report.ts';
import type { Situation } from '../queries/situation.ts';
import type { Item } from '../rules/completeness.ts';
import { Amounts } from './amounts.tsx';
import { reportTones } from './reports.tsx';

export type ReportPart = 'submission' | 'return' | 'acceptance' | 'answer';
export type ReportProps = {
  report: Report;
  now: Situation;
  scope: Scope;
  questions: readonly Question[];
  /** Members that the reader writes for. */
  writes: readonly string[];
  leads: boolean;
  submit: Decision | null;
  check: Decision | null;
  accept: Decision | null;
  answers: ReadonlySet<string>;
  again?: { part: ReportPart; of: string; form: Again };
};

/** A report at a glance: what is missing, what it comes to, and the next step of whoever reads it. */
export function ReportPage(props: ReportProps) {
  const { report, now, writes, leads, submit, check, again } = props;
  const t = useCopy(reportCopy);
  const { locale } = usePage();
  const { project } = report;
  const here = `/reports/${report.id}`;
  // What an hour costs has one source nearly always: it is said once.
  const sources = [...new Map(now.personnel.map((p) => [JSON.stringify(p.source), p.source])).values()];
  const writing = report.state === 'open' || report.state === 'returned';
  const form = (part: ReportPart) => (again?.part === part ? again.form : fresh);
  return (
    <>
      <PageHead
        title={`${t.report(report.number)}, ${project.acronym}`}
        kicker={project.code}
        lead={project.title}
        status={
          <>
            <StatusChip tone={reportTones[report.state]}>{t[report.state]}</StatusChip> {report.late && <StatusChip tone="warn">{t.late}</StatusChip>}
          </>
        }
        trail={[{ label: t.reports, href: '/reports' }, { label: `${project.acronym}, ${report.number}` }]}
      />
      <Section id="report">
        {report.state === 'returned' && (
          <Callout tone="warn" title={t.returnedFor}>
            <Paragraphs text={report.returnedReason ?? ''} />
          </Callout>
        )}
        <FactList
          columns
          facts={[
            { label: t.period, value: `${showDate(report.fromOn, locale)} – ${showDate(report.untilOn, locale)}` },
            { label: t.due, value: showDate(report.dueOn, locale) },
            { label: t.cup, value: project.cup },
            ...(report.checkDueOn && report.state === 'submitted' ? [{ label: t.checkBy, value: showDate(report.checkDueOn, locale) }] : []),
          ]}
        />
        <Actions>
          <LinkButton href={`${here}/lines`} tone={writing || check?.ok ? 'secondary' : 'primary'} icon="list">
            {t.lines}
          </LinkButton>
          {writing && writes.length > 0 && (
            <>
              <LinkButton href={`${here}/lines/new`} icon="plus">
                {t.addLine}
              </LinkButton>
              <LinkButton href={`${here}/imports`} tone="secondary" icon="upload">
                {t.importLines}
              </LinkButton>
            </>
          )}
          <LinkButton href={`${here}/technical`} tone="secondary">
            {t.toTechnical}
          </LinkButton>
          <LinkButton href={`/timesheets?${new URLSearchParams({ q: project.code })}#all`} tone="secondary">
            {t.toSheets}
          </LinkButton>
          <LinkButton href={`/projects/${project.id}`} tone="secondary">
            {t.project}
          </LinkButton>
        </Actions>
      </Section>
      {writing && <Needs items={now.items} />}
      <Questions {...props} form={form('answer')} of={again?.of} />
      {/* Whoever checks comes for this. */}
      {check && <Checking {...props} check={check} form={form} />}
      <Amounts report={report} now={now} scope={props.scope} />
      {writing && (
        <Section title={t.personnel} id="personnel" lead={t.personnelLead}>
          <PlainTable
            caption={t.personnel}
            captionHidden
            columns={[
              { label: t.person },
              { label: t.month },
              { label: t.hours, numeric: true },
              { label: t.perHour, numeric: true },
              { label: t.amount, numeric: true },
            ]}
            rows={now.personnel.map((p) => [
              p.name,
              p.period === null ? (
                showMonth(p.month, locale)
              ) : (
                <>
                  {showMonth(p.month, locale)} <StatusChip tone="info">{t.latePeriod(p.period)}</StatusChip>
                </>
              ),
              number(p.quarters / 4, locale),
              sources.length > 1 ? (
                <>
                  {euros(p.hourCents, locale)} <SourceNote source={p.source} />
                </>
              ) : (
                euros(p.hourCents, locale)
              ),
              euros(p.cents, locale),
            ])}
            empty={<EmptyState title={t.noPersonnel} />}
          />
          {sources.length === 1 && (
            <p>
              {t.perHour}. <SourceNote source={sources[0]!} />
            </p>
          )}
        </Section>
      )}
      <MemberLinks {...props} />
      {writing && leads && submit && (
        <Section title={t.submit} id="submission">
          <ConfirmDetails summary={t.submit} consequences={[t.submitEffect, t.submitSample]} decision={submit} open>
            <Form action={`${here}/submission`} id="s" form={form('submission')}>
              <CheckboxField name="confirmed" required label={t.submitSure} />
              <SubmitRow label={t.submit} />
            </Form>
          </ConfirmDetails>
        </Section>
      )}
      {report.sha256 && <Receipt report={report} whole={props.scope === 'all'} />}
    </>
  );
}

function Needs({ items }: { items: readonly Item[] }) {
  const t = useCopy(reportCopy);
  const path = useHref();
  const { explain } = usePage();
  const order = [...items.filter((i) => !i.met && i.level === 'must'), ...items.filter((i) => !i.met && i.level === 'should'), ...items.filter((i) => i.met)];
  return (
    <Section title={t.needs} id="needs" lead={t.needsLead}>
      <ul class="m-needs">
        {order.map((item, i) => (
          <li key={i}>
            <div>
              <StatusChip tone={item.met ? 'good' : item.level === 'must' ? 'bad' : 'warn'}>
                {item.met ? t.inOrder : item.level === 'must' ? t.missing : t.look}
              </StatusChip>
            </div>
            <div>
              <a href={path(item.href)}>
                {typeof item.params['about'] === 'string' && `${item.params['about']}: `}
                {explain(item)}
              </a>{' '}
              {item.source && <SourceNote source={item.source} />}
            </div>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Questions({ report, questions, answers, form, of }: ReportProps & { form: Again; of: string | undefined }) {
  const t = useCopy(reportCopy);
  const path = useHref();
  const { locale } = usePage();
  if (questions.length === 0) return null;
  return (
    <Section title={t.questions} id="questions">
      {questions.map((q) => (
        <article class="m-thread" key={q.id} id={`q-${q.id}`}>
          <h3>
            <a href={path(`/reports/${report.id}/lines/${q.lineId}`)}>{q.about}</a>
          </h3>
          <p class="m-comment-head">
            {showInstant(q.askedAt, locale)} · {t.answerBy}: {showDate(q.dueOn, locale)}
          </p>
          <p class="m-comment">{q.question}</p>
          {q.answer !== null && (
            <div class="m-answer">
              <p class="m-comment-head">
                {q.answeredBy} · {showInstant(q.answeredAt!, locale)}
              </p>
              <p class="m-comment">{q.answer}</p>
            </div>
          )}
          {q.answer === null && answers.has(q.id) && (
            <Form action={`/reports/${report.id}/questions/${q.id}/answer`} id={`a-${q.id.slice(0, 8)}`} form={of === q.id ? form : fresh}>
              <TextArea name="answer" label={t.answer} required rows={4} limit={4000} />
              <SubmitRow label={t.sendAnswer} />
            </Form>
          )}
        </article>
      ))}
    </Section>
  );
}

function MemberLinks({ report, scope }: ReportProps) {
  const t = useCopy(reportCopy);
  const path = useHref();
  const members = report.project.members.filter((m) => scope === 'all' || scope.includes(m.organisationId));
  return (
    <Section title={t.documents} id="documents">
      <ul>
        {members.map((m) => (
          <li key={m.organisationId}>
            <a href={path(`/reports/${report.id}/members/${m.organisationId}`)}>{m.name}</a>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Receipt({ report, whole }: { report: Report; whole: boolean }) {
  const t = useCopy(reportCopy);
  const path = useHref();
  const { locale } = usePage();
  return (
    <Section title={t.receipt} id="receipt">
      <FactList
        stacked
        facts={[
          { label: t.submittedOn, value: showInstant(report.submittedAt!, locale), note: report.late ? t.late : undefined },
          { label: t.fingerprint, value: <code class="m-hash">{report.sha256}</code> },
          ...(report.note ? [{ label: t.acceptedNote, value: <Paragraphs text={report.note} /> }] : []),
        ]}
      />
      {whole && (
        <ul>
          <li>
            <a href={path(`/reports/${report.id}/content`)} download="">
              {t.content}
            </a>
          </li>
          {report.outcome && (
            <li>
              <a href={path(`/reports/${report.id}/outcome`)} download="">
                {t.outcome}
              </a>
            </li>
          )}
        </ul>
      )}
    </Section>
  );
}

function Checking({ report, now, check, accept, form }: ReportProps & { check: Decision; form: (part: ReportPart) => Again }) {
  const t = useCopy(reportCopy);
  const here = `/reports/${report.id}`;
  const sampled = now.lines.filter((l) => l.sampled).length;
  return (
    <Section title={t.checking} id="check" lead={t.checkLead(sampled, now.lines.length)}>
      <FactList stacked facts={[{ label: t.seed, value: <code class="m-hash">{report.sha256}</code> }]} />
      {check.ok && (
        <>
          <Actions>
            <LinkButton href={`${here}/lines?sampled=true&verdict=open`}>{t.toSampled}</LinkButton>
            <ActionButton action={`${here}/unsampled`} tone="secondary">
              {t.passUnsampled}
            </ActionButton>
          </Actions>
          <ConfirmDetails calm summary={t.accept} consequences={[t.acceptEffect]} decision={accept ?? undefined} open>
            <Form action={`${here}/acceptance`} id="c" form={form('acceptance')}>
              <TextArea name="note" label={t.note} rows={3} limit={4000} />
              <CheckboxField name="confirmed" required label={t.acceptSure} />
              <SubmitRow label={t.accept} />
            </Form>
          </ConfirmDetails>
          <ConfirmDetails summary={t.giveBack} consequences={[t.giveBackEffect]} open={form('return') !== fresh}>
            <Form action={`${here}/return`} id="b" form={form('return')}>
              <TextArea name="reason" label={t.whatIsWrong} required rows={5} limit={4000} />
              <SubmitRow label={t.giveBack} tone="danger" />
            </Form>
          </ConfirmDetails>
        </>
      )}
    </Section>
  );
}
