import type { Decision } from '#src/core/decision.ts';
import type { Again } from '#src/plumbing/http/door.ts';
import { useCopy, usePage } from '#src/ui/context.ts';
import { ActionButton, ConfirmDetails, SubmitRow } from '#src/ui/buttons.tsx';
import { CheckboxGroup, RadioGroup, SelectField } from '#src/ui/choices.tsx';
import { TextArea } from '#src/ui/fields.tsx';
import { filled, Form } from '#src/ui/form.tsx';
import { Timeline } from '#src/ui/course.tsx';
import { PageHead, Section, WithAside } from '#src/ui/head.tsx';
import { Fold, Folds } from '#src/ui/fold.tsx';
import { Actions, Callout, Files, LinkButton } from '#src/ui/parts.tsx';
import { Reasons } from '#src/ui/reasons.tsx';
import { screeningWords } from '../copy.ts';
import { repairWords } from '../copy/repairs.ts';
import { workWords } from '../copy/work.ts';
import { dueOnOf, type ScreeningCase } from '../desk.ts';
import { FrozenProposal } from '../parts.tsx';
import type { DecisionShown } from '../queries.ts';
import type { LetterLine } from '../queries/letters.ts';
import type { ProposalShown } from '../queries/proposals.ts';
import { unmetLines } from '../rules.ts';
import { inTerm } from '../rules/term.ts';
import type { ScreeningState } from '../states.ts';
import { Checklist, ChecksForm } from './checklist.tsx';
import { AskRepair, RepairsOfCase } from './repair.tsx';
import { OutcomeChip, tones } from './shared.tsx';

export type CasePageProps = ScreeningCase & {
  letters: readonly LetterLine[];
  mayDecide: boolean;
  /** The form that came back, of whichever part. */
  form?: Again | undefined;
  checksForm?: Again | undefined;
  repairForm?: Again | undefined;
  answerForm?: Again | undefined;
  ownerForm?: Again | undefined;
};

/** Where the case stands, in the same order as the queue's own words. */
export function stateOf({ decisions, proposals, repairs }: Pick<ScreeningCase, 'decisions' | 'proposals' | 'repairs'>, now: string): ScreeningState {
  const decided = decisions.find((d) => d.supersededAt === null);
  const waiting = proposals.find((p) => p.state === 'open');
  const asked = repairs.find((r) => r.state !== 'cancelled');
  if (waiting) return waiting.ground === 'termExpired' && waiting.proposedBy === null ? 'expired' : 'proposed';
  if (asked?.state === 'open' && inTerm(asked.dueAt, now)) return 'repair';
  if ((asked?.state === 'open' || asked?.state === 'expired') && (!decided || decided.decidedAt < asked.dueAt)) return 'expired';
  if (asked?.state === 'answered' && (!decided || decided.decidedAt < asked.endedAt!)) return 'repaired';
  return decided?.outcome ?? 'waiting';
}

