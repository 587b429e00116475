import type { Decision } from '#src/core/decision.ts';
import { showDate } from '#src/core/time.ts';
import type { CallVersion } from '#src/funding/calls/queries.ts';
import { foundConflicts } from '#src/funding/calls/vocabulary.ts';
import type { Again } from '#src/plumbing/http/door.ts';
import type { Listed } from '#src/plumbing/listing.ts';
import { useCopy, usePage } from '#src/ui/context.ts';
import { Button, SubmitRow } from '#src/ui/buttons.tsx';
import { SelectField } from '#src/ui/choices.tsx';
import { TextArea } from '#src/ui/fields.tsx';
import { Form, fresh } from '#src/ui/form.tsx';
import { PageHead, Prose, Section } from '#src/ui/head.tsx';
import { Alert, EmptyState, StatusChip, type Tone } from '#src/ui/parts.tsx';
import { SourceNote } from '#src/ui/reasons.tsx';
import { FactList, PlainTable } from '#src/ui/plainTable.tsx';
import { DataTable } from '#src/ui/table.tsx';
import { findingWords, kindWords, stateWords } from '../copy/findings.ts';
import { explained } from '../copy/path.ts';
import type { FindingsDesk } from '../desk.ts';
import { findingsSpec, type FindingRow, type FindingShown } from '../queries/findings.ts';
import { conflictTerms } from '../rules/terms.ts';
import type { FindingState } from '../states.ts';

const tones: Record<FindingState, Tone> = { bars: 'bad', shown: 'info', waiverProposed: 'warn', waived: 'good', ended: 'neutral' };

function Head({ version, title, leaf, lead }: { version: CallVersion; title: string; leaf?: string; lead?: string }) {
  const t = useCopy(findingWords);
  const { call, callId } = version;
  return (
    <PageHead
      title={title}
      kicker={call.officialCode}
      lead={lead}
      trail={[
        { label: t.calls, href: '/calls' },
        { label: call.officialCode, href: `/calls/${callId}` },
        leaf ? { label: t.title, href: `/calls/${callId}/conflicts-found` } : { label: t.title },
        ...(leaf ? [{ label: leaf }] : []),
      ]}
      example={call.example}
    />
  );
}

export type FindingsPageProps = FindingsDesk & { listed: Listed<FindingRow>; done: string | null; form?: Again | undefined };

/** Every conflict that was found under a call, with why. */
export function FindingsPage({ stage: { version, callId }, listed, choices, competing, ties, done, form }: FindingsPageProps) {
  const t = useCopy(findingWords);
  const { locale } = usePage();
  return (
    <>
      <Head version={version} title={t.title} lead={t.lead} />
      {done === 'recorded' && <Alert tone="good" title={t.recordedNow} />}
      <Section id="findings">
        <DataTable
          listed={listed}
          spec={findingsSpec}
          caption={t.title}
          captionHidden
          counted={t.counted}
          rowHref={(r) => `/calls/${callId}/conflicts-found/${r.id}`}
          cells={{
            protocol: (r) => <span class="m-nowrap">{r.protocol}</span>,
            kind: (r) => kindWords[r.kind][locale],
            detail: (r) => explained(r, locale),
            state: (r) => <StatusChip tone={tones[r.state]}>{stateWords[r.state][locale]}</StatusChip>,
            foundAt: (r) => showDate(r.foundAt, locale),
            foundBy: (r) => r.foundBy ?? t.byRegisters,
          }}
          empty={<EmptyState title={t.none}>{t.noneMore}</EmptyState>}
        />
      </Section>
      {competing.length > 0 && (
        <Section title={t.competing} lead={t.competingLead} id="competing">
          <PlainTable
            caption={t.competing}
            captionHidden
            columns={[{ label: t.person }, { label: t.proposals, numeric: true }]}
            rows={competing.map((c) => [c.person, String(c.proposals)])}
          />
        </Section>
      )}
      {ties.length > 0 && (
        <Section title={t.ties} lead={t.tiesLead} id="ties">
          <PlainTable
            caption={t.ties}
            captionHidden
            columns={[{ label: t.person }, { label: t.tieTo }, { label: t.reasonLabel }, { label: t.state }]}
            rows={ties.map((tie) => [
              tie.person,
              tie.name,
              tie.why,
              <StatusChip key="known" tone={tie.known ? 'good' : 'warn'}>
                {tie.known ? t.tieKnown : t.tieUnknown}
              </StatusChip>,
            ])}
          />
        </Section>
      )}
      <Terms version={version} />
      {choices && choices.proposals.length > 0 && choices.people.length > 0 && (
        <Section title={t.record} lead={t.recordLead} id="record">
          <Form action={`/calls/${callId}/conflicts-found`} form={form ?? fresh} id="record">
            <SelectField name="applicationId" label={t.protocol} required options={choices.proposals} />
            <SelectField name="personId" label={t.person} required options={choices.people} />
            <TextArea name="reason" label={t.reasonLabel} hint={t.reasonHint} required rows={3} />
            <SubmitRow label={t.submitRecord} />
          </Form>
        </Section>
      )}
    </>
  );
}

