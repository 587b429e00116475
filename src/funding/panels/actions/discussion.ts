import type { Actor } from '#src/core/actor.ts';
import { hashOf, sha256 } from '#src/core/canonical.ts';
import { reason } from '#src/core/decision.ts';
import { AppError, demand } from '#src/core/errors.ts';
import { lockEvaluation } from '#src/funding/conflicts/queries/stage.ts';
import { stageOf } from '#src/funding/experts/queries/stage.ts';
import { givenBy, type Entry } from '#src/funding/reviews/rules/review.ts';
import { act, type Deed, type House } from '#src/plumbing/house.ts';
import { queueMail } from '#src/plumbing/mail/mail.ts';
import { discussionLetter, rapporteurLetter } from '../letters.ts';
import { can } from '../policy.ts';
import { discussionOf, hearersOf, type Discussion } from '../queries/discussion.ts';
import { panelCase, type PanelShown } from '../queries/panel.ts';

type Proposal = { callId: string; applicationId: string };

/** A deed in one proposal's discussion, one after the other with whatever else happens in the call's evaluation. */
function discussing<T>(
  house: House,
  actor: Actor | null,
  { callId, applicationId }: Proposal,
  deed: string,
  work: (d: Deed, found: PanelShown, discussion: Discussion) => Promise<T>,
) {
  return act(house, actor, deed, `evaluation/${applicationId}`, async (d) => {
    await lockEvaluation(d.tx, callId);
    const found = await panelCase(d.tx, callId, applicationId, actor);
    return work(d, found, await discussionOf(d.tx, found, actor));
  });
}

/** Says something in a proposal's discussion. Nothing said is changed or taken back; the same `key` again changes nothing. */
export async function say(house: House, actor: Actor | null, proposal: Proposal, body: string, key: string | null): Promise<void> {
  await discussing(house, actor, proposal, 'discussion.say', async (deed, found, discussion) => {
    const { tx, at, record, enqueue } = deed;
    const { applicationId, callId } = proposal;
    const subject = `evaluation/${applicationId}`;
    demand(can.discuss(actor, discussion));
    const made = await tx
      .insertInto('panel_messages')
      .values({ application_id: applicationId, person_id: actor!.id, body, at, key })
      .onConflict((c) => c.constraint('panel_messages_key_uq').doNothing())
      .returning('id')
      .executeTakeFirst();
    if (!made) return record({ kind: 'discussion.repeated', subject });
    const runAt = new Date((Math.floor(Date.parse(at) / HOUR) + 1) * HOUR);
    for (const { personId } of await hearersOf(tx, callId, applicationId))
      if (personId !== actor!.id)
        await enqueue({
          task: 'panel.discussionDigest',
          payload: { callId, applicationId, personId },
          key: `panel.discussionDigest/${applicationId}/${personId}`,
          runAt,
        });
    const expert = discussion.reviewers.find((r) => r.personId === actor!.id)?.pseudonym ?? null;
    return record({ kind: 'discussion.said', subject, body: { message: made.id, expert, sha256: sha256(body), submission: found.submission.sha256 } });
  });
}
const HOUR = 3_600_000;

/** One letter for all that somebody has not heard of yet: how much, never what. None to who takes no part any more. */
export async function sendDiscussionDigest(house: House, { callId, applicationId, personId }: Proposal & { personId: string }): Promise<void> {
  await act(house, null, 'discussion.tell', `evaluation/${applicationId}`, async (deed) => {
    const { tx, at, record } = deed;
    await lockEvaluation(tx, callId);
    const { version } = await stageOf(tx, callId);
    const told = await tx
      .selectFrom('panel_messages_told')
      .select('upto')
      .where('application_id', '=', applicationId)
      .where('person_id', '=', personId)
      .executeTakeFirst();
    const untold = await tx
      .selectFrom('panel_messages')
      .select('id')
      .where('application_id', '=', applicationId)
      .where('person_id', '<>', personId)
      .where('id', '>', told?.upto ?? '0')
      .orderBy('id')
      .execute();
    const hearer = (await hearersOf(tx, callId, applicationId)).find((h) => h.personId === personId);
    const last = untold.at(-1);
    if (last)
      await tx
        .insertInto('panel_messages_told')
        .values({ application_id: applicationId, person_id: personId, upto: last.id })
        .onConflict((c) => c.columns(['application_id', 'person_id']).doUpdateSet({ upto: last.id }))
        .execute();
    if (last && hearer) await queueMail(deed, discussionLetter(house, { call: version.call, applicationId, hearer, count: untold.length, at }));
    await record({ kind: 'discussion.told', subject: `evaluation/${applicationId}`, body: { person: personId, messages: hearer ? untold.length : 0 } });
  });
}

/** The chair names the reviewer who drafts the consensus report. What an earlier one has written stays, for the next to go on with. */
export async function nameRapporteur(house: House, actor: Actor | null, proposal: Proposal, expert: string): Promise<void> {
  await discussing(house, actor, proposal, 'rapporteur.name', async (deed, found, discussion) => {
    demand(can.nameRapporteur(actor, discussion));
    const reviewer = discussion.reviewers.find((r) => r.pseudonym === expert && !r.released);
    if (!reviewer) throw new AppError('invalid', [reason('panel.notReviewer', {}, { at: 'expert' })]);
    const { tx, at, record } = deed;
    const row = { person_id: reviewer.personId, named_at: at, named_by: actor!.id };
    await tx
      .insertInto('panel_rapporteurs')
      .values({ application_id: proposal.applicationId, ...row, entry: null, saved_at: null })
      .onConflict((c) => c.column('application_id').doUpdateSet(row))
      .execute();
    if (discussion.draft?.personId !== reviewer.personId) await queueMail(deed, await rapporteurLetter(house, tx, found, reviewer.personId, at));
    await record({ kind: 'rapporteur.named', subject: `evaluation/${proposal.applicationId}`, body: { expert } });
  });
}

/** Keeps a rapporteur's draft as it is, finished or not. @param revision the one that was looked at */
export async function saveDraft(
  house: House,
  actor: Actor | null,
  proposal: Proposal,
  { entry, revision }: { entry: Entry; revision: number },
): Promise<{ revision: number }> {
  return discussing(house, actor, proposal, 'rapporteur.save', async ({ tx, at, record }, found, discussion) => {
    demand(can.draftConsensus(actor, discussion));
    if (revision !== discussion.draft!.revision) throw new AppError('conflict', [reason('form.stale')]);
    await tx
      .updateTable('panel_rapporteurs')
      .set({ entry: JSON.stringify(entry), revision: revision + 1, saved_at: at })
      .where('application_id', '=', proposal.applicationId)
      .execute();
    await record({
      kind: 'rapporteur.saved',
      subject: `evaluation/${proposal.applicationId}`,
      body: { revision: revision + 1, entry: hashOf(entry), given: givenBy(found.stage.version.call.evaluation, entry) },
    });
    return { revision: revision + 1 };
  });
}
