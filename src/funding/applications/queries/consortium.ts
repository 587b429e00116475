import type { Actor } from '#src/core/actor.ts';
import { romeDate, type CalendarDate, type Instant } from '#src/core/time.ts';
import type { Locale } from '#src/core/words.ts';
import type { MemberFacts } from '#src/funding/calls/facts.ts';
import type { CallVersion } from '#src/funding/calls/queries.ts';
import type { Reader, Tx } from '#src/plumbing/database/database.ts';
import { sql } from 'kysely';
import { bindersOn } from './representatives.ts';
import type { Departure, InvitationKind, InvitationState, PersonRight } from '../states.ts';

export type Representative = { organisationId: string; id: string; name: string; email: string; locale: Locale };

/** The legal representatives of these organisations on a day, as far as they have an account: whoever may confirm, and is told. */
export async function representativesOf(db: Reader, organisationIds: readonly string[], day: CalendarDate): Promise<Representative[]> {
  const binders = await bindersOn(db, organisationIds, day);
  const accounts = new Map(
    binders.flatMap(({ organisationId, account }) => (account ? [[`${organisationId} ${account.id}`, { organisationId, ...account }]] : [])),
  );
  return [...accounts.values()] as Representative[];
}

export type InvitationShown = {
  id: string;
  kind: InvitationKind;
  email: string;
  organisationName: string | null;
  state: InvitationState;
  sentAt: Instant;
  timesSent: number;
  expiresAt: Instant;
  invitedBy: string;
  answeredAt: Instant | null;
};

export type DepartureShown = {
  id: string;
  organisationId: string;
  name: string;
  why: Departure;
  motive: string;
  replacedBy: string | null;
  goneAt: Instant;
  goneBy: string;
  undoneAt: Instant | null;
};

export type PersonInvited = { personId: string; name: string; email: string; right: PersonRight; since: Instant };

export type ConfirmationShown = { organisationId: string; personName: string; confirmedAt: Instant; confirmed: string; sha256: string; callVersion: number };

/** What surrounds the members of one application. As many statements, whatever the size. */
export type Consortium = {
  invitations: InvitationShown[];
  departures: DepartureShown[];
  people: PersonInvited[];
  confirmations: ConfirmationShown[];
  representatives: Representative[];
};

export async function consortiumOf(db: Reader, applicationId: string, memberIds: readonly string[], now: Instant): Promise<Consortium> {
  const invitations = await invitationsOf(db, applicationId, now);
  const departures = await departuresOf(db, applicationId);
  const people = (await db
    .selectFrom('application_people as a')
    .innerJoin('people as p', 'p.id', 'a.person_id')
    .select(['p.id as personId', 'p.name', 'p.email', 'a.access as right', 'a.since'])
    .where('a.application_id', '=', applicationId)
    .orderBy('p.name')
    .orderBy('p.id')
    .execute()) as PersonInvited[];
  return {
    invitations,
    departures,
    people,
    confirmations: await confirmationsOf(db, applicationId),
    representatives: await representativesOf(db, memberIds, romeDate(now)),
  };
}

/** An invitation that was not answered in time reads `expired`. */
const stateAt = (state: string, expiresAt: Instant, now: Instant): InvitationState =>
  state === 'sent' && expiresAt <= now ? 'expired' : (state as InvitationState);

export async function invitationsOf(db: Reader, applicationId: string, now: Instant): Promise<InvitationShown[]> {
  const rows = await db
    .selectFrom('application_invitations as i')
    .innerJoin('people as p', 'p.id', 'i.invited_by')
    .leftJoin('organisations as o', (join) => join.on(sql<boolean>`o.id = coalesce(i.accepted_for, i.organisation_id)`))
    .select([
      'i.id',
      'i.kind',
      'i.email',
      'o.legal_name as organisationName',
      'i.state',
      'i.sent_at as sentAt',
      'i.times_sent as timesSent',
      'i.expires_at as expiresAt',
      'p.name as invitedBy',
      'i.answered_at as answeredAt',
    ])
    .where('i.application_id', '=', applicationId)
    .orderBy('i.sent_at', 'desc')
    .orderBy('i.id')
    .execute();
  return rows.map((r) => ({ ...r, state: stateAt(r.state, r.expiresAt, now) }));
}

async function departuresOf(db: Reader, applicationId: string): Promise<DepartureShown[]> {
  return db
    .selectFrom('application_departures as d')
    .innerJoin('organisations as o', 'o.id', 'd.organisation_id')
    .innerJoin('people as p', 'p.id', 'd.gone_by')
    .leftJoin('organisations as n', 'n.id', 'd.replaced_by')
    .select([
      'd.id',
      'd.organisation_id as organisationId',
      'o.legal_name as name',
      'd.why',
      'd.motive',
      'n.legal_name as replacedBy',
      'd.gone_at as goneAt',
      'p.name as goneBy',
      'd.undone_at as undoneAt',
    ])
    .where('d.application_id', '=', applicationId)
    .orderBy('d.gone_at', 'desc')
    .orderBy('d.id')
    .execute();
}

