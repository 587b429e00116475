import type { Decision, Finding, Reason } from '#src/core/decision.ts';
import { showInstant } from '#src/core/time.ts';
import { currentDeadline } from '#src/funding/calls/rules/calendar.ts';
import { useCopy, useHref, usePage } from '#src/ui/context.ts';
import { ActionButton, ConfirmDetails } from '#src/ui/buttons.tsx';
import { Countdown } from '#src/ui/course.tsx';
import { Section, WithAside } from '#src/ui/head.tsx';
import { Actions, Callout, LinkButton } from '#src/ui/parts.tsx';
import { Findings } from '#src/ui/reasons.tsx';
import { FactList } from '#src/ui/plainTable.tsx';
import { togetherCopy } from '../copy/together.ts';
import { applicationsCopy } from '../copy/words.ts';
import type { Application } from '../queries/application.ts';
import type { OpenThreads } from '../queries/comments.ts';
import type { Branch } from '../queries/edits.ts';
import type { Examination } from '../rules/examine.ts';
import { placeOf, stepsOf } from '../rules/steps.ts';
import { AidTable, Bonus, FrozenAid } from './aid.tsx';
import { Mentions } from './blind.tsx';
import { addressOf, ApplicationHead, ReadOnly, Steps } from './parts.tsx';
import { Completeness } from './together/completeness.tsx';
import { OpenConflicts } from './together/conflict.tsx';

export type OverviewProps = {
  application: Application;
  examination: Examination;
  own: boolean;
  /** What was handed in stands for the application: nothing newer can be or has been written. */
  frozen: boolean;
  changed: boolean;
  editable: Decision;
  withdrawable: Decision;
  /** Texts that nobody has chosen between yet, and threads that are open. */
  branches: readonly Branch[];
  open: readonly OpenThreads[];
  /** Where the draft names who proposes, in a double-blind call. */
  mentions: readonly Reason[];
};

/** Where the application stands: receipt, what is missing, money, and every rule with its outcome and source. */
export function OverviewPage(props: OverviewProps) {
  const { application, examination, own, frozen, editable } = props;
  const t = useCopy(applicationsCopy);
  const { call } = application.version;
  const { submission } = application;
  const findings: readonly Finding[] = frozen && submission ? submission.snapshot.findings : examination.findings;
  const left = examination.toPutRight;
  return (
    <>
      <ApplicationHead application={application} own={own} lead={call.title[usePage().locale]} />
      {own && !frozen && <Steps application={application} examination={examination} />}
      <WithAside aside={<Aside {...props} />}>
        <Standing {...props} />
        {own &&
          !frozen &&
          application.state !== 'withdrawn' &&
          (left.length === 0 ? (
            <Callout
              tone="good"
              title={t.nothingMissing}
              actions={editable.ok && <LinkButton href={addressOf(application.id, 'submission')}>{t.goSubmit}</LinkButton>}
            >
              <p>{application.submission ? t.nothingMissingAgain : t.nothingMissingMore}</p>
              <OpenConflicts application={application} branches={props.branches} />
            </Callout>
          ) : (
            <Section title={t.missingTitle(left.length)} id="missing" lead={t.missingLead}>
              <Completeness application={application} examination={examination} branches={props.branches} open={props.open} />
            </Section>
          ))}
        {own && !frozen && application.state !== 'withdrawn' && <Mentions application={application} mentions={props.mentions} />}
        <Section title={t.aidTitle} id="aid" lead={frozen ? t.aidThen : t.aidLead}>
          {frozen && submission ? (
            <FrozenAid members={submission.snapshot.facts.members} aid={submission.snapshot.aid} />
          ) : (
            <>
              <AidTable call={call} members={application.proposal.facts.members} examination={examination} />
              <Bonus aid={examination.aid} />
            </>
          )}
        </Section>
        <Section title={t.rules} id="rules" lead={frozen ? t.rulesThen : t.rulesLead}>
          <Findings findings={findings} />
        </Section>
        <Withdrawal {...props} />
      </WithAside>
    </>
  );
}

