import type { Actor } from '#src/core/actor.ts';
import { no, reason, type Reason } from '#src/core/decision.ts';
import { AppError, demand, notFound } from '#src/core/errors.ts';
import type { Instant } from '#src/core/time.ts';
import { openSessions } from '#src/partnership/identity/queries.ts';
import { array } from '#src/plumbing/database/arrays.ts';
import type { Tx } from '#src/plumbing/database/database.ts';
import { ask, type Question } from '#src/plumbing/database/trip.ts';
import { actTogether, decided, type Ended, type House, type Job, type Together } from '#src/plumbing/house.ts';
import { sql } from 'kysely';
import { can, type Standing } from '../../policy.ts';
import { applicationsByIds, memberKey, otherProposals, type Application, type OtherProposals } from '../../queries/application.ts';
import { receiptsOfSeveral, type Receipt } from '../../queries/lists.ts';
import { readyDrafts, readyRows, type ReadyDraft } from '../../queries/ready.ts';
import { sameContent } from '../../rules/examine.ts';
import { subjectOf } from '../locked.ts';
import { contentOf, contentOfReady, type Content } from './content.ts';
import {
  addYears,
  byKeys,
  eventOf,
  holdApplications,
  lockYears,
  membersDropped,
  membersWritten,
  numbersAfter,
  receiptOf,
  programmeAcronyms,
  statesSet,
  timeOrderedUuid,
  written as allWritten,
  yearOf,
  type Held,
  type Numbered,
} from './rows.ts';

/** One request to hand in an application, as it waits for its turn. */
export type Submission = {
  applicationId: string;
  /** Who hands in; a session is looked up together with the others'. */
  who: Actor | { session: string };
  /** When the request reached the server. The deadline is measured against this instant, however long the rest takes. */
  arrivedAt: Instant;
  /** The same key gives the same receipt, however often the request arrives. */
  idempotencyKey: string | null;
  /** When it is dealt with. */
  at: Instant;
};

/** One that may be handed in for all that is known so far. */
type Looked = {
  entry: Submission;
  actor: Actor;
  /** What the submission will be known by. */
  submissionId: string;
  standing: Standing;
  content: Content | null;
  application: Application | null;
  toPutRight: readonly Reason[];
};
type Decided = Exclude<Ended<Receipt>, { done: Receipt }>;

/**
 * Hands in several applications in one transaction: the same look at the deadline and at every rule for each, set by set, in a number of
 * statements that does not depend on how many there are. One that is refused takes no number and stops no other.
 *
 * Locks are taken in one order by everybody: applications by their ids, then the year's row of the register. Who holds the register is alone in
 * handing in, in this process and in every other: limits per applicant are counted under it.
 * @param entries one for an application
 * @param turn resolves when all that arrived before is written
 * @param written called when all of this is, but for the commit: the next may line up for the register
 */
export function handInTogether(house: House, entries: readonly Submission[], turn: () => Promise<void>, written?: () => void): Promise<Ended<Receipt>[]> {
  return actTogether<Receipt>(house, work, written);

  async function work(tx: Tx): Promise<Together<Receipt>> {
    const ids = entries.map((e) => e.applicationId);
    const sessions = entries.flatMap(({ who }) => ('session' in who ? [who.session] : []));
    const [, known, held, rows, acronyms] = await ask(tx, byKeys, openSessions(sessions, new Date()), holdApplications(ids), readyRows(ids), programmeAcronyms);
    const actors = entries.map(({ who }) => ('session' in who ? (known.get(who.session)?.actor ?? null) : who));
    const ready = await readyDrafts(tx, rows);
    const others = ids.filter((id) => !ready.has(id));
    const whole = await applicationsByIds(tx, others);
    const before = whole.size > 0 ? await handedInBefore(tx, entries) : new Map<Submission, Receipt>();
    const looked = entries.map((entry, i) => decided(() => look(entry, actors[i]!, ready.get(entry.applicationId) ?? whole.get(entry.applicationId), before)));
    const ahead = await writeAhead(tx, looked);
    await turn();
    const { ended, numbers } = await settle(tx, looked, acronyms);
    const done = ended.flatMap((e) => ('numbered' in e ? [e.numbered] : []));
    const receipts = (): Job => ({
      task: 'application.receipts',
      payload: { protocols: done.map((d) => d.protocol) },
      // In a rush the mails wait a little: the receipt is on the page already.
      ...(isRush(done.length) && { runAt: new Date(Date.parse(done[0]!.entry.at) + 20_000) }),
    });
    const tried = entries.map((entry, i) => {
      const end = ended[i]!;
      return {
        trial: { deed: 'application.submit', subject: subjectOf(entry.applicationId), actor: actors[i]?.id ?? null, at: entry.at },
        ended: 'numbered' in end ? { done: receiptOf(end.numbered), events: [eventOf(end.numbered)] as const } : end,
      };
    });
    const writes = [...amended(held, ahead, ended), ...numbers, ...(done.length > 0 ? allWritten(done) : [])];
    return { tried, writes, jobs: done.length > 0 ? [receipts()] : [] };
  }
}

