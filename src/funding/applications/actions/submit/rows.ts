import type { Actor } from '#src/core/actor.ts';
import { romeDate } from '#src/core/time.ts';
import { array } from '#src/plumbing/database/arrays.ts';
import { deed, question, type Question } from '#src/plumbing/database/trip.ts';
import type { EventRecord } from '#src/plumbing/house.ts';
import { sql } from 'kysely';
import { randomBytes } from 'node:crypto';
import type { Receipt } from '../../queries/lists.ts';
import { subjectOf } from '../locked.ts';
import type { Submission } from './batch.ts';
import type { Content } from './content.ts';
import { frozenKept } from './frozen.ts';

type Decided = { entry: Submission; actor: Actor; content: Content; submissionId: string };
export type Numbered = Decided & { year: number; number: number; protocol: string };

/** The years' rows of the register, which stay locked until all is in. */
export const lockYears = (years: readonly number[]): Question<YearRow[]> =>
  question(sql<YearRow>`select year, last_number as last from protocol_years where year = any(${years}::int[]) order by year for update`, (rows) => rows);

export const addYears = (years: readonly number[]): Question<void> =>
  deed(sql`insert into protocol_years (year, last_number) select y, 0 from unnest(${years}::int[]) y order by y on conflict do nothing`);

type YearRow = { year: number; last: number };

/** One series a year without a gap: only what goes in takes a number. */
export function numbersAfter(locked: readonly YearRow[], acronyms: ReadonlyMap<string, string>) {
  const last = new Map(locked.map((r) => [r.year, r.last]));
  return {
    next({ entry, actor, content, submissionId }: Decided): Numbered {
      const year = yearOf(entry);
      const number = last.get(year)! + 1;
      last.set(year, number);
      const protocol = `${acronyms.get(content.version.call.programme)!}-${year}-${String(number).padStart(6, '0')}`;
      return { entry, actor, content, submissionId, year, number, protocol };
    },
    /** What is to be written of it. */
    taken(): Question<void>[] {
      const changed = locked.filter((r) => last.get(r.year) !== r.last).map((r) => r.year);
      if (changed.length === 0) return [];
      return [
        deed(
          sql`update protocol_years p set last_number = t.n from unnest(${changed}::int[], ${changed.map((y) => last.get(y)!)}::int[]) as t (y, n) where p.year = t.y`,
        ),
      ];
    },
  };
}

/** The year of the number is that of the arrival, in Rome. */
export const yearOf = (entry: Submission): number => Number(romeDate(entry.arrivedAt).slice(0, 4));

/** All of them, table by table. */
export function written(done: readonly Numbered[]): Question<void>[] {
  const of = <T>(pick: (n: Numbered) => T): T[] => done.map(pick);
  const replaced = done.filter((n) => n.content.before !== null);
  const superseded =
    replaced.length === 0
      ? []
      : [
          deed(sql`update submissions s set superseded_at = t.at
            from unnest(${array.uuid(replaced.map((n) => n.content.id))}::uuid[], ${array.instant(replaced.map((n) => n.entry.arrivedAt))}::timestamptz[]) as t (id, at)
            where s.application_id = t.id and s.superseded_at is null`),
        ];
  return [
    ...superseded,
    ...frozenKept(done.flatMap(({ content: { text, sha256 } }) => (text === null ? [] : [{ text, sha256 }]))),
    deed(sql`
    insert into submissions (id, application_id, call_id, call_version_id, year, number, protocol, submitted_at, submitted_by, idempotency_key, sha256,
      eligible_cents, grant_cents, south_grant_cents, acronym, title, main_spoke, sector)
    select * from unnest(${array.uuid(of((n) => n.submissionId))}::uuid[], ${array.uuid(of((n) => n.content.id))}::uuid[],
      ${array.text(of((n) => n.content.version.callId))}::text[], ${array.uuid(of((n) => n.content.version.versionId))}::uuid[],
      ${array.int(of((n) => n.year))}::int[], ${array.int(of((n) => n.number))}::int[], ${array.text(of((n) => n.protocol))}::text[],
      ${array.instant(of((n) => n.entry.arrivedAt))}::timestamptz[], ${array.uuid(of((n) => n.actor.id))}::uuid[],
      ${array.text(of((n) => n.entry.idempotencyKey))}::text[], ${array.text(of((n) => n.content.sha256))}::text[],
      ${array.bigint(of((n) => n.content.eligibleCents))}::bigint[], ${array.bigint(of((n) => n.content.grantCents))}::bigint[],
      ${array.bigint(of((n) => n.content.southGrantCents))}::bigint[], ${array.text(of((n) => n.content.acronym))}::text[],
      ${array.text(of((n) => n.content.title))}::text[], ${array.int(of((n) => n.content.mainSpoke))}::int[], ${array.text(of((n) => n.content.sector))}::text[])`),
  ];
}

