import { showInstant } from '#src/core/time.ts';
import type { Again } from '#src/plumbing/http/door.ts';
import { useCopy, usePage } from '#src/ui/context.ts';
import { ActionButton, SubmitRow } from '#src/ui/buttons.tsx';
import { RadioGroup } from '#src/ui/choices.tsx';
import { TextField } from '#src/ui/fields.tsx';
import { Form } from '#src/ui/form.tsx';
import { PageHead, Prose, Section } from '#src/ui/head.tsx';
import { Actions, Alert, LinkButton, StatusChip } from '#src/ui/parts.tsx';
import { PlainTable } from '#src/ui/plainTable.tsx';
import { identityCopy } from '../copy.ts';
import type { GrantShown, SessionShown } from '../queries.ts';
import { deviceOf, shownAddress } from '../rules.ts';
import { PasskeyButton, PasskeyScript } from './passkey.tsx';
import { GrantWords } from './grants.tsx';

export type AccountProps = {
  profile: Again;
  password: Again;
  email: string;
  grants: readonly (GrantShown & { callCode: string | null })[];
  sessions: readonly SessionShown[];
  ownSessionId: string | null;
  passkeys: readonly { id: string; name: string | null; since: string | null }[];
  hasPassword: boolean;
  done?: string | undefined;
};

export function AccountPage(props: AccountProps) {
  const t = useCopy(identityCopy);
  const { locale } = usePage();
  return (
    <>
      <PageHead trail={[{ label: t.account }]} title={t.account} lead={props.email} />
      {props.done && <Alert tone="good">{props.done}</Alert>}
      <Section title={t.profile} id="profile">
        <Form action="/account/profile" form={props.profile} id="profile-form">
          <TextField name="name" label={t.name} autocomplete="name" required width="l" />
          <RadioGroup
            name="locale"
            label={t.language}
            options={[
              { value: 'it', label: t.italian },
              { value: 'en', label: t.english },
            ]}
            required
            inline
          />
          <TextField name="fiscalCode" label={t.fiscalCode} hint={t.fiscalCodeHint} width="m" />
          <SubmitRow label={t.save} tone="secondary" />
        </Form>
      </Section>
      <Section title={t.roles} id="roles">
        {props.grants.length === 0 ? (
          <p>{t.noRoles}</p>
        ) : (
          <ul>
            {props.grants.map((g) => (
              <li key={g.id}>
                <GrantWords grant={g} />
              </li>
            ))}
          </ul>
        )}
      </Section>
      <Section
        title={t.sessions}
        id="sessions"
        lead={t.sessionsLead}
        actions={
          props.sessions.length > 1 && (
            <ActionButton action="/account/sessions/closure" tone="secondary" small>
              {t.closeOthers}
            </ActionButton>
          )
        }
      >
        <PlainTable
          caption={t.sessions}
          captionHidden
          columns={[{ label: t.device }, { label: t.address }, { label: t.since }, { label: t.close }]}
          rows={props.sessions.map((s) => [
            deviceOf(s.userAgent) ?? t.unknownDevice,
            shownAddress(s.address) ?? '–',
            showInstant(s.since, locale),
            s.id === props.ownSessionId ? (
              <StatusChip tone="good">{t.thisSession}</StatusChip>
            ) : (
              <ActionButton action={`/account/sessions/${s.id}/closure`} tone="secondary" small>
                {t.close}
              </ActionButton>
            ),
          ])}
        />
      </Section>
      <Section title={t.passkeys} id="passkeys" lead={t.passkeysLead}>
        {props.passkeys.length === 0 ? (
          <p>{t.noPasskeys}</p>
        ) : (
          <PlainTable
            caption={t.passkeys}
            captionHidden
            columns={[{ label: t.passkey }, { label: t.since }, { label: t.remove }]}
            rows={props.passkeys.map((k) => [
              k.name ?? t.passkey,
              k.since ? showInstant(k.since, locale) : '–',
              <ActionButton action={`/account/passkeys/${k.id}/removal`} tone="danger" small>
                {t.remove}
              </ActionButton>,
            ])}
          />
        )}
        <PasskeyButton deed="add" label={t.addPasskey} />
        <noscript>
          <p>{t.passkeyNeedsScript}</p>
        </noscript>
      </Section>
      <Section title={t.changePassword} id="password">
        {props.hasPassword ? (
          <Form action="/account/password" form={props.password} id="password-form">
            <TextField name="current" label={t.currentPassword} type="password" autocomplete="current-password" required width="l" />
            <TextField
              name="password"
              label={t.newPassword}
              hint={`${t.passwordHint} ${t.changePasswordLead}`}
              type="password"
              autocomplete="new-password"
              required
              width="l"
            />
            <SubmitRow label={t.changePassword} tone="secondary" />
          </Form>
        ) : (
          <Prose>
            <p>{t.noPassword}</p>
            <Actions>
              <LinkButton href="/password/forgotten" tone="secondary">
                {t.setPassword}
              </LinkButton>
            </Actions>
          </Prose>
        )}
      </Section>
      <PasskeyScript />
    </>
  );
}
