import { speak } from '#src/core/words.ts';
import { act, type House } from '#src/plumbing/house.ts';
import { queueMail } from '#src/plumbing/mail/mail.ts';
import { href } from '#src/ui/context.ts';
import { randomUUID } from 'node:crypto';
import { mailCopy } from './copy.ts';
import { personOf } from './queries.ts';

type Kind = 'verification' | 'passwordReset' | 'alreadyKnown';

const kinds = {
  verification: {
    event: 'person.verificationSent',
    path: (token: string, next: string) => `/sign-up/verification?token=${encodeURIComponent(token)}${next === '/' ? '' : `&next=${encodeURIComponent(next)}`}`,
  },
  passwordReset: { event: 'person.passwordResetSent', path: (token: string) => `/password/reset?token=${encodeURIComponent(token)}` },
  alreadyKnown: { event: 'person.signUpRepeated', path: () => '/password/forgotten' },
} as const;

/** `next`: where the person was on the way to. */
export const sendVerification = (house: House, personId: string, token: string, next = '/') => send(house, 'verification', personId, token, next);
export const sendPasswordReset = (house: House, personId: string, token: string) => send(house, 'passwordReset', personId, token);
export const sendAlreadyKnown = (house: House, personId: string) => send(house, 'alreadyKnown', personId, '');

/** One message in the person's language. The link is in the message only; the evidence log keeps that it was sent. */
async function send(house: House, kind: Kind, personId: string, token: string, next = '/'): Promise<void> {
  const person = await personOf(house.db, personId);
  if (!person) return;
  const { event, path } = kinds[kind];
  const t = speak(mailCopy, person.locale);
  const link = `${house.settings.origin}${href(person.locale, path(token, next))}`;
  const subject = `people/${personId}`;
  await act(house, null, 'person.write', subject, async (deed) => {
    await queueMail(deed, {
      key: `${kind}/${personId}/${randomUUID()}`,
      to: person.email,
      subject: t[`${kind}Subject`],
      text: t[`${kind}Text`](person.name, link),
    });
    await deed.record({ kind: event, subject });
  });
}
