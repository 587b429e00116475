import type { House } from '#src/plumbing/house.ts';
import type { Call } from '#src/funding/calls/schema.ts';
import { act } from '#src/plumbing/house.ts';
import { lines } from '#src/plumbing/ledger/events.ts';
import { postAll } from '#src/plumbing/ledger/post.ts';
import { evaluationWorld } from './evaluation.ts';

/**
 * A project that runs, written straight into the tables: a public university leads, a private enterprise in the South takes part. What the rooms
 * after the projects start from. It was signed on 10 July 2024 and runs from 15 July 2024 to 14 July 2025; `change` adapts the call.
 */
export async function fundedWorld(house: House, { change = (call: Call) => call }: { change?: (call: Call) => Call } = {}) {
  const world = await evaluationWorld(house, { change });
  const db = house.writer;
  const university = await world.organisation('Università di prova');
  const enterprise = await world.organisation('Impresa di prova S.r.l.');
  await db
    .updateTable('organisations')
    .set({ kind: 'enterprise', ownership: 'private', size_class: 'small', region: 'campania' })
    .where('id', '=', enterprise)
    .execute();
  const applicationId = await world.submission(university, 'Università di prova');
  const { call_version_id, protocol } = await db
    .selectFrom('submissions')
    .select(['call_version_id', 'protocol'])
    .where('application_id', '=', applicationId)
    .executeTakeFirstOrThrow();
  const about = { application_id: applicationId, call_id: world.callId, call_version_id };
  const contract = await db
    .insertInto('contracts')
    .values({
      ...about,
      state: 'signed',
      cup: 'D43C22003120001',
      starts_on: '2024-07-15',
      due_on: '2024-07-20',
      offered_at: '2024-06-30T08:00:00.000Z',
      content: '{}',
      signed_at: '2024-07-10T10:00:00.000Z',
      created_at: '2024-06-28T08:00:00.000Z',
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  const { id: projectId } = await db
    .insertInto('projects')
    .values({
      ...about,
      contract_id: contract.id,
      code: protocol,
      cup: 'D43C22003120001',
      acronym: 'PROVA',
      title: 'Un progetto di prova',
      main_spoke: 5,
      sector: null,
      state: 'running',
      version: 1,
      signed_on: '2024-07-10',
      starts_on: '2024-07-15',
      ends_on: '2025-07-14',
      trl_from: 3,
      trl_to: 6,
      created_at: '2024-07-10T10:00:00.000Z',
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  const member = (organisation_id: string, more: object) => ({ project_id: projectId, organisation_id, joined_on: '2024-07-10', ...more });
  await db
    .insertInto('project_members')
    .values([
      member(university, {
        role: 'lead',
        kind: 'university',
        ownership: 'public',
        size_class: null,
        region: 'lombardy',
        eligible_cents: 20_000_000,
        aid_cents: 20_000_000,
      }),
      member(enterprise, {
        role: 'partner',
        kind: 'enterprise',
        ownership: 'private',
        size_class: 'small',
        region: 'campania',
        eligible_cents: 10_000_000,
        aid_cents: 7_000_000,
      }),
    ] as never)
    .execute();
  await act(house, null, 'award.commit', `applications/${applicationId}`, async (deed) => {
    const where = { programme: world.call.programme, call: world.callId };
    const common = { kind: 'award.committed', subject: `applications/${applicationId}`, on: '2024-06-28' };
    const grant = (organisation: string, region: string, cents: number) =>
      lines.commitment(where, { application: applicationId, organisation, spoke: 5, sector: null, region }, cents);
    await postAll(deed, [
      {
        ...common,
        key: `call/${world.callId}/version/1`,
        kind: 'call.allotted',
        on: '2024-01-18',
        lines: lines.allotment(where.programme, where.call, 552_000_000),
      },
      { ...common, key: `award/${applicationId}`, lines: [...grant(university, 'lombardy', 20_000_000), ...grant(enterprise, 'campania', 7_000_000)] },
    ]);
    await deed.record({ kind: 'award.committed', subject: `applications/${applicationId}` });
  });
  const cell = (organisation_id: string, category: string, cents: number) => ({
    project_id: projectId,
    organisation_id,
    category,
    research_type: 'industrial',
    cents,
  });
  await db
    .insertInto('project_budget')
    .values([
      cell(university, 'personnel', 12_000_000),
      cell(university, 'indirect', 1_800_000),
      cell(university, 'materials', 2_200_000),
      cell(university, 'consultancy', 4_000_000),
      cell(enterprise, 'personnel', 6_000_000),
      cell(enterprise, 'indirect', 900_000),
      cell(enterprise, 'equipment', 3_100_000),
    ])
    .execute();
  await db
    .insertInto('project_work_packages')
    .values([
      {
        project_id: projectId,
        id: 'wp-1',
        position: 1,
        title: 'Coordinamento',
        leader_id: university,
        from_month: 1,
        until_month: 12,
        person_months: '4',
        description: '',
      },
      {
        project_id: projectId,
        id: 'wp-2',
        position: 2,
        title: 'Linea pilota',
        leader_id: enterprise,
        from_month: 3,
        until_month: 10,
        person_months: '12.5',
        description: '',
      },
    ])
    .execute();
  const lead = await world.person('Rosa Lead', [{ role: 'applicant', scope: null }], [university]);
  const partner = await world.person('Ugo Partner', [{ role: 'applicant', scope: null }], [enterprise]);
  const researcher = await world.person('Ida Ricercatrice', [], []);
  const worker = (organisation_id: string, name: string, person_id: string | null, more: object) => ({
    project_id: projectId,
    organisation_id,
    person_id,
    name,
    role: 'researcher',
    birth_year: 1990,
    contract: 'permanent',
    new_hire: false,
    band: 'medium',
    region: 'lombardy',
    fte_percent: 50,
    from_on: '2024-07-15',
    ...more,
  });
  const people = await db
    .insertInto('project_people')
    .values([
      worker(university, 'Ida Ricercatrice', researcher.id, { gender: 'f' }),
      worker(university, 'Aldo Ordinario', null, { gender: 'm', band: 'high', birth_year: 1965 }),
      worker(enterprise, 'Eva Tecnica', null, { gender: 'f', band: 'low', new_hire: true, contract: 'fixedTerm', region: 'campania' }),
    ] as never)
    .returning(['id', 'name'])
    .execute();
  return { ...world, applicationId, contractId: contract.id, projectId, university, enterprise, lead, partner, researcher, people };
}
