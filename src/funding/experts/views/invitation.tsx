import type { Decision } from '#src/core/decision.ts';
import type { Call } from '#src/funding/calls/schema.ts';
import type { Again } from '#src/plumbing/http/door.ts';
import { useCopy, useHref, usePage } from '#src/ui/context.ts';
import { ConfirmDetails, SubmitRow } from '#src/ui/buttons.tsx';
import { RadioGroup } from '#src/ui/choices.tsx';
import { FieldSet, TextArea } from '#src/ui/fields.tsx';
import { Form, fresh } from '#src/ui/form.tsx';
import { PageHead } from '#src/ui/head.tsx';
import { Actions, Callout, LinkButton } from '#src/ui/parts.tsx';
import { Reasons } from '#src/ui/reasons.tsx';
import { FactList } from '#src/ui/plainTable.tsx';
import { invitationWords } from '../copy/invitations.ts';
import type { ProfileChoices } from '../queries/experts.ts';
import type { Invitation } from '../queries/invitations.ts';
import { refusalKinds } from '../states.ts';
import { ProfileFields } from './profile.tsx';

export type InvitationProps = {
  token: string;
  invitation: Invitation;
  call: Call;
  /** May it still be answered; may this reader say yes? */
  open: Decision;
  accept: Decision;
  signedIn: boolean;
  /** Whoever has no profile yet gives the first of it here. */
  choices: ProfileChoices | null;
  form?: { of: 'acceptance' | 'refusal'; again: Again } | undefined;
};

/** What the letter leads to: which call, how much, until when. Nothing of any proposal. */
export function ExpertInvitationPage({ token, invitation, call, open, accept, signedIn, choices, form }: InvitationProps) {
  const t = useCopy(invitationWords);
  const { locale } = usePage();
  const path = useHref();
  const at = `/expert-invitations/${token}`;
  return (
    <>
      <PageHead title={t.invitation} kicker={call.officialCode} lead={t.invited(invitation.inviter)} trail={[{ label: t.invitation }]} />
      <FactList
        facts={[
          { label: t.call, value: <a href={path(`/calls/${invitation.callId}`)}>{`${call.officialCode}, ${call.title[locale]}`}</a> },
          { label: t.howMuch, value: t.reviewsAtMost(invitation.maxLoad) },
          { label: t.until, value: t.moment(invitation.expiresAt) },
          ...(invitation.message ? [{ label: t.officeSays, value: invitation.message }] : []),
        ]}
      />
      <p>{t.what}</p>
      {invitation.state === 'accepted' ? (
        <Callout
          tone="good"
          title={t.accepted}
          actions={
            signedIn && (
              <LinkButton href="/reviews/profile" tone="secondary">
                {t.toProfile}
              </LinkButton>
            )
          }
        >
          <p>{t.acceptedMore}</p>
        </Callout>
      ) : invitation.state === 'refused' ? (
        <Callout tone="info" title={t.refused}>
          <p>{t.refusedMore}</p>
        </Callout>
      ) : !open.ok ? (
        <Callout tone="warn" title={t.over}>
          <Reasons reasons={open.reasons} />
        </Callout>
      ) : !signedIn ? (
        <Callout
          tone="info"
          title={t.signInTitle}
          actions={
            <>
              <LinkButton href={`/sign-in?next=${encodeURIComponent(path(at))}`}>{t.signIn}</LinkButton>
              <LinkButton href={`/sign-up?next=${encodeURIComponent(path(at))}`} tone="secondary">
                {t.register}
              </LinkButton>
            </>
          }
        >
          <p>{t.signInMore(invitation.email)}</p>
        </Callout>
      ) : !accept.ok ? (
        <Callout tone="warn" title={t.otherAccount}>
          <Reasons reasons={accept.reasons} />
        </Callout>
      ) : (
        <Form action={`${at}/acceptance`} form={form?.of === 'acceptance' ? form.again : fresh} id="accept">
          {choices && (
            <FieldSet legend={t.profileFirst} hint={t.profileFirstMore}>
              <ProfileFields choices={choices} required />
            </FieldSet>
          )}
          <SubmitRow label={t.accept} />
        </Form>
      )}
      {open.ok && (
        <ConfirmDetails summary={t.refuse} consequences={[t.refuseMore]} open={form?.of === 'refusal'}>
          <Form action={`${at}/refusal`} form={form?.of === 'refusal' ? form.again : fresh} id="refuse">
            <RadioGroup name="kind" label={t.why} required options={refusalKinds.map((value) => ({ value, label: t[`why_${value}`] }))} />
            <TextArea name="reason" label={t.whyMore} hint={t.whyMoreHint} rows={3} limit={2000} />
            <SubmitRow label={t.refuse} tone="danger" />
          </Form>
        </ConfirmDetails>
      )}
      <Actions>
        <LinkButton href={`/calls/${invitation.callId}`} tone="secondary">
          {t.call}
        </LinkButton>
      </Actions>
    </>
  );
}
