import type { House } from '#src/plumbing/house.ts';
import type { ProgrammeMark } from '#src/ui/layout.tsx';

/** What every page says of the programme. Before the first import there is only its id. */
export async function programmeMark(house: House): Promise<ProgrammeMark> {
  const row = await house.db
    .selectFrom('programmes')
    .select(['acronym', 'name_it', 'name_en', 'project_code', 'cup'])
    .where('id', '=', house.settings.programme)
    .executeTakeFirst();
  if (!row)
    return { acronym: house.settings.programme.toUpperCase(), name: { it: house.settings.programme, en: house.settings.programme }, projectCode: '', cup: '' };
  return { acronym: row.acronym, name: { it: row.name_it, en: row.name_en }, projectCode: row.project_code, cup: row.cup };
}
