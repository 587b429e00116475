import { foundConflicts } from '#src/funding/calls/vocabulary.ts';
import { act, type Deed, type House } from '#src/plumbing/house.ts';
import { sql } from 'kysely';
import { conflictedPeople, conflictsNow } from '../queries.ts';
import { ofProposal } from '../rules/graph.ts';
import { namedInSubmissions } from '../queries/named.ts';
import type { KeptStep } from '../queries/graph.ts';
import { lockEvaluation } from '../queries/stage.ts';

/** Looks again for the conflicts that the registers show under one call. */
export async function recheckConflicts(house: House, callId: string): Promise<void> {
  await act(house, null, 'conflicts.recheck', `call/${callId}`, async (deed) => {
    await lockEvaluation(deed.tx, callId);
    const changed = await keepFoundConflicts(deed, callId);
    await deed.record({ kind: 'conflicts.rechecked', subject: `call/${callId}`, body: changed });
  });
}

/** Who is meant by a name has changed, or who holds a role: every call that is not decided is looked at again. */
export async function recheckEverywhere(house: House): Promise<void> {
  await act(house, null, 'conflicts.recheckEverywhere', 'conflicts', async ({ tx, enqueue, record }) => {
    const calls = await tx.selectFrom('submissions').select('call_id as id').where('superseded_at', 'is', null).distinct().orderBy('call_id').execute();
    for (const { id } of calls) await enqueue({ task: 'conflicts.recheck', payload: { callId: id }, key: `conflicts.recheck/${id}` });
    await record({ kind: 'conflicts.recheckQueued', subject: 'conflicts', body: { calls: calls.map((c) => c.id) } });
  });
}

/** From so many handed in within a minute on, looking for conflicts waits: it takes seconds of the process that the crowd is in. */
const RUSH = 200;
/** But no longer than this after the last look, or after the first that came in. */
const PATIENCE = 5 * 60_000;

/** The schedule's: calls in which something was handed in, or a role given or taken, since they were looked at last. */
export async function recheckNews(house: House, rush = RUSH): Promise<void> {
  const now = house.clock();
  const { rows } = await sql<{ id: string; lately: number; since: string }>`
    select s.call_id as id, (count(*) filter (where s.submitted_at > ${new Date(now.getTime() - 60_000).toISOString()}))::int as lately,
      coalesce((select max(e.at) from evidence_events e where e.kind = 'conflicts.rechecked' and e.subject = 'call/' || s.call_id), min(s.submitted_at)) as since
    from submissions s where s.superseded_at is null
    group by s.call_id
    having greatest(max(s.submitted_at), (select max(greatest(granted_at, revoked_at)) from role_grants), (select max(since) from organisation_people))
      > coalesce((select max(e.at) from evidence_events e where e.kind = 'conflicts.rechecked' and e.subject = 'call/' || s.call_id), '-infinity')
    order by 1`.execute(house.db as never);
  for (const { id, lately, since } of rows) if (lately < rush || now.getTime() - Date.parse(since) >= PATIENCE) await recheckConflicts(house, id);
}

