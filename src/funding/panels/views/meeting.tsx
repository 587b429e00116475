import { showInstant } from '#src/core/time.ts';
import type { Again } from '#src/plumbing/http/door.ts';
import { codeName } from '#src/funding/reviews/rules/seen.ts';
import { useCopy, useHref, usePage } from '#src/ui/context.ts';
import { ActionButton, ConfirmDetails, SubmitRow } from '#src/ui/buttons.tsx';
import { CheckboxGroup, RadioGroup, SelectField } from '#src/ui/choices.tsx';
import { FieldSet, FileField, NumberField, TextArea, TextField } from '#src/ui/fields.tsx';
import { filled, Form, fresh } from '#src/ui/form.tsx';
import { PageHead, Prose, Section } from '#src/ui/head.tsx';
import { Callout, EmptyState, Files, LinkButton, StatusChip, type Tone } from '#src/ui/parts.tsx';
import { SourceNote } from '#src/ui/reasons.tsx';
import { SignatureResult } from '#src/ui/signature.tsx';
import { FactList, PlainTable } from '#src/ui/plainTable.tsx';
import { counting, MINUTES_MAX_BYTES } from '../rules/meeting.ts';
import { meetingWords } from '../copy/meetings.ts';
import type { MeetingDesk } from '../desk.ts';
import type { Meeting, MeetingItem } from '../queries/meetings.ts';
import { itemOutcomes, type ItemOutcome } from '../states.ts';
import { meetingTones, PlanFields } from './meetings.tsx';

/** Which form of the page came back, with what was typed. */
export type MeetingForms = { plan?: Again; callOff?: Again; sign?: Again; leave?: { item: string; form: Again }; ruling?: { item: string; form: Again } };
export type MeetingPageProps = MeetingDesk & { forms?: MeetingForms; trySigning: boolean };

const outcomeTones: Record<ItemOutcome, Tone> = { agreed: 'good', asIs: 'good', further: 'warn', postponed: 'neutral' };

/** One meeting: who is called and present, each item with who leaves and what is decided, the minutes and their signatures. */
export function MeetingPage({ meeting, decisions, people, proposals, forms = {}, trySigning }: MeetingPageProps) {
  const t = useCopy(meetingWords);
  const { locale } = usePage();
  const { call, callId } = meeting.stage.version;
  const base = `/calls/${callId}/meetings/${meeting.id}`;
  return (
    <>
      <PageHead
        title={t.meeting(meeting.number)}
        kicker={`${t.panel} · ${call.officialCode}`}
        lead={`${showInstant(meeting.heldAt, locale)}, ${meeting.place}`}
        status={<StatusChip tone={meetingTones[meeting.state]}>{t[meeting.state]}</StatusChip>}
        trail={[
          { label: t.calls, href: '/calls' },
          { label: call.officialCode, href: `/calls/${callId}` },
          { label: t.panel, href: `/calls/${callId}/panel` },
          { label: t.meetings, href: `/calls/${callId}/meetings` },
          { label: t.meeting(meeting.number) },
        ]}
        example={call.example}
      />
      {meeting.state === 'calledOff' && (
        <Callout title={t.calledOffAt(meeting.calledOffAt!)} tone="warn">
          {t.callOffReason}: {meeting.calledOffWhy}
        </Callout>
      )}
      {meeting.state === 'closed' && <Minutes meeting={meeting} decisions={decisions} base={base} form={forms.sign} trySigning={trySigning} />}
      <People meeting={meeting} base={base} decisions={decisions} />
      <Section title={t.agenda} id="agenda">
        {meeting.items.map((item, i) => (
          <Item key={item.id} item={item} place={i + 1} meeting={meeting} base={base} mayConduct={decisions.conduct.ok} forms={forms} />
        ))}
        {meeting.omitted > 0 && <Callout title={t.omitted(meeting.omitted)}>{t.omittedMore}</Callout>}
      </Section>
      {meeting.state === 'planned' && (decisions.change.ok || forms.plan) && (
        <Section id="change">
          <ConfirmDetails calm summary={t.change} consequences={[t.planMails]} open={forms.plan !== undefined}>
            <PlanFields action={base} stage={meeting.stage} people={people} proposals={proposals} meeting={meeting} form={forms.plan} label={t.changeSubmit} />
          </ConfirmDetails>
        </Section>
      )}
      {meeting.state === 'calledOff' && (decisions.planAgain.ok || forms.plan) && (
        <Section id="change">
          <ConfirmDetails calm summary={t.planAgain} consequences={[t.planMails]} open={forms.plan !== undefined}>
            <PlanFields action={base} stage={meeting.stage} people={people} proposals={proposals} meeting={meeting} form={forms.plan} label={t.planAgain} />
          </ConfirmDetails>
        </Section>
      )}
      {meeting.state === 'planned' && (decisions.callOff.ok || forms.callOff) && (
        <Section id="call-off">
          <ConfirmDetails summary={t.callOff} consequences={[t.callOffMails, t.callOffAgain]} open={forms.callOff !== undefined}>
            <Form action={`${base}/calling-off`} form={forms.callOff ?? fresh} id="call-off" label={t.callOff}>
              <TextArea name="reason" label={t.callOffReason} hint={t.callOffHint} required rows={2} />
              <SubmitRow label={t.callOff} tone="danger" />
            </Form>
          </ConfirmDetails>
        </Section>
      )}
      {meeting.state === 'planned' && (
        <Section id="open">
          <p>{t.openNote}</p>
          <ActionButton action={`${base}/opening`} decision={decisions.open}>
            {t.openIt}
          </ActionButton>
        </Section>
      )}
      {meeting.state === 'open' && (
        <Section id="close">
          <ConfirmDetails summary={t.close} consequences={[t.closeMinutes, t.closeFinal]} decision={decisions.close}>
            <Form action={`${base}/closing`} id="close" label={t.close}>
              <SubmitRow label={t.close} tone="danger" />
            </Form>
          </ConfirmDetails>
        </Section>
      )}
    </>
  );
}