/** One submission: what was checked, what is under way, the decision, and the proposal itself. */
export function CasePage(props: CasePageProps) {
  const { version, call, submission, lines, checks, decisions, proposals, repairs, repaired, mayDecide } = props;
  const t = useCopy(screeningWords);
  const r = useCopy(repairWords);
  const w = useCopy(workWords);
  const { now, actor } = usePage();
  const { snapshot } = submission;
  const [current, earlier] = [decisions.find((d) => d.supersededAt === null), decisions.filter((d) => d.supersededAt !== null)];
  const proposal = proposals.find((p) => p.state === 'open');
  const returned = proposals.filter((p) => p.state === 'returned');
  const queue = `/calls/${version.callId}/screening`;
  const base = `${queue}/${submission.applicationId}`;
  const hand = lines.filter((l) => l.by === 'hand');
  const checksForm = mayDecide && actor && (
    <ChecksForm lines={hand} checks={checks} officerId={actor.id} action={`${base}/checks`} decision={props.work} form={props.checksForm} />
  );
  return (
    <>
      <PageHead
        title={snapshot.acronym}
        kicker={t.screening}
        lead={t.protocolAt(submission.protocol, submission.submittedAt)}
        status={<OutcomeChip state={stateOf(props, now)} />}
        trail={[
          { label: t.calls, href: '/calls' },
          { label: call.officialCode, href: `/calls/${version.callId}` },
          { label: t.screening, href: queue },
          { label: submission.protocol },
        ]}
        actions={
          mayDecide &&
          !current &&
          !proposal && (
            <LinkButton href="#decision" tone="secondary">
              {w.toDecision}
            </LinkButton>
          )
        }
      />
      <WithAside aside={<DecisionForm {...props} current={current} proposal={proposal} action={base} />}>
        <OwnerOf {...props} base={base} />
        {current && <InForce decision={current} />}
        {proposal && <Proposed {...props} proposal={proposal} base={base} />}
        <RepairsOfCase repairs={repairs} base={base} mayCancel={mayDecide ? props.work : null} />
        <Section title={t.checklistTitle} id="checklist" lead={w.dueSaid(dueOnOf(props, now))}>
          <Checklist
            lines={current?.checklist ?? lines}
            checks={checks}
            submittedAt={submission.submittedAt}
            work={!current && hand.length > 0 ? checksForm : null}
          />
          {current && checksForm && (
            <Fold summary={w.lookAgain} open={props.checksForm !== undefined}>
              {checksForm}
            </Fold>
          )}
        </Section>
        {mayDecide && (
          <AskRepair
            repairable={props.repairable}
            unrepairable={props.unrepairable}
            terms={props.terms}
            decision={props.askRepair}
            action={`${base}/repair`}
            form={props.repairForm}
          />
        )}
      </WithAside>
      {props.letters.length > 0 && (
        <Section title={r.letters} id="letters">
          <Files files={props.letters.map((l) => ({ href: `/letters/${l.id}`, name: `${l.protocol}.pdf`, note: l.subject }))} />
        </Section>
      )}
      {(earlier.length > 0 || returned.length > 0) && (
        <Section title={t.earlier} id="earlier">
          <Timeline
            time
            events={[
              ...earlier.map((d) => ({
                at: d.decidedAt,
                title: (
                  <>
                    <OutcomeChip state={d.outcome} /> {d.by} {d.proposedBy && `(${w.proposedByOther(d.proposedBy)})`}
                  </>
                ),
                children: (
                  <>
                    <Reasons reasons={d.reasons} />
                    {d.reserve && <p>{d.reserve}</p>}
                    {d.note && <p>{d.note}</p>}
                  </>
                ),
              })),
              ...returned.map((p) => ({
                at: p.answeredAt!,
                title: (
                  <>
                    <OutcomeChip state={p.outcome} /> {w.returnedBy(p.answeredByName ?? '', p.answeredAt!)}
                  </>
                ),
                children: <p>{p.answer}</p>,
              })),
            ].toSorted((a, b) => (a.at < b.at ? 1 : -1))}
          />
        </Section>
      )}
      <FrozenProposal
        call={call}
        snapshot={snapshot}
        sha256={submission.sha256}
        repaired={repaired}
        documentHref={(sha) => `${base}/documents/${sha}`}
        folded
      />
    </>
  );
}

/** Whose the case is, and how to take it, give it back or pass it on. */
function OwnerOf({ owner, officers, work, mayDecide, ownerForm, base }: CasePageProps & { base: string }) {
  const w = useCopy(workWords);
  const { actor } = usePage();
  const mine = owner?.officerId != null && owner.officerId === actor?.id;
  return (
    <Section id="owner">
      <p>{owner?.officer ? w.caseOf(owner.officer, owner.since) : w.caseOfNobody}</p>
      {mayDecide && (
        <Actions>
          {!mine && (
            <ActionButton action={`${base}/owner`} fields={{ deed: 'take' }} tone="secondary" small decision={work}>
              {w.takeOne}
            </ActionButton>
          )}
          {mine && (
            <ActionButton action={`${base}/owner`} fields={{ deed: 'return' }} tone="secondary" small>
              {w.giveBackOne}
            </ActionButton>
          )}
        </Actions>
      )}
      {mayDecide && officers.length > 1 && (
        <Fold summary={w.passOn} open={ownerForm !== undefined}>
          <Form action={`${base}/owner`} id="assign" form={ownerForm}>
            <input type="hidden" name="deed" value="assign" />
            <SelectField name="officer" label={w.assignToOne} required options={officers.map((o) => ({ value: o.id, label: o.name }))} />
            <SubmitRow label={w.assign} tone="secondary" small />
          </Form>
        </Fold>
      )}
    </Section>
  );
}

function InForce({ decision }: { decision: DecisionShown }) {
  const t = useCopy(screeningWords);
  const w = useCopy(workWords);
  return (
    <Callout tone={tones[decision.outcome]} title={`${t.inForce}: ${t[decision.outcome]}`}>
      <p>
        {t.decidedBy(decision.by, decision.decidedAt)} {decision.proposedBy && `(${w.proposedByOther(decision.proposedBy)})`}
      </p>
      {decision.reserve && (
        <p>
          {w.reserve}: {decision.reserve}
        </p>
      )}
      {decision.outcome === 'admittedWithReserve' && <p>{w.openReserve}</p>}
      {decision.reasons.length > 0 && <Reasons reasons={decision.reasons} />}
      {decision.note && (
        <p>
          {t.noteLabel}: {decision.note}
        </p>
      )}
    </Callout>
  );
}

