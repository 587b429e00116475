import { seedPersonas } from '#src/partnership/identity/actions.ts';
import { connect } from '#src/plumbing/database/database.ts';
import { act, type House } from '#src/plumbing/house.ts';
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
  if (calls) return;
  await hurried(house, (quick) => seedExample(quick, say));
  // An ordinary commit: it is on the disk, and all before it.
  await act(house, null, 'example.fill', 'example', ({ record }) => record({ kind: 'example.filled', subject: 'example' }));
}

/** On connections of its own that do not wait for the disk: nobody was told yet that any of it is there. */
async function hurried(house: House, work: (quick: House) => Promise<void>): Promise<void> {
  const { connectionString } = house.pool.options;
  if (!connectionString) return work(house);
  const { db, pool, end } = connect(connectionString, 6, { prepare: house.settings.databasePrepare });
  pool.on('connect', (client) => void client.query('set synchronous_commit = off'));
  try {
    await work({ ...house, db, writer: db, pool });
  } finally {
    await end();
  }
}
