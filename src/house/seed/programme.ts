import { importRoadshow } from '#src/outreach/events/actions.ts';
import { roadshowSchema } from '#src/outreach/events/schema.ts';
import { importOrganisations } from '#src/partnership/organisations/actions.ts';
import { importProgramme } from '#src/partnership/programme/actions.ts';
import { programmeSchema, projectsSchema } from '#src/partnership/programme/schema.ts';
import type { House } from '#src/plumbing/house.ts';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../root.ts';

/** Brings the rows of a partnership up to its data in `programmes/<id>/`. The same data twice changes nothing. */
export async function seedProgramme(house: House): Promise<void> {
  const read = (name: string): unknown => JSON.parse(readFileSync(join(projectRoot, 'programmes', house.settings.programme, name), 'utf8'));
  const programme = programmeSchema.parse(read('programme.json'));
  const organisationIds = await importOrganisations(house, [
    ...programme.founders.map(({ role: _role, sector: _sector, ...organisation }) => organisation),
    ...(programme.organisations ?? []),
  ]);
  await importProgramme(house, programme, projectsSchema.parse(read('projects.json')), organisationIds);
  await importRoadshow(house, roadshowSchema.parse(read('roadshow.json')));
}
