import type { Decision } from '#src/core/decision.ts';
import type { Words } from '#src/core/words.ts';
import type { Again } from '#src/plumbing/http/door.ts';
import type { OwnOrganisation } from '#src/partnership/organisations/queries.ts';
import { useCopy, usePage } from '#src/ui/context.ts';
import { ActionButton, ConfirmDetails, SubmitRow } from '#src/ui/buttons.tsx';
import { RadioGroup } from '#src/ui/choices.tsx';
import { Form } from '#src/ui/form.tsx';
import { PageHead } from '#src/ui/head.tsx';
import { Actions, Callout, LinkButton, StatusChip } from '#src/ui/parts.tsx';
import { Reasons } from '#src/ui/reasons.tsx';
import { FactList } from '#src/ui/plainTable.tsx';
import { consortiumCopy, kindWords } from '../../copy/consortium.ts';
import type { InvitationByToken } from '../../queries/consortium.ts';
import { addressOf } from '../parts.tsx';

export type InvitationProps = {
  token: string;
  invitation: InvitationByToken;
  leadName: string;
  call: { id: string; officialCode: string; title: Words };
  /** Can it still be answered? */
  open: Decision;
  /** The person who reads may see the application already. */
  within: boolean;
  signedIn: boolean;
  organisations: readonly OwnOrganisation[];
  /** Those of them that take part already. */
  memberIds: readonly string[];
  form?: Again | undefined;
};

/** What the letter of an invitation leads to: who invites, to which call, as what. Nothing of the proposal. */
export function InvitationPage({ token, invitation, leadName, call, open, within, signedIn, organisations, memberIds, form }: InvitationProps) {
  const t = useCopy(consortiumCopy);
  const { locale } = usePage();
  const at = `/invitations/${token}`;
  const own = organisations.filter((o) => invitation.organisationId === null || o.id === invitation.organisationId);
  const already = own.filter((o) => memberIds.includes(o.id));
  const able = own.filter((o) => !memberIds.includes(o.id));
  return (
    <>
      <PageHead title={t.invitation} lead={t.invited(invitation.invitedBy, leadName)} trail={[{ label: t.invitation }]} />
      {!open.ok && (
        <Callout tone={invitation.state === 'accepted' ? 'good' : 'warn'} title={t.invitation}>
          <Reasons reasons={open.reasons} />
        </Callout>
      )}
      <FactList
        facts={[
          { label: t.inviter, value: `${invitation.invitedBy}, ${leadName}` },
          {
            label: t.toCall,
            value: <a href={locale === 'en' ? `/en/calls/${call.id}` : `/calls/${call.id}`}>{`${call.officialCode}, ${call.title[locale]}`}</a>,
          },
          { label: t.asWhat, value: kindWords[invitation.kind][locale] },
          ...(invitation.organisationName ? [{ label: t.forOrganisation, value: invitation.organisationName }] : []),
          { label: t.term, value: t.goodUntil(invitation.expiresAt) },
          ...(invitation.message ? [{ label: t.message, value: invitation.message }] : []),
        ]}
      />
      {!open.ok ? null : !signedIn ? (
        <>
          <p>{t.readAfter}</p>
          <Callout tone="info" title={t.signInFirst} />
          <Actions>
            <LinkButton href={`/sign-in?next=${encodeURIComponent(at)}`}>{t.signIn}</LinkButton>
            <LinkButton href={`/sign-up?next=${encodeURIComponent(at)}`} tone="secondary">
              {t.register}
            </LinkButton>
          </Actions>
        </>
      ) : (
        <>
          <p>{t.readAfter}</p>
          {already.length > 0 && (
            <p>
              {already.map((o) => o.legalName).join(', ')}: <StatusChip tone="info">{t.memberAlready}</StatusChip>
            </p>
          )}
          {invitation.kind === 'partner' && able.length === 0 && !form ? (
            <>
              <Callout tone="warn" title={invitation.organisationName && already.length === 0 ? t.onlyFor(invitation.organisationName) : t.noOrganisation} />
              {already.length === 0 && (
                <Actions>
                  <LinkButton href={`/organisations/new?next=${encodeURIComponent(at)}`}>{t.registerOrganisation}</LinkButton>
                </Actions>
              )}
            </>
          ) : (
            <Form action={`${at}/acceptance`} form={form ?? { values: { organisationId: able.length === 1 ? able[0]!.id : '' }, reasons: [] }}>
              {invitation.kind === 'partner' && (
                <RadioGroup name="organisationId" label={t.acceptFor} required options={able.map((o) => ({ value: o.id, label: o.legalName }))} />
              )}
              <SubmitRow label={t.accept} />
            </Form>
          )}
        </>
      )}
      {within && (
        <Actions>
          <LinkButton href={addressOf(invitation.applicationId)} tone="secondary">
            {t.toApplication}
          </LinkButton>
        </Actions>
      )}
      {open.ok && (
        <ConfirmDetails summary={t.refuse} consequences={[t.refuseMore]}>
          <ActionButton action={`${at}/refusal`} tone="danger">
            {t.refuse}
          </ActionButton>
        </ConfirmDetails>
      )}
    </>
  );
}