function Standing({ application, own, frozen, changed, editable }: OverviewProps) {
  const t = useCopy(applicationsCopy);
  const { now } = usePage();
  const {
    state,
    submission,
    version: { call },
  } = application;
  const receipt = (
    <LinkButton href={addressOf(application.id, 'receipt')} tone="secondary">
      {t.receipt}
    </LinkButton>
  );
  if (state === 'withdrawn')
    return (
      <Callout tone="neutral" title={t.withdrawnTitle} actions={submission && receipt}>
        <p>{t.withdrawnMore}</p>
      </Callout>
    );
  if (!submission) return editable.ok ? null : <ReadOnly editable={editable} />;
  const open = now <= currentDeadline(call);
  return (
    <>
      <Callout tone="good" title={t.receivedTitle(submission.protocol)} actions={receipt}>
        <p>{own && open ? t.receivedMore(submission.submittedAt) : t.receivedClosed(submission.submittedAt)}</p>
      </Callout>
      {own && changed && (
        <Callout tone="warn" title={t.changedTitle}>
          <p>{frozen ? t.changedLate(submission.protocol) : t.changedMore(submission.protocol)}</p>
        </Callout>
      )}
      {own && !editable.ok && <ReadOnly editable={editable} />}
    </>
  );
}

function Aside({ application, examination, own, frozen, editable }: OverviewProps) {
  const t = useCopy(applicationsCopy);
  const together = useCopy(togetherCopy);
  const { locale } = usePage();
  const path = useHref();
  const {
    version: { call, number },
  } = application;
  const steps = stepsOf(call, application.proposal.answers);
  const next = steps.find((s) => examination.toPutRight.some((r) => r.at !== undefined && placeOf(r.at).step === s)) ?? steps[0]!;
  return (
    <>
      <h3>{t.leadAside}</h3>
      <FactList
        stacked
        facts={[
          { label: t.call, value: <a href={path(`/calls/${call.id}`)}>{call.officialCode}</a>, note: `${t.version} ${number}` },
          { label: t.lead, value: application.leadName },
          { label: t.closesIn, value: showInstant(currentDeadline(call), locale), note: <Countdown to={currentDeadline(call)} /> },
          ...(own ? [{ label: t.lastChange, value: showInstant(application.updatedAt, locale) }] : []),
        ]}
      />
      <Actions>
        {editable.ok && !frozen && (
          <LinkButton href={addressOf(application.id, next)} icon="pencil">
            {t.fill}
          </LinkButton>
        )}
        {editable.ok && frozen && (
          <LinkButton href={addressOf(application.id, steps[0])} tone="secondary" icon="pencil">
            {t.fill}
          </LinkButton>
        )}
        <LinkButton href={addressOf(application.id, 'dossier')} tone="secondary">
          {t.seeAll}
        </LinkButton>
        {own && (
          <>
            <LinkButton href={addressOf(application.id, 'comments')} tone="plain">
              {together.comments}
            </LinkButton>
            <LinkButton href={addressOf(application.id, 'history')} tone="plain">
              {together.history}
            </LinkButton>
          </>
        )}
      </Actions>
    </>
  );
}

function Withdrawal({ application, own, withdrawable }: OverviewProps) {
  const t = useCopy(applicationsCopy);
  if (!own || application.state === 'withdrawn') return null;
  const submitted = application.state === 'submitted';
  return (
    <ConfirmDetails
      summary={submitted ? t.withdraw : t.withdrawDraft}
      consequences={[...(submitted ? [t.withdrawOut] : []), t.withdrawFinal]}
      decision={withdrawable}
    >
      <ActionButton action={addressOf(application.id, 'withdrawal')} tone="danger">
        {submitted ? t.withdraw : t.withdrawDraft}
      </ActionButton>
    </ConfirmDetails>
  );
}
