import type { Actor } from '#src/core/actor.ts';
import type { Instant } from '#src/core/time.ts';
import type { Entry } from '#src/funding/reviews/rules/review.ts';
import type { Reader } from '#src/plumbing/database/database.ts';
import { sql } from 'kysely';
import type { DiscussionCase } from '../policy.ts';
import type { PanelShown } from './panel.ts';

/** `author`: a pseudonym, or null for the chair. */
export type Message = { id: string; author: string | null; mine: boolean; body: string; at: Instant };
export type Reviewer = { personId: string; pseudonym: string; state: 'assigned' | 'submitted'; released: boolean };
export type Rapporteur = { personId: string; pseudonym: string; entry: Entry | null; revision: number; savedAt: Instant | null };
export type Discussion = DiscussionCase & { messages: Message[]; reviewers: Reviewer[]; rapporteur: boolean; draft: Rapporteur | null };

/** The discussion of one proposal, with who reviews it and who drafts its consensus report. Whether the asker may see it is the policy's. Three statements. */
export async function discussionOf(db: Reader, found: PanelShown, viewer: Pick<Actor, 'id'> | null): Promise<Discussion> {
  const { applicationId } = found.submission;
  const { callId } = found;
  const { rows: all } = await sql<{ personId: string; pseudonym: string; state: 'assigned' | 'submitted' | 'declined'; released: boolean }>`
    select r.person_id as "personId", e.pseudonym, r.state, e.ended_at is not null as released from review_assignments r join call_experts e on e.person_id = r.person_id and e.call_id = ${callId}
    where r.application_id = ${applicationId} order by length(e.pseudonym), e.pseudonym`.execute(db as never);
  const { rows: messages } = await sql<Message & { personId: string }>`
    select m.id::text, e.pseudonym as author, m.person_id = ${viewer?.id ?? null}::uuid as mine, m.body, m.at
    from panel_messages m left join call_experts e on e.call_id = ${callId} and e.person_id = m.person_id
    where m.application_id = ${applicationId} order by m.id`.execute(db as never);
  const { rows: drafts } = await sql<Rapporteur>`
    select p.person_id as "personId", e.pseudonym, p.entry, p.revision, p.saved_at as "savedAt"
    from panel_rapporteurs p join call_experts e on e.call_id = ${callId} and e.person_id = p.person_id where p.application_id = ${applicationId}`.execute(
    db as never,
  );
  const draft = drafts[0] ?? null;
  return {
    callId,
    ranked: found.ranked,
    conflicted: found.conflicted,
    review: all.find((r) => r.personId === viewer?.id)?.state ?? null,
    agreed: found.consensus !== null,
    rapporteur: draft !== null && draft.personId === viewer?.id,
    messages,
    reviewers: all.filter((r): r is Reviewer => r.state !== 'declined'),
    draft,
  };
}

export type Hearer = { personId: string; name: string; email: string; locale: 'it' | 'en'; review: string | null };

/** Who takes part in a discussion: the reviewers whose review is in and who still serve, and the call's chairs; none of them with a conflict. */
export async function hearersOf(db: Reader, callId: string, applicationId: string): Promise<Hearer[]> {
  const { rows } = await sql<Hearer>`
    select p.id as "personId", p.name, p.email, p.locale, h.review from (
      select r.person_id, r.id as review from review_assignments r where r.application_id = ${applicationId} and r.state = 'submitted'
        and not exists (select 1 from call_experts e where e.call_id = ${callId} and e.person_id = r.person_id and e.ended_at is not null)
      union all
      select distinct g.person_id, null::uuid from role_grants g where g.role = 'chair' and g.revoked_at is null and (g.scope is null or g.scope = ${callId})
    ) h join people p on p.id = h.person_id
    where not exists (select 1 from conflicts c where c.application_id = ${applicationId} and c.person_id = p.id)
      and not exists (select 1 from submissions s join submission_members m on m.submission_id = s.id
        join organisation_people op on op.organisation_id = m.organisation_id where s.application_id = ${applicationId} and s.superseded_at is null and op.person_id = p.id)
    order by p.id`.execute(db as never);
  return rows;
}