function Minutes({
  meeting,
  decisions,
  base,
  form,
  trySigning,
}: Pick<MeetingPageProps, 'meeting' | 'decisions' | 'trySigning'> & { base: string; form: Again | undefined }) {
  const t = useCopy(meetingWords);
  return (
    <Section title={t.minutes} id="minutes" lead={t.closedAt(meeting.closedAt!)}>
      <Files files={[{ href: `${base}/minutes`, name: t.minutesPdf }]} />
      {meeting.omitted === 0 && (
        <p>
          {t.fingerprint}: <code class="m-hash">{meeting.sha256}</code>
        </p>
      )}
      <h3>{t.signing}</h3>
      <p>{t.signingLead}</p>
      {meeting.signed.length === 0 && <EmptyState title={t.noSignatures} />}
      {meeting.signed.map((s) => (
        <article key={s.personId}>
          <h4>{t.signedBy(s.name, s.signedAt)}</h4>
          {meeting.omitted === 0 && <Files files={[{ href: `${base}/signatures/${s.sha256}`, name: s.fileName }]} />}
          <SignatureResult signature={s.signature} label={s.name} />
        </article>
      ))}
      {(decisions.sign.ok || form) && (
        <Form action={`${base}/signatures`} form={form ?? fresh} id="sign" multipart label={t.signing}>
          <FileField name="file" label={t.upload} accept=".pdf,.p7m" maxBytes={MINUTES_MAX_BYTES} required />
          <SubmitRow label={t.uploadSubmit} decision={decisions.sign}>
            {trySigning && (
              <LinkButton href="/example/signature" tone="secondary" small>
                {t.trySigning}
              </LinkButton>
            )}
          </SubmitRow>
        </Form>
      )}
    </Section>
  );
}

function People({ meeting, base, decisions }: Pick<MeetingPageProps, 'meeting' | 'decisions'> & { base: string }) {
  const t = useCopy(meetingWords);
  const { panel, source } = meeting.stage.version.call.evaluation;
  const noted = meeting.people.some((p) => p.present);
  const present = counting(meeting.people, new Set()).length;
  return (
    <Section title={t.people} id="people">
      <PlainTable
        caption={t.people}
        captionHidden
        columns={[{ label: t.name }, { label: t.role }, { label: t.presence }]}
        rows={meeting.people.map((p) => [
          p.pseudonym ? `${p.name} (${p.pseudonym})` : p.name,
          t[p.role],
          p.present ? t.present : noted || meeting.state === 'closed' ? t.absent : t.notYet,
        ])}
      />
      <p>
        {t.quorum(present, panel.min)} <SourceNote source={source} />
      </p>
      {meeting.state === 'open' && decisions.conduct.ok && (
        <Form
          action={`${base}/presence`}
          id="presence"
          form={filled({ present: meeting.people.filter((p) => p.present).map((p) => p.personId) })}
          label={t.presentNow}
        >
          <CheckboxGroup
            name="present"
            label={t.presentNow}
            required
            options={meeting.people.map((p) => ({ value: p.personId, label: `${p.name}, ${t[p.role].toLowerCase()}` }))}
          />
          <SubmitRow label={t.savePresence} tone="secondary" />
        </Form>
      )}
    </Section>
  );
}

type ItemProps = { item: MeetingItem; place: number; meeting: Meeting; base: string; mayConduct: boolean; forms: MeetingForms };

