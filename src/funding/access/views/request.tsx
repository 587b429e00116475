import type { Decision } from '#src/core/decision.ts';
import { showDate, showInstant, type Instant } from '#src/core/time.ts';
import type { Again } from '#src/plumbing/http/door.ts';
import { Paragraphs } from '#src/ui/answer.tsx';
import { useCopy, usePage } from '#src/ui/context.ts';
import { ActionButton, ConfirmDetails, SubmitRow } from '#src/ui/buttons.tsx';
import { CheckboxGroup, RadioGroup } from '#src/ui/choices.tsx';
import { TextArea, TextField } from '#src/ui/fields.tsx';
import { Form, fresh } from '#src/ui/form.tsx';
import { PageHead, Section } from '#src/ui/head.tsx';
import { Actions, StatusChip } from '#src/ui/parts.tsx';
import { FactList, PlainTable } from '#src/ui/plainTable.tsx';
import { accessCopy } from '../copy.ts';
import type { AccessRequest } from '../queries.ts';
import { decisions, isOpen } from '../states.ts';
import { Clock } from './lists.tsx';

export type RequestProps = {
  request: AccessRequest;
  deliveries: readonly { deliveredAt: Instant; person: string; sha256: string }[];
  /** Null for who is not the office. */
  notify: Decision | null;
  decide: Decision | null;
  withdraw: Decision;
  receive: Decision;
  again?: { part: 'notice' | 'decision'; form: Again };
};

/** One request: what is asked, its clock, those concerned, the decision, what was handed over. */
export function RequestPage({ request, deliveries, notify, decide, withdraw, receive, again }: RequestProps) {
  const t = useCopy(accessCopy);
  const { locale } = usePage();
  const here = `/access/${request.id}`;
  const form = (part: 'notice' | 'decision') => (again?.part === part ? again.form : fresh);
  return (
    <>
      <PageHead
        title={`${t.access}: ${request.acronym}`}
        kicker={request.protocol}
        status={<StatusChip tone={isOpen(request.state) ? 'info' : 'neutral'}>{request.decision ? t[request.decision] : t[request.state]}</StatusChip>}
        trail={[{ label: t.access, href: '/access' }, { label: request.protocol }]}
      />
      <Section id="request">
        <FactList
          stacked
          facts={[
            { label: t.leadName, value: request.leadName },
            { label: t.askedOn, value: `${showInstant(request.askedAt, locale)} · ${request.askedByName}` },
            {
              label: t.dueOn,
              value: (
                <>
                  {showDate(request.dueOn, locale)} {request.answer === null && <Clock row={request} />}
                </>
              ),
            },
            { label: t.reason, value: <Paragraphs text={request.reason} /> },
            ...(request.answer
              ? [
                  { label: t.decision, value: `${t[request.decision!]} · ${showInstant(request.decidedAt!, locale)}` },
                  { label: t.answer, value: <Paragraphs text={request.answer} /> },
                ]
              : []),
          ]}
        />
        {withdraw.ok && (
          <ActionButton action={`${here}/withdrawal`} tone="plain">
            {t.withdraw}
          </ActionButton>
        )}
      </Section>
      <Section title={t.parties} id="parties" lead={request.parties.length > 0 ? t.partiesLead : t.noParties}>
        {request.parties.length > 0 && (
          <PlainTable
            caption={t.parties}
            captionHidden
            columns={[
              { label: t.protocol },
              ...(notify ? [{ label: t.acronym }, { label: t.leadName }] : []),
              { label: t.notified },
              { label: t.until },
              { label: t.objection },
              { label: t.decision },
            ]}
            rows={request.parties.map((p) => [
              p.protocol,
              ...(notify ? [p.acronym, p.leadName] : []),
              p.notifiedAt ? showDate(p.notifiedAt, locale) : '–',
              p.until ? showDate(p.until, locale) : '–',
              // Who asked learns that somebody objected, not what they wrote.
              p.objectedAt ? notify ? <Paragraphs text={p.objection ?? ''} /> : t.objected(p.objectedAt) : t.noObjection,
              p.granted === null ? '–' : p.granted ? t.granted : t.refused,
            ])}
          />
        )}
        {notify && isOpen(request.state) && request.state === 'asked' && (
          <ConfirmDetails summary={t.notify} consequences={[t.notifyConsequences]} decision={notify} open={notify.ok && request.parties.length > 0}>
            <Form action={`${here}/notices`} form={form('notice')} id="n">
              <TextField name="others" label={t.moreOthers} hint={t.othersHint} width="l" />
              <SubmitRow label={t.notify} decision={notify} />
            </Form>
          </ConfirmDetails>
        )}
      </Section>
      {decide && isOpen(request.state) && (
        <Section id="decision" title={t.decision}>
          <ConfirmDetails summary={t.decide} consequences={[t.decideConsequences]} decision={decide} open={decide.ok}>
            <Form action={`${here}/decision`} form={form('decision')} id="d">
              <RadioGroup
                name="decision"
                label={t.decision}
                required
                options={decisions.filter((d) => d !== 'partial' || request.parties.length > 0).map((value) => ({ value, label: t[value] }))}
              />
              {request.parties.length > 0 && (
                <CheckboxGroup name="granted" label={t.grantOf} options={request.parties.map((p) => ({ value: p.id, label: `${p.acronym}, ${p.protocol}` }))} />
              )}
              <TextArea name="answer" label={t.answer} required rows={6} limit={4000} />
              <SubmitRow label={t.decide} decision={decide} />
            </Form>
          </ConfirmDetails>
        </Section>
      )}
      {request.pack && (
        <Section title={t.pack} id="pack" lead={t.packLead}>
          <PlainTable
            caption={t.contents}
            columns={[{ label: t.file }, { label: t.holds }, { label: t.fingerprint }, { label: t.omissions, numeric: true }]}
            rows={request.pack.files.map((f) => [f.name, t[`what.${f.what}`], <code class="m-hash">{f.sha256}</code>, String(f.omitted)])}
          />
          {receive.ok && (
            <Actions>
              <ActionButton action={`${here}/deliveries`} icon="download">
                {t.download}
              </ActionButton>
            </Actions>
          )}
          <h3>{t.deliveries}</h3>
          {deliveries.length === 0 ? (
            <p>{t.noDeliveries}</p>
          ) : (
            <ul>
              {deliveries.map((d) => (
                <li key={d.deliveredAt}>
                  {showInstant(d.deliveredAt, locale)} · {d.person}
                </li>
              ))}
            </ul>
          )}
        </Section>
      )}
    </>
  );
}