/** The confirmations that were not ended, whether or not the data are still what was confirmed. */
export async function confirmationsOf(db: Reader, applicationId: string): Promise<ConfirmationShown[]> {
  return db
    .selectFrom('member_confirmations as k')
    .innerJoin('people as p', 'p.id', 'k.person_id')
    .innerJoin('call_versions as v', 'v.id', 'k.call_version_id')
    .select([
      'k.organisation_id as organisationId',
      'p.name as personName',
      'k.confirmed_at as confirmedAt',
      'k.confirmed',
      'k.sha256',
      'v.number as callVersion',
    ])
    .where('k.application_id', '=', applicationId)
    .where('k.ended_at', 'is', null)
    .execute();
}

/** An invitation as the letter leads to it. */
export type InvitationByToken = {
  id: string;
  applicationId: string;
  kind: InvitationKind;
  email: string;
  organisationId: string | null;
  organisationName: string | null;
  message: string;
  state: InvitationState;
  expiresAt: Instant;
  invitedBy: string;
  inviterId: string;
  answeredAt: Instant | null;
  answeredBy: string | null;
};

export async function invitationByToken(db: Reader, tokenHash: string, now: Instant): Promise<InvitationByToken | undefined> {
  const row = await db
    .selectFrom('application_invitations as i')
    .innerJoin('people as p', 'p.id', 'i.invited_by')
    .leftJoin('organisations as o', 'o.id', 'i.organisation_id')
    .select([
      'i.id',
      'i.application_id as applicationId',
      'i.kind',
      'i.email',
      'i.organisation_id as organisationId',
      'o.legal_name as organisationName',
      'i.message',
      'i.state',
      'i.expires_at as expiresAt',
      'p.name as invitedBy',
      'p.id as inviterId',
      'i.answered_at as answeredAt',
      'i.answered_by as answeredBy',
    ])
    .where('i.token_hash', '=', tokenHash)
    .executeTakeFirst();
  return row && { ...row, state: stateAt(row.state, row.expiresAt, now) };
}

export type Elsewhere = { organisationId: string; drafts: number; submitted: number };

/** In how many other applications under the same call each organisation takes part: told only to those who act for it, and never which. */
export async function elsewhere(db: Reader, actor: Actor, application: { id: string; callId: string; memberIds: readonly string[] }): Promise<Elsewhere[]> {
  const own = application.memberIds.filter((id) => actor.organisationIds.includes(id));
  if (own.length === 0) return [];
  const { rows } = await sql<Elsewhere>`
    select m.organisation_id as "organisationId", (count(*) filter (where a.state = 'draft'))::int as drafts,
      (count(*) filter (where a.state = 'submitted'))::int as submitted
    from application_members m join applications a on a.id = m.application_id
    where m.organisation_id = any(${own}::uuid[]) and a.call_id = ${application.callId} and a.id <> ${application.id} and a.state <> 'withdrawn'
    group by m.organisation_id`.execute(db as Tx);
  return rows;
}

/** Registered organisations as members to be of this application: what the call's rules say of each before it is added. One statement. */
export async function asMembers(db: Reader, version: CallVersion, organisationIds: readonly string[]): Promise<MemberFacts[]> {
  if (organisationIds.length === 0) return [];
  const { rows } = await sql<Omit<MemberFacts, 'role' | 'region' | 'staff' | 'costs' | 'otherProposals'> & { asLead: number; asMember: number }>`
    select o.id, o.legal_name as name, o.kind, o.ownership, o.size_class as size,
      exists (select 1 from founding_partners f where f.organisation_id = o.id and f.programme_id = ${version.call.programme}) as "inPartnership",
      (select count(*)::int from submission_members sm join submissions s on s.id = sm.submission_id
        where sm.organisation_id = o.id and s.call_id = ${version.callId} and s.superseded_at is null and sm.role = 'lead') as "asLead",
      (select count(*)::int from submission_members sm join submissions s on s.id = sm.submission_id
        where sm.organisation_id = o.id and s.call_id = ${version.callId} and s.superseded_at is null) as "asMember"
    from organisations o where o.id = any(${organisationIds}::uuid[])`.execute(db as Tx);
  return rows.map(({ asLead, asMember, ...o }) => ({
    ...o,
    role: 'partner',
    region: '',
    otherProposals: { asLead, asMember },
    staff: { women: 0, men: 0, under40: 0, newHires: 0 },
    costs: [],
  }));
}
