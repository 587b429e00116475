import { seedPersonas } from '#src/partnership/identity/actions.ts';
import type { House } from '#src/plumbing/house.ts';
import { seedExample } from './example.ts';
import { seedProgramme } from './programme.ts';

/** Brings the programme's rows up to its data; in example mode fills an empty database with the synthetic partnership. */
export async function seedIfEmpty(house: House, say: (line: string) => void): Promise<void> {
  const empty = (await house.db.selectFrom('programmes').select('id').limit(1).executeTakeFirst()) === undefined;
  if (empty) say('Filling the database for the first time…');
  await seedProgramme(house);
  if (!house.settings.example) return;
  await seedPersonas(house);
  const calls = await house.db.selectFrom('calls').select('id').limit(1).executeTakeFirst();
  if (!calls) await seedExample(house, say);
}