function Terms({ version }: { version: CallVersion }) {
  const t = useCopy(findingWords);
  const { locale } = usePage();
  const { lookBackYears, effect, source } = conflictTerms(version.call);
  const named = (wanted: string) =>
    foundConflicts
      .filter((kind) => effect[kind] === wanted)
      .map((kind) => kindWords[kind][locale].toLowerCase())
      .join('; ');
  return (
    <Section title={t.terms} id="terms">
      <Prose>
        <p>
          {t.lookBack(lookBackYears)} {t.barring(named('bars'))} {named('shown') && t.showing(named('shown'))} <SourceNote source={source} />
        </p>
      </Prose>
    </Section>
  );
}

export type FindingPageProps = { version: CallVersion; finding: FindingShown; record: Decision; propose: Decision; answer: Decision; form?: Again | undefined };

/** One conflict: why, and whether it is set aside. */
export function FindingPage({ version, finding, record, propose, answer, form }: FindingPageProps) {
  const t = useCopy(findingWords);
  const { locale } = usePage();
  return (
    <>
      <Head version={version} title={`${finding.person} · ${finding.protocol}`} leaf={t.finding} />
      <Section id="finding">
        <FactList
          facts={[
            { label: t.kind, value: kindWords[finding.kind][locale] },
            { label: t.explanation, value: explained(finding, locale) },
            { label: t.state, value: <StatusChip tone={tones[finding.state]}>{stateWords[finding.state][locale]}</StatusChip> },
            { label: t.foundAt, value: showDate(finding.foundAt, locale) },
            { label: t.foundBy, value: finding.foundBy ?? t.byRegisters },
          ]}
        />
      </Section>
      {finding.state === 'shown' && record.ok && (
        <Section title={t.confirmShown} lead={t.confirmShownLead} id="confirm">
          <Form action={`/calls/${version.callId}/conflicts-found`} form={fresh} id="record">
            <input type="hidden" name="applicationId" value={finding.applicationId} />
            <input type="hidden" name="personId" value={finding.personId} />
            <TextArea name="reason" label={t.reasonLabel} hint={t.reasonHint} required rows={3} />
            <SubmitRow label={t.submitRecord} />
          </Form>
        </Section>
      )}
      {finding.state !== 'shown' && <WaiverSection {...{ version, finding, propose, answer, form }} />}
    </>
  );
}

/** What was proposed, and what can be. */
function WaiverSection({ version, finding, propose, answer, form }: Omit<FindingPageProps, 'record'>) {
  const t = useCopy(findingWords);
  const at = `/calls/${version.callId}/conflicts-found/${finding.id}`;
  const open = finding.waivers.some((w) => w.state === 'proposed');
  return (
    <Section title={t.waiver} lead={t.waiverLead} id="waiver">
      {finding.waivers.length > 0 && (
        <PlainTable
          caption={t.waiver}
          captionHidden
          columns={[{ label: t.state }, { label: t.reasonLabel }, { label: t.answerLabel }]}
          rows={finding.waivers.map((w) => [
            t[`waiver_${w.state}`],
            `${t.waiverBy(w.proposer, w.proposedAt)}: ${w.reason}`,
            w.answerer && w.answeredAt ? `${t.answeredBy(w.answerer, w.answeredAt)}${w.answer ? `: ${w.answer}` : ''}` : '–',
          ])}
        />
      )}
      {open ? (
        <Form action={`${at}/waiver-answer`} form={form ?? fresh} id="answer">
          {answer.ok && <TextArea name="answer" label={t.answerLabel} rows={3} />}
          <div class="actions">
            <Button name="outcome" value="confirmed" decision={answer}>
              {t.confirm}
            </Button>
            {answer.ok && (
              <Button name="outcome" value="refused" tone="secondary">
                {t.refuse}
              </Button>
            )}
          </div>
        </Form>
      ) : (
        <Form action={`${at}/waiver`} form={form ?? fresh} id="propose">
          {propose.ok && <TextArea name="reason" label={t.reasonLabel} hint={t.waiverReasonHint} required rows={3} />}
          <SubmitRow label={t.propose} decision={propose} tone="secondary" />
        </Form>
      )}
    </Section>
  );
}