type Ahead = { submissionId: string; content: Content };
const submitted = ({ id, version }: Content): Held => ({ id, versionId: version.versionId, state: 'submitted' });

/** What those that will go in unless a limit forbids it need of no number is written while others still hold the register: the less is done under it, the more go in. */
async function writeAhead(tx: Tx, looked: readonly (Looked | Decided)[]): Promise<readonly Ahead[]> {
  const ahead = looked.flatMap((l) => ('entry' in l && l.content ? [{ submissionId: l.submissionId, content: l.content }] : []));
  await ask(tx, ...statesSet(ahead.map((a) => submitted(a.content))), ...membersWritten(ahead));
  return ahead;
}

/** What is refused in the end gets its row back; whose content changed at the last look is written again. */
function amended(held: readonly Held[], ahead: readonly Ahead[], ended: readonly (Decided | { numbered: Numbered })[]): Question<void>[] {
  const done = new Map(ended.flatMap((e) => ('numbered' in e ? [[e.numbered.content.id, e.numbered] as const] : [])));
  const before = new Map(ahead.map((a) => [a.content.id, a]));
  const refused = ahead.filter((a) => !done.has(a.content.id));
  const late = [...done.values()].filter((n) => before.get(n.content.id)?.content !== n.content);
  const back = held.filter((h) => refused.some((a) => a.content.id === h.id));
  return [
    ...statesSet([...back, ...late.filter((n) => !before.has(n.content.id)).map((n) => submitted(n.content))]),
    ...membersDropped([...refused, ...late].map((a) => a.submissionId)),
    ...membersWritten(late),
  ];
}

/** From so many in a second on, there is a crowd. */
const RUSH = 8;
const lately = { second: 0, count: 0, before: 0 };

/** Counts these with those of this second and of the one before. */
function isRush(count: number): boolean {
  const second = Math.floor(Date.now() / 1000);
  if (second !== lately.second) Object.assign(lately, { second, before: second === lately.second + 1 ? lately.count : 0, count: 0 });
  lately.count += count;
  return Math.max(lately.count, lately.before) > RUSH;
}

/** The receipts of those whose key was used before. */
async function handedInBefore(tx: Tx, entries: readonly Submission[]): Promise<Map<Submission, Receipt>> {
  const keyed = entries.filter((e) => e.idempotencyKey !== null);
  const { rows } = await sql<{ id: string; key: string; protocol: string }>`
    select s.application_id as id, s.idempotency_key as key, s.protocol
    from unnest(${array.uuid(keyed.map((e) => e.applicationId))}::uuid[], ${array.text(keyed.map((e) => e.idempotencyKey))}::text[]) as asked (id, key)
    join submissions s on s.application_id = asked.id and s.idempotency_key = asked.key`.execute(tx);
  const found = new Map<Submission, Receipt>();
  const receipts = await receiptsOfSeveral(
    tx,
    rows.map((r) => r.protocol),
  );
  for (const row of rows) {
    for (const e of keyed) if (e.applicationId === row.id && e.idempotencyKey === row.key) found.set(e, receipts.get(row.protocol)!);
  }
  return found;
}

/** All that can be decided before it is known who else hands in. */
function look(entry: Submission, actor: Actor | null, found: Application | ReadyDraft | undefined, before: Map<Submission, Receipt>): Looked | Decided {
  if (actor === null) return { turnedAway: new AppError('signIn', [reason('signIn')]) };
  if (!found || !can.view(actor, found).ok) throw notFound();
  if (entry.idempotencyKey === null) throw new AppError('invalid', [reason('application.keyMissing')]);
  const receipt = before.get(entry);
  if (receipt) return { unchanged: receipt };
  demand(can.submit(actor, found, found.version.call, entry.arrivedAt));
  const submissionId = timeOrderedUuid();
  if (!('proposal' in found)) return { entry, actor, submissionId, standing: found, content: contentOfReady(found), application: null, toPutRight: [] };
  const { proposal, submission } = found;
  if (submission && submission.supersededAt === null && sameContent(proposal, submission.snapshot, found.version.call.form))
    demand(no(reason('application.unchanged', { protocol: submission.protocol, at: submission.submittedAt })));
  return { entry, actor, submissionId, standing: found, application: found, content: null, toPutRight: [], ...contentOf(found) };
}