/** Keeps what the registers show now: what is new is added, what no longer holds has ended. Those known already stay as they are. */
export async function keepFoundConflicts(deed: Deed, callId: string): Promise<{ found: number; ended: number }> {
  const { tx, at, ports } = deed;
  await keepReadings(deed);
  const now = await conflictsNow({ db: tx, ports }, callId, at);
  const live = await tx
    .selectFrom('conflict_findings')
    .select(['id', 'application_id as proposal', 'person_id as person', 'kind', 'via', 'bars'])
    .where('call_id', '=', callId)
    .where('ended_at', 'is', null)
    .where('kind', 'in', [...foundConflicts])
    .execute();
  const keyOf = (f: { proposal: string; person: string; kind: string; via: string }, bars: boolean) => [f.proposal, f.person, f.kind, f.via, bars].join(' ');
  const [had, has] = [new Set(live.map((f) => keyOf(f, f.bars))), new Set(now.map((n) => keyOf(n.found, n.bars)))];
  const ended = live.filter((f) => !has.has(keyOf(f, f.bars))).map((f) => f.id);
  const fresh = now.filter((n) => !had.has(keyOf(n.found, n.bars)));
  if (ended.length > 0) await tx.updateTable('conflict_findings').set({ ended_at: at }).where('id', 'in', ended).execute();
  const rows = fresh.map(({ found: f, bars, names }) => {
    const path = f.path.map(({ to, ...step }): KeptStep => ({ ...step, name: names.get(to) ?? '' }));
    return {
      call_id: callId,
      application_id: f.proposal,
      person_id: f.person,
      kind: f.kind,
      via: f.via,
      detail: path.findLast((step) => step.kind !== 'takesPart' && !ofProposal.includes(step.kind))?.name ?? names.get(f.proposal) ?? '',
      path: JSON.stringify(path),
      bars,
      found_at: at,
      found_by: null,
    };
  });
  for (let i = 0; i < rows.length; i += 1000)
    await tx
      .insertInto('conflict_findings')
      .values(rows.slice(i, i + 1000))
      .execute();
  await settleConflicts(deed, callId);
  await giveBack(deed, callId, [...new Set(fresh.filter((n) => n.bars).map((n) => n.found.person))]);
  return { found: fresh.length, ended: ended.length };
}

/** Frozen texts that came in since are taken apart, once for all times that conflicts are looked for. */
async function keepReadings({ tx }: Pick<Deed, 'tx'>): Promise<void> {
  const fresh = (await namedInSubmissions(tx)).filter((s) => s.fresh).map((s) => ({ submission_id: s.submissionId, people: JSON.stringify(s.people) }));
  for (let i = 0; i < fresh.length; i += 1000)
    await tx
      .insertInto('conflict_readings')
      .values(fresh.slice(i, i + 1000))
      .onConflict((c) => c.doNothing())
      .execute();
}

export type ByHand = { callId: string; applicationId: string; personId: string; kind: 'declared' | 'office'; detail: string; by: string };

/** Keeps what a person said; said again, the newer words stand. */
export async function keepByHand(deed: Deed, { callId, applicationId, personId, kind, detail, by }: ByHand): Promise<void> {
  await deed.tx
    .insertInto('conflict_findings')
    .values({ call_id: callId, application_id: applicationId, person_id: personId, kind, detail, path: '[]', found_at: deed.at, found_by: by })
    .onConflict((c) => c.columns(['application_id', 'person_id', 'kind', 'via']).where('ended_at', 'is', null).doUpdateSet({ detail }))
    .execute();
  await settleConflicts(deed, callId);
  await giveBack(deed, callId, [personId]);
}

/** Reviews under way that a new conflict bars are given back. */
async function giveBack({ tx, enqueue, ports }: Deed, callId: string, people: readonly string[]): Promise<void> {
  if (people.length === 0) return;
  const inHand = await ports.reviewsInHand(tx, people);
  const conflicted = await conflictedPeople(tx, [...new Set(inHand.map((r) => r.applicationId))]);
  const barred = inHand.filter((r) => conflicted.get(r.applicationId)?.has(r.personId)).map((r) => r.personId);
  for (const id of [...new Set(barred)].sort()) await enqueue({ task: 'reviews.giveBack', payload: { callId, personId: id } });
}

/** Writes anew who may not have to do with what: every finding that bars, has not ended and is not set aside. */
export async function settleConflicts({ tx }: Pick<Deed, 'tx'>, callId: string): Promise<void> {
  await sql`delete from conflicts where application_id in (select id from applications where call_id = ${callId})`.execute(tx);
  await sql`insert into conflicts (application_id, person_id, kind, detail, found_at, found_by)
    select f.application_id, f.person_id, f.kind, string_agg(distinct f.detail, ', ' order by f.detail), min(f.found_at), min(f.found_by::text)::uuid
    from conflict_findings f
    where f.call_id = ${callId} and f.bars and f.ended_at is null
      and not exists (select 1 from conflict_waivers w where w.finding_id = f.id and w.state = 'confirmed')
    group by 1, 2, 3`.execute(tx);
}