function Item({ item, place, meeting, base, mayConduct, forms }: ItemProps) {
  const t = useCopy(meetingWords);
  const path = useHref();
  const double = meeting.stage.version.call.evaluation.blind === 'double';
  const away = new Set(item.away.map((a) => a.personId));
  const now = counting(meeting.people, away);
  const names = (ids: readonly string[]) =>
    meeting.people
      .filter((p) => ids.includes(p.personId))
      .map((p) => p.name)
      .join(', ');
  const here = `${base}/items/${item.id}`;
  const held = meeting.state === 'open' && mayConduct;
  const decided = item.outcome !== null && item.outcome !== 'postponed';
  return (
    <article class="m-flow" id={`item-${item.id}`}>
      <h3>
        {t.item(place, item.protocol, item.acronym)} {double && <>({codeName(item.code)}) </>}
        {(meeting.state === 'open' || meeting.state === 'closed') && (
          <StatusChip tone={item.outcome ? outcomeTones[item.outcome] : 'info'}>{item.outcome ? t[item.outcome] : t.undecided}</StatusChip>
        )}
      </h3>
      <FactList
        facts={[
          { label: t.leadOf, value: item.lead },
          {
            label: t.away,
            value:
              item.away.length === 0 ? (
                t.nobodyAway
              ) : (
                <ul>
                  {item.away.map((a) => (
                    <li key={a.personId}>
                      {a.name}: {a.byRule ? t.byRule : a.reason}
                      {held && !a.byRule && (
                        <ActionButton action={`${here}/returns`} fields={{ person: a.personId }} tone="plain" small>
                          {t.comesBack(a.name)}
                        </ActionButton>
                      )}
                    </li>
                  ))}
                </ul>
              ),
          },
          ...(item.discussion ? [{ label: t.discussion, value: <Paragraphs text={item.discussion} /> }] : []),
          ...(item.decision ? [{ label: t.decision, value: <Paragraphs text={item.decision} /> }] : []),
        ]}
      />
      {decided && (
        <p>
          {t.counting(names(item.deciders))}. {t.votes(item.deciders.length - item.against - item.abstained, item.against, item.abstained)}
        </p>
      )}
      {!decided && meeting.state === 'open' && <p>{now.length > 0 ? `${t.counting(names(now))}.` : t.countingNobody}</p>}
      <p>
        <a href={path(`/calls/${meeting.callId}/panel/${item.applicationId}`)}>
          {t.toCase}
          <span class="visually-hidden">: {item.acronym}</span>
        </a>
      </p>
      {held && <Ruling item={item} here={here} form={forms.ruling?.item === item.id ? forms.ruling.form : undefined} />}
      {held && <Leave item={item} meeting={meeting} here={here} form={forms.leave?.item === item.id ? forms.leave.form : undefined} />}
    </article>
  );
}

const Paragraphs = ({ text }: { text: string }) => (
  <Prose>
    {text.split(/\n\s*\n/).map((p, i) => (
      <p key={i}>{p}</p>
    ))}
  </Prose>
);

function Ruling({ item, here, form }: { item: MeetingItem; here: string; form: Again | undefined }) {
  const t = useCopy(meetingWords);
  const { discussion, decision, outcome, against, abstained } = item;
  const stored = { discussion, decision, outcome: outcome ?? '', against: against ? String(against) : '', abstained: abstained ? String(abstained) : '' };
  return (
    <details class="m-confirm m-calm" open={form !== undefined}>
      <summary>
        <span>
          {t.rule}
          <span class="visually-hidden">: {item.acronym}</span>
        </span>
      </summary>
      <div class="m-confirm-body">
        <Form action={here} form={form ?? filled(stored)} id={`rule-${item.id.slice(0, 8)}`} guardUnsaved>
          <input type="hidden" name="revision" value={item.revision} />
          <RadioGroup name="outcome" label={t.rule} required options={itemOutcomes.map((value) => ({ value, label: t[value] }))} />
          <TextArea name="discussion" label={t.discussion} rows={4} limit={20_000} />
          <TextArea name="decision" label={t.decision} hint={t.decisionHint} rows={3} limit={4000} />
          <FieldSet legend={t.votesHint} columns>
            <NumberField name="against" label={t.against} whole width="xs" />
            <NumberField name="abstained" label={t.abstained} whole width="xs" />
          </FieldSet>
          <SubmitRow label={t.ruleSubmit} />
        </Form>
      </div>
    </details>
  );
}

function Leave({ item, meeting, here, form }: { item: MeetingItem; meeting: Meeting; here: string; form: Again | undefined }) {
  const t = useCopy(meetingWords);
  const still = meeting.people.filter((p) => !item.away.some((a) => a.personId === p.personId));
  return (
    <details class="m-confirm m-calm" open={form !== undefined}>
      <summary>
        <span>
          {t.leave}
          <span class="visually-hidden">: {item.acronym}</span>
        </span>
      </summary>
      <div class="m-confirm-body">
        <p>{t.leaveReopens}</p>
        <Form action={`${here}/leaves`} form={form ?? fresh} id={`leave-${item.id.slice(0, 8)}`}>
          <SelectField name="person" label={t.who} required options={still.map((p) => ({ value: p.personId, label: p.name }))} />
          <TextField name="reason" label={t.why} required />
          <SubmitRow label={t.leaveSubmit} tone="secondary" />
        </Form>
      </div>
    </details>
  );
}
