import type { Actor } from '#src/core/actor.ts';
import { canonical, sha256 } from '#src/core/canonical.ts';
import { no, reason } from '#src/core/decision.ts';
import { AppError, demand } from '#src/core/errors.ts';
import { showInstant, romeDate, type Instant } from '#src/core/time.ts';
import { speak } from '#src/core/words.ts';
import { act, type Deed, type House } from '#src/plumbing/house.ts';
import { queueMail } from '#src/plumbing/mail/mail.ts';
import { sql } from 'kysely';
import { applicationsCopy } from '../copy/words.ts';
import { can } from '../policy.ts';
import type { Application } from '../queries/application.ts';
import { receiptsOf, type Receipt } from '../queries/lists.ts';
import { examine, freeze, sameContent } from '../rules.ts';
import { knownForm, locked, subjectOf } from './locked.ts';

export type Submit = {
  /** When the request reached the server. The deadline is measured against this instant, however long the rest takes. */
  arrivedAt: Date;
  /** The same key gives the same receipt, however often the request arrives. */
  idempotencyKey: string | null;
};

/** Ends a deed that turned out to be done already: nothing is written, and the receipt is answered again. */
class AlreadyDone extends Error {
  readonly protocol: string;
  constructor(protocol: string) {
    super(protocol);
    this.protocol = protocol;
  }
}

/**
 * Hands in the application as it stands: one transaction looks at the deadline and at every rule again, freezes the snapshot, takes the
 * next protocol number of the year and writes the receipt. An earlier submission of the same application is superseded by it.
 */
export async function submitApplication(house: House, actor: Actor, applicationId: string, { arrivedAt, idempotencyKey }: Submit): Promise<Receipt> {
  knownForm(applicationId);
  const at = arrivedAt.toISOString();
  const protocol = await act(house, actor, 'application.submit', subjectOf(applicationId), async (deed) => {
    const before = await locked(deed, actor, applicationId);
    if (idempotencyKey === null) throw new AppError('invalid', [reason('application.keyMissing')]);
    await refuseRepeated(deed, applicationId, idempotencyKey);
    demand(can.submit(actor, before, before.version.call, at));
    await lockApplicants(deed, before);
    // Read again: only now is nobody else handing in for the same applicants.
    const application = await locked(deed, actor, applicationId);
    return handIn(deed, actor, application, at, idempotencyKey);
  }).catch((error: unknown) => {
    if (error instanceof AlreadyDone) return error.protocol;
    throw error;
  });
  return (await receiptsOf(house.db, applicationId)).find((r) => r.protocol === protocol)!;
}

async function refuseRepeated({ tx }: Deed, applicationId: string, key: string): Promise<void> {
  const done = await tx
    .selectFrom('submissions')
    .select('protocol')
    .where('application_id', '=', applicationId)
    .where('idempotency_key', '=', key)
    .executeTakeFirst();
  if (done) throw new AlreadyDone(done.protocol);
}

/**
 * Limits on proposals per applicant are counted over other applications: those of the same applicants under the same call are handed in
 * one at a time. Always locked in the same order, so that two of them never wait for each other.
 */
async function lockApplicants({ tx }: Deed, { callId, proposal }: Application): Promise<void> {
  for (const id of proposal.facts.members.map((m) => m.id).sort())
    await sql`select pg_advisory_xact_lock(hashtextextended(${`${callId}/${id}`}, 7112003))`.execute(tx);
}

async function handIn(deed: Deed, actor: Actor, application: Application, at: Instant, idempotencyKey: string): Promise<string> {
  const { tx, record } = deed;
  const { id, version, proposal, submission } = application;
  if (submission && submission.supersededAt === null && sameContent(proposal, submission.snapshot)) {
    demand(no(reason('application.unchanged', { protocol: submission.protocol, at: submission.submittedAt })), 'conflict');
  }
  const examination = examine(version.call, proposal);
  if (examination.toPutRight.length > 0) throw new AppError('invalid', examination.toPutRight);
  const snapshot = freeze(id, version, proposal, examination);
  const text = canonical(snapshot);
  const hash = sha256(text);
  await tx.updateTable('submissions').set({ superseded_at: at }).where('application_id', '=', id).where('superseded_at', 'is', null).execute();
  const { year, number, protocol } = await nextProtocol(deed, version.call.programme, at);
  const { submissionId } = await tx
    .insertInto('submissions')
    .values({
      application_id: id,
      call_id: version.callId,
      call_version_id: version.versionId,
      year,
      number,
      protocol,
      submitted_at: at,
      submitted_by: actor.id,
      idempotency_key: idempotencyKey,
      snapshot: text,
      sha256: hash,
      eligible_cents: snapshot.aid.eligibleCents,
      grant_cents: snapshot.aid.grantCents,
      south_grant_cents: snapshot.aid.southGrantCents,
      superseded_at: null,
    })
    .returning('id as submissionId')
    .executeTakeFirstOrThrow();
  await tx
    .insertInto('submission_members')
    .values(proposal.facts.members.map((m) => ({ submission_id: submissionId, organisation_id: m.id, role: m.role })))
    .execute();
  await tx.updateTable('applications').set({ state: 'submitted', call_version_id: version.versionId }).where('id', '=', id).execute();
  const replaces = submission && submission.supersededAt === null ? submission.protocol : null;
  await record({
    kind: 'application.submitted',
    subject: subjectOf(id),
    body: { protocol, sha256: hash, call: version.callId, version: version.number, arrivedAt: at, ...(replaces && { replaces }) },
  });
  await writeReceipt(deed, actor, application, { protocol, at, hash, replaces });
  return protocol;
}

/** One series a year without a gap: the year's row stays locked until this submission is in, and a refused one gives its number back. */
async function nextProtocol({ tx }: Deed, programmeId: string, at: Instant): Promise<{ year: number; number: number; protocol: string }> {
  const year = Number(romeDate(at).slice(0, 4));
  const { last_number: number } = await tx
    .insertInto('protocol_years')
    .values({ year, last_number: 1 })
    .onConflict((c) => c.column('year').doUpdateSet({ last_number: sql`protocol_years.last_number + 1` }))
    .returning('last_number')
    .executeTakeFirstOrThrow();
  const { acronym } = await tx.selectFrom('programmes').select('acronym').where('id', '=', programmeId).executeTakeFirstOrThrow();
  return { year, number, protocol: `${acronym.toUpperCase()}-${year}-${String(number).padStart(6, '0')}` };
}

async function writeReceipt(
  deed: Deed,
  actor: Actor,
  { id, version, leadName, proposal }: Application,
  { protocol, at, hash, replaces }: { protocol: string; at: Instant; hash: string; replaces: string | null },
): Promise<void> {
  const t = speak(applicationsCopy, actor.locale);
  const lines = [
    t.mailReceived(proposal.title, leadName, version.call.officialCode),
    '',
    `${t.protocol}: ${protocol}`,
    `${t.receivedAt}: ${showInstant(at, actor.locale)} (${at})`,
    `SHA-256: ${hash}`,
    ...(replaces ? ['', t.mailReplaces(replaces)] : []),
    '',
    t.mailKeep,
  ];
  await queueMail(deed, { key: `application.submitted/${id}/${protocol}`, to: actor.email, subject: t.mailSubject(protocol), text: lines.join('\n') });
}
