import type { Again } from '#src/plumbing/http/door.ts';
import { useCopy } from '#src/ui/context.ts';
import { SubmitRow } from '#src/ui/buttons.tsx';
import { TextField } from '#src/ui/fields.tsx';
import { Form } from '#src/ui/form.tsx';
import { PageHead } from '#src/ui/head.tsx';
import { Alert } from '#src/ui/parts.tsx';
import { identityCopy } from '../copy.ts';

export function SignUpPage({ form, next }: { form: Again; next: string }) {
  const t = useCopy(identityCopy);
  return (
    <>
      <PageHead trail={[{ label: t.signUp }]} title={t.signUp} lead={t.signUpLead} />
      <Form action="/sign-up" form={form}>
        <input type="hidden" name="next" value={next} />
        <TextField name="name" label={t.name} autocomplete="name" required width="l" />
        <TextField name="email" label={t.email} type="email" autocomplete="email" inputMode="email" spellcheck={false} required width="l" />
        <TextField name="password" label={t.password} hint={t.passwordHint} type="password" autocomplete="new-password" required width="l" />
        <SubmitRow label={t.signUp} />
      </Form>
    </>
  );
}

export function CheckMailPage({ email }: { email: string }) {
  const t = useCopy(identityCopy);
  return (
    <>
      <PageHead trail={[{ label: t.checkMail }]} title={t.checkMail} />
      <Alert tone="good">{t.checkMailText(email)}</Alert>
    </>
  );
}

/** A button, not a visit: mail scanners open every link. */
export function ConfirmAddressPage({ token, next, form }: { token: string; next: string; form: Again }) {
  const t = useCopy(identityCopy);
  return (
    <>
      <PageHead trail={[{ label: t.confirmAddress }]} title={t.confirmAddress} lead={t.confirmAddressLead} />
      <Form action="/sign-up/verification" form={form}>
        <input type="hidden" name="token" value={token} />
        <input type="hidden" name="next" value={next} />
        <SubmitRow label={t.confirmAddress} />
      </Form>
    </>
  );
}

export function ForgottenPage({ form, sentTo }: { form: Again; sentTo?: string }) {
  const t = useCopy(identityCopy);
  return (
    <>
      <PageHead trail={[{ label: t.forgottenTitle }]} title={t.forgottenTitle} lead={t.forgottenLead} />
      {sentTo ? (
        <Alert tone="good">{t.linkSent(sentTo)}</Alert>
      ) : (
        <Form action="/password/forgotten" form={form}>
          <TextField name="email" label={t.email} type="email" autocomplete="username" inputMode="email" spellcheck={false} required width="l" />
          <SubmitRow label={t.sendLink} />
        </Form>
      )}
    </>
  );
}

export function ResetPage({ token, form }: { token: string; form: Again }) {
  const t = useCopy(identityCopy);
  return (
    <>
      <PageHead trail={[{ label: t.resetTitle }]} title={t.resetTitle} lead={t.resetLead} />
      <Form action="/password/reset" form={form}>
        <input type="hidden" name="token" value={token} />
        <TextField name="password" label={t.newPassword} hint={t.passwordHint} type="password" autocomplete="new-password" required width="l" />
        <SubmitRow label={t.setPassword} />
      </Form>
    </>
  );
}
