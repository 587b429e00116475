import { AppError } from '#src/core/errors.ts';
import { door, type Again, type Ask, type Door } from '#src/plumbing/http/door.ts';
import { page, seeOther, type Reply } from '#src/plumbing/http/reply.ts';
import { filled, fresh } from '#src/ui/form.tsx';
import * as deeds from '../actions.ts';
import type { Auth } from '../auth.ts';
import { hasPassword, namedGrants, passkeysOf, personOf, sessionsOf } from '../queries.ts';
import { passwordSchema, profileSchema } from '../schema.ts';
import { AccountPage } from '../views/account.tsx';
import { idOf, words } from './ask.ts';

async function accountPage(auth: Auth, ask: Ask<unknown>, forms: { profile?: Again; password?: Again } = {}): Promise<Reply> {
  const { house, now } = ask;
  const actor = ask.actor!;
  const t = words(ask);
  const done = {
    saved: t.saved,
    session: t.sessionClosed,
    sessions: t.othersClosed,
    'passkey-added': t.passkeyAdded,
    'passkey-removed': t.passkeyRemoved,
    password: t.passwordChanged,
  }[ask.url.searchParams.get('done') ?? ''];
  const [grants, sessions, passkeys, password, own, person] = await Promise.all([
    namedGrants(house, actor.id),
    sessionsOf(house.db, actor.id, now),
    passkeysOf(house.db, actor.id),
    hasPassword(house.db, actor.id),
    auth.sessionOf(ask.headers),
    personOf(house.db, actor.id),
  ]);
  return page(
    t.account,
    <AccountPage
      profile={forms.profile ?? filled({ name: actor.name, locale: actor.locale, fiscalCode: person?.fiscalCode ?? '' })}
      password={forms.password ?? fresh}
      email={actor.email}
      grants={grants.filter((g) => g.revokedAt === null)}
      sessions={sessions}
      ownSessionId={own?.id ?? null}
      passkeys={passkeys}
      hasPassword={password}
      done={done}
    />,
    { address: '/account' },
  );
}

export const accountDoors = (auth: Auth): Door[] => [
  door({ method: 'GET', path: '/account', access: 'signedIn', handler: (ask) => accountPage(auth, ask) }),
  door({
    method: 'POST',
    path: '/account/profile',
    access: 'signedIn',
    does: 'person.update',
    input: profileSchema,
    handler: async (ask) => {
      await deeds.updateProfile(ask.house, ask.actor!, ask.input);
      return seeOther('/account?done=saved');
    },
    again: (ask, profile) => accountPage(auth, ask, { profile }),
  }),
  door({
    method: 'POST',
    path: '/account/password',
    access: 'signedIn',
    does: 'person.changePassword',
    input: passwordSchema,
    handler: async (ask) => seeOther('/account?done=password', await deeds.changePassword(auth, ask, ask.actor!, ask.input)),
    again: (ask, password) => accountPage(auth, ask, { password }),
  }),
  door({
    method: 'POST',
    path: '/account/sessions/closure',
    access: 'signedIn',
    does: 'session.close',
    handler: async (ask) => {
      const own = await auth.sessionOf(ask.headers);
      if (!own) throw new AppError('signIn');
      await deeds.closeOtherSessions(auth, ask.actor!, own.id);
      return seeOther('/account?done=sessions#sessions');
    },
  }),
  door({
    method: 'POST',
    path: '/account/sessions/:id/closure',
    access: 'signedIn',
    does: 'session.close',
    handler: async (ask) => {
      await deeds.closeSession(auth, ask.actor!, idOf(ask, 'id'));
      return seeOther('/account?done=session#sessions');
    },
  }),
  door({
    method: 'POST',
    path: '/account/passkeys/:id/removal',
    access: 'signedIn',
    does: 'passkey.remove',
    handler: async (ask) => {
      await deeds.removePasskey(ask.house, ask.actor!, idOf(ask, 'id'));
      return seeOther('/account?done=passkey-removed#passkeys');
    },
  }),
];
