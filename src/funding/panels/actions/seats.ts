import type { Actor } from '#src/core/actor.ts';
import type { Deed, House } from '#src/plumbing/house.ts';
import { queueMails } from '#src/plumbing/mail/mail.ts';
import { meetingLetter } from '../letters.ts';
import { meetingById } from '../queries/meetings.ts';

/**
 * An expert's service under a call has ended: they are called to none of its meetings any more, are out of the room of one that is being held, and report on no
 * proposal whose review they have not handed in. They hear of it, and so do chair and secretary, who may have to call somebody else. What was decided stays with
 * those who decided it. Part of the deed that ends the service, under `lockEvaluation`.
 */
export async function freeSeats(deed: Deed, house: House, actor: Actor, { callId, personId }: { callId: string; personId: string }): Promise<void> {
  const { tx, record } = deed;
  const seats = await tx
    .selectFrom('panel_meetings as m')
    .innerJoin('panel_meeting_people as p', 'p.meeting_id', 'm.id')
    .select(['m.id', 'm.state', 'm.revision'])
    .where('m.call_id', '=', callId)
    .where('m.state', '<>', 'closed')
    .where('p.person_id', '=', personId)
    .where('p.role', '=', 'member')
    .orderBy('m.number')
    .execute();
  for (const { id, state, revision } of seats) {
    const before = await meetingById(tx, callId, id, actor);
    if (state === 'open')
      await tx.updateTable('panel_meeting_people').set({ present: false }).where('meeting_id', '=', id).where('person_id', '=', personId).execute();
    else {
      await tx.deleteFrom('panel_meeting_people').where('meeting_id', '=', id).where('person_id', '=', personId).execute();
      await tx
        .updateTable('panel_meetings')
        .set({ revision: revision + 1 })
        .where('id', '=', id)
        .execute();
    }
    await record({ kind: 'panelMeeting.seatFreed', subject: `panelMeeting/${id}`, body: { person: personId, state } });
    // Who was called to a meeting that was called off knows that it is.
    if (state === 'calledOff') continue;
    const meeting = await meetingById(tx, callId, id, actor);
    const left = before.people.find((p) => p.personId === personId)!;
    await queueMails(deed, [
      meetingLetter(house, meeting, left, 'off'),
      ...meeting.people.filter((p) => p.role !== 'member').map((p) => meetingLetter(house, meeting, p, 'seatFreed', left.name)),
    ]);
  }
  const reports = await tx
    .deleteFrom('panel_rapporteurs')
    .where('person_id', '=', personId)
    .where('application_id', 'in', (e) => e.selectFrom('applications').select('id').where('call_id', '=', callId))
    .where((e) =>
      e.not(
        e.exists(
          e
            .selectFrom('review_assignments as r')
            .select('r.id')
            .whereRef('r.application_id', '=', 'panel_rapporteurs.application_id')
            .where('r.person_id', '=', personId)
            .where('r.state', '=', 'submitted'),
        ),
      ),
    )
    .returning('application_id as id')
    .execute();
  for (const { id } of reports) await record({ kind: 'rapporteur.ended', subject: `evaluation/${id}`, body: {} });
}
