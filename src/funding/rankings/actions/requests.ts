import type { Actor } from '#src/core/actor.ts';
import { all, no, unless, yes } from '#src/core/decision.ts';
import { demand, notFound } from '#src/core/errors.ts';
import { speak } from '#src/core/words.ts';
import { currentVersion } from '#src/funding/calls/queries.ts';
import { act, type House } from '#src/plumbing/house.ts';
import { queueMail } from '#src/plumbing/mail/mail.ts';
import { href } from '#src/ui/context.ts';
import { rankingCopy } from '../copy.ts';
import { can } from '../policy.ts';
import { isInvolved, latestRanking, rankingInput } from '../queries.ts';
import { outcomeWords, requestById, requestFor } from '../queries/requests.ts';
import { changesSomething, judgedItems, pointsProblems, splitPoints } from '../rules/corrections.ts';
import type { RequestOutcome } from '../states.ts';

/** Asks the office to look at a place of the provisional ranking again. Once for each proposal; the reasons are kept as they were written. */
export async function askReview(house: House, actor: Actor | null, callId: string, applicationId: string, reasons: string): Promise<string> {
  return act(house, actor, 'ranking.request', `applications/${applicationId}`, async ({ tx, at, record }) => {
    await tx.selectFrom('calls').select('id').where('id', '=', callId).forUpdate().execute();
    const version = await currentVersion(tx, callId);
    const ranking = version && (await latestRanking(tx, callId));
    if (!ranking || !ranking.bundle.ranking.places.some((p) => p.application === applicationId)) throw notFound();
    const { lead_id: leadId } = await tx.selectFrom('applications').select('lead_id').where('id', '=', applicationId).executeTakeFirstOrThrow();
    const asked = (await requestFor(tx, ranking.id, applicationId)) !== undefined;
    demand(can.askReview(actor, version.call, { leadId, ranking, asked }, at));
    const { id } = await tx
      .insertInto('ranking_requests')
      .values({ call_id: callId, ranking_id: ranking.id, application_id: applicationId, reasons, asked_at: at, asked_by: actor?.id ?? null })
      .returning('id')
      .executeTakeFirstOrThrow();
    await record({ kind: 'ranking.reviewAsked', subject: `applications/${applicationId}`, body: { call: callId, ranking: ranking.number, request: id } });
    return id;
  });
}

export type RequestAnswer = { outcome: RequestOutcome; answer: string; ref: string; points: Record<string, number> };

/**
 * Answers a request. Upheld, it records a correction: points of the panel in the place of the reviews, or another outcome of the admission
 * check. The published ranking stays as it is; the next one is computed with the correction.
 */
export async function answerRequest(house: House, actor: Actor | null, callId: string, requestId: string, entry: RequestAnswer): Promise<void> {
  await act(house, actor, 'ranking.answer', `call/${callId}`, async (deed) => {
    const { tx, at, record } = deed;
    await tx.selectFrom('calls').select('id').where('id', '=', callId).forUpdate().execute();
    const version = await currentVersion(tx, callId);
    const request = version && (await requestById(tx, callId, requestId));
    const ranking = request && (await latestRanking(tx, callId));
    if (!version || !request || !ranking) throw notFound();
    const { call } = version;
    const { outcome, answer, ref } = entry;
    const now = (await rankingInput(tx, version, at)).applications.find((a) => a.id === request.applicationId);
    const problems = pointsProblems(call, outcome, entry.points);
    demand(
      all(
        can.answer(actor, request, ranking.kind, await isInvolved(tx, callId, actor)),
        problems.length > 0 ? no(...problems) : yes,
        unless(changesSomething(outcome, now?.screening.outcome === 'excluded'), 'ranking.request.nothingToChange'),
      ),
    );
    await tx
      .updateTable('ranking_requests')
      .set({ outcome, answer, act_ref: ref, decided_at: at, decided_by: actor?.id ?? null })
      .where('id', '=', requestId)
      .execute();
    if (outcome !== 'rejected') {
      const asked = new Set(judgedItems(call).map((c) => c.id));
      const given = outcome === 'excluded' ? null : splitPoints(Object.fromEntries(Object.entries(entry.points).filter(([id]) => asked.has(id))));
      const row = {
        call_id: callId,
        request_id: requestId,
        outcome,
        points: given && JSON.stringify(given.points),
        premiums: given && JSON.stringify(given.premiums),
      };
      await tx
        .insertInto('ranking_corrections')
        .values({ application_id: request.applicationId, ...row })
        .onConflict((c) => c.column('application_id').doUpdateSet(row))
        .execute();
    }
    const locale = request.askedByLocale;
    const t = speak(rankingCopy, locale);
    await queueMail(deed, {
      key: `ranking.request/${requestId}`,
      to: request.askedByEmail,
      subject: t.answerSubject(call.officialCode),
      text: [
        outcomeWords[outcome][locale],
        answer,
        `${t.act}: ${ref}`,
        `${t.answerPlace} ${house.settings.origin}${href(locale, `/calls/${callId}/ranking/${request.applicationId}`)}`,
      ].join('\n\n'),
    });
    await record({
      kind: 'ranking.reviewAnswered',
      subject: `applications/${request.applicationId}`,
      body: { call: callId, request: requestId, outcome, ref },
    });
  });
}
