import type { Actor, RoleGrant } from '#src/core/actor.ts';
import { canonical, sha256 } from '#src/core/canonical.ts';
import type { Finding } from '#src/core/decision.ts';
import type { Snapshot } from '#src/funding/applications/snapshot.ts';
import { hashOf } from '#src/core/canonical.ts';
import { kept } from './frozen.ts';
import { currentDeadline, currentPot, opensAt } from '#src/funding/calls/rules/calendar.ts';
import type { Call } from '#src/funding/calls/schema.ts';
import { declareConflicts } from '#src/funding/conflicts/actions/declare.ts';
import { addExperts } from '#src/funding/experts/actions/experts.ts';
import type { ProfileInput } from '#src/funding/experts/schema.ts';
import { admitTogether } from '#src/funding/screening/actions.ts';
import type { House } from '#src/plumbing/house.ts';
import { aMember, aProposal, readCall } from './proposal.ts';

/** Noon of the day after the deadline of the call that the world is made of. */
export const AFTER_DEADLINE = '2024-03-13T11:00:00.000Z';

export type World = Awaited<ReturnType<typeof evaluationWorld>>;

/**
 * A call after its deadline, with organisations, people and submissions of known content, written straight into the tables: what the rooms after
 * the applications start from. The call is 02/2024 (single applicants, one judged premium); `change` adapts it.
 */
