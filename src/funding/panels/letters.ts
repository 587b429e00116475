import type { Instant } from '#src/core/time.ts';
import { speak } from '#src/core/words.ts';
import type { Call } from '#src/funding/calls/schema.ts';
import type { Reader } from '#src/plumbing/database/database.ts';
import type { House } from '#src/plumbing/house.ts';
import { address } from '#src/plumbing/letters/issue.ts';
import type { Mail } from '#src/plumbing/mail/mail.ts';
import { discussionWords } from './copy/discussion.ts';
import { meetingWords } from './copy/meetings.ts';
import type { Hearer } from './queries/discussion.ts';
import type { Called, Meeting } from './queries/meetings.ts';
import type { PanelShown } from './queries/panel.ts';

/**
 * Tells somebody that they are called to a meeting, that it has changed, that they no longer are, that it is called off, or that somebody (`left`) no longer comes.
 * It names no proposal.
 */
export function meetingLetter(
  house: House,
  meeting: Meeting,
  person: Called,
  what: 'planned' | 'changed' | 'off' | 'calledOff' | 'seatFreed',
  left = '',
): Mail {
  const t = speak(meetingWords, person.locale);
  const code = meeting.stage.version.call.officialCode;
  const { heldAt, place } = meeting;
  const subjects = {
    planned: t.mailPlanned(code, heldAt),
    changed: t.mailChanged(code, heldAt),
    off: t.mailOff(code),
    calledOff: t.mailCalledOff(code, heldAt),
    seatFreed: t.mailSeatFreed(code, heldAt),
  };
  const called = [t.mailBody(code, t[person.role], heldAt, place), t.mailConflict];
  const voting = meeting.people.filter((p) => p.role !== 'secretary' && !(meeting.state === 'open' && !p.present)).length;
  const { min } = meeting.stage.version.call.evaluation.panel;
  const bodies = {
    planned: called,
    changed: called,
    off: [t.mailOffBody(code, heldAt)],
    calledOff: [t.mailCalledOffBody(code, heldAt, meeting.calledOffWhy ?? '')],
    seatFreed: [t.mailSeatFreedBody(left, code, heldAt), voting < min ? t.mailSeatsMissing(voting, min) : t.mailSeatsEnough(voting, min)],
  };
  const page = address(house, person.locale, `/calls/${meeting.callId}/meetings/${meeting.id}`);
  return {
    key: `panelMeeting.${what}/${meeting.id}/${meeting.revision}/${person.personId}`,
    to: person.email,
    subject: subjects[what],
    text: [
      t.dear(person.name),
      ...bodies[what],
      // An expert has no page of the meeting: it shows proposals that are not theirs.
      ...(what === 'off' || person.role === 'member' ? [] : [page]),
    ].join('\n\n'),
  };
}

/** Tells somebody that there is something new in a discussion: how much, never what, nor of which proposal. */
export function discussionLetter(
  house: House,
  { call, applicationId, hearer, count, at }: { call: Call; applicationId: string; hearer: Hearer; count: number; at: Instant },
): Mail {
  const t = speak(discussionWords, hearer.locale);
  const path = hearer.review ? `/reviews/${hearer.review}/discussion` : `/calls/${call.id}/panel/${applicationId}#discussion`;
  return {
    key: `panel.discussionDigest/${applicationId}/${hearer.personId}/${at}`,
    to: hearer.email,
    subject: t.mailSubject(call.officialCode),
    text: [t.dear(hearer.name), t.mailBody(count), address(house, hearer.locale, path)].join('\n\n'),
  };
}

/** Tells a reviewer that they are named rapporteur. It names no proposal. */
export async function rapporteurLetter(house: House, db: Reader, found: PanelShown, personId: string, at: Instant): Promise<Mail> {
  const { applicationId } = found.submission;
  const person = await db
    .selectFrom('people as p')
    .innerJoin('review_assignments as r', 'r.person_id', 'p.id')
    .select(['p.name', 'p.email', 'p.locale', 'r.id'])
    .where('p.id', '=', personId)
    .where('r.application_id', '=', applicationId)
    .executeTakeFirstOrThrow();
  const t = speak(discussionWords, person.locale);
  return {
    key: `rapporteur.named/${applicationId}/${personId}/${at}`,
    to: person.email,
    subject: t.mailRapporteur(found.stage.version.call.officialCode),
    text: [t.dear(person.name), t.mailRapporteurBody, address(house, person.locale, `/reviews/${person.id}/discussion`)].join('\n\n'),
  };
}
