import { no, reason, type Decision, type Reason } from '#src/core/decision.ts';
import { euros } from '#src/core/money.ts';
import { showInstant } from '#src/core/time.ts';
import { currentDeadline } from '#src/funding/calls/rules/calendar.ts';
import { useCopy, usePage } from '#src/ui/context.ts';
import { SubmitRow } from '#src/ui/buttons.tsx';
import { CheckboxField } from '#src/ui/choices.tsx';
import { ErrorSummary, Form } from '#src/ui/form.tsx';
import { Section, WithAside } from '#src/ui/head.tsx';
import { Callout, LinkButton } from '#src/ui/parts.tsx';
import { SourceNote } from '#src/ui/reasons.tsx';
import { FactList } from '#src/ui/plainTable.tsx';
import { submissionCopy } from '../copy/submission.ts';
import { applicationsCopy } from '../copy/words.ts';
import { toTheSecond } from '../receiptPdf.ts';
import { deadlineSource } from '../policy.ts';
import type { OpenThreads } from '../queries/comments.ts';
import type { Branch } from '../queries/edits.ts';
import { Completeness } from './together/completeness.tsx';
import { Mentions } from './blind.tsx';
import { addressOf, ApplicationHead, Deadline, SavedNote, Steps, type StepProps } from './parts.tsx';

/** The last step: what goes in, what is still missing, the declaration. */
export function SubmissionPage({
  application,
  examination,
  editable,
  form,
  saved,
  unchanged,
  kept,
  branches,
  open,
  mentions,
}: StepProps & {
  branches: readonly Branch[];
  open: readonly OpenThreads[];
  unchanged: Decision;
  mentions: readonly Reason[];
  /** A place in the queue, from when it was full. */ kept?: { arrivedAt: string; ticket: string; decision: Decision } | null;
}) {
  const t = useCopy(applicationsCopy);
  const { locale } = usePage();
  const { call } = application.version;
  const { proposal } = application;
  const left = examination.toPutRight;
  const complete: Decision = left.length === 0 ? unchanged : no(reason('application.incomplete', { count: left.length }));
  const may = kept ? kept.decision : editable;
  const decision = may.ok ? complete : may;
  const w = useCopy(submissionCopy);
  const again = application.submission !== null && application.submission.supersededAt === null;
  // Reasons that lead to another page are listed below as links to it, not as links into this form.
  const here = form && { values: form.values, reasons: form.reasons.filter((r) => r.at === undefined || r.at === 'declaration') };
  return (
    <>
      <ApplicationHead application={application} step="submission" lead={t.submissionLead} />
      <Steps application={application} examination={examination} current="submission" />
      <SavedNote application={application} examination={examination} saved={saved} />
      {/* A refusal is what the page is about: it stands first. */}
      {here && <ErrorSummary form={here} />}
      <WithAside
        aside={
          <>
            <Deadline call={call} />
            <p>{showInstant(currentDeadline(call), locale)}</p>
            <p class="m-hint">{w.countsText}</p>
            <p>
              <SourceNote source={deadlineSource(call)} />
            </p>
          </>
        }
      >
        {left.length > 0 && (
          <Section title={t.missingTitle(left.length)} id="missing" lead={t.missingLead}>
            <Completeness application={application} examination={examination} branches={branches} open={open} />
          </Section>
        )}
        <Mentions application={application} mentions={mentions} />
        <Section title={t.whatGoesIn} id="contents">
          <FactList
            facts={[
              { label: t.titleOf, value: proposal.title },
              { label: t.lead, value: application.leadName },
              { label: t.members, value: proposal.facts.members.length },
              { label: t.eligible, value: euros(examination.aid.eligibleCents, locale) },
              { label: t.grant, value: euros(examination.aid.aidCents, locale) },
              { label: t.documents, value: proposal.documents.length },
              { label: t.version, value: application.version.number },
            ]}
          />
          <p>
            <LinkButton href={addressOf(application.id, 'dossier')} tone="secondary">
              {t.seeAll}
            </LinkButton>
          </p>
        </Section>
        <Section title={again ? t.submitAgain : t.submit} id="submit">
          {again && unchanged.ok && (
            <Callout tone="info" title={t.changedTitle}>
              <p>{t.changedMore(application.submission!.protocol)}</p>
            </Callout>
          )}
          {kept && (
            <Callout tone="info" title={w.keptTitle}>
              <p>{w.keptText(toTheSecond(kept.arrivedAt, locale))}</p>
            </Callout>
          )}
          <Form
            action={`${addressOf(application.id, 'submission')}${kept ? `?ticket=${encodeURIComponent(kept.ticket)}` : ''}`}
            {...(here && { form: here })}
            noSummary
          >
            {decision.ok && <CheckboxField name="declaration" label={t.declaration} hint={t.declarationHint} required />}
            <SubmitRow label={again ? t.submitAgain : t.submit} decision={decision} />
          </Form>
        </Section>
      </WithAside>
    </>
  );
}