export async function evaluationWorld(house: House, { change = (call: Call) => call }: { change?: (call: Call) => Call } = {}) {
  const db = house.writer;
  const call = change(readCall('02-2024'));
  await db
    .insertInto('programmes')
    .values({
      id: call.programme,
      acronym: 'MICS',
      name_it: 'MICS',
      name_en: 'MICS',
      funder: 'MUR',
      mission_it: 'M4',
      mission_en: 'M4',
      project_code: 'P',
      cup: 'C',
      public_cents: 1,
      private_cents: 1,
      south_floor_percent: 40,
      about: '{}',
      imported_hash: '',
    })
    .execute();
  await db
    .insertInto('calls')
    .values({ id: call.id, programme_id: call.programme, draft: null, created_at: call.dates.publishedOn, created_by: null })
    .execute();
  const { id: versionId } = await db
    .insertInto('call_versions')
    .values({
      call_id: call.id,
      number: 1,
      definition: canonical(call),
      hash: hashOf(call),
      act_id: null,
      opens_at: opensAt(call),
      closes_at: currentDeadline(call),
      pot_cents: currentPot(call),
      published_at: opensAt(call),
      published_by: null,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  let n = 0;

  async function organisation(name: string): Promise<string> {
    const { id } = await db
      .insertInto('organisations')
      .values({
        legal_name: name,
        short_name: null,
        kind: 'university',
        ownership: 'public',
        size_class: null,
        fiscal_code: null,
        vat_number: null,
        ror: null,
        region: 'lombardy',
        city: 'Milano',
        website: null,
        example: true,
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    return id;
  }

  async function person(name: string, grants: readonly RoleGrant[] = [], organisationIds: readonly string[] = []): Promise<Actor> {
    const email = `${name.toLowerCase().replace(/\W+/g, '.')}.${++n}@example.org`;
    const { id } = await db.insertInto('people').values({ name, email, image: null, example: true }).returning('id').executeTakeFirstOrThrow();
    if (grants.length > 0)
      await db
        .insertInto('role_grants')
        .values(grants.map((g) => ({ person_id: id, ...g, granted_at: opensAt(call), granted_by: null, revoked_at: null, revoked_by: null })))
        .execute();
    if (organisationIds.length > 0)
      await db
        .insertInto('organisation_people')
        .values(organisationIds.map((organisation_id) => ({ organisation_id, person_id: id, role: 'member' as const })))
        .execute();
    return { id, name, email, locale: 'it', grants, organisationIds };
  }

  const applicant = await person('Anna Proponente', [{ role: 'applicant', scope: null }]);

  /** A submission led by this organisation; complete unless `documents` says otherwise. */
  async function submission(
    leadId: string,
    leadName: string,
    more: { acronym?: string; title?: string; spoke?: number; documents?: readonly string[]; findings?: readonly Finding[] } & Partial<
      Pick<Snapshot, 'answers' | 'staff'>
    > = {},
  ): Promise<string> {
    const number = ++n;
    const acronym = more.acronym ?? `PRJ${number}`;
    const facts = aProposal([aMember(leadId, { name: leadName, kind: 'university', ownership: 'public', size: null, euros: 200_000 })], {
      mainSpoke: more.spoke ?? 5,
      spokes: [more.spoke ?? 5],
    });
    const { id } = await db
      .insertInto('applications')
      .values({
        call_id: call.id,
        call_version_id: versionId,
        state: 'submitted',
        lead_id: leadId,
        acronym,
        title: more.title ?? `Titolo riservato ${acronym}`,
        main_spoke: facts.mainSpoke,
        spokes: [...facts.spokes],
        sector: facts.sector,
        starts_on: null,
        duration_months: 12,
        created_by: applicant.id,
        created_at: opensAt(call),
        updated_at: opensAt(call),
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    const asked = call.documents.filter((d) => d.when === 'always');
    const handedIn = asked.filter((d) => more.documents?.includes(d.id) ?? true);
    const snapshot: Snapshot = {
      format: 'mics-application/1',
      application: id,
      call: { id: call.id, version: 1, hash: hashOf(call) },
      acronym,
      title: more.title ?? `Titolo riservato ${acronym}`,
      answers: more.answers ?? {},
      ...(more.staff && { staff: more.staff }),
      facts,
      documents: handedIn.map((d) => ({
        document: d.id,
        organisation: d.of === 'eachMember' ? leadId : null,
        fileName: `${d.id}.pdf`,
        bytes: 1000,
        sha256: sha256(`${id}${d.id}`),
      })),
      findings: more.findings ?? [{ met: true, code: 'rule.members.met', params: { count: 1 } }],
      aid: {
        eligibleCents: 20_000_000,
        grantCents: 20_000_000,
        southGrantCents: 0,
        members: [{ id: leadId, eligibleCents: 20_000_000, aidCents: 20_000_000 }],
      },
    };
    const frozen = await kept(house, snapshot);
    const { id: submissionId } = await db
      .insertInto('submissions')
      .values({
        application_id: id,
        call_id: call.id,
        call_version_id: versionId,
        year: 2024,
        number,
        protocol: `MICS-2024-${String(number).padStart(4, '0')}`,
        submitted_at: '2024-02-20T10:00:00.000Z',
        submitted_by: applicant.id,
        idempotency_key: `key-${number}`,
        sha256: frozen.sha256,
        eligible_cents: 20_000_000,
        grant_cents: 20_000_000,
        south_grant_cents: 0,
        superseded_at: null,
        acronym,
        title: snapshot.title,
        main_spoke: facts.mainSpoke,
        sector: facts.sector,
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    await db.insertInto('submission_members').values({ submission_id: submissionId, organisation_id: leadId, role: 'lead', confirmed_by: null }).execute();
    return id;
  }

  const office = await person('Ugo Ufficio', [{ role: 'office', scope: null }]);
  return { call, callId: call.id, versionId, office, applicant, organisation, person, submission };
}

/** What the evidence log holds of these kinds, oldest first. */
export async function eventsOf(house: House, ...kinds: string[]): Promise<{ kind: string; subject: string; body: Record<string, unknown> }[]> {
  const rows = await house.db.selectFrom('evidence_events').select(['kind', 'subject', 'body']).where('kind', 'in', kinds).orderBy('id').execute();
  return rows.map((r) => ({ ...r, body: JSON.parse(r.body) as Record<string, unknown> }));
}

/** Admitted proposals of as many universities, and experts of them who have declared no conflict; `profileOf` says who they are. */
export async function readyToAssign(
  house: House,
  world: World,
  { proposals, experts, profileOf = () => ({}) }: { proposals: number; experts: number; profileOf?: (i: number) => Partial<ProfileInput> },
) {
  const organisations: string[] = [];
  const applications: string[] = [];
  for (let i = 0; i < proposals; i++) {
    organisations.push(await world.organisation(`Università ${i + 1}`));
    applications.push(await world.submission(organisations[i]!, `Università ${i + 1}`, { acronym: `PRJ${i + 1}` }));
  }
  await admitTogether(house, world.office, world.callId, applications);
  const people: Actor[] = [];
  for (let i = 0; i < experts; i++) people.push(await world.person(`Esperto ${i + 1}`, [{ role: 'expert', scope: null }]));
  const profile: ProfileInput = { employerId: null, region: 'lombardy', gender: 'f', spokes: [5], sectors: [], keywords: '' };
  await addExperts(
    house,
    world.office,
    world.callId,
    people.map((p, i) => ({ email: p.email, maxLoad: 8, profile: { ...profile, ...profileOf(i) } })),
  );
  for (const p of people) await declareConflicts(house, p, world.callId, { answers: {}, noneElse: true, noSearch: true, confidentiality: true });
  return { organisations, applications, people };
}
