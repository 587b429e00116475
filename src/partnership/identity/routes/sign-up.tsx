import { door, type Again, type Ask, type Door } from '#src/plumbing/http/door.ts';
import { page, seeOther, type Reply } from '#src/plumbing/http/reply.ts';
import { fresh } from '#src/ui/form.tsx';
import * as deeds from '../actions.ts';
import type { Auth } from '../auth.ts';
import { localPath } from '../rules.ts';
import { forgottenSchema, resetSchema, signUpSchema, tokenSchema } from '../schema.ts';
import { CheckMailPage, ConfirmAddressPage, ForgottenPage, ResetPage, SignUpPage } from '../views/sign-up.tsx';
import { words } from './ask.ts';

/** Where the person came from: in the address, or in the form that came back. `/` is nowhere in particular. */
const nextOf = (ask: Ask<unknown>): string => localPath(ask.raw['next'] ?? ask.url.searchParams.get('next'));

const signUpPage = (ask: Ask<unknown>, form: Again): Reply => page(words(ask).signUp, <SignUpPage form={form} next={nextOf(ask)} />, { address: '/sign-up' });
const forgottenPage = (ask: Ask<unknown>, form: Again): Reply => page(words(ask).forgottenTitle, <ForgottenPage form={form} />);

/** The token is in the address, or in the form that came back. */
const tokenOf = (ask: Ask<unknown>): string => {
  const token = ask.raw['token'] ?? ask.url.searchParams.get('token');
  return typeof token === 'string' ? token.slice(0, 4000) : '';
};
const resetPage = (ask: Ask<unknown>, form: Again): Reply =>
  page(words(ask).resetTitle, <ResetPage token={tokenOf(ask)} form={form} />, { address: '/password/forgotten' });
const verificationPage = (ask: Ask<unknown>, form: Again): Reply =>
  page(words(ask).confirmAddress, <ConfirmAddressPage token={tokenOf(ask)} next={nextOf(ask)} form={form} />, { address: '/sign-in' });

export const signUpDoors = (auth: Auth): Door[] => [
  door({ method: 'GET', path: '/sign-up', access: 'public', handler: (ask) => signUpPage(ask, fresh) }),
  door({
    method: 'POST',
    path: '/sign-up',
    access: 'public',
    does: 'person.signUp',
    input: signUpSchema,
    handler: async (ask) => {
      await deeds.signUp(auth, ask, { ...ask.input, locale: ask.locale, next: nextOf(ask) });
      return page(words(ask).checkMail, <CheckMailPage email={ask.input.email} />, { address: '/sign-up' });
    },
    again: signUpPage,
  }),
  door({ method: 'GET', path: '/sign-up/verification', access: 'public', handler: (ask) => verificationPage(ask, fresh) }),
  door({
    method: 'POST',
    path: '/sign-up/verification',
    access: 'public',
    does: 'person.verify',
    input: tokenSchema,
    handler: async (ask) => {
      await deeds.verifyEmail(auth, ask.input.token);
      const next = nextOf(ask);
      return seeOther(`/sign-in?done=verified${next === '/' ? '' : `&next=${encodeURIComponent(next)}`}`);
    },
    again: verificationPage,
  }),
  door({ method: 'GET', path: '/password/forgotten', access: 'public', handler: (ask) => forgottenPage(ask, fresh) }),
  door({
    method: 'POST',
    path: '/password/forgotten',
    access: 'public',
    does: 'person.requestPasswordReset',
    input: forgottenSchema,
    handler: async (ask) => {
      await deeds.requestPasswordReset(auth, ask, ask.input.email);
      return page(words(ask).forgottenTitle, <ForgottenPage form={fresh} sentTo={ask.input.email} />, { address: '/password/forgotten' });
    },
    again: forgottenPage,
  }),
  door({ method: 'GET', path: '/password/reset', access: 'public', handler: (ask) => resetPage(ask, fresh) }),
  door({
    method: 'POST',
    path: '/password/reset',
    access: 'public',
    does: 'person.changePassword',
    input: resetSchema,
    handler: async (ask) => {
      await deeds.resetPassword(auth, ask, ask.input);
      return seeOther('/sign-in?done=password');
    },
    again: resetPage,
  }),
];
