import type { Decision, Reason } from '#src/core/decision.ts';
import { number as showNumber } from '#src/core/money.ts';
import type { CallVersion } from '#src/funding/calls/queries.ts';
import type { Again } from '#src/plumbing/http/door.ts';
import type { Listed } from '#src/plumbing/listing.ts';
import { useCopy, usePage } from '#src/ui/context.ts';
import { ConfirmDetails, ErrorSummary, filled, Form, fresh, RadioGroup, SubmitRow } from '#src/ui/form.tsx';
import { Callout, EmptyState, FigureRow, LinkButton, PageHead, Prose, Section } from '#src/ui/parts.tsx';
import { ExampleBadge, Reasons } from '#src/ui/reasons.tsx';
import { DataTable, PlainTable } from '#src/ui/table.tsx';
import { assignmentWords } from '../copy/assignment.ts';
import { assignedSpec, type AssignedRow } from '../queries/assignment.ts';

/** A proposed assignment as it is shown: by pseudonyms and protocol numbers, without what this person may not see. */
export type RunShown = {
  id: string;
  proposedAt: string;
  releasedAt: string | null;
  outcome: { infeasible: readonly Reason[] } | { pairs: number; total: number; minimum: number; bound: { total: number; minimum: number }; optimal: boolean };
  proposals: readonly { protocol: string; acronym: string; experts: readonly string[]; affinity: number }[];
};

export type Load = { pseudonym: string; name: string; now: number; added: number; most: number };

export type AssignmentPageProps = {
  version: CallVersion;
  listed: Listed<AssignedRow>;
  counts: { admitted: number; declared: number; experts: number; missing: number };
  run: RunShown | null;
  loads: readonly Load[];
  decisions: { propose: Decision; release: Decision };
  mayAct: boolean;
  form?: Again | undefined;
};

/** From admitted proposals and experts without conflicts to who reviews what. */
export function AssignmentPage({ version, listed, counts, run, loads, decisions, mayAct, form }: AssignmentPageProps) {
  const t = useCopy(assignmentWords);
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
            <LinkButton href={`${base}/panel`} tone="secondary">
              {t.toPanel}
            </LinkButton>
          </>
        }
      >
        {call.example && <ExampleBadge />}
      </PageHead>
      {form && form.reasons.length > 0 && <ErrorSummary form={form} />}
      <FigureRow
        label={t.assignment}
        figures={[
          { value: counts.admitted, label: t.admitted, href: `${base}/screening?state=admitted` },
          { value: counts.declared, label: t.declared, note: t.ofAll(counts.experts), href: `${base}/experts` },
          { value: counts.missing, label: t.toAssign, note: t.perProposal(call.evaluation.reviewsPerProposal) },
        ]}
      />
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
              {t.affinityTitle}: {t.affinityText} <ExampleBadge />
            </p>
          </Prose>
        </Section>
      )}
      {run && <RunSection run={run} loads={loads} base={base} release={decisions.release} mayAct={mayAct} />}
      <Section title={t.current} id="current" lead={t.currentHint}>
        <DataTable
          listed={listed}
          spec={assignedSpec}
          caption={t.current}
          captionHidden
          counted={t.counted}
          rowHref={(row) => `${base}/panel/${row.applicationId}`}
          empty={<EmptyState title={t.none}>{t.noneMore}</EmptyState>}
        />
      </Section>
    </>
  );
}

function RunSection({ run, loads, base, release, mayAct }: { run: RunShown; loads: readonly Load[]; base: string; release: Decision; mayAct: boolean }) {
  const t = useCopy(assignmentWords);
  const { locale } = usePage();
  const title = run.releasedAt ? t.released(run.releasedAt) : t.proposed(run.proposedAt);
  if ('infeasible' in run.outcome)
    return (
      <Section title={title} id="run">
        <Callout tone="bad" title={t.infeasible}>
          <Reasons reasons={run.outcome.infeasible} />
          <p>{t.infeasibleMore}</p>
        </Callout>
      </Section>
    );
  const { outcome } = run;
  return (
    <Section title={title} id="run">
      <Callout tone={outcome.optimal ? 'good' : 'info'}>{t.inWords(outcome)}</Callout>
      {!run.releasedAt && (
        <>
          {mayAct && (
            <ConfirmDetails summary={t.release} consequences={[t.releaseAssigns(outcome.pairs), t.releaseMails, t.releaseKept]} decision={release}>
              <Form action={`${base}/assignment/release`} form={fresh} id="release">
                <input type="hidden" name="run" value={run.id} />
                <SubmitRow label={t.release} />
              </Form>
            </ConfirmDetails>
          )}
          <PlainTable
            caption={t.byProposal}
            columns={[{ label: t.protocol }, { label: t.acronym }, { label: t.experts }, { label: t.affinity, numeric: true }]}
            rows={run.proposals.map((p) => [p.protocol, p.acronym, p.experts.join(', '), showNumber(p.affinity, locale)])}
          />
        </>
      )}
      <PlainTable
        caption={t.byExpert}
        columns={[{ label: t.expert }, { label: t.now, numeric: true }, { label: t.added, numeric: true }, { label: t.most, numeric: true }]}
        rows={loads.map((l) => [`${l.pseudonym} · ${l.name}`, l.now, l.added, l.most])}
      />
    </Section>
  );
}
