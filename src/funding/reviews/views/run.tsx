import type { Decision } from '#src/core/decision.ts';
import { number as showNumber } from '#src/core/money.ts';
import type { CallVersion } from '#src/funding/calls/queries.ts';
import { useCopy, useHref, usePage } from '#src/ui/context.ts';
import { ConfirmDetails, SubmitRow } from '#src/ui/buttons.tsx';
import { Form, fresh } from '#src/ui/form.tsx';
import { PageHead, Section } from '#src/ui/head.tsx';
import { Callout, LinkButton } from '#src/ui/parts.tsx';
import { Reasons } from '#src/ui/reasons.tsx';
import { PlainTable } from '#src/ui/plainTable.tsx';
import type { Load, Outcome, RunDesk, RunLine, RunShown } from '../assigning.ts';
import { assignmentWords } from '../copy/assignment.ts';

/** The way back, and what of the evaluation leads elsewhere. */
export function useTrail({ call, callId }: CallVersion, ...more: { label: string; href?: string }[]) {
  const t = useCopy(assignmentWords);
  const base = `/calls/${callId}`;
  return [{ label: t.calls, href: '/calls' }, { label: call.officialCode, href: base }, { label: t.assignment, href: `${base}/assignment` }, ...more];
}

export const Hidden = ({ hidden }: { hidden: boolean }) => {
  const t = useCopy(assignmentWords);
  return hidden ? <Callout tone="info">{t.hidden}</Callout> : null;
};

/** How a run came about, in words. */
export function useHow(): (run: RunLine) => string {
  const t = useCopy(assignmentWords);
  return (run) => (run.adjusts ? t.how_adjusted(run.adjusts.number, run.adjusts.reason) : run.objective === 'fair' ? t.how_fair : t.how_total);
}

export function useStanding(): (run: RunLine) => string {
  const t = useCopy(assignmentWords);
  return (run) =>
    run.releasedAt ? t.stateReleased : 'infeasible' in run.outcome ? (run.outcome.undecided ? t.stateUndecided : t.stateInfeasible) : t.stateOpen;
}

/** One proposed assignment by itself. */
export function RunPage({ version, run, loads, hidden, decisions, mayAct }: Omit<RunDesk, 'stage'> & { version: CallVersion; mayAct: boolean }) {
  const t = useCopy(assignmentWords);
  const { call, callId } = version;
  return (
    <>
      <PageHead
        title={t.run(run.number)}
        kicker={call.officialCode}
        lead={t.by(run.proposedAt, run.proposedBy)}
        trail={useTrail(version, { label: t.run(run.number) })}
        actions={
          <LinkButton href={`/calls/${callId}/assignment`} tone="secondary">
            {t.runs}
          </LinkButton>
        }
        example={call.example}
      />
      <Hidden hidden={hidden} />
      <RunSection run={run} loads={loads} version={version} decisions={decisions} mayAct={mayAct} />
    </>
  );
}

type RunSectionProps = { run: RunShown; loads: readonly Load[]; version: CallVersion; decisions: { release: Decision; adjust: Decision }; mayAct: boolean };

export function RunSection({ run, loads, version, decisions, mayAct }: RunSectionProps) {
  const t = useCopy(assignmentWords);
  const { locale } = usePage();
  const path = useHref();
  const base = `/calls/${version.callId}`;
  const title = run.releasedAt ? t.released(run.releasedAt) : t.proposed(run.proposedAt);
  if ('infeasible' in run.outcome)
    return (
      <Section title={title} id="run">
        <Callout tone={run.outcome.undecided ? 'warn' : 'bad'} title={run.outcome.undecided ? t.undecided : t.infeasible}>
          <Reasons reasons={run.outcome.infeasible} />
        </Callout>
        <h3>{t.freeIt}</h3>
        <ul>
          <li>
            <a href={path(`${base}/experts`)}>{t.freeExperts}</a>
          </li>
          <li>
            <a href={path(`${base}/experts?declared=no`)}>{t.freeDeclarations}</a>
          </li>
          <li>
            <a href={path(`${base}/assignment#decisions`)}>{t.freePins}</a>
          </li>
          {version.call.evaluation.assignment && <li>{t.freeRules}</li>}
        </ul>
      </Section>
    );
  const { outcome } = run;
  const days = version.call.evaluation.reviewDays;
  const mayAdjust = mayAct && decisions.adjust.ok;
  return (
    <Section title={title} id="run">
      <Worth outcome={outcome} />
      {run.adjusts?.reason && <p>{t.adjustedNote(run.adjusts.number, run.proposedBy, run.adjusts.reason)}</p>}
      {!run.releasedAt && mayAct && (
        <ConfirmDetails
          summary={t.release}
          consequences={[t.releaseAssigns(outcome.pairs), t.releaseMails, ...(days === undefined ? [] : [t.releaseDue(days)]), t.releaseKept]}
          decision={decisions.release}
        >
          <Form action={`${base}/assignment/release`} form={fresh} id="release">
            <input type="hidden" name="run" value={run.id} />
            <SubmitRow label={t.release} />
          </Form>
        </ConfirmDetails>
      )}
      <PlainTable
        caption={t.byProposal}
        columns={[
          { label: t.protocol },
          { label: t.acronym },
          { label: t.experts },
          { label: t.affinity, numeric: true },
          ...(mayAdjust ? [{ label: t.adjust }] : []),
        ]}
        rows={run.proposals.map((p) => [
          p.protocol,
          p.acronym,
          p.experts.join(', '),
          showNumber(p.affinity, locale),
          ...(mayAdjust
            ? [
                <a key={p.id} href={path(`${base}/assignment/runs/${run.id}/adjust?proposal=${p.id}`)}>
                  {t.adjust}
                  <span class="visually-hidden">: {p.acronym}</span>
                </a>,
              ]
            : []),
        ])}
      />
      <PlainTable
        caption={t.byExpert}
        columns={[{ label: t.expert }, { label: t.now, numeric: true }, { label: t.added, numeric: true }, { label: t.most, numeric: true }]}
        rows={loads.map((l) => [`${l.pseudonym} · ${l.name}${l.away ? ` (${t.away})` : ''}`, l.now, l.added, l.most])}
      />
    </Section>
  );
}

export function Worth({ outcome }: { outcome: Exclude<Outcome, { infeasible: unknown }> }) {
  const t = useCopy(assignmentWords);
  const { proven } = outcome;
  return <Callout tone={proven?.optimal ? 'good' : 'info'}>{proven ? t.inWords({ ...outcome, ...proven }) : t.handMade(outcome)}</Callout>;
}
