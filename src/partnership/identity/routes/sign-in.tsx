import { door, type Again, type Ask, type Door } from '#src/plumbing/http/door.ts';
import { page, seeOther, type Reply } from '#src/plumbing/http/reply.ts';
import { href } from '#src/ui/context.ts';
import { fresh } from '#src/ui/form.tsx';
import * as deeds from '../actions.ts';
import type { Auth } from '../auth.ts';
import { personas } from '../personas.ts';
import { localPath } from '../rules.ts';
import { personaSchema, signInSchema } from '../schema.ts';
import { SignInPage } from '../views/sign-in.tsx';
import { words } from './ask.ts';

/** After sign-in: where one wanted to go, or one's desk. */
const landing = (next: unknown): string => {
  const path = localPath(next);
  return path === '/' ? '/desk' : path;
};

function signInPage(ask: Ask<unknown>, form: Again): Reply {
  const t = words(ask);
  const { settings } = ask.house;
  const done = ask.url.searchParams.get('done');
  const refused = ask.url.searchParams.has('refused');
  const said = { 'signed-out': t.signedOut, password: t.passwordSet, verified: t.verified }[done ?? ''];
  const provider: Again = refused ? { values: form.values, reasons: [...form.reasons, { code: 'identity.providerRefused', params: {} }] } : form;
  return page(
    t.signIn,
    <SignInPage
      form={provider}
      next={landing(form.values['next'] ?? ask.url.searchParams.get('next'))}
      provider={settings.oidc?.name ?? null}
      personas={settings.example ? personas : []}
      notice={said === undefined ? undefined : { tone: 'good', text: said }}
      name={ask.actor?.name ?? null}
    />,
    { failed: provider.reasons.length > 0, address: '/sign-in' },
  );
}

export const signInDoors = (auth: Auth): Door[] => [
  door({ method: 'GET', path: '/sign-in', access: 'public', handler: (ask) => signInPage(ask, fresh) }),
  door({
    method: 'POST',
    path: '/sign-in',
    access: 'public',
    does: 'session.open',
    input: signInSchema,
    handler: async (ask) => {
      const { cookies } = await deeds.signInWithPassword(auth, ask, { ...ask.input, next: localPath(ask.input.next) });
      return seeOther(landing(ask.input.next), cookies);
    },
    again: signInPage,
  }),
  door({
    // Shown as a link: a form that leads to another site is refused by our own content policy.
    method: 'GET',
    path: '/sign-in/provider',
    access: 'public',
    handler: async (ask) => {
      const { url, cookies } = await deeds.startProviderSignIn(auth, ask, href(ask.locale, landing(ask.url.searchParams.get('next'))));
      return seeOther(url, cookies);
    },
  }),
  door({
    method: 'POST',
    path: '/sign-out',
    access: 'public',
    does: 'session.close',
    handler: async (ask) => seeOther('/sign-in?done=signed-out', await deeds.signOut(auth, ask)),
  }),
  door({
    method: 'POST',
    path: '/example/session',
    access: 'public',
    does: 'session.open',
    input: personaSchema,
    handler: async (ask) => {
      const { cookies } = await deeds.openExampleSession(auth, ask, ask.input.persona);
      return seeOther(landing(ask.input.next), cookies);
    },
  }),
];