/** A decision that waits for other eyes, and what they can do with it. */
function Proposed({ proposal, confirm, terms, mayDecide, answerForm, base }: CasePageProps & { proposal: ProposalShown; base: string }) {
  const t = useCopy(screeningWords);
  const w = useCopy(workWords);
  const fields = { proposal: proposal.id, answer: 'confirm' };
  const takesOn = proposal.proposedBy === null && terms.fourEyes;
  return (
    <Section id="proposal">
      <Callout tone="warn" title={`${w.proposal}: ${t[proposal.outcome]}`}>
        <p>{proposal.by ? w.proposalOf(proposal.by, proposal.proposedAt) : w.preparedBySystem(proposal.proposedAt)}</p>
        {proposal.reserve && (
          <p>
            {w.reserve}: {proposal.reserve}
          </p>
        )}
        {proposal.reasons.length > 0 && <Reasons reasons={proposal.reasons} />}
        {proposal.note && (
          <p>
            {t.noteLabel}: {proposal.note}
          </p>
        )}
      </Callout>
      {mayDecide && (
        <>
          {!takesOn && <p class="m-hint">{w.confirmMail}</p>}
          <ActionButton action={`${base}/confirmation`} fields={fields} decision={confirm}>
            {takesOn ? w.takeOn : w.confirm}
          </ActionButton>
          {confirm.ok && (
            <ConfirmDetails summary={w.sendBackTitle} consequences={[]} open={answerForm !== undefined}>
              <Form action={`${base}/confirmation`} id="answer" form={answerForm ?? filled({})}>
                <input type="hidden" name="proposal" value={proposal.id} />
                <input type="hidden" name="answer" value="return" />
                <TextArea name="why" label={w.sendBackWhy} required rows={3} limit={4000} />
                <SubmitRow label={w.sendBack} tone="secondary" />
              </Form>
            </ConfirmDetails>
          )}
        </>
      )}
    </Section>
  );
}

type DecisionFormProps = CasePageProps & { current: DecisionShown | undefined; proposal: ProposalShown | undefined; action: string };

function DecisionForm({ lines, checks, decision, mayDecide, terms, form, current, proposal, action }: DecisionFormProps) {
  const t = useCopy(screeningWords);
  const w = useCopy(workWords);
  const { explain, actor } = usePage();
  if (!mayDecide) return null;
  const hand = lines.filter((l) => l.by === 'hand');
  const own = checks.filter((c) => c.officerId === actor?.id);
  const verified =
    own.length > 0 ? own.filter((c) => c.met).map((c) => c.line) : (current?.checklist ?? []).filter((l) => l.by === 'hand' && l.met).map((l) => l.id);
  const shown = form ?? filled({ verified, note: current?.note ?? '', reserve: current?.reserve ?? '' });
  const said = (...names: string[]) => names.some((n) => String(shown.values[n] ?? '') !== '' || shown.reasons.some((r) => r.at === n));
  // What was typed stays, even if someone was faster or the stage is over.
  const fields = (decision.ok || form) && (
    <>
      <input type="hidden" name="seen" value={proposal?.id ?? current?.id ?? ''} />
      <CheckboxGroup name="verified" label={t.verifiedLabel} hint={t.verifiedHint} options={hand.map((l) => ({ value: l.id, label: explain(l) }))} />
      <RadioGroup
        name="outcome"
        label={t.outcomeLabel}
        required
        options={[
          { value: 'admitted', label: t.admit },
          { value: 'admittedWithReserve', label: w.admitWithReserve },
          { value: 'excluded', label: t.exclude },
        ]}
      />
      <Folds>
        <Fold summary={w.withReserve} open={said('reserve')}>
          <TextArea name="reserve" label={w.reserveLabel} hint={w.reserveHint} rows={3} limit={4000} />
        </Fold>
        <Fold summary={w.toExclude} open={said('reasons', 'written') || shown.values['outcome'] === 'excluded'}>
          <CheckboxGroup
            name="reasons"
            label={t.pickLabel}
            hint={t.pickHint}
            options={[...unmetLines(lines).filter((l) => l.by === 'machine'), ...hand].map((l) => ({ value: l.id, label: explain(l) }))}
          />
          <TextArea name="written" label={t.writtenLabel} hint={t.writtenHint} rows={4} limit={4000} />
        </Fold>
      </Folds>
      <TextArea name="note" label={t.noteLabel} hint={t.noteHint} rows={3} limit={4000} />
    </>
  );
  return (
    <Section title={current ? t.replace : t.decide} id="decision">
      <Form action={action} form={shown} guardUnsaved>
        {fields}
        <SubmitRow label={terms.fourEyes ? w.propose : t.submit} decision={decision satisfies Decision} />
      </Form>
    </Section>
  );
}
