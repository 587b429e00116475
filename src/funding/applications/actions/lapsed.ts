import { speak } from '#src/core/words.ts';
import { romeDate } from '#src/core/time.ts';
import type { Deed, House } from '#src/plumbing/house.ts';
import { queueMail } from '#src/plumbing/mail/mail.ts';
import { consortiumMailCopy } from '../copy/consortium-mail.ts';
import { applicationById, type Application } from '../queries/application.ts';
import { representativesOf } from '../queries/consortium.ts';
import { lapsedBetween } from '../rules/consortium.ts';
import { linkTo } from './letters.ts';

/**
 * Tells the representatives whose confirmation fell by what this deed changed: at most once a day, however often the data change.
 * @param before the application as it was when the deed began
 */
export async function tellLapsed(house: House, deed: Deed, before: Application): Promise<void> {
  const { call } = before.version;
  if (call.consortium?.confirmation !== 'required' || (before.proposal.confirmations ?? []).length === 0) return;
  const after = (await applicationById(deed.tx, before.id))!;
  const lapsed = lapsedBetween(call, before.proposal, after.proposal);
  if (lapsed.length === 0) return;
  for (const person of await representativesOf(
    deed.tx,
    lapsed.map((m) => m.id),
    romeDate(deed.at),
  )) {
    const t = speak(consortiumMailCopy, person.locale);
    const who = lapsed.find((m) => m.id === person.organisationId)!.name;
    await queueMail(deed, {
      key: `application.confirmationLapsed/${before.id}/${person.organisationId}/${person.id}/${romeDate(deed.at)}`,
      to: person.email,
      subject: t.lapsedSubject(who),
      text: t.lapsedText(
        person.name,
        who,
        before.leadName,
        call.officialCode,
        linkTo(house, person.locale, `/applications/${before.id}/members/${person.organisationId}/confirmation`),
      ),
    });
  }
}
