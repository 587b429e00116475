import { addDays, romeDate } from '#src/core/time.ts';
import type { Decision } from '#src/core/decision.ts';
import type { CallVersion } from '#src/funding/calls/queries.ts';
import type { Again } from '#src/plumbing/http/door.ts';
import type { Listed } from '#src/plumbing/listing.ts';
import { useCopy, usePage } from '#src/ui/context.ts';
import { ActionButton, SubmitRow } from '#src/ui/buttons.tsx';
import { RadioGroup } from '#src/ui/choices.tsx';
import { DateField, NumberField, TextArea, TextField } from '#src/ui/fields.tsx';
import { filled, Form } from '#src/ui/form.tsx';
import { PageHead, Section } from '#src/ui/head.tsx';
import { EmptyState, FigureRow, LinkButton, StatusChip, type Tone } from '#src/ui/parts.tsx';
import { PlainTable } from '#src/ui/plainTable.tsx';
import { DataTable } from '#src/ui/table.tsx';
import { invitationWords } from '../copy/invitations.ts';
import { invitationsSpec, type InvitationRow, type Suggestion } from '../queries/invitations.ts';
import { canMove, invitationStates, type InvitationState } from '../states.ts';

export const tones: Record<InvitationState, Tone> = {
  sent: 'info',
  expired: 'warn',
  accepted: 'good',
  refused: 'bad',
  withdrawn: 'neutral',
  released: 'neutral',
};

export type InvitationsProps = {
  version: CallVersion;
  listed: Listed<InvitationRow>;
  counts: Record<InvitationState, number>;
  decision: Decision;
  /** For the office only: whom to invite next. */
  next: { suggestions: readonly Suggestion[]; replaces: { id: string; name: string } | null; chosen: Suggestion | null } | null;
  form?: Again | undefined;
};

export function InvitationsPage({ version: { call, callId }, listed, counts, decision, next, form }: InvitationsProps) {
  const t = useCopy(invitationWords);
  const at = (id: string, deed: string) => `/calls/${callId}/experts/invitations/${id}/${deed}`;
  const path = `/calls/${callId}/experts/invitations`;
  return (
    <>
      <PageHead
        title={t.title}
        kicker={call.officialCode}
        lead={t.lead}
        trail={[{ label: call.officialCode, href: `/calls/${callId}` }, { label: t.toExperts, href: `/calls/${callId}/experts` }, { label: t.title }]}
        actions={
          <LinkButton href={`/calls/${callId}/experts`} tone="secondary">
            {t.toExperts}
          </LinkButton>
        }
      />
      <FigureRow label={t.title} figures={invitationStates.map((s) => ({ value: String(counts[s]), label: t[`state_${s}`], href: `${path}?state=${s}` }))} />
      <Section id="invitations">
        <DataTable
          listed={listed}
          spec={invitationsSpec}
          caption={t.caption}
          captionHidden
          counted={t.counted}
          hidden={['timesSent', 'refusal', 'replaces', 'replacedBy']}
          cells={{
            name: (row) => (
              <>
                {row.name}
                {row.replaces && (
                  <>
                    <br />
                    <small>{`${t.replaces} ${row.replaces}`}</small>
                  </>
                )}
                {row.replacedBy && (
                  <>
                    <br />
                    <small>{`${t.replacedBy} ${row.replacedBy}`}</small>
                  </>
                )}
              </>
            ),
            state: (row) => <StatusChip tone={tones[row.state]}>{t[`state_${row.state}`]}</StatusChip>,
            sentAt: (row) => `${t.day(row.sentAt)}${row.timesSent > 1 ? ` (${row.timesSent})` : ''}`,
            expiresAt: (row) => t.day(row.expiresAt),
            answeredAt: (row) => (row.answeredAt ? t.day(row.answeredAt) : ''),
            refusalKind: (row) => (
              <>
                {row.refusalKind ? t[`why_${row.refusalKind}`] : ''}
                {row.refusal && (
                  <>
                    <br />
                    <small>{row.refusal}</small>
                  </>
                )}
              </>
            ),
          }}
          empty={<EmptyState title={t.none}>{t.noneMore}</EmptyState>}
        />
        {next && decision.ok && <Deeds rows={listed.rows} at={at} path={path} />}
      </Section>
      {next && (
        <>
          <Section title={t.next} id="next" lead={next.suggestions.some((s) => s.score !== null) ? t.nextLead : t.nextBefore}>
            <PlainTable
              caption={t.next}
              captionHidden
              columns={[
                { label: t.name },
                { label: t.score, numeric: true },
                { label: t.barred, numeric: true },
                { label: t.load, numeric: true },
                { label: t.deeds },
              ]}
              empty={<EmptyState title={t.nobody}>{t.nobodyMore}</EmptyState>}
              rows={next.suggestions.map((s) => [
                s.name,
                s.score === null ? '–' : String(s.score),
                s.score === null && s.barred === 0 ? '–' : String(s.barred),
                s.mostAtOnce === null ? String(s.load) : `${s.load} / ${s.mostAtOnce}`,
                <LinkButton
                  href={`${path}?${new URLSearchParams({ ...(next.replaces && { replaces: next.replaces.id }), person: s.personId }).toString()}#invite`}
                  tone="secondary"
                  small
                >
                  <span aria-hidden="true">{t.choose}</span>
                  <span class="visually-hidden">{t.chooseWho(s.name)}</span>
                </LinkButton>,
              ])}
            />
          </Section>
          <InviteForm callId={callId} max={call.evaluation.maxLoad} next={next} decision={decision} form={form} />
        </>
      )}
    </>
  );
}

