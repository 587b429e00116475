import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runMigrations } from 'graphile-worker';
import pg from 'pg';
import { furnish, migrationsFolder } from '#src/house/open.ts';
import { seedIfEmpty } from '#src/house/seed/seed.ts';
import { connect } from '#src/plumbing/database/database.ts';
import { temporaryCluster } from '#src/plumbing/database/embedded.ts';
import { migrate } from '#src/plumbing/database/migrations.ts';
import { readSettings } from '#src/plumbing/settings.ts';
import { openDoors, type Visitor } from '../test/factories/visitors.ts';
import { CALL, changesOf, hideOne, tied, type World } from '../test/factories/worlds.ts';
import { advantage, heldOut } from './worlds/statistic.ts';

/**
 * Whether somebody can tell by the time of an answer what is hidden from them: two houses with the same example, which differ in what one proposal says, how it was
 * judged, by how many, and what was said, found and logged of it, are asked in turn by those who have something to do with it. Beside each figure stands that of the
 * first house and a copy of it, from as many requests of the same run: what noise alone comes to. `npm run bench -- worlds [rounds]`.
 */
const ROUNDS = Number(process.argv[2] ?? 200);
const AT = new Date('2026-11-23T11:00:00.000Z');
const scratch = mkdtempSync(join(tmpdir(), 'mics-worlds-'));
const cluster = await temporaryCluster();
const ends: (() => Promise<unknown>)[] = [];

const named = (database: string): string => cluster.url.replace(/\/[^/?]+(?=\?|$)/, `/${database}`);
async function admin(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: named('postgres') });
  await client.connect();
  await client.query(statement).finally(() => client.end());
}
const houseOn = (database: string) => {
  const connected = connect(named(database), 3);
  ends.push(() => connected.end());
  const settings = readSettings({ MICS_DATA: join(scratch, 'files'), MICS_EXAMPLE: '1', MICS_SECRET: 'bench-secret-bench-secret-bench-secret' });
  return { connected, house: furnish(connected, settings, () => AT) };
};

try {
  mkdirSync(join(scratch, 'files'));
  await admin('create database filled');
  {
    const { connected, house } = houseOn('filled');
    await migrate(connected.pool, migrationsFolder);
    await runMigrations({ pgPool: connected.pool });
    await seedIfEmpty(house, () => undefined);
    await ends.pop()!();
  }
  const open = async (database: string, template?: string): Promise<World> => {
    if (template) await admin(`create database ${database} template ${template}`);
    const { house } = houseOn(database);
    return { t: { house }, doorway: await openDoors(house) };
  };
  const close = async () => {
    for (const end of ends.splice(0)) await end();
  };
  {
    const [here, there] = [await open('here', 'filled'), await open('there', 'filled')];
    const changes = changesOf(here, there, await hideOne(here, there));
    for (const change of [changes.proposal, changes.numbers, changes.reviews, changes.evidence]) await change(there);
    await close();
  }
  await admin('create database twin template here');
  const [here, twin, there] = [await open('here'), await open('twin'), await open('there')];
  // Rows that were written again lie elsewhere than those of before: that is of the change, not of what is hidden.
  for (const { t } of [here, twin, there]) await t.house.pool.query('vacuum (full, analyze)');
  for (const persona of tied) report(persona, await measured([here, twin, there], persona));
} finally {
  for (const end of ends.reverse()) await end();
  await cluster.stop();
  rmSync(scratch, { recursive: true, force: true });
}

function pages(): string[] {
  const of = (path: string, ...more: string[]) => ['', ...more].map((q) => `/calls/${CALL}${path}${q}`);
  return [
    ...of('/panel', '?sort=-acronym', '?q=PIOPPO', '?format=csv'),
    ...of('/experts', '?sort=-load', '?format=csv'),
    ...of('/assignment', '?q=PIOPPO'),
    ...of('/reviews', '?sort=-daysLate'),
    ...of('/conflicts-found', '?format=csv'),
    ...of('/screening'),
    ...of('/meetings'),
    ...of('/ranking/preview'),
    ...of('/experts/invitations'),
    '/desk',
    '/experts',
    '/experts?sort=-load',
    '/evidence',
    '/evidence?q=review',
  ];
}

type Series = { page: string; here: number[]; twin: number[]; there: number[] };

/** Each round asks every page of each house once, in an order drawn by chance. */
async function measured(worlds: readonly [here: World, twin: World, there: World], persona: string): Promise<Series[]> {
  const [here, twin, there] = [await worlds[0].doorway.as(persona), await worlds[1].doorway.as(persona), await worlds[2].doorway.as(persona)];
  const visitors = { here, twin, there };
  const timed = async (visitor: Visitor, page: string): Promise<number> => {
    const from = performance.now();
    await (await visitor.get(page)).arrayBuffer();
    return performance.now() - from;
  };
  const seen: string[] = [];
  for (const page of pages()) if ((await here.get(page)).status === 200) seen.push(page);
  const series = seen.map((page): Series => ({ page, here: [], twin: [], there: [] }));
  for (let round = -5; round < ROUNDS; round++)
    for (const s of series) {
      const turns = (['here', 'twin', 'there'] as const).map((of) => ({ of, at: Math.random() })).sort((x, y) => x.at - y.at);
      for (const { of } of turns) {
        const took = await timed(visitors[of], s.page);
        // The first rounds warm all three up.
        if (round >= 0) s[of].push(took);
      }
    }
  return series;
}

function report(persona: string, series: readonly Series[]): void {
  const line = (figure: string, value: number, floor: number, unit: string) =>
    console.log(
      JSON.stringify({
        bench: 'worlds',
        figure: `${persona}, ${series.length} pages, ${ROUNDS} requests each: ${figure}`,
        value: short(value),
        unit,
        floor: short(floor),
      }),
    );
  const mean = (of: (s: Series) => number) => series.reduce((sum, s) => sum + of(s), 0) / series.length;
  const chance = '0.5 = by chance, 1 = always';
  // Without a held-out half the worst of many pages is above chance by luck alone; the floor says by how much.
  const worst = series.reduce((most, s) => (advantage(s.here, s.there) > advantage(most.here, most.there) ? s : most));
  const luck = Math.max(...series.map((s) => advantage(s.here, s.twin)));
  line(`right guesses on the page that gives most away, ${worst.page}`, advantage(worst.here, worst.there), luck, chance);
  line(
    'right guesses, mean over pages',
    mean((s) => advantage(s.here, s.there)),
    mean((s) => advantage(s.here, s.twin)),
    chance,
  );
  line(
    'right guesses on what one half taught of the other, mean over pages',
    mean((s) => heldOut(s.here, s.there)),
    mean((s) => heldOut(s.here, s.twin)),
    chance,
  );
}

function short(n: number): number {
  return Number(n.toPrecision(3));
}
