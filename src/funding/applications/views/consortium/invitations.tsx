import type { Again } from '#src/plumbing/http/door.ts';
import { useCopy, usePage } from '#src/ui/context.ts';
import { ActionButton, SubmitRow } from '#src/ui/buttons.tsx';
import { RadioGroup } from '#src/ui/choices.tsx';
import { TextArea, TextField } from '#src/ui/fields.tsx';
import { Form } from '#src/ui/form.tsx';
import { Section } from '#src/ui/head.tsx';
import { EmptyState, StatusChip, type Tone } from '#src/ui/parts.tsx';
import { PlainTable } from '#src/ui/plainTable.tsx';
import { consortiumCopy, invitationWords, kindWords } from '../../copy/consortium.ts';
import type { Consortium } from '../../queries/consortium.ts';
import { invitationKinds, type InvitationState } from '../../states.ts';
import { addressOf } from '../parts.tsx';

const tones: Record<InvitationState, Tone> = { sent: 'info', accepted: 'good', refused: 'bad', expired: 'warn', revoked: 'neutral' };

export function InviteForm({ applicationId, form }: { applicationId: string; form?: Again | undefined }) {
  const t = useCopy(consortiumCopy);
  const { locale } = usePage();
  return (
    <Section title={t.invite} id="invite" lead={t.inviteLead}>
      <Form action={addressOf(applicationId, 'invitations')} id="invite" form={form ?? { values: { kind: 'partner' }, reasons: [] }}>
        <RadioGroup name="kind" label={t.inviteAs} required options={invitationKinds.map((value) => ({ value, label: kindWords[value][locale] }))} />
        <TextField name="email" label={t.email} type="email" required width="l" autocomplete="off" />
        <TextArea name="message" label={t.message} rows={3} limit={1000} />
        <SubmitRow label={t.sendInvitation} />
      </Form>
    </Section>
  );
}

/** Every invitation and what came of it; who manages the application can send it again or end it. */
export function Invitations({ applicationId, consortium, manage }: { applicationId: string; consortium: Consortium; manage: boolean }) {
  const t = useCopy(consortiumCopy);
  const { locale } = usePage();
  const at = (id: string, deed: string) => addressOf(applicationId, `invitations/${id}/${deed}`);
  return (
    <Section title={t.invitations} id="invitations">
      <PlainTable
        caption={t.invitations}
        captionHidden
        columns={[
          { label: t.email },
          { label: t.asWhat },
          { label: t.state },
          { label: t.sentOn },
          { label: t.until },
          ...(manage ? [{ label: t.deeds }] : []),
        ]}
        empty={<EmptyState title={t.noInvitations} />}
        rows={consortium.invitations.map((i) => [
          <>
            {i.email}
            {i.organisationName && (
              <>
                <br />
                <small>{i.organisationName}</small>
              </>
            )}
          </>,
          kindWords[i.kind][locale],
          <StatusChip tone={tones[i.state]}>{invitationWords[i.state][locale]}</StatusChip>,
          <>
            {t.moment(i.sentAt)}
            {i.timesSent > 1 && ` (${t.times(i.timesSent)})`}
          </>,
          t.moment(i.expiresAt),
          ...(manage
            ? [
                i.state === 'sent' || i.state === 'expired' ? (
                  <>
                    <ActionButton action={at(i.id, 'letter')} tone="secondary" small>
                      <span aria-hidden="true">{t.resend}</span>
                      <span class="visually-hidden">{t.resendTo(i.email)}</span>
                    </ActionButton>
                    <ActionButton action={at(i.id, 'removal')} tone="plain" small>
                      <span aria-hidden="true">{t.revoke}</span>
                      <span class="visually-hidden">{t.revokeTo(i.email)}</span>
                    </ActionButton>
                  </>
                ) : (
                  ''
                ),
              ]
            : []),
        ])}
      />
      {consortium.people.length > 0 && (
        <PlainTable
          caption={t.persons}
          columns={[{ label: t.person }, { label: t.right }, { label: t.since }, ...(manage ? [{ label: t.deeds }] : [])]}
          rows={consortium.people.map((p) => [
            p.name,
            kindWords[p.right][locale],
            t.day(p.since),
            ...(manage
              ? [
                  <ActionButton action={addressOf(applicationId, `people/${p.personId}/removal`)} tone="plain" small>
                    <span aria-hidden="true">{t.remove}</span>
                    <span class="visually-hidden">{t.removePerson(p.name)}</span>
                  </ActionButton>,
                ]
              : []),
          ])}
        />
      )}
    </Section>
  );
}
