import type { Decision, Reason } from '#src/core/decision.ts';
import { number } from '#src/core/money.ts';
import type { Locale } from '#src/core/words.ts';
import { currentDeadline } from '#src/funding/calls/rules/calendar.ts';
import type { Call } from '#src/funding/calls/schema.ts';
import type { Again } from '#src/plumbing/http/door.ts';
import { useCopy, useHref, usePage } from '#src/ui/context.ts';
import { fieldId } from '#src/ui/form.tsx';
import { Icon } from '#src/ui/icon.tsx';
import { Countdown, Stepper } from '#src/ui/course.tsx';
import { PageHead } from '#src/ui/head.tsx';
import { Alert, Callout, StatusChip, Tabs, type Tone } from '#src/ui/parts.tsx';
import { ExampleBadge, Reasons, SourceNote } from '#src/ui/reasons.tsx';
import type { ComponentChildren } from 'preact';
import { applicationsCopy } from '../copy/words.ts';
import type { Application } from '../queries/application.ts';
import type { Examination } from '../rules/examine.ts';
import { formStepsOf, inStep, placeOf, stepsOf } from '../rules/steps.ts';
import { fixedSteps, type ApplicationState } from '../states.ts';

/** What every page of one application is drawn from. */
export type StepProps = {
  application: Application;
  examination: Examination;
  /** May the person change it, and if not, why. */
  editable: Decision;
  form?: Again | undefined;
  /** The step that was just saved, when the person comes from there. */
  saved?: string | undefined;
};

export const addressOf = (id: string, step = '') => `/applications/${id}${step && `/${step}`}`;

/** Where a reason is put right: the field, or the participant's or document's part of a page. */
export function placeHref(id: string, at: string): string {
  const { step, field, part } = placeOf(at);
  return `${addressOf(id, step)}${field ? `#${fieldId(field)}` : part ? `#${part}` : ''}`;
}

export function stepLabel(call: Call, step: string, locale: Locale): string {
  const section = call.form.sections.find((s) => `sections/${s.id}` === step);
  return section ? section.title[locale] : applicationsCopy[step as 'project' | 'members' | 'budget' | 'documents' | 'submission'][locale];
}

export const nameOf = (application: { proposal: { acronym: string; title: string } }, untitled: string) =>
  application.proposal.acronym || application.proposal.title || untitled;

const tones: Record<ApplicationState, Tone> = { draft: 'info', submitted: 'good', withdrawn: 'neutral' };

export function StateChip({ state }: { state: ApplicationState }) {
  const t = useCopy(applicationsCopy);
  return <StatusChip tone={tones[state]}>{t[state]}</StatusChip>;
}

/** The top of every page of one application. */
export function ApplicationHead({ application, step, lead, own = true }: { application: Application; step?: string; lead?: ComponentChildren; own?: boolean }) {
  const t = useCopy(applicationsCopy);
  const { locale } = usePage();
  const { call } = application.version;
  const name = own ? nameOf(application, t.untitled) : application.submission?.snapshot.acronym || application.submission?.snapshot.title || t.untitled;
  const label =
    step &&
    (step in applicationsCopy || step.startsWith('sections/') ? (step.startsWith('sections/') ? stepLabel(call, step, locale) : t[step as 'dossier']) : step);
  return (
    <PageHead
      trail={[
        { label: own ? t.myApplications : t.allApplications, href: '/applications' },
        ...(label ? [{ label: name, href: addressOf(application.id) }, { label }] : [{ label: name }]),
      ]}
      kicker={`${call.officialCode}${label ? `, ${name}` : ''}`}
      title={label || name}
      lead={lead}
      status={
        <>
          <StateChip state={application.state} />
          {application.example && (
            <>
              {' '}
              <ExampleBadge />
            </>
          )}
        </>
      }
    />
  );
}

/** The parts of the application, with what is left to do in each; the sections of the call's own form are one of them, and tabs in it. */
export function Steps({ application, examination, current }: { application: Application; examination: Examination; current?: string }) {
  const t = useCopy(applicationsCopy);
  const { locale } = usePage();
  const { call } = application.version;
  const sections = formStepsOf(call, application.proposal.answers);
  const leftIn = (step: string) => inStep(examination.toPutRight, step).length;
  const inForm = current?.startsWith('sections/') ?? false;
  const stepOf = (label: string, isCurrent: boolean, left: number, step: string) => ({
    label,
    state: isCurrent ? ('current' as const) : left === 0 ? ('done' as const) : ('todo' as const),
    href: addressOf(application.id, step),
    ...(left > 0 && { note: t.toDo(left) }),
  });
  const steps = [
    ...sections.slice(0, 1).map((first) =>
      stepOf(
        t.form,
        inForm,
        sections.reduce((n, s) => n + leftIn(s), 0),
        sections.find((s) => leftIn(s) > 0) ?? first,
      ),
    ),
    ...fixedSteps.map((step) => stepOf(stepLabel(call, step, locale), step === current, leftIn(step), step)),
    { label: t.submission, state: current === 'submission' ? ('current' as const) : ('todo' as const), href: addressOf(application.id, 'submission') },
  ];
  return (
    <>
      <Stepper label={t.steps} steps={steps} />
      {inForm && (
        <Tabs
          label={t.form}
          tabs={sections.map((s) => ({
            label: stepLabel(call, s, locale),
            href: addressOf(application.id, s),
            current: s === current,
            ...(leftIn(s) > 0 && { count: leftIn(s) }),
          }))}
        />
      )}
    </>
  );
}

