import type { Decision } from '#src/core/decision.ts';
import { showInstant } from '#src/core/time.ts';
import type { CurrentSubmission } from '#src/funding/applications/queries.ts';
import type { CallVersion } from '#src/funding/calls/queries.ts';
import type { Call } from '#src/funding/calls/schema.ts';
import type { Again } from '#src/plumbing/http/door.ts';
import type { Listed } from '#src/plumbing/listing.ts';
import { useCopy, usePage } from '#src/ui/context.ts';
import { CheckboxField, CheckboxGroup, ConfirmDetails, filled, Form, fresh, RadioGroup, SubmitRow, TextArea } from '#src/ui/form.tsx';
import { Callout, EmptyState, PageHead, Section, StatusChip, Timeline, WithAside, type Tone } from '#src/ui/parts.tsx';
import { ExampleBadge, Findings, Reasons, SourceNote } from '#src/ui/reasons.tsx';
import { DataTable } from '#src/ui/table.tsx';
import { screeningWords } from './copy.ts';
import { FrozenProposal } from './parts.tsx';
import { queueSpec, type DecisionShown, type QueueRow } from './queries.ts';
import { unmetLines, type Line } from './rules.ts';
import type { ScreeningState } from './states.ts';

const tones: Record<ScreeningState, Tone> = { waiting: 'info', admitted: 'good', excluded: 'bad' };

export function OutcomeChip({ state }: { state: ScreeningState }) {
  const t = useCopy(screeningWords);
  return <StatusChip tone={tones[state]}>{t[state]}</StatusChip>;
}

export type QueuePageProps = {
  version: CallVersion;
  listed: Listed<QueueRow>;
  /** Those that may be admitted together. */
  inOrder: readonly { applicationId: string; protocol: string; acronym: string; lead: string }[];
  decision: Decision;
  open: boolean;
  form?: Again | undefined;
};

/** The office's list of submissions, and the short way for those with nothing against them. */
export function QueuePage({ version, listed, inOrder, decision, open, form = fresh }: QueuePageProps) {
  const t = useCopy(screeningWords);
  const { locale } = usePage();
  const { call, callId } = version;
  const started = form.reasons.length > 0;
  return (
    <>
      <PageHead
        title={t.screening}
        kicker={call.officialCode}
        lead={t.queueLead}
        trail={[{ label: t.calls, href: '/calls' }, { label: call.officialCode, href: `/calls/${callId}` }, { label: t.screening }]}
      >
        {call.example && <ExampleBadge />}
      </PageHead>
      {open && <Callout tone="info">{t.stillOpen(version.closesAt)}</Callout>}
      {inOrder.length > 0 && !open && (
        <Section title={t.bulkTitle} id="together">
          <ConfirmDetails summary={t.bulk(inOrder.length)} consequences={[t.bulkMail, t.bulkLater]} decision={decision} open={started}>
            <Form action={`/calls/${callId}/screening`} form={started ? form : filled({ applications: inOrder.map((a) => a.applicationId) })} id="together">
              <CheckboxGroup
                name="applications"
                label={t.bulkWhich}
                hint={t.bulkWhichHint}
                required
                options={inOrder.map((a) => ({ value: a.applicationId, label: `${a.protocol} · ${a.acronym} · ${a.lead}` }))}
              />
              <CheckboxField name="confirmed" label={t.bulkConfirm} required />
              <SubmitRow label={t.bulkSubmit} />
            </Form>
          </ConfirmDetails>
        </Section>
      )}
      <Section id="queue">
        <DataTable
          listed={listed}
          spec={queueSpec}
          caption={t.queueCaption}
          captionHidden
          counted={t.counted}
          rowHref={(row) => `/calls/${callId}/screening/${row.applicationId}`}
          cells={{ state: (row) => <OutcomeChip state={row.state} />, submittedAt: (row) => showInstant(row.submittedAt, locale) }}
          empty={<EmptyState title={t.none}>{t.noneMore}</EmptyState>}
        />
      </Section>
    </>
  );
}

export type CasePageProps = {
  version: CallVersion;
  /** The call as it was when the application was submitted. */
  call: Call;
  submission: CurrentSubmission;
  lines: readonly Line[];
  decisions: readonly DecisionShown[];
  decision: Decision;
  mayDecide: boolean;
  form?: Again | undefined;
};

