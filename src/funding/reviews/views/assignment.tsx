import type { Decision } from '#src/core/decision.ts';
import { showInstant } from '#src/core/time.ts';
import type { CallVersion } from '#src/funding/calls/queries.ts';
import { can as screeningCan } from '#src/funding/screening/policy.ts';
import type { Again } from '#src/plumbing/http/door.ts';
import type { Listed } from '#src/plumbing/listing.ts';
import { useCopy, useHref, usePage } from '#src/ui/context.ts';
import { ActionButton, ConfirmDetails, SubmitRow } from '#src/ui/buttons.tsx';
import { RadioGroup, SelectField } from '#src/ui/choices.tsx';
import { TextArea } from '#src/ui/fields.tsx';
import { ErrorSummary, filled, Form, fresh } from '#src/ui/form.tsx';
import { PageHead, Prose, Section } from '#src/ui/head.tsx';
import { Callout, EmptyState, FigureRow, LinkButton } from '#src/ui/parts.tsx';
import { ExampleBadge, SourceNote } from '#src/ui/reasons.tsx';
import { PlainTable } from '#src/ui/plainTable.tsx';
import { DataTable } from '#src/ui/table.tsx';
import type { AssignmentDesk, RunLine } from '../assigning.ts';
import { affinityWords } from '../copy/affinity.ts';
import { assignmentWords } from '../copy/assignment.ts';
import { ruleWords } from '../copy/rules.ts';
import { assignedSpec, type AssignedRow } from '../queries/assignment.ts';
import { runsSpec, type RunRow } from '../queries/runLines.ts';
import { Hidden, RunSection, useHow, useStanding } from './run.tsx';

export type AssignmentPageProps = Omit<AssignmentDesk, 'stage'> & {
  version: CallVersion;
  listed: Listed<AssignedRow>;
  listedRuns: Listed<RunRow>;
  mayAct: boolean;
  form?: Again | undefined;
  pair?: Again | undefined;
};

/** From admitted proposals and experts without conflicts to who reviews what. */
export function AssignmentPage(props: AssignmentPageProps) {
  const { version, listed, listedRuns, counts, run, runs, loads, decisions, decided, choices, hidden, mayAct, form, pair } = props;
  const t = useCopy(assignmentWords);
  const a = useCopy(affinityWords);
  const path = useHref();
  const { actor } = usePage();
  const { call, callId } = version;
  const base = `/calls/${callId}`;
  return (
    <>
      <PageHead
        title={t.assignment}
        kicker={call.officialCode}
        lead={t.lead}
        trail={[{ label: t.calls, href: '/calls' }, { label: call.officialCode, href: base }, { label: t.assignment }]}
        actions={
          <>
            <LinkButton href={`${base}/experts`} tone="secondary">
              {t.toExperts}
            </LinkButton>
            <LinkButton href={`${base}/reviews`} tone="secondary">
              {t.toWatch}
            </LinkButton>
            <LinkButton href={`${base}/panel`} tone="secondary">
              {t.toPanel}
            </LinkButton>
          </>
        }
        example={call.example}
      />
      {form && form.reasons.length > 0 && <ErrorSummary form={form} />}
      <Hidden hidden={hidden} />
      <FigureRow
        label={t.assignment}
        figures={[
          { value: counts.admitted, label: t.admitted(counts.admitted), ...(screeningCan.view(actor).ok && { href: `${base}/screening?state=admitted` }) },
          { value: counts.declared, label: t.declared(counts.declared), note: t.ofAll(counts.experts), href: `${base}/experts` },
          { value: counts.missing, label: t.toAssign(counts.missing), note: t.perProposal(call.evaluation.reviewsPerProposal) },
        ]}
      />
      <Rules version={version} />
      {mayAct && (
        <Section title={t.propose} id="propose">
          <Form action={`${base}/assignment`} form={form ? { ...form, reasons: [] } : filled({ objective: 'fair' })} id="propose" noSummary>
            {decisions.propose.ok && (
              <RadioGroup
                name="objective"
                label={t.objective}
                required
                options={[
                  { value: 'fair', label: t.fair },
                  { value: 'total', label: t.total },
                ]}
              />
            )}
            <SubmitRow label={t.propose} decision={decisions.propose} />
          </Form>
          <Prose>
            <p>
              {a.how}: {a.howText} <ExampleBadge />
            </p>
          </Prose>
        </Section>
      )}
      {run && (
        <RunSection
          run={run}
          loads={loads}
          version={version}
          decisions={{ release: decisions.release, adjust: adjustable(run, decisions.propose) }}
          mayAct={mayAct}
        />
      )}
      {runs.length > 0 && <Runs runs={runs} listed={listedRuns} base={base} />}
      <Decided decided={decided} choices={choices} base={base} mayAct={mayAct} decision={decisions.propose} form={pair} />
      <Section title={t.current} id="current" lead={t.currentHint}>
        <DataTable
          listed={listed}
          spec={assignedSpec}
          caption={t.current}
          captionHidden
          counted={t.counted}
          rowHref={(row) => `${base}/panel/${row.applicationId}`}
          cells={{
            experts: (row) => (
              <>
                {row.experts}{' '}
                <a href={path(`${base}/assignment/${row.applicationId}/affinity`)}>
                  <span aria-hidden="true">{a.show}</span>
                  <span class="visually-hidden">{a.showOf(row.acronym)}</span>
                </a>
              </>
            ),
          }}
          empty={<EmptyState title={t.none}>{t.noneMore}</EmptyState>}
        />
      </Section>
    </>
  );
}

