import type { Actor } from '#src/core/actor.ts';
import { no, reason } from '#src/core/decision.ts';
import { AppError, demand, notFound } from '#src/core/errors.ts';
import { act, type Deed, type House } from '#src/plumbing/house.ts';
import { can, conflictSource } from '../policy.ts';
import { officersOf, type Officer } from '../queries/queue.ts';
import { checklist, handIds } from '../rules.ts';
import { distribute, mayWorkOn, type OpenCase } from '../rules/distribution.ts';
import type { ChecksInput } from '../schema.ts';
import { caseOf, oneStanding, situation, type Standing } from './situation.ts';

const openCase = ({ submission, barred }: Standing): OpenCase => ({
  id: submission.applicationId,
  memberIds: submission.snapshot.facts.members.map((m) => m.id),
  barred,
});

/** Gives these cases to an officer, or to nobody. A conflict of interest refuses all of them. */
async function give(deed: Deed, standings: readonly Standing[], officer: Officer | null, by: string): Promise<void> {
  const { tx, at } = deed;
  if (officer) {
    const against = standings.filter((s) => !mayWorkOn(officer, openCase(s)));
    if (against.length > 0)
      demand(
        no(reason('screening.officerConflict', { officer: officer.name, protocols: against.map((s) => s.submission.protocol) }, { source: conflictSource })),
      );
  }
  for (const { submission } of standings) {
    const values = { officer_id: officer?.id ?? null, assigned_at: at, assigned_by: by };
    await tx
      .insertInto('screening_cases')
      .values({ application_id: submission.applicationId, ...values })
      .onConflict((c) => c.column('application_id').doUpdateSet(values))
      .execute();
  }
}

/** Takes cases, gives them back, or gives them to an officer; one or many, all or none. */
export async function assignCases(
  house: House,
  actor: Actor | null,
  callId: string,
  applicationIds: readonly string[],
  to: { deed: 'take' } | { deed: 'return' } | { deed: 'assign'; officer: string },
): Promise<number> {
  return act(house, actor, 'screening.assign', `call/${callId}`, async (deed) => {
    const found = await situation(deed, callId, applicationIds, actor);
    demand(can.assign(actor, found.version.closesAt, deed.at));
    if (applicationIds.length === 0) throw new AppError('invalid', [reason('screening.noneChosen', {}, { at: 'applications' })]);
    if (found.standings.length < new Set(applicationIds).size) throw notFound();
    const officers = await officersOf(deed.tx, callId);
    const wanted = to.deed === 'take' ? actor!.id : to.deed === 'assign' ? to.officer : null;
    const officer = wanted === null ? null : officers.find((o) => o.id === wanted);
    if (officer === undefined) throw new AppError('invalid', [reason('screening.officerUnknown', {}, { at: 'officer' })]);
    await give(deed, found.standings, officer, actor!.id);
    await deed.record({
      kind: officer ? 'screening.assigned' : 'screening.unassigned',
      subject: `call/${callId}`,
      body: { applications: found.standings.map((s) => s.submission.applicationId).sort(), officer: officer?.id ?? null },
    });
    return found.standings.length;
  });
}

/** Gives every case that nobody has to the officers of the call, as evenly as their conflicts allow. */
export async function distributeCases(house: House, actor: Actor | null, callId: string): Promise<{ given: number; nobody: number }> {
  return act(house, actor, 'screening.distribute', `call/${callId}`, async (deed) => {
    const { tx } = deed;
    const ids = await tx.selectFrom('submissions').select('application_id as id').where('call_id', '=', callId).where('superseded_at', 'is', null).execute();
    const found = await situation(
      deed,
      callId,
      ids.map((r) => r.id),
    );
    demand(can.assign(actor, found.version.closesAt, deed.at));
    const owners = new Map(
      (await tx.selectFrom('screening_cases').select(['application_id as id', 'officer_id as officer']).execute()).map((r) => [r.id, r.officer]),
    );
    const isOpen = (s: Standing, officer: string | null | undefined) => s.current === null && (!officer || s.barred.includes(officer));
    const open = found.standings.filter((s) => isOpen(s, owners.get(s.submission.applicationId)));
    const officers = await officersOf(tx, callId);
    if (open.length === 0 || officers.length === 0) throw new AppError('conflict', [reason('screening.nothingToDistribute')]);
    const { assigned, nobody } = distribute(open.map(openCase), officers);
    for (const officer of officers) {
      const theirs = open.filter((s) => assigned.get(s.submission.applicationId) === officer.id);
      if (theirs.length === 0) continue;
      await give(deed, theirs, officer, actor!.id);
    }
    await deed.record({ kind: 'screening.distributed', subject: `call/${callId}`, body: { assigned: Object.fromEntries(assigned), nobody } });
    return { given: assigned.size, nobody: nobody.length };
  });
}

/** Keeps what an officer has found so far on the lines that only a person can check. A line left open is taken back. */
export async function saveChecks(house: House, actor: Actor | null, callId: string, applicationId: string, { checks }: ChecksInput): Promise<number> {
  return act(house, actor, 'screening.check', `applications/${applicationId}`, async (deed) => {
    const { tx, at, record } = deed;
    const { found, standing } = await oneStanding(deed, actor, callId, applicationId);
    demand(can.work(actor, caseOf(standing, found, at), at));
    const { submission, call, repaired } = standing;
    const lines = new Set(handIds(checklist(call, submission.snapshot, [], repaired)));
    const known = checks.filter((c) => lines.has(c.line));
    if (known.length < checks.length) throw notFound();
    for (const { line, verdict, remark } of known) {
      const key = { submission_id: submission.submissionId, officer_id: actor!.id, line };
      if (verdict === '') {
        await tx
          .deleteFrom('screening_checks')
          .where('submission_id', '=', key.submission_id)
          .where('officer_id', '=', key.officer_id)
          .where('line', '=', line)
          .execute();
        continue;
      }
      const values = { met: verdict === 'met', remark, checked_at: at };
      await tx
        .insertInto('screening_checks')
        .values({ ...key, ...values })
        .onConflict((c) =>
          c
            .columns(['submission_id', 'officer_id', 'line'])
            .doUpdateSet(values)
            // What has not changed keeps the moment at which it was looked at.
            .where(({ eb, or, ref }) => or([eb('screening_checks.met', '<>', values.met), eb(ref('screening_checks.remark'), '<>', remark)])),
        )
        .execute();
    }
    await record({
      kind: 'screening.checked',
      subject: `applications/${applicationId}`,
      body: {
        submission: submission.sha256,
        met: known.filter((c) => c.verdict === 'met').map((c) => c.line),
        unmet: known.filter((c) => c.verdict === 'unmet').map((c) => c.line),
      },
    });
    return known.length;
  });
}