/** Reasons as links to where they are put right, in the order of the steps. A source that all of a step share is said once. */
export function ToPutRight({ application, reasons }: { application: Application; reasons: readonly Reason[] }) {
  const { explain, locale } = usePage();
  const path = useHref();
  const { call } = application.version;
  const groups = stepsOf(call, application.proposal.answers)
    .map((step) => ({ step, left: inStep(reasons, step) }))
    .filter((g) => g.left.length > 0);
  return (
    <>
      {groups.map(({ step, left }) => {
        const shared = left.every((r) => r.source && r.source.ref === left[0]!.source?.ref && r.source.status === left[0]!.source.status)
          ? left[0]!.source
          : undefined;
        return (
          <div key={step} class="m-findings">
            <h3 class="m-findings-title">
              <a href={path(addressOf(application.id, step))}>{stepLabel(call, step, locale)}</a>
            </h3>
            {shared && (
              <p>
                <SourceNote source={shared} />
              </p>
            )}
            <ul>
              {left.map((r, i) => (
                <li key={i} class="m-unmet">
                  <Icon name="arrow-right" />
                  <div>
                    <a href={path(placeHref(application.id, r.at!))}>{explain(r)}</a>
                    {!shared && r.source && <SourceNote source={r.source} />}
                  </div>
                </li>
              ))}
            </ul>
          </div>
        );
      })}
    </>
  );
}

/** What the step before left behind. */
export function SavedNote({ application, examination, saved }: Pick<StepProps, 'application' | 'examination' | 'saved'>) {
  const t = useCopy(applicationsCopy);
  const { explain, locale } = usePage();
  const path = useHref();
  const { call } = application.version;
  if (saved === undefined || !stepsOf(call, application.proposal.answers).includes(saved)) return null;
  const left = inStep(examination.toPutRight, saved);
  return (
    <Alert tone={left.length === 0 ? 'good' : 'info'} title={t.saved(stepLabel(call, saved, locale))}>
      {left.length === 0 ? (
        <p>{t.savedComplete}</p>
      ) : (
        <>
          <p>{t.savedMissing(left.length)}</p>
          <ul>
            {left.map((r, i) => (
              <li key={i}>
                <a href={path(placeHref(application.id, r.at!))}>{explain(r)}</a>
              </li>
            ))}
          </ul>
        </>
      )}
    </Alert>
  );
}

/** Why nothing can be changed here. */
export function ReadOnly({ editable }: { editable: Decision }) {
  const t = useCopy(applicationsCopy);
  return editable.ok ? null : (
    <Callout tone="neutral" title={t.readOnly}>
      <Reasons reasons={editable.reasons} />
    </Callout>
  );
}

export const Deadline = ({ call }: { call: Call }) => (
  <p>
    <Countdown to={currentDeadline(call)} />
  </p>
);

/**
 * The revision that a form is sent back with: the one it was drawn from, except after a refusal for being stale. Then what others
 * saved stands beside the fields, and saving again is a decision made knowing it.
 */
export function revisionOf(application: Application, form: Again | undefined): string {
  const typed = form?.values['revision'];
  return isStale(form) || typeof typed !== 'string' ? String(application.revision) : typed;
}

/** The same for a form that carries a stamp of only what it changes. */
export function stampOf(form: Again | undefined, name: string, now: string): string {
  const typed = form?.values[name];
  return isStale(form) || typeof typed !== 'string' ? now : typed;
}

export const isStale = (form: Again | undefined): boolean => form?.reasons.some((r) => r.code === 'form.stale') ?? false;

/** What is stored now, said beside a field whose form turned out stale; nothing where it is what was typed. */
export function useStored(form: Again | undefined) {
  const t = useCopy(applicationsCopy);
  return (name: string, stored: string): string | undefined => {
    const typed = form?.values[name];
    if (!isStale(form) || (typeof typed === 'string' ? typed.replace(/\r\n?/g, '\n').trim() : '') === stored) return undefined;
    return stored === '' ? t.storedEmpty : t.storedNow(stored.length > 400 ? `${stored.slice(0, 400)}…` : stored);
  };
}

export const joined = (...parts: (string | undefined)[]): string | undefined => parts.filter(Boolean).join(' ') || undefined;

/** A limit on files as the call says it: binary megabytes. */
export const weight = (bytes: number, locale: Locale): string =>
  bytes >= 1_048_576
    ? `${number(Math.round(bytes / 10_485.76) / 100, locale)} MB`
    : `${number(Math.max(bytes === 0 ? 0 : 1, Math.round(bytes / 1024)), locale)} kB`;
