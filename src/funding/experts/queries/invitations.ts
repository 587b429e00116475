import { romeDate, type Instant } from '#src/core/time.ts';
import type { Locale } from '#src/core/words.ts';
import { barredOf, type Viewer } from '#src/funding/conflicts/queries.ts';
import type { Across } from '#src/funding/conflicts/queries/graph.ts';
import type { Reader } from '#src/plumbing/database/database.ts';
import type { ListSpec } from '#src/plumbing/listing.ts';
import { sql, type RawBuilder } from 'kysely';
import { invitationWords } from '../copy/invitations.ts';
import { affinities, statisticsFor } from '../rules/affinity.ts';
import { invitationStates, type InvitationState, type RefusalKind } from '../states.ts';
import { availability, openReviews } from './register.ts';
import { expertText, wantingReviews } from './subjects.ts';

export type InvitationRow = {
  id: string;
  name: string;
  email: string;
  state: InvitationState;
  maxLoad: number;
  sentAt: Instant;
  timesSent: number;
  expiresAt: Instant;
  answeredAt: Instant | null;
  refusalKind: RefusalKind | null;
  refusal: string;
  replaces: string | null;
  replacedBy: string | null;
};

export const invitationsSpec: ListSpec<InvitationRow> = {
  columns: [
    { key: 'name', label: invitationWords.name, searched: true },
    { key: 'email', label: invitationWords.email, searched: true },
    {
      key: 'state',
      label: invitationWords.state,
      filter: { kind: 'choice', options: invitationStates.map((value) => ({ value, label: invitationWords[`state_${value}`] })) },
    },
    { key: 'maxLoad', label: invitationWords.maxLoad, numeric: true },
    { key: 'sentAt', label: invitationWords.sentAt },
    { key: 'timesSent', label: invitationWords.timesSent, numeric: true },
    { key: 'expiresAt', label: invitationWords.expiresAt },
    { key: 'answeredAt', label: invitationWords.answeredAt },
    {
      key: 'refusalKind',
      label: invitationWords.refusalKind,
      filter: {
        kind: 'choice',
        options: (['conflict', 'expertise', 'unavailable', 'other'] as const).map((value) => ({ value, label: invitationWords[`why_${value}`] })),
      },
    },
    { key: 'refusal', label: invitationWords.refusal, sort: false },
    { key: 'replaces', label: invitationWords.replaces, sort: false },
    { key: 'replacedBy', label: invitationWords.replacedBy, sort: false },
  ],
  order: '-sentAt',
  key: 'id',
};

/** SQL for the state as it reads at an instant. */
const stateAt = (now: Instant) => sql<InvitationState>`case when i.state = 'sent' and i.expires_at <= ${now} then 'expired'
  when i.state = 'accepted' and exists (select 1 from call_experts e where e.call_id = i.call_id and e.person_id = i.person_id and e.ended_at is not null) then 'released' else i.state end`;

/** Every invitation to review for a call and what came of it. */
export const invitationsList = (callId: string, now: Instant): RawBuilder<InvitationRow> => sql<InvitationRow>`
  select i.id, i.name, i.email, ${stateAt(now)} as state, i.max_load as "maxLoad", i.sent_at as "sentAt", i.times_sent as "timesSent",
    i.expires_at as "expiresAt", i.answered_at as "answeredAt", i.refusal_kind as "refusalKind", i.refusal, before.name as replaces, after.name as "replacedBy"
  from expert_invitations i
  left join expert_invitations before on before.id = i.replaces
  left join expert_invitations after on after.replaces = i.id
  where i.call_id = ${callId}`;

export async function invitationCounts(db: Reader, callId: string, now: Instant): Promise<Record<InvitationState, number>> {
  const { rows } = await sql<{ state: InvitationState; n: number }>`
    select ${stateAt(now)} as state, count(*)::int as n from expert_invitations i where i.call_id = ${callId} group by 1`.execute(db as never);
  return Object.fromEntries(invitationStates.map((s) => [s, rows.find((r) => r.state === s)?.n ?? 0])) as Record<InvitationState, number>;
}

export type Invitation = {
  id: string;
  callId: string;
  email: string;
  name: string;
  personId: string | null;
  locale: Locale;
  maxLoad: number;
  message: string;
  state: InvitationState;
  sentAt: Instant;
  timesSent: number;
  expiresAt: Instant;
  invitedBy: string;
  inviter: string;
  inviterEmail: string;
  answeredBy: string | null;
};