/** What the office can do with the invitations of this page. */
function Deeds({ rows, at, path }: { rows: readonly InvitationRow[]; at: (id: string, deed: string) => string; path: string }) {
  const t = useCopy(invitationWords);
  const open = rows.filter((r) => canMove('withdraw', r.state) || (canMove('replace', r.state) && r.replacedBy === null));
  if (open.length === 0) return null;
  return (
    <PlainTable
      caption={t.deeds}
      columns={[{ label: t.name }, { label: t.state }, { label: t.deeds }]}
      rows={open.map((row) => [
        row.name,
        t[`state_${row.state}`],
        <>
          {canMove('remind', row.state) && (
            <ActionButton action={at(row.id, 'letter')} tone="secondary" small>
              <span aria-hidden="true">{t.remind}</span>
              <span class="visually-hidden">{t.remindWho(row.name)}</span>
            </ActionButton>
          )}
          {canMove('withdraw', row.state) && (
            <ActionButton action={at(row.id, 'withdrawal')} tone="plain" small>
              <span aria-hidden="true">{t.withdraw}</span>
              <span class="visually-hidden">{t.withdrawWho(row.name)}</span>
            </ActionButton>
          )}
          {canMove('replace', row.state) && row.replacedBy === null && (
            <LinkButton href={`${path}?replaces=${row.id}#next`} tone="secondary" small>
              <span aria-hidden="true">{t.replace}</span>
              <span class="visually-hidden">{t.replaceWho(row.name)}</span>
            </LinkButton>
          )}
        </>,
      ])}
    />
  );
}

function InviteForm({
  callId,
  max,
  next,
  decision,
  form,
}: {
  callId: string;
  max: number;
  next: NonNullable<InvitationsProps['next']>;
  decision: Decision;
  form: Again | undefined;
}) {
  const t = useCopy(invitationWords);
  const { now } = usePage();
  const { chosen, replaces } = next;
  const values = {
    maxLoad: max,
    locale: chosen?.locale ?? 'it',
    replyBy: addDays(romeDate(now), 14),
    ...(chosen && { name: chosen.name, email: chosen.email }),
    ...(replaces && { replaces: replaces.id }),
  };
  const drawn = form ?? filled(values);
  return (
    <Section title={replaces ? t.inviteInstead(replaces.name) : t.invite} id="invite" lead={t.inviteLead}>
      <Form action={`/calls/${callId}/experts/invitations`} id="invite" form={drawn}>
        <input type="hidden" name="replaces" value={String(drawn.values['replaces'] ?? '')} />
        <TextField name="email" type="email" label={t.email} required autocomplete="off" width="l" />
        <TextField name="name" label={t.name} hint={t.nameHint} required autocomplete="off" width="l" />
        <RadioGroup
          name="locale"
          label={t.language}
          required
          inline
          options={[
            { value: 'it', label: t.italian },
            { value: 'en', label: t.english },
          ]}
        />
        <NumberField name="maxLoad" label={t.maxLoad} hint={t.maxLoadHint(max)} required whole />
        <DateField name="replyBy" label={t.replyBy} required />
        <TextArea name="message" label={t.message} hint={t.messageHint} rows={3} limit={1000} />
        <SubmitRow label={t.sendIt} decision={decision} />
      </Form>
    </Section>
  );
}
