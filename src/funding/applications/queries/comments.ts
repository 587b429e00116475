import type { Instant } from '#src/core/time.ts';
import type { Locale } from '#src/core/words.ts';
import type { Reader, Tx } from '#src/plumbing/database/database.ts';
import { sql } from 'kysely';
import type { Application } from './application.ts';

export type Comment = {
  id: string;
  threadId: string | null;
  section: string | null;
  field: string | null;
  body: string;
  personId: string;
  person: string;
  at: Instant;
  editedAt: Instant | null;
  deletedAt: Instant | null;
  resolvedAt: Instant | null;
  resolvedBy: string | null;
  told: string[];
};

/** A first comment and its answers, oldest first. */
export type Thread = Comment & { answers: Comment[] };

/** All threads of an application, or those on one field. A thread of which everything was deleted is gone. */
export async function threadsOf(db: Reader, applicationId: string, place?: { section: string; field: string }): Promise<Thread[]> {
  const { rows } = await sql<Comment>`
    select c.id, c.thread_id as "threadId", c.section, c.field, c.body, c.person_id as "personId", p.name as person, c.at, c.edited_at as "editedAt",
      c.deleted_at as "deletedAt", c.resolved_at as "resolvedAt", r.name as "resolvedBy",
      coalesce((select array_agg(t.name order by t.name) from comment_mentions m join people t on t.id = m.person_id where m.comment_id = c.id and c.deleted_at is null), '{}') as told
    from application_comments c
    join people p on p.id = c.person_id
    left join people r on r.id = c.resolved_by
    where c.application_id = ${applicationId} and (${place?.section ?? null}::text is null or (c.section = ${place?.section ?? null} and c.field = ${place?.field ?? null}))
    order by c.at, c.id`.execute(db as Tx);
  return rows
    .filter((c) => c.threadId === null)
    .map((first) => ({ ...first, answers: rows.filter((c) => c.threadId === first.id && c.deletedAt === null) }))
    .filter((t) => t.deletedAt === null || t.answers.length > 0);
}

export async function commentOf(db: Reader, applicationId: string, id: string): Promise<Omit<Comment, 'person' | 'resolvedBy' | 'told'> | undefined> {
  return db
    .selectFrom('application_comments')
    .select([
      'id',
      'thread_id as threadId',
      'section',
      'field',
      'body',
      'person_id as personId',
      'at',
      'edited_at as editedAt',
      'deleted_at as deletedAt',
      'resolved_at as resolvedAt',
    ])
    .where('application_id', '=', applicationId)
    .where('id', '=', id)
    .executeTakeFirst();
}

/** Threads that nobody resolved, counted by field; both null for those on the whole application. */
export type OpenThreads = { section: string | null; field: string | null; count: number };

export async function openThreads(db: Reader, applicationId: string): Promise<OpenThreads[]> {
  const { rows } = await sql<OpenThreads>`
    select c.section, c.field, count(*)::int as count from application_comments c
    where c.application_id = ${applicationId} and c.thread_id is null and c.resolved_at is null
      and (c.deleted_at is null or exists (select from application_comments a where a.thread_id = c.id and a.deleted_at is null))
    group by c.section, c.field`.execute(db as Tx);
  return rows;
}

export type Colleague = { id: string; name: string; email: string; locale: Locale };

/** Everybody who works on an application: who began it, the people of its members, who was invited by name. */
export async function colleagues(db: Reader, { id, createdBy, memberIds }: Pick<Application, 'id' | 'createdBy' | 'memberIds'>): Promise<Colleague[]> {
  const { rows } = await sql<Colleague>`
    select p.id, p.name, p.email, p.locale from people p
    where p.id = ${createdBy}
      or exists (select from organisation_people o where o.person_id = p.id and o.organisation_id = any(${[...memberIds]}::uuid[]))
      or exists (select from application_people a where a.person_id = p.id and a.application_id = ${id})
    order by p.name, p.id`.execute(db as Tx);
  return rows;
}

export type Untold = { commentId: string; section: string | null; field: string | null; body: string; person: string; at: Instant };

/** Comments that a person was to hear of and has not yet. */
export async function untoldTo(db: Reader, applicationId: string, personId: string): Promise<Untold[]> {
  const { rows } = await sql<Untold>`
    select c.id as "commentId", c.section, c.field, c.body, p.name as person, c.at
    from comment_mentions m join application_comments c on c.id = m.comment_id join people p on p.id = c.person_id
    where c.application_id = ${applicationId} and m.person_id = ${personId} and m.told_at is null and c.deleted_at is null
    order by c.at, c.id`.execute(db as Tx);
  return rows;
}
