import type { Cents } from '#src/core/money.ts';
import { romeDate, type CalendarDate } from '#src/core/time.ts';
import { rulesNamed } from '#src/funding/calls/rules/groups.ts';
import { versionById } from '#src/funding/calls/queries.ts';
import type { Call } from '#src/funding/calls/schema.ts';
import type { CostCategory } from '#src/funding/calls/vocabulary.ts';
import type { Reader } from '#src/plumbing/database/database.ts';
import { sql } from 'kysely';
import type { Worker } from '../rules/rates.ts';

export type Member = {
  organisationId: string;
  name: string;
  role: string;
  kind: string;
  ownership: string;
  eligibleCents: Cents;
  aidCents: Cents;
  /** Of who joined after the signature, the first day; of who left, the first on which it was no longer there. */
  joinedOn: CalendarDate | null;
  leftOn: CalendarDate | null;
};

/** A project as its reports see it. `costsFrom`: the day from which the call lets costs count. */
export type Project = {
  id: string;
  code: string;
  cup: string;
  acronym: string;
  title: string;
  applicationId: string;
  callId: string;
  callVersionId: string;
  callHash: string;
  mainSpoke: number;
  startsOn: CalendarDate;
  endsOn: CalendarDate;
  costsFrom: CalendarDate;
  call: Call;
  members: Member[];
};

/** Three statements, and a fourth where costs count from another day than the signature. Undefined where there is none, or where its call says nothing of reports. */
export async function projectById(db: Reader, id: string): Promise<Project | undefined> {
  const row = await db.selectFrom('projects').selectAll().where('id', '=', id).executeTakeFirst();
  const version = row && (await versionById(db, row.call_version_id));
  if (!row || !version?.call.delivery) return undefined;
  return {
    id: row.id,
    code: row.code,
    cup: row.cup,
    acronym: row.acronym,
    title: row.title,
    applicationId: row.application_id,
    callId: row.call_id,
    callVersionId: row.call_version_id,
    callHash: version.hash,
    mainSpoke: row.main_spoke,
    startsOn: row.starts_on,
    endsOn: row.ends_on,
    costsFrom: await costsFrom(db, version.call, row),
    call: version.call,
    members: await membersOf(db, id, row.signed_on),
  };
}

async function costsFrom(db: Reader, call: Call, project: { application_id: string; signed_on: string }): Promise<CalendarDate> {
  const event = rulesNamed(call, 'costsCountFrom')[0]?.event ?? 'contractSigned';
  if (event === 'contractSigned') return project.signed_on;
  const { at } = (event === 'submission'
    ? await db
        .selectFrom('submissions')
        .select('submitted_at as at')
        .where('application_id', '=', project.application_id)
        .orderBy('submitted_at', 'desc')
        .executeTakeFirst()
    : await db.selectFrom('awards').select('awarded_at as at').where('application_id', '=', project.application_id).executeTakeFirst()) ?? { at: null };
  return at === null ? project.signed_on : romeDate(at);
}

/** The lead first, then the partners by name; who left is among them. */
const membersOf = (db: Reader, projectId: string, signedOn: CalendarDate): Promise<Member[]> =>
  db
    .selectFrom('project_members as m')
    .innerJoin('organisations as o', 'o.id', 'm.organisation_id')
    .select([
      'm.organisation_id as organisationId',
      'o.legal_name as name',
      'm.role',
      'm.kind',
      'm.ownership',
      'm.eligible_cents as eligibleCents',
      'm.aid_cents as aidCents',
      'm.left_on as leftOn',
    ])
    .select(sql<CalendarDate | null>`case when m.joined_on > ${signedOn}::date then m.joined_on end`.as('joinedOn'))
    .where('m.project_id', '=', projectId)
    .orderBy(sql`m.role = 'lead'`, 'desc')
    .orderBy('o.legal_name')
    .execute();

/** The approved budget by member and category. */
export async function budgetOf(db: Reader, projectId: string): Promise<{ organisationId: string; category: CostCategory; cents: Cents }[]> {
  const rows = await db
    .selectFrom('project_budget')
    .select(['organisation_id as organisationId', 'category'])
    .select((eb) => eb.fn.sum<number>('cents').as('cents'))
    .where('project_id', '=', projectId)
    .groupBy(['organisation_id', 'category'])
    .orderBy('organisation_id')
    .orderBy('category')
    .execute();
  return rows.map((r) => ({ ...r, cents: Number(r.cents) })) as never;
}

export type ProjectWorker = Worker & {
  projectId: string;
  personId: string | null;
  fiscalCode: string | null;
  name: string;
  organisation: string;
  fromOn: CalendarDate;
  untilOn: CalendarDate | null;
};

const workers = (db: Reader) =>
  db
    .selectFrom('project_people as w')
    .innerJoin('project_members as m', (j) => j.onRef('m.project_id', '=', 'w.project_id').onRef('m.organisation_id', '=', 'w.organisation_id'))
    .innerJoin('organisations as o', 'o.id', 'w.organisation_id')
    .select(['w.id', 'w.project_id as projectId', 'w.organisation_id as organisationId', 'w.person_id as personId', 'w.fiscal_code as fiscalCode', 'w.name'])
    .select(['o.legal_name as organisation', 'm.kind', 'w.band', 'w.hour_cents as hourCents', 'w.from_on as fromOn', 'w.until_on as untilOn']);

export const workersOf = (db: Reader, projectId: string): Promise<ProjectWorker[]> =>
  workers(db).where('w.project_id', '=', projectId).orderBy('o.legal_name').orderBy('w.name').orderBy('w.id').execute();

export const workerById = (db: Reader, id: string): Promise<ProjectWorker | undefined> => workers(db).where('w.id', '=', id).executeTakeFirst();

export type WorkPackage = { id: string; position: number; title: string; fromMonth: number; untilMonth: number };

export const workPackagesOf = (db: Reader, projectId: string): Promise<WorkPackage[]> =>
  db
    .selectFrom('project_work_packages')
    .select(['id', 'position', 'title', 'from_month as fromMonth', 'until_month as untilMonth'])
    .where('project_id', '=', projectId)
    .orderBy('position')
    .execute();
