import type { Actor } from '#src/core/actor.ts';
import { reason } from '#src/core/decision.ts';
import { AppError, demand, notFound } from '#src/core/errors.ts';
import { addDays, romeInstant, showInstant } from '#src/core/time.ts';
import { speak } from '#src/core/words.ts';
import { isUuid } from '#src/funding/applications/schema.ts';
import { currentVersion } from '#src/funding/calls/queries.ts';
import { latestRanking } from '#src/funding/rankings/queries.ts';
import { addressees } from '#src/funding/screening/queries.ts';
import { programmeHead, templatesOf, wordingOf } from '#src/funding/screening/queries/letters.ts';
import { act, type Deed, type House } from '#src/plumbing/house.ts';
import { queueMails } from '#src/plumbing/mail/mail.ts';
import { address, issueLetters, type LetterReader, type Outgoing } from '#src/plumbing/letters/issue.ts';
import { listed } from '#src/plumbing/letters/paper.ts';
import { accessCopy } from './copy.ts';
import { makePack } from './pack.ts';
import { can, isSilent, type Request } from './policy.ts';
import { accessById, byProtocol, noticeById, openRequestOf, submittedBy, toldOfSilence, type AccessRequest } from './queries.ts';
import { decisionProblems } from './rules/decision.ts';
import { answerBy, OBJECTION_DAYS, objectionUntil } from './rules/terms.ts';
import type { DecisionInput } from './schema.ts';

