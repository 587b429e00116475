import { hashOf } from '#src/core/canonical.ts';
import { reason } from '#src/core/decision.ts';
import { AppError } from '#src/core/errors.ts';
import { romeDate } from '#src/core/time.ts';
import type { Tx } from '#src/plumbing/database/database.ts';
import { act, type House } from '#src/plumbing/house.ts';
import { endow } from '#src/plumbing/ledger/commitments.ts';
import { exampleResearchers } from './rules.ts';
import type { ProgrammeDefinition, ProjectsDefinition } from './schema.ts';

/**
 * A partnership's data into its rows. The same data twice changes nothing and records nothing.
 *
 * @param organisationIds the id of each founder's `key`, as the organisations room answered them
 */
export async function importProgramme(
  house: House,
  programme: ProgrammeDefinition,
  projects: ProjectsDefinition,
  organisationIds: ReadonlyMap<string, string>,
): Promise<{ changed: boolean }> {
  const hash = hashOf({ programme, projects });
  const stored = await house.db.selectFrom('programmes').select('imported_hash').where('id', '=', programme.id).executeTakeFirst();
  if (stored?.imported_hash === hash) return { changed: false };
  const subject = `programmes/${programme.id}`;
  return act(house, null, 'programme.import', subject, async (deed) => {
    const { tx, record } = deed;
    if (projects.programme !== programme.id)
      throw new AppError('invalid', [reason('programme.otherProgramme', { programme: programme.id, projects: projects.programme })]);
    const missing = programme.founders.filter((f) => !organisationIds.has(f.key)).map((f) => f.legalName);
    if (missing.length > 0) throw new AppError('invalid', [reason('programme.organisationsMissing', { names: missing })]);
    await writeProgramme(tx, programme, hash);
    await writePartners(tx, programme, organisationIds);
    await endow(deed, {
      key: `programme/${programme.id}/${hash}`,
      kind: 'programme.endowed',
      subject,
      on: romeDate(deed.at),
      programme: programme.id,
      ...programme.endowment,
    });
    await writeProjects(tx, programme, projects);
    const researchers = await writeResearchers(tx, programme, organisationIds);
    await record({
      kind: 'programme.imported',
      subject,
      body: { hash, founders: programme.founders.length, spokes: programme.spokes.length, projects: projects.projects.length, exampleResearchers: researchers },
    });
    return { changed: true };
  });
}

async function writeProgramme(tx: Tx, p: ProgrammeDefinition, hash: string) {
  const { source, kind, funder, hub, codes, goal, scope, transfer, aims, lifecycle, womenFloor, southHiresFloor, indicators } = p;
  const row = {
    acronym: p.acronym,
    name_it: p.name.it,
    name_en: p.name.en,
    funder: p.funder.it,
    mission_it: p.mission.it,
    mission_en: p.mission.en,
    project_code: codes.projectCode,
    cup: codes.cup,
    public_cents: p.endowment.publicCents,
    private_cents: p.endowment.privateCents,
    south_floor_percent: p.southFloorPercent,
    about: JSON.stringify({
      source,
      codesSource: codes.source,
      kind,
      funder,
      hub,
      goal,
      scope,
      transfer,
      aims,
      lifecycle,
      womenFloor,
      southHiresFloor,
      indicators,
    }),
    imported_hash: hash,
  };
  await tx
    .insertInto('programmes')
    .values({ id: p.id, ...row })
    .onConflict((c) => c.column('id').doUpdateSet(row))
    .execute();
  for (const { id, name } of p.sectors) {
    await tx
      .insertInto('sectors')
      .values({ programme_id: p.id, id, name_it: name.it, name_en: name.en })
      .onConflict((c) => c.columns(['programme_id', 'id']).doUpdateSet({ name_it: name.it, name_en: name.en }))
      .execute();
  }
}

async function writePartners(tx: Tx, p: ProgrammeDefinition, organisationIds: ReadonlyMap<string, string>) {
  for (const spoke of p.spokes) {
    const row = { title_it: spoke.title.it, title_en: spoke.title.en, leader: spoke.leader, lead_organisation_id: organisationIds.get(spoke.lead)! };
    await tx
      .insertInto('spokes')
      .values({ programme_id: p.id, number: spoke.number, ...row })
      .onConflict((c) => c.columns(['programme_id', 'number']).doUpdateSet(row))
      .execute();
  }
  await tx.deleteFrom('founding_partners').where('programme_id', '=', p.id).execute();
  await tx
    .insertInto('founding_partners')
    .values(p.founders.map((f) => ({ programme_id: p.id, organisation_id: organisationIds.get(f.key)!, role: f.role, sector_id: f.sector })))
    .execute();
}

async function writeProjects(tx: Tx, p: ProgrammeDefinition, { projects }: ProjectsDefinition) {
  await tx.deleteFrom('partnership_projects').where('programme_id', '=', p.id).execute();
  if (projects.length === 0) return;
  await tx
    .insertInto('partnership_projects')
    .values(
      projects.map((x) => ({
        programme_id: p.id,
        code: x.code,
        title_it: x.title.it,
        title_en: x.title.en,
        spoke: x.spoke,
        sector_id: x.sector,
        example: x.source === undefined,
        source: x.source ? JSON.stringify(x.source) : null,
      })),
    )
    .execute();
}

/** Only examples are replaced: researchers on record for real stay. */
async function writeResearchers(tx: Tx, p: ProgrammeDefinition, organisationIds: ReadonlyMap<string, string>): Promise<number> {
  await tx.deleteFrom('researchers').where('programme_id', '=', p.id).where('example', '=', true).execute();
  if (!p.exampleResearchers) return 0;
  const made = exampleResearchers(p.exampleResearchers.seed, p.exampleResearchers.perFounder, p.spokes);
  const rows = made.map((r) => ({
    programme_id: p.id,
    organisation_id: organisationIds.get(r.founder)!,
    spoke: r.spoke,
    gender: r.gender,
    birth_year: r.birthYear,
    newly_hired: r.newlyHired,
    example: true,
  }));
  if (rows.length > 0) await tx.insertInto('researchers').values(rows).execute();
  return rows.length;
}
