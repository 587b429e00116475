import { speak } from '#src/core/words.ts';
import { currentVersion } from '#src/funding/calls/queries.ts';
import { incidentById } from '#src/funding/calls/queries/incidents.ts';
import { act, type House } from '#src/plumbing/house.ts';
import { queueMail } from '#src/plumbing/mail/mail.ts';
import { newVersionCopy } from '../copy/newVersion.ts';
import { writersOfDrafts } from '../queries/writers.ts';
import { linkTo } from './letters.ts';

/** After an incident was declared for a call: whoever writes one of its drafts is told, once for each, in their own language. */
export async function tellIncident(house: House, callId: string, incidentId: string): Promise<void> {
  const [version, incident] = [await currentVersion(house.db, callId), await incidentById(house.db, callId, incidentId)];
  if (!version || !incident) return;
  const { officialCode } = version.call;
  await act(house, null, 'application.tellIncident', `call/${callId}`, async (deed) => {
    const writers = await writersOfDrafts(deed.tx, callId);
    for (const { applicationId, title, email, locale } of writers) {
      const t = speak(newVersionCopy, locale);
      await queueMail(deed, {
        key: `call.incident/${incidentId}/${applicationId}/${email}`,
        to: email,
        subject: t.incidentSubject(officialCode),
        text: [
          t.incident(officialCode, incident.actRef),
          t.incidentSpan(incident.startsAt, incident.endsAt),
          '',
          incident.what[locale],
          '',
          t.incidentNext,
          linkTo(house, locale, `/calls/${callId}`),
          '',
          t.incidentYours(title || t.untitled),
          linkTo(house, locale, `/applications/${applicationId}`),
        ].join('\n'),
      });
    }
    await deed.record({ kind: 'application.incidentTold', subject: `call/${callId}`, body: { incident: incidentId, messages: writers.length } });
  });
}
