import type { Again } from '#src/plumbing/http/door.ts';
import { useCopy, useHref, usePage } from '#src/ui/context.ts';
import { ActionButton, SubmitRow } from '#src/ui/buttons.tsx';
import { TextField } from '#src/ui/fields.tsx';
import { Form } from '#src/ui/form.tsx';
import { PageHead, Section } from '#src/ui/head.tsx';
import { Actions, Alert, CardGrid, LinkButton } from '#src/ui/parts.tsx';
import type { ComponentChildren } from 'preact';
import { identityCopy } from '../copy.ts';
import type { Persona } from '../personas.ts';
import { PasskeyButton, PasskeyScript } from './passkey.tsx';

export type SignInProps = {
  form: Again;
  next: string;
  /** Name of the OpenID Connect provider. */
  provider: string | null;
  personas: readonly Persona[];
  /** What was just done, or why sign-in elsewhere was refused. */
  notice?: { tone: 'good' | 'warn'; text: ComponentChildren } | undefined;
  /** Who is signed in already. */
  name: string | null;
};

export function SignInPage({ form, next, provider, personas, notice, name }: SignInProps) {
  const t = useCopy(identityCopy);
  const path = useHref();
  return (
    <>
      <PageHead trail={[{ label: t.signIn }]} title={t.signIn} lead={t.signInLead} />
      {notice && <Alert tone={notice.tone}>{notice.text}</Alert>}
      {name && (
        <Alert
          tone="info"
          title={t.signedIn(name)}
          actions={
            <LinkButton href={next} tone="secondary" small>
              {t.goOn}
            </LinkButton>
          }
        />
      )}
      {personas.length > 0 && <Personas personas={personas} next={next} />}
      <Section title={t.withPassword}>
        <Form action="/sign-in" form={form}>
          <input type="hidden" name="next" value={next} />
          <TextField name="email" label={t.email} type="email" autocomplete="username" inputMode="email" spellcheck={false} required width="l" />
          <TextField name="password" label={t.password} type="password" autocomplete="current-password" required width="l" />
          <SubmitRow label={t.signIn} icon="user">
            <a href={path('/password/forgotten')}>{t.forgotten}</a>
          </SubmitRow>
        </Form>
        <p>
          {t.noAccount} <a href={path(`/sign-up${next === '/desk' ? '' : `?next=${encodeURIComponent(next)}`}`)}>{t.signUp}</a>
        </p>
      </Section>
      <OtherWays provider={provider} next={next} />
      <PasskeyScript />
    </>
  );
}

/** Hidden as a whole until the script finds that the browser knows passkeys, unless there is a provider. */
function OtherWays({ provider, next }: { provider: string | null; next: string }) {
  const t = useCopy(identityCopy);
  return (
    <div hidden={!provider} data-passkey-section="">
      <Section title={t.otherWays}>
        <Actions>
          {provider && (
            <LinkButton href={`/sign-in/provider?next=${encodeURIComponent(next)}`} tone="secondary" icon="external-link">
              {t.withProvider(provider)}
            </LinkButton>
          )}
          <PasskeyButton deed="sign-in" label={t.withPasskey} />
        </Actions>
      </Section>
    </div>
  );
}

function Personas({ personas, next }: { personas: readonly Persona[]; next: string }) {
  const t = useCopy(identityCopy);
  const { locale } = usePage();
  return (
    <Section title={t.personas} lead={t.personasLead} band>
      <CardGrid
        cards={personas.map((p) => ({
          title: p.name,
          kicker: p.role[locale],
          actions: (
            <ActionButton action="/example/session" fields={{ persona: p.id, next }} small tone="secondary">
              {t.enterAs(p.name)}
            </ActionButton>
          ),
        }))}
      />
    </Section>
  );
}