/** One submission: what was checked, the decision, and the proposal itself. */
export function CasePage(props: CasePageProps) {
  const { version, call, submission, lines, decisions } = props;
  const t = useCopy(screeningWords);
  const { snapshot } = submission;
  const [current, earlier] = [decisions.find((d) => d.supersededAt === null), decisions.filter((d) => d.supersededAt !== null)];
  const base = `/calls/${version.callId}/screening`;
  return (
    <>
      <PageHead
        title={snapshot.acronym}
        kicker={t.screening}
        lead={t.protocolAt(submission.protocol, submission.submittedAt)}
        status={<OutcomeChip state={current?.outcome ?? 'waiting'} />}
        trail={[
          { label: t.calls, href: '/calls' },
          { label: call.officialCode, href: `/calls/${version.callId}` },
          { label: t.screening, href: base },
          { label: submission.protocol },
        ]}
      />
      {current && <InForce decision={current} />}
      <WithAside aside={<DecisionForm {...props} current={current} action={`${base}/${submission.applicationId}`} />}>
        <Section title={t.checklistTitle} id="checklist">
          <Checklist lines={current?.checklist ?? lines} looked={current !== undefined} />
        </Section>
      </WithAside>
      {earlier.length > 0 && (
        <Section title={t.earlier} id="earlier">
          <Timeline
            time
            events={earlier.map((d) => ({
              at: d.decidedAt,
              title: (
                <>
                  <OutcomeChip state={d.outcome} /> {d.by}
                </>
              ),
              children: (
                <>
                  <Reasons reasons={d.reasons} />
                  {d.note && <p>{d.note}</p>}
                </>
              ),
            }))}
          />
        </Section>
      )}
      <FrozenProposal
        call={call}
        snapshot={snapshot}
        sha256={submission.sha256}
        documentHref={(sha) => `${base}/${submission.applicationId}/documents/${sha}`}
      />
    </>
  );
}

function InForce({ decision }: { decision: DecisionShown }) {
  const t = useCopy(screeningWords);
  return (
    <Callout tone={tones[decision.outcome]} title={`${t.inForce}: ${t[decision.outcome]}`}>
      <p>{t.decidedBy(decision.by, decision.decidedAt)}</p>
      {decision.reasons.length > 0 && <Reasons reasons={decision.reasons} />}
      {decision.note && (
        <p>
          {t.noteLabel}: {decision.note}
        </p>
      )}
    </Callout>
  );
}

/** The machine's lines first, then those of a person: before a decision, nobody has looked at them. */
function Checklist({ lines, looked }: { lines: readonly Line[]; looked: boolean }) {
  const t = useCopy(screeningWords);
  const { explain } = usePage();
  const [machine, hand] = [lines.filter((l) => l.by === 'machine'), lines.filter((l) => l.by === 'hand')];
  return (
    <>
      <h3>{t.byMachine}</h3>
      <Findings findings={machine} level={4} />
      <h3>{t.byHand}</h3>
      {looked ? (
        <Findings findings={hand} level={4} noCount />
      ) : (
        <ul>
          {hand.map((l) => (
            <li key={l.id}>
              {explain(l)} {l.source && <SourceNote source={l.source} />}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function DecisionForm({ lines, decision, mayDecide, form, current, action }: CasePageProps & { current: DecisionShown | undefined; action: string }) {
  const t = useCopy(screeningWords);
  const { explain } = usePage();
  if (!mayDecide) return null;
  const hand = lines.filter((l) => l.by === 'hand');
  const shown = form ?? filled({ verified: (current?.checklist ?? []).filter((l) => l.by === 'hand' && l.met).map((l) => l.id), note: current?.note ?? '' });
  // What was typed stays, even if someone was faster or the stage is over.
  const fields = (decision.ok || form) && (
    <>
      <input type="hidden" name="seen" value={current?.id ?? ''} />
      <CheckboxGroup name="verified" label={t.verifiedLabel} hint={t.verifiedHint} options={hand.map((l) => ({ value: l.id, label: explain(l) }))} />
      <RadioGroup
        name="outcome"
        label={t.outcomeLabel}
        required
        options={[
          { value: 'admitted', label: t.admit },
          { value: 'excluded', label: t.exclude },
        ]}
      />
      <CheckboxGroup
        name="reasons"
        label={t.pickLabel}
        hint={t.pickHint}
        options={[...unmetLines(lines).filter((l) => l.by === 'machine'), ...hand].map((l) => ({ value: l.id, label: explain(l) }))}
      />
      <TextArea name="written" label={t.writtenLabel} hint={t.writtenHint} rows={4} limit={4000} />
      <TextArea name="note" label={t.noteLabel} hint={t.noteHint} rows={3} limit={4000} />
    </>
  );
  return (
    <Section title={current ? t.replace : t.decide} id="decision">
      <Form action={action} form={shown} guardUnsaved>
        {fields}
        <SubmitRow label={t.submit} decision={decision} />
      </Form>
    </Section>
  );
}