const adjustable = (run: RunLine, propose: Decision): Decision => (run.releasedAt === null ? propose : { ok: false, reasons: [] });

/** What the call asks of the experts of each proposal, with where it says so. */
function Rules({ version }: { version: CallVersion }) {
  const t = useCopy(assignmentWords);
  const { locale } = usePage();
  const { assignment } = version.call.evaluation;
  if (!assignment || (assignment.rules.length === 0 && !assignment.minLoad)) return null;
  return (
    <Callout tone="info" title={t.rulesOf}>
      <ul>
        {assignment.rules.map((r) => (
          <li key={r.rule}>
            {ruleWords[r.rule][locale]} <SourceNote source={r.source} />
          </li>
        ))}
        {(assignment.minLoad ?? 0) > 0 && (
          <li>
            {t.minLoad(assignment.minLoad!)} <SourceNote source={assignment.source} />
          </li>
        )}
      </ul>
    </Callout>
  );
}

/** Everything that has been proposed, the last first, and two of it side by side. */
function Runs({ runs, listed, base }: { runs: readonly RunLine[]; listed: Listed<RunRow>; base: string }) {
  const t = useCopy(assignmentWords);
  const { locale } = usePage();
  const path = useHref();
  const how = useHow();
  const state = useStanding();
  const feasible = runs.filter((r) => !('infeasible' in r.outcome));
  const options = feasible.map((r) => ({ value: r.id, label: `${t.run(r.number)} (${how(r)})` }));
  return (
    <Section title={t.runs} id="runs" lead={t.runsLead}>
      <DataTable
        listed={listed}
        spec={runsSpec}
        caption={t.runs}
        captionHidden
        counted={t.countedRuns}
        cells={{
          number: (r) => <a href={path(`${base}/assignment/runs/${r.id}`)}>{t.run(r.number)}</a>,
          at: (r) => <span class="m-nowrap">{showInstant(r.at, locale)}</span>,
          how: (r) => how(r.line),
          state: (r) => state(r.line),
        }}
      />
      {feasible.length > 1 && (
        <Form action={`${base}/assignment/compare`} method="get" id="compare" form={filled({ a: feasible[1]!.id, b: feasible[0]!.id })}>
          <SelectField name="a" label={t.compareA} required empty={null} options={options} />
          <SelectField name="b" label={t.compareB} required empty={null} options={options} />
          <SubmitRow label={t.compare} tone="secondary" />
        </Form>
      )}
    </Section>
  );
}

type DecidedProps = Pick<AssignmentDesk, 'decided' | 'choices'> & { base: string; mayAct: boolean; decision: Decision; form: Again | undefined };

/** Pairs that people have decided on before the solver does. */
function Decided({ decided, choices, base, mayAct, decision, form }: DecidedProps) {
  const t = useCopy(assignmentWords);
  return (
    <Section title={t.decisions} id="decisions" lead={t.decisionsLead}>
      {decided.length === 0 ? (
        <p>{t.noDecisions}</p>
      ) : (
        <PlainTable
          caption={t.decisions}
          captionHidden
          columns={[
            { label: t.proposal },
            { label: t.expert },
            { label: t.kind },
            { label: t.why },
            { label: t.decidedBy },
            ...(mayAct ? [{ label: t.lift }] : []),
          ]}
          rows={decided.map((d) => [
            `${d.protocol} ${d.acronym}`,
            d.expert,
            d.kind === 'pinned' ? t.pinned : t.barred,
            d.reason,
            t.by(d.at, d.by),
            ...(mayAct
              ? [
                  <ActionButton key={d.id} action={`${base}/assignment/pairs/${d.id}/lifting`} tone="secondary" small decision={decision}>
                    {t.lift} <span class="visually-hidden">{t.liftOf(`${d.acronym}, ${d.expert}`)}</span>
                  </ActionButton>,
                ]
              : []),
          ])}
        />
      )}
      {mayAct && (
        <ConfirmDetails summary={t.addDecision} consequences={[]} decision={decision} open={form !== undefined}>
          <Form action={`${base}/assignment/pairs`} form={form ?? fresh} id="pair">
            <SelectField name="proposal" label={t.proposal} required options={choices.proposals.map((p) => ({ value: p.id, label: p.label }))} />
            <SelectField name="expert" label={t.expert} required options={choices.experts.map((e) => ({ value: e.id, label: e.label }))} />
            <RadioGroup
              name="kind"
              label={t.kind}
              required
              options={[
                { value: 'pinned', label: t.pin },
                { value: 'barred', label: t.bar },
              ]}
            />
            <TextArea name="reason" label={t.why} hint={t.whyHint} required rows={2} limit={1000} />
            <SubmitRow label={t.decide} />
          </Form>
        </ConfirmDetails>
      )}
    </Section>
  );
}
