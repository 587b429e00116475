import { showInstant } from '#src/core/time.ts';
import { speak } from '#src/core/words.ts';
import { currentVersion } from '#src/funding/calls/queries.ts';
import { currentDeadline } from '#src/funding/calls/rules/calendar.ts';
import { act, type House } from '#src/plumbing/house.ts';
import { queueMail } from '#src/plumbing/mail/mail.ts';
import { newVersionCopy } from '../copy/newVersion.ts';
import { writersOfDrafts } from '../queries/writers.ts';

/**
 * After an act on a call: its drafts move to the version in force, and whoever writes one is told, once, in their own language.
 * What was handed in stays under its version.
 */
export async function followVersion(house: House, callId: string, number: number): Promise<void> {
  const version = await currentVersion(house.db, callId);
  // A later act has its own message, which tells the whole.
  if (!version || version.number !== number) return;
  const entry = version.call.acts.at(-1);
  if (!entry) return;
  await act(house, null, 'application.followVersion', `call/${callId}`, async (deed) => {
    const drafts = await deed.tx
      .updateTable('applications')
      .set({ call_version_id: version.versionId })
      .where('call_id', '=', callId)
      .where('state', '=', 'draft')
      .where('call_version_id', '!=', version.versionId)
      .returning('id')
      .execute();
    const writers = await writersOfDrafts(deed.tx, callId);
    for (const { applicationId, title, email, locale } of writers) {
      const t = speak(newVersionCopy, locale);
      const { call } = version;
      const what =
        entry.kind === 'rectification'
          ? entry.text[locale]
          : entry.kind === 'deadlineExtension'
            ? t.extended(showInstant(currentDeadline(call), locale))
            : t.raised;
      const prefix = locale === 'en' ? '/en' : '';
      const link = (path: string) => new URL(`${prefix}${path}`, house.settings.origin).href;
      await queueMail(deed, {
        key: `call.amended/${callId}/${number}/${applicationId}/${email}`,
        to: email,
        subject: t.subject(call.officialCode),
        text: [
          t.intro(call.officialCode, entry.ref),
          '',
          what,
          '',
          t.yours(title || t.untitled),
          link(`/applications/${applicationId}`),
          '',
          t.whole,
          link(`/calls/${callId}`),
        ].join('\n'),
      });
    }
    await deed.record({
      kind: 'application.versionFollowed',
      subject: `call/${callId}`,
      body: { version: number, drafts: drafts.length, messages: writers.length },
    });
  });
}