/** Who takes part in what; written before the submissions that they refer to, which the database looks at in the end. */
export function membersWritten(of: readonly { submissionId: string; content: Content }[]): Question<void>[] {
  const members = of.flatMap((n) => n.content.members.map((m) => ({ submission: n.submissionId, id: m.id, role: m.role, person: m.confirmedBy })));
  if (members.length === 0) return [];
  return [
    deed(sql`insert into submission_members (submission_id, organisation_id, role, confirmed_by)
      select * from unnest(${array.uuid(members.map((m) => m.submission))}::uuid[], ${array.uuid(members.map((m) => m.id))}::uuid[],
        ${array.text(members.map((m) => m.role))}::text[], ${array.uuid(members.map((m) => m.person))}::uuid[])`),
  ];
}

export const membersDropped = (submissionIds: readonly string[]): Question<void>[] =>
  submissionIds.length === 0 ? [] : [deed(sql`delete from submission_members where submission_id = any(${array.uuid(submissionIds)}::uuid[])`)];

/** Drawn for many at once. */
let chance = { bytes: randomBytes(4096), at: 0 };

/** UUID version 7: rows written together lie together in the indexes. */
export function timeOrderedUuid(): string {
  if (chance.at === chance.bytes.length) chance = { bytes: randomBytes(4096), at: 0 };
  const bytes = chance.bytes.subarray(chance.at, (chance.at += 16));
  bytes.writeUIntBE(Date.now(), 0, 6);
  bytes[6] = 0x70 | (bytes[6]! & 0x0f);
  bytes[8] = 0x80 | (bytes[8]! & 0x3f);
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** All that a batch reads is looked up by keys; a plan made when a table was still empty must not read it through when it is full. */
export const byKeys = deed(
  sql.raw('set local enable_seqscan = off; set local enable_hashjoin = off; set local enable_mergejoin = off; set local join_collapse_limit = 1'),
);

/** An application's row as it was when it was locked. */
export type Held = { id: string; versionId: string; state: string };

/** Locks the applications in the order of their ids, which is everybody's. */
export const holdApplications = (ids: readonly string[]): Question<Held[]> =>
  question(
    sql<Held>`select id, call_version_id as "versionId", state from applications where id = any(${array.uuid(ids)}::uuid[]) order by id for update`,
    (rows) => rows,
  );

/** Keeps the stamps of the drafts from being set by anyone else, in the same order. */
export const holdStamps = (ids: readonly string[]): Question<void> =>
  deed(sql`select from application_stamps where application_id = any(${array.uuid(ids)}::uuid[]) order by application_id for update`);

export const statesSet = (to: readonly Held[]): Question<void>[] =>
  to.length === 0
    ? []
    : [
        deed(sql`update applications a set state = t.state, call_version_id = t.version
          from unnest(${array.uuid(to.map((x) => x.id))}::uuid[], ${array.text(to.map((x) => x.state))}::text[], ${array.uuid(to.map((x) => x.versionId))}::uuid[])
            as t (id, state, version)
          where a.id = t.id`),
      ];

/** Of the programmes, as protocol numbers begin. */
export const programmeAcronyms: Question<Map<string, string>> = question(
  sql<{ id: string; acronym: string }>`select id, upper(acronym) as acronym from programmes`,
  (rows) => new Map(rows.map((p) => [p.id, p.acronym])),
);

export function eventOf({ content: { id, version, sha256, before }, protocol, entry }: Numbered): EventRecord {
  const replaces = before?.protocol;
  return {
    kind: 'application.submitted',
    subject: subjectOf(id),
    body: { protocol, sha256, call: version.callId, version: version.number, arrivedAt: entry.arrivedAt, ...(replaces && { replaces }) },
  };
}

/** What the database would answer, without asking it. */
export function receiptOf({ content, actor, entry, protocol }: Numbered): Receipt {
  return {
    applicationId: content.id,
    protocol,
    submittedAt: entry.arrivedAt,
    submittedBy: actor.name,
    sha256: content.sha256,
    callId: content.version.callId,
    callCode: content.version.call.officialCode,
    callVersion: content.version.number,
    acronym: content.acronym,
    title: content.title,
    leadName: content.leadName,
    eligibleCents: content.eligibleCents,
    grantCents: content.grantCents,
    supersededAt: null,
  };
}