/** Asks for access to the documents of one's own proposal, and to those of other proposals of the call that are named. */
export async function askAccess(house: House, actor: Actor | null, entry: { application: string; reason: string; others: readonly string[] }): Promise<string> {
  return act(house, actor, 'access.ask', `applications/${entry.application}`, async (deed) => {
    const { tx, at, record } = deed;
    const own = await submittedBy(tx, entry.application);
    if (!own) throw notFound();
    await tx.selectFrom('applications').select('id').where('id', '=', own.applicationId).forUpdate().execute();
    const ranked = (await latestRanking(tx, own.callId)) !== undefined;
    demand(can.ask(actor, { leadId: own.leadId, ranked, open: await openRequestOf(tx, own.applicationId) }));
    const others = await named(tx, own.callId, own.applicationId, entry.others);
    const { id } = await tx
      .insertInto('access_requests')
      .values({
        call_id: own.callId,
        application_id: own.applicationId,
        reason: entry.reason,
        asked_at: at,
        asked_by: actor!.id,
        due_on: answerBy(at),
        state: 'asked',
        decision: null,
        answer: null,
        decided_at: null,
        decided_by: null,
        pack: null,
        pack_sha256: null,
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    await addParties({ tx }, id, others);
    const over = romeInstant(`${addDays(answerBy(at), 1)}T08:00`);
    await deed.enqueue({ task: 'access.termOver', payload: { id }, key: `access.termOver/${id}`, runAt: new Date(over) });
    await record({ kind: 'access.asked', subject: `access/${id}`, body: { call: own.callId, application: own.applicationId, others } });
    return id;
  });
}

/** Applications of the call by protocol number, each known and none one's own. */
async function named(tx: Deed['tx'], callId: string, ownId: string, protocols: readonly string[]): Promise<string[]> {
  const found = await byProtocol(tx, callId, protocols);
  const unknown = protocols.filter((p) => !found.some((f) => f.protocol === p));
  if (unknown.length > 0) throw new AppError('invalid', [reason('access.unknownProtocol', { protocols: unknown }, { at: 'others' })]);
  if (found.some((f) => f.id === ownId)) throw new AppError('invalid', [reason('access.ownProtocol', {}, { at: 'others' })]);
  return found.map((f) => f.id);
}

async function addParties({ tx }: Pick<Deed, 'tx'>, requestId: string, applicationIds: readonly string[]) {
  if (applicationIds.length === 0) return;
  const blank = { notified_at: null, objection_until: null, objection: null, objected_at: null, objected_by: null, granted: null };
  await tx
    .insertInto('access_parties')
    .values(applicationIds.map((application_id) => ({ request_id: requestId, application_id, ...blank })))
    .onConflict((c) => c.columns(['request_id', 'application_id']).doNothing())
    .execute();
}

/** The request under a lock, for whoever may read it. */
async function locked(tx: Deed['tx'], actor: Actor | null, id: string): Promise<AccessRequest> {
  if (isUuid(id)) await tx.selectFrom('access_requests').select('id').where('id', '=', id).forUpdate().execute();
  const request = await accessById(tx, id);
  if (!request || !can.read(actor, request).ok) throw notFound();
  return request;
}

/** The day after the office's term: without a decision, who asked and the office are told that silence now counts as a refusal. */
export async function tellTermOver(house: House, id: string): Promise<void> {
  const isOpen = (r: AccessRequest | undefined): r is AccessRequest => r !== undefined && isSilent(r, house.clock().toISOString());
  if (!isOpen(await accessById(house.db, id))) return;
  await act(house, null, 'access.termOver', `access/${id}`, async (deed) => {
    const request = await accessById(deed.tx, id);
    if (!isOpen(request)) return deed.record({ kind: 'access.answeredMeanwhile', subject: `access/${id}` });
    const people = await toldOfSilence(deed.tx, request);
    await queueMails(
      deed,
      people.map(({ email, name, locale, office }) => {
        const t = speak(accessCopy, locale);
        return {
          key: `access.termOver/${id}/${email}`,
          to: email,
          subject: t.silenceSubject(request.protocol),
          text: [
            t.silenceHello(name),
            office ? t.silenceOffice(request.protocol, request.dueOn) : t.silenceAsker(request.protocol, request.dueOn),
            address(house, locale, `/access/${id}`),
          ].join('\n\n'),
        };
      }),
    );
    await deed.record({ kind: 'access.termOver', subject: `access/${id}`, body: { dueOn: request.dueOn, told: people.length } });
  });
}

export async function withdrawAccess(house: House, actor: Actor | null, id: string): Promise<void> {
  await act(house, actor, 'access.withdraw', `access/${id}`, async ({ tx, record }) => {
    const request = await locked(tx, actor, id);
    demand(can.withdraw(actor, request));
    await tx.updateTable('access_requests').set({ state: 'withdrawn' }).where('id', '=', id).execute();
    await record({ kind: 'access.withdrawn', subject: `access/${id}` });
  });
}

/** Tells those whose proposals are asked for, by numbered letter: they have ten days to object. The office may name more of them. */
export async function notifyParties(house: House, actor: Actor | null, id: string, protocols: readonly string[]): Promise<void> {
  await act(house, actor, 'access.notify', `access/${id}`, async (deed) => {
    const { tx, at, record } = deed;
    const request = await locked(tx, actor, id);
    demand(can.notify(actor, request));
    await addParties(deed, id, await named(tx, request.callId, request.applicationId, protocols));
    const whole = (await accessById(tx, id))!;
    if (whole.parties.length === 0) throw new AppError('invalid', [reason('access.nobody', {}, { at: 'others' })]);
    demand(can.notify(actor, whole));
    const until = objectionUntil(at);
    await tx.updateTable('access_parties').set({ notified_at: at, objection_until: until }).where('request_id', '=', id).execute();
    await tx.updateTable('access_requests').set({ state: 'noticed' }).where('id', '=', id).execute();
    await writeLetters(house, deed, actor, whole, {
      kind: 'accessNotice',
      to: whole.parties,
      values: (locale, party) => ({
        asked: listed([speak(accessCopy, locale).askedOfOthers]),
        due: showInstant(until, locale),
        days: String(OBJECTION_DAYS),
        link: address(house, locale, `/access/notices/${party.id}`),
      }),
    });
    await record({ kind: 'access.noticed', subject: `access/${id}`, body: { parties: whole.parties.map((p) => p.applicationId), until } });
  });
}

/** Who is concerned objects, once, within the term. */
export async function objectToAccess(house: House, actor: Actor | null, noticeId: string, objection: string): Promise<void> {
  await act(house, actor, 'access.object', `access-notice/${noticeId}`, async ({ tx, at, record }) => {
    if (isUuid(noticeId)) await tx.selectFrom('access_parties').select('id').where('id', '=', noticeId).forUpdate().execute();
    const notice = await noticeById(tx, noticeId);
    if (!notice || !can.readNotice(actor, notice).ok) throw notFound();
    demand(can.object(actor, notice, at));
    await tx.updateTable('access_parties').set({ objection, objected_at: at, objected_by: actor!.id }).where('id', '=', noticeId).execute();
    await record({ kind: 'access.objected', subject: `access/${notice.requestId}`, body: { application: notice.applicationId } });
  });
}

/** Decides, with reasons; what is granted is put together there and then, redacted, and stays as it is. */
export async function decideAccess(house: House, actor: Actor | null, id: string, entry: DecisionInput): Promise<void> {
  await act(house, actor, 'access.decide', `access/${id}`, async (deed) => {
    const { tx, at, record } = deed;
    const request = await locked(tx, actor, id);
    demand(can.decide(actor, request, at));
    const granted = entry.decision === 'granted' && entry.granted.length === 0 ? request.parties.map((p) => p.id) : entry.granted;
    const problems = decisionProblems(
      entry.decision,
      request.parties.map((p) => p.id),
      granted,
    );
    if (problems.length > 0) throw new AppError('invalid', problems);
    const others = request.parties.filter((p) => granted.includes(p.id)).map((p) => p.applicationId);
    const made = entry.decision === 'refused' ? null : await makePack(house, tx, { ...request, locale: actor!.locale }, others, at);
    await tx
      .updateTable('access_requests')
      .set({
        state: 'decided',
        decision: entry.decision,
        answer: entry.answer,
        decided_at: at,
        decided_by: actor!.id,
        pack: made && JSON.stringify(made.index),
        pack_sha256: made?.sha256 ?? null,
      })
      .where('id', '=', id)
      .execute();
    for (const party of request.parties)
      await tx
        .updateTable('access_parties')
        .set({ granted: granted.includes(party.id) })
        .where('id', '=', party.id)
        .execute();
    await writeLetters(house, deed, actor, request, {
      kind: 'accessDecided',
      to: [{ ...request, id }],
      values: (locale) => {
        const t = speak(accessCopy, locale);
        return {
          asked: listed([request.reason]),
          decision: t[`decided.${entry.decision}`],
          reasons: listed([entry.answer]),
          link: address(house, locale, `/access/${id}`),
        };
      },
    });
    await record({
      kind: 'access.decided',
      subject: `access/${id}`,
      body: { decision: entry.decision, granted: others, ...(made && { pack: made.sha256 }) },
    });
  });
}

type Told = { id: string; applicationId: string; protocol: string; acronym: string; leadName: string };

async function writeLetters<T extends Told>(
  house: House,
  deed: Deed,
  actor: Actor | null,
  request: Request,
  letter: { kind: 'accessNotice' | 'accessDecided'; to: readonly T[]; values: (locale: 'it' | 'en', to: T) => Record<string, string> },
) {
  const { tx } = deed;
  const { call } = (await currentVersion(tx, request.callId))!;
  const programme = await programmeHead(tx, call.programme);
  const own = await templatesOf(tx, request.callId);
  const people = await addressees(
    tx,
    letter.to.map((p) => p.applicationId),
  );
  await issueLetters(
    house,
    deed,
    actor,
    letter.to.map((to): Outgoing => ({
      kind: letter.kind,
      callId: request.callId,
      applicationId: to.applicationId,
      head: {
        grantingBody: call.grantingBody.name,
        programme,
        to: to.leadName,
        about: `${to.acronym}, ${to.protocol}`,
        example: call.example || house.settings.example,
      },
      words: (locale, number) =>
        wordingOf(letter.kind, locale, own, {
          acronym: to.acronym,
          title: to.acronym,
          protocol: to.protocol,
          lead: to.leadName,
          code: call.officialCode,
          call: call.title[locale],
          letter: number,
          ...letter.values(locale, to),
        }),
      readers: people.filter((p) => p.applicationId === to.applicationId) as LetterReader[],
    })),
  );
}

/** Hands the pack over and writes down to whom. */
export async function deliverPack(house: House, actor: Actor | null, id: string): Promise<{ bytes: Buffer; name: string }> {
  return act(house, actor, 'access.deliver', `access/${id}`, async ({ tx, at, record }) => {
    const request = await accessById(tx, id);
    if (!request || !can.read(actor, request).ok) throw notFound();
    demand(can.receive(actor, request));
    const sha256 = request.packSha256!;
    const bytes = await house.files.get(sha256);
    await tx.insertInto('access_deliveries').values({ request_id: id, person_id: actor!.id, delivered_at: at, sha256, bytes: bytes.length }).execute();
    await record({ kind: 'access.delivered', subject: `access/${id}`, body: { sha256, bytes: bytes.length } });
    return { bytes, name: `accesso-${request.protocol}.zip` };
  });
}