/** The last look, under the register: limits are counted with what others have handed in since, here and elsewhere; numbers are given in order. */
async function settle(
  tx: Tx,
  looked: readonly (Looked | Decided)[],
  acronyms: ReadonlyMap<string, string>,
): Promise<{ ended: (Decided | { numbered: Numbered })[]; numbers: Question<void>[] }> {
  const waiting = looked.filter((l): l is Looked => 'entry' in l);
  if (waiting.length === 0) return { ended: looked as readonly Decided[] as Decided[], numbers: [] };
  const { locked, stored } = await holdRegister(tx, waiting);
  const numbers = numbersAfter(locked, acronyms);
  const taken = new Taken();
  const again = await applicationsByIds(tx, mayDiffer(waiting, stored));
  const ended = looked.map((l): Decided | { numbered: Numbered } => {
    if (!('entry' in l)) return l;
    const final = decided(() => counted(l, again.get(l.entry.applicationId), stored, taken));
    if ('refused' in final) return final;
    taken.add(final.content);
    return { numbered: numbers.next(final) };
  });
  return { ended, numbers: numbers.taken() };
}

/** Locks the register; counted is what was there once it was locked. */
async function holdRegister(tx: Tx, waiting: readonly Looked[]) {
  const years = [...new Set(waiting.map((w) => yearOf(w.entry)))].sort();
  const members = waiting.flatMap(({ entry: { applicationId }, standing: { callId }, content, application }) =>
    countedOf(content, application).map((organisationId) => ({ applicationId, organisationId, callId })),
  );
  const hold = () => ask(tx, lockYears(years), otherProposals(members));
  let [locked, stored] = await hold();
  if (locked.length < years.length) {
    await ask(tx, addYears(years));
    [locked, stored] = await hold();
  }
  return { locked, stored };
}

/** The members that a limit looks at; of one that is not complete, all: what it lacks may change with the count. */
const countedOf = (content: Content | null, application: Application | null): string[] =>
  content ? content.members.filter((m) => m.counted).map((m) => m.id) : (application?.proposal.facts.members ?? []).map((m) => m.id);

/** Drafts that lay ready but whose limits may have to be looked at again: read whole while there is time. */
function mayDiffer(waiting: readonly Looked[], stored: ReadonlyMap<string, OtherProposals>): string[] {
  const seen = new Map<string, number>();
  for (const { content } of waiting) for (const m of content?.members ?? []) if (m.counted) seen.set(m.id, (seen.get(m.id) ?? 0) + 1);
  return waiting.flatMap(({ content, application, entry }) => {
    if (application !== null || content === null) return [];
    const same = content.members.every((m) => {
      const now = stored.get(memberKey(entry.applicationId, m.id));
      return !m.counted || (seen.get(m.id) === 1 && (now?.asLead ?? 0) === m.asLead && (now?.asMember ?? 0) === m.asMember);
    });
    return same ? [] : [entry.applicationId];
  });
}

function counted(looked: Looked, again: Application | undefined, stored: ReadonlyMap<string, OtherProposals>, taken: Taken): Looked & { content: Content } {
  const { entry, content, standing } = looked;
  const application = looked.application ?? again;
  const now = (m: { id: string }) => taken.beside(standing.callId, m.id, stored.get(memberKey(entry.applicationId, m.id)));
  if (content && content.members.every((m) => !m.counted || sameCount(m, now(m)))) return { ...looked, content };
  if (!application) throw new Error('a draft that lay ready was not read again');
  const { proposal } = application;
  const members = proposal.facts.members.map((m) => ({ ...m, otherProposals: now(m) }));
  const final = contentOf({ ...application, proposal: { ...proposal, facts: { ...proposal.facts, members } } });
  if ('toPutRight' in final) throw new AppError('invalid', final.toPutRight);
  return { ...looked, ...final };
}

const sameCount = (a: OtherProposals, b: OtherProposals): boolean => a.asLead === b.asLead && a.asMember === b.asMember;

/** What was handed in earlier in the same transaction: the database does not count it yet. */
class Taken {
  private readonly change = new Map<string, OtherProposals>();

  beside(callId: string, organisationId: string, stored: OtherProposals = { asLead: 0, asMember: 0 }): OtherProposals {
    const more = this.change.get(memberKey(callId, organisationId));
    return more ? { asLead: stored.asLead + more.asLead, asMember: stored.asMember + more.asMember } : stored;
  }

  add({ standing: { callId }, members, before }: Content): void {
    for (const m of members) this.count(callId, m, 1);
    for (const m of before?.members ?? []) this.count(callId, m, -1);
  }

  private count(callId: string, { id, role }: { id: string; role: 'lead' | 'partner' }, by: 1 | -1): void {
    const key = memberKey(callId, id);
    const { asLead, asMember } = this.change.get(key) ?? { asLead: 0, asMember: 0 };
    this.change.set(key, { asLead: asLead + (role === 'lead' ? by : 0), asMember: asMember + by });
  }
}