const one = (now: Instant, where: RawBuilder<unknown>) => sql<Invitation>`
  select i.id, i.call_id as "callId", i.email, i.name, i.person_id as "personId", i.locale, i.max_load as "maxLoad", i.message, ${stateAt(now)} as state,
    i.sent_at as "sentAt", i.times_sent as "timesSent", i.expires_at as "expiresAt", i.invited_by as "invitedBy", p.name as inviter, p.email as "inviterEmail",
    i.answered_by as "answeredBy"
  from expert_invitations i join people p on p.id = i.invited_by where ${where}`;

export async function invitationByToken(db: Reader, tokenHash: string, now: Instant): Promise<Invitation | undefined> {
  return (await one(now, sql`i.token_hash = ${tokenHash}`).execute(db as never)).rows[0];
}

export async function invitationById(db: Reader, callId: string, id: string, now: Instant): Promise<Invitation | undefined> {
  return (await one(now, sql`i.id = ${id} and i.call_id = ${callId}`).execute(db as never)).rows[0];
}

/**
 * Somebody of the register whom a call might invite. `score`: the mean affinity to those proposals that fit best, of those that nothing bars them from; null
 * without proposals. `barred`: from how many, as far as the registers show.
 */
export type Suggestion = {
  personId: string;
  name: string;
  email: string;
  locale: Locale;
  score: number | null;
  barred: number;
  load: number;
  mostAtOnce: number | null;
};

/** `only`: for these proposals, which are about to want reviews; by default for all that do. */
export type Wish = { wanted: number; maxLoad: number; now: Instant; viewer: Viewer; only?: readonly string[]; most?: number };

/**
 * Whom to invite next: by affinity to the admitted proposals that still want reviews, then by who has the least to do. Left out are those who serve or have
 * served the call, were invited, are away, have no room, or may review none of those proposals: conflicts are looked for before anybody is named. Nothing in it
 * names a proposal, and what the viewer has something to do with is not in it.
 */
export async function suggestions(across: Across, callId: string, { wanted, maxLoad, now, viewer, only, most = 10 }: Wish): Promise<Suggestion[]> {
  const { db } = across;
  const proposals = await wantingReviews(across, callId, { wanted, viewer, only });
  const { rows } = await sql<Suggestion & { spokes: number[]; sectors: string[]; keywords: string; text: string }>`
    select x.person_id as "personId", p.name, p.email, p.locale, x.spokes, x.sectors, x.keywords, ${expertText('x')} as text,
      ${openReviews(across, 'x', viewer)} as load, x.most_at_once as "mostAtOnce"
    from experts x join people p on p.id = x.person_id
    where ${availability('x', romeDate(now))} = 'yes'
      and not exists (select 1 from call_experts e where e.call_id = ${callId} and e.person_id = x.person_id)
      and not exists (select 1 from expert_invitations i where i.call_id = ${callId} and (i.person_id = x.person_id or i.email = p.email) and i.state <> 'withdrawn')
    order by p.name, x.person_id`.execute(db as never);
  const free = rows.filter((r) => r.mostAtOnce === null || r.load < r.mostAtOnce);
  const scores = proposals.length > 0 ? affinities(proposals, free, statisticsFor(free, proposals)) : [];
  const barred = await barredAmong(across, callId, free, now);
  const scoreOf = (column: number): number | null => {
    const best = scores
      .flatMap((row, i) => (barred(free[column]!.personId, proposals[i]!.id) ? [] : row[column]!))
      .sort((a, b) => b - a)
      .slice(0, Math.max(1, maxLoad));
    return best.length === 0 ? null : Math.round(best.reduce((sum, s) => sum + s, 0) / best.length);
  };
  return free
    .map(({ personId, name, email, locale, load, mostAtOnce }, i) => {
      const from = proposals.filter((p) => barred(personId, p.id)).length;
      return { personId, name, email, locale, load, mostAtOnce, score: scoreOf(i), barred: from };
    })
    .filter((s) => proposals.length === 0 || s.barred < proposals.length)
    .sort((a, b) => (b.score ?? 0) - (a.score ?? 0) || a.load - b.load)
    .slice(0, most);
}

/** Whether the registers bar somebody of these from a proposal. */
async function barredAmong(across: Across, callId: string, people: readonly { personId: string; name: string }[], now: Instant) {
  const found = await barredOf(
    across,
    callId,
    people.map(({ personId: id, name }) => ({ id, name })),
    now,
  );
  return (personId: string, proposal: string): boolean => found.get(personId)?.has(proposal) ?? false;
}
