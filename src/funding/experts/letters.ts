import { speak, type Locale } from '#src/core/words.ts';
import type { Call } from '#src/funding/calls/schema.ts';
import { href } from '#src/ui/context.ts';
import { invitationWords } from './copy/invitations.ts';
import { letterWords } from './copy/letters.ts';
import type { RefusalInput } from './schema.ts';

type Letter = { subject: string; text: string };
type ToInvited = { name: string; locale: Locale; call: Call };

/** The call, how much, until when, and the link. Of the proposals there is nothing to say before conflicts are declared. */
export function invitationLetter(
  of: ToInvited & { inviter: string; maxLoad: number; expiresAt: string; message: string; origin: string; token: string },
): Letter {
  const t = speak(letterWords, of.locale);
  const { officialCode, title } = of.call;
  return {
    subject: t.invitationSubject(officialCode),
    text: [
      t.hello(of.name),
      t.invitationText(of.inviter, officialCode, title[of.locale], of.maxLoad, of.expiresAt),
      ...(of.message ? [`${t.message}\n${of.message}`] : []),
      `${of.origin}${href(of.locale, `/expert-invitations/${of.token}`)}`,
      t.invitationEnd,
    ].join('\n\n'),
  };
}

export function withdrawalLetter({ name, locale, call }: ToInvited): Letter {
  const t = speak(letterWords, locale);
  return { subject: t.withdrawalSubject(call.officialCode), text: [t.hello(name), t.withdrawalText(call.officialCode)].join('\n\n') };
}

/** To whoever invited, in Italian: the office's language. */
export function answerLetter(of: { name: string; call: Call; callId: string; refusal: RefusalInput | null; origin: string }): Letter {
  const t = speak(letterWords, 'it');
  const { officialCode } = of.call;
  return {
    subject: of.refusal ? t.refusedSubject(of.name, officialCode) : t.acceptedSubject(of.name, officialCode),
    text: [
      of.refusal
        ? t.refusedText(of.name, officialCode, invitationWords[`why_${of.refusal.kind}`].it, of.refusal.reason)
        : t.acceptedText(of.name, officialCode),
      `${of.origin}${href('it', `/calls/${of.callId}/experts/invitations`)}`,
    ].join('\n\n'),
  };
}

/** To an expert whose service has ended, whoever ended it. */
export function releaseLetter({ name, locale, call, why, taken, kept }: ToInvited & { why: string; taken: number; kept: number }): Letter {
  const t = speak(letterWords, locale);
  const { officialCode } = call;
  return { subject: t.releasedSubject(officialCode), text: [t.hello(name), t.releasedText(officialCode, why, taken, kept)].join('\n\n') };
}

/** To an expert, when the office entered publications of theirs. */
export function enteredLetter(of: { personId: string; name: string; locale: Locale; count: number; origin: string }): Letter {
  const t = speak(letterWords, of.locale);
  return {
    subject: t.enteredSubject,
    text: [t.hello(of.name), t.enteredText(of.count), `${of.origin}${href(of.locale, `/experts/${of.personId}`)}#publications`].join('\n\n'),
  };
}

/** To the office, in its language, when an expert leaves by themself. */
export function leavingLetter(of: { name: string; personId: string; call: Call; callId: string; why: string; taken: number; origin: string }): Letter {
  const t = speak(letterWords, 'it');
  const { officialCode } = of.call;
  return {
    subject: t.leftSubject(of.name, officialCode),
    text: [t.leftText(of.name, officialCode, of.why, of.taken), `${of.origin}${href('it', `/calls/${of.callId}/experts/${of.personId}/release`)}`].join('\n\n'),
  };
}
