import type { Actor } from '#src/core/actor.ts';
import { romeDate } from '#src/core/time.ts';
import { locales, speak, type Locale } from '#src/core/words.ts';
import type { MemberFacts } from '#src/funding/calls/facts.ts';
import type { Deed, House } from '#src/plumbing/house.ts';
import { queueMail } from '#src/plumbing/mail/mail.ts';
import { href } from '#src/ui/context.ts';
import { consortiumMailCopy } from '../copy/consortium-mail.ts';
import type { Application } from '../queries/application.ts';
import { representativesOf } from '../queries/consortium.ts';
import { mustConfirm } from '../rules/consortium.ts';
import type { InvitationKind } from '../states.ts';
import type { Going } from './departures.ts';

/** An address of ours in a letter, in its reader's language. */
export const linkTo = (house: House, locale: Locale, path: string): string => `${house.settings.origin}${href(locale, path)}`;

const memberPath = (applicationId: string, organisationId: string) => `/applications/${applicationId}/members/${organisationId}`;

/** Nobody is made a partner without hearing of it: the legal representatives on record are told. */
export async function tellAdded(house: House, deed: Deed, actor: Actor, application: Application, organisationIds: readonly string[]): Promise<void> {
  const { call } = application.version;
  const names = await deed.tx.selectFrom('organisations').select(['id', 'legal_name as name']).where('id', 'in', organisationIds).execute();
  for (const person of await representativesOf(deed.tx, organisationIds, romeDate(deed.at))) {
    if (person.id === actor.id) continue;
    const t = speak(consortiumMailCopy, person.locale);
    const who = names.find((o) => o.id === person.organisationId)!.name;
    const confirm = mustConfirm(call, { role: 'partner' });
    const link = linkTo(house, person.locale, `${memberPath(application.id, person.organisationId)}${confirm ? '/confirmation' : ''}`);
    await queueMail(deed, {
      key: `application.partnerAdded/${application.id}/${person.organisationId}/${person.id}/${deed.at}`,
      to: person.email,
      subject: t.addedSubject(who, call.officialCode),
      text: t.addedText(person.name, who, actor.name, application.leadName, call.officialCode, confirm, link),
    });
  }
}

/** Whoever did not bring it about hears of it: the organisation that was taken out, or the lead that one left. */
export async function tellGone(house: House, deed: Deed, actor: Actor, application: Application, member: MemberFacts, going: Going): Promise<void> {
  const { call } = application.version;
  const told = going.why === 'left' ? application.leadId : member.id;
  for (const person of await representativesOf(deed.tx, [told], romeDate(deed.at))) {
    if (person.id === actor.id) continue;
    const t = speak(consortiumMailCopy, person.locale);
    const say = { removed: t.removedText, replaced: t.replacedText, left: t.leftText }[going.why];
    const lines = [
      t.hello(person.name),
      '',
      say(member.name, actor.name, application.leadName, call.officialCode),
      ...(going.motive ? ['', `${t.motive} ${going.motive}`] : []),
      ...(application.submission?.supersededAt === null ? ['', t.alreadySubmitted] : []),
      ...(going.why === 'left' ? ['', linkTo(house, person.locale, `/applications/${application.id}/members`)] : []),
    ];
    await queueMail(deed, {
      key: `application.partnerGone/${application.id}/${member.id}/${person.id}/${deed.at}`,
      to: person.email,
      subject: t.goneSubject(member.name, call.officialCode),
      text: lines.join('\n'),
    });
  }
}

export type InvitationLetter = { id: string; kind: InvitationKind; email: string; message: string; expiresAt: string; token: string };

/** In the language of the person if the address is of someone on record, else in both. The secret stands in the letter only. */
export async function sendInvitation(house: House, deed: Deed, actor: Actor, application: Application, letter: InvitationLetter): Promise<void> {
  const { call } = application.version;
  const known = await deed.tx.selectFrom('people').select(['name', 'locale']).where('email', '=', letter.email).executeTakeFirst();
  const spoken: readonly Locale[] = known ? [known.locale as Locale] : locales;
  const parts = spoken.map((locale) => {
    const t = speak(consortiumMailCopy, locale);
    return [
      ...(known ? [t.hello(known.name), ''] : []),
      t.invitationText(actor.name, application.leadName, letter.kind, call.officialCode, call.title[locale], letter.expiresAt),
      '',
      linkTo(house, locale, `/invitations/${letter.token}`),
      ...(letter.message ? ['', t.invitationMessage, letter.message] : []),
      '',
      t.invitationIgnore,
    ].join('\n');
  });
  await queueMail(deed, {
    key: `application.invited/${letter.id}/${deed.at}`,
    to: letter.email,
    subject: spoken.map((locale) => speak(consortiumMailCopy, locale).invitationSubject(application.leadName, call.officialCode)).join(' / '),
    text: parts.join('\n\n---\n\n'),
  });
}

/** Who invited hears what came of it. */
export async function tellAnswer(
  house: House,
  deed: Deed,
  invitation: { id: string; applicationId: string; email: string; inviterId: string },
  code: string,
  acceptedBy: string | null,
): Promise<void> {
  const inviter = await deed.tx.selectFrom('people').select(['email', 'name', 'locale']).where('id', '=', invitation.inviterId).executeTakeFirstOrThrow();
  const locale = inviter.locale as Locale;
  const t = speak(consortiumMailCopy, locale);
  await queueMail(deed, {
    key: `application.invitationAnswered/${invitation.id}`,
    to: inviter.email,
    subject: t.answeredSubject(code),
    text: [
      t.hello(inviter.name),
      '',
      acceptedBy === null ? t.refusedText(invitation.email) : t.acceptedText(invitation.email, acceptedBy),
      '',
      linkTo(house, locale, `/applications/${invitation.applicationId}/members`),
    ].join('\n'),
  });
}
