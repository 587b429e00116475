import { number as showNumber } from '#src/core/money.ts';
import type { CallVersion } from '#src/funding/calls/queries.ts';
import type { Again } from '#src/plumbing/http/door.ts';
import { useCopy, usePage } from '#src/ui/context.ts';
import { SubmitRow } from '#src/ui/buttons.tsx';
import { SelectField } from '#src/ui/choices.tsx';
import { TextArea } from '#src/ui/fields.tsx';
import { filled, Form, fresh } from '#src/ui/form.tsx';
import { PageHead, Section } from '#src/ui/head.tsx';
import { Callout } from '#src/ui/parts.tsx';
import { Reasons } from '#src/ui/reasons.tsx';
import { PlainTable } from '#src/ui/plainTable.tsx';
import type { AdjustDesk, Candidate } from '../assigning.ts';
import { assignmentWords } from '../copy/assignment.ts';
import type { Exchange } from '../schema.ts';
import { signed } from './compare.tsx';
import { useTrail } from './run.tsx';

export type AdjustPageProps = Omit<AdjustDesk, 'stage'> & { version: CallVersion; chosen: Exchange; form?: Again | undefined };

/** One proposal's experts, changed by hand: first what it costs, then whether to keep it. */
export function AdjustPage({ version, run, proposal, out, into, cost, decision, chosen, form }: AdjustPageProps) {
  const t = useCopy(assignmentWords);
  const { locale } = usePage();
  const address = `/calls/${version.callId}/assignment/runs/${run.id}`;
  const options = (candidates: readonly Candidate[]) =>
    candidates.map((c) => ({ value: c.id, label: t.candidate(c.expert, showNumber(c.affinity, locale), c.load, c.most) }));
  return (
    <>
      <PageHead
        title={t.adjustTitle(proposal.acronym)}
        kicker={`${version.call.officialCode} · ${proposal.protocol}`}
        lead={t.adjustLead}
        trail={useTrail(version, { label: t.run(run.number), href: address }, { label: proposal.acronym })}
      />
      <Section id="choice">
        <Form action={`${address}/adjust`} method="get" id="choice" form={filled({ out: chosen.out ?? '', into: chosen.into ?? '' })}>
          <input type="hidden" name="proposal" value={proposal.id} />
          <SelectField name="out" label={t.out} empty={t.nobody} options={options(out)} />
          <SelectField name="into" label={t.into} empty={t.nobody} options={options(into)} />
          <SubmitRow label={t.preview} tone="secondary" />
        </Form>
      </Section>
      {!cost && !decision.ok && (
        <Callout tone="warn">
          <Reasons reasons={decision.reasons} />
        </Callout>
      )}
      {cost && (
        <Section title={t.cost} id="cost">
          <PlainTable
            caption={t.cost}
            captionHidden
            columns={[{ label: t.figure }, { label: t.before, numeric: true }, { label: t.after, numeric: true }, { label: t.change, numeric: true }]}
            rows={[
              ...(
                [
                  [t.sumOf(proposal.acronym), cost.sum],
                  [t.sumAll, cost.total],
                  [t.least, cost.minimum],
                ] as const
              ).map(([label, { before, after }]) => [label, showNumber(before, locale), showNumber(after, locale), signed(after - before, locale)]),
              ...cost.loads.map((l) => [t.loadOf(l.expert), l.before, l.after, signed(l.after - l.before, locale)]),
            ]}
          />
          {cost.faults.length > 0 && (
            <Callout tone="bad" title={t.forbidden}>
              <Reasons reasons={cost.faults} />
            </Callout>
          )}
          {cost.warnings.length > 0 && (
            <Callout tone="warn" title={t.warned}>
              <Reasons reasons={cost.warnings} />
            </Callout>
          )}
          {cost.faults.length === 0 && (
            <Form action={`${address}/adjust`} id="keep" form={form ?? fresh}>
              <input type="hidden" name="proposal" value={proposal.id} />
              <input type="hidden" name="out" value={chosen.out ?? ''} />
              <input type="hidden" name="into" value={chosen.into ?? ''} />
              <TextArea name="reason" label={t.why} hint={t.whyHint} required rows={2} limit={1000} />
              <SubmitRow label={t.keep} decision={decision} />
            </Form>
          )}
        </Section>
      )}
    </>
  );
}
