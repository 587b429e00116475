import { connect } from '#src/plumbing/database/database.ts';
import { startEmbedded } from '#src/plumbing/database/embedded.ts';
import { migrate } from '#src/plumbing/database/migrations.ts';
import { readSettings } from '#src/plumbing/settings.ts';
import { furnish } from '#src/house/open.ts';
import { examineAhead } from '#src/funding/applications/actions/submit/ready.ts';
import { applicationById } from '#src/funding/applications/queries/application.ts';
import { examine } from '#src/funding/applications/rules/examine.ts';
import { runMigrations } from 'graphile-worker';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { prepare, type Done, type Plan } from './closing-day/client.ts';
import { floors } from './closing-day/floor.ts';
import { begin, client, figure, percentile, postmaster, processorTime, servers, standby } from './closing-day/measure.ts';
import { forgetReady, makeWorld, reset } from './closing-day/world.ts';

if (process.send && process.argv[2] === 'client') {
  process.once('message', (plan: Plan) => {
    const run = prepare(plan);
    process.once('message', () => void run().then((done) => process.send!(done, () => process.exit(0))));
    process.send!('ready');
  });
} else await main();

async function main(): Promise<void> {
  const COUNT = Number(process.env['BENCH_DRAFTS'] ?? 20_000);
  const folder = mkdtempSync(join(tmpdir(), 'mics-bench-'));
  const bin = process.env['MICS_BENCH_POSTGRES'];
  const cluster = await startEmbedded(join(folder, 'postgres'), bin ? { bin } : {});
  const stop: (() => Promise<void>)[] = [];
  let wrong = 0;
  /** All of it, or the parts that are named. */
  const parts = process.argv.slice(2);
  const wants = (part: string): boolean => parts.length === 0 || parts.includes(part);
  try {
    const connected = connect(cluster.url, 6);
    stop.push(() => connected.end());
    await migrate(connected.pool, join(process.cwd(), 'db/migrations'));
    await runMigrations({ pgPool: connected.pool });
    const secret = 'bench-secret-bench-secret-bench-secret';
    const settings = readSettings({ MICS_DATA: join(folder, 'data'), DATABASE_URL: cluster.url, MICS_SECRET: secret, MICS_EXAMPLE: '0' });
    const house = furnish(connected, settings, () => new Date());
    await begin(connected.pool);
    const drafts = await makeWorld(house, COUNT);
    const file = join(folder, 'drafts.json');
    writeFileSync(file, JSON.stringify(drafts));
    const from = performance.now();
    const examined = await examineAhead(house);
    figure('drafts examined ahead', examined / ((performance.now() - from) / 1000), '/s', {});
    const ready = (
      await connected.pool.query('select count(*)::int as n, avg(octet_length(text))::int as bytes from application_ready join frozen_texts using (sha256)')
    ).rows[0];
    if (ready.n !== COUNT) {
      const { proposal, version } = (await applicationById(house.db, drafts[0]!.id))!;
      throw new Error(
        `${COUNT - ready.n} of ${COUNT} synthetic drafts are not complete: ${JSON.stringify(examine(version.call, proposal).toPutRight.slice(0, 3))}`,
      );
    }
    figure('frozen application, mean', ready.bytes, 'bytes', {});

    const env = { MICS_DATA: join(folder, 'data'), DATABASE_URL: cluster.url, MICS_SECRET: secret, MICS_EXAMPLE: '0' };
    const one = await servers(1, env);
    stop.push(one.stop);
    const database = await postmaster(connected.pool);
    const check = async (name: string, done: Done) => {
      const count = done.sent.length;
      const bad = done.sent.filter((s) => s.status !== 201 && s.status !== 303);
      const { n, apps, last, hashes } = (
        await connected.pool.query(`select count(*)::int as n, count(distinct application_id)::int as apps, coalesce(max(number), 0)::int as last,
          (count(*) filter (where encode(sha256(convert_to(f.text, 'UTF8')), 'hex') = f.sha256))::int as hashes
          from submissions left join frozen_texts f using (sha256)`)
      ).rows[0];
      if (bad.length === 0 && n === count && apps === count && last === count && hashes === count) return;
      wrong++;
      console.error(
        `${name}: wrong: ${bad.length} bad answers (${JSON.stringify(bad[0])}), ${n} rows of ${apps} applications, ${hashes} right hashes, last number ${last}, expected ${count}`,
      );
    };
    const run = async (plan: Partial<Plan>, on = one, beside: () => void = () => undefined): Promise<Done> => {
      const go = await standby({ ports: on.ports, drafts: file, from: 0, count: COUNT, ...plan });
      await reset(connected.pool);
      const times = () => ({ server: processorTime(on.children.map((c) => c.pid!)) ?? 0, database: processorTime([database]) ?? 0 });
      const before = times();
      beside();
      const done = await go();
      const after = times();
      const each = (ms: number) => (ms / done.sent.length) * 1000;
      const cpu = { server: each(after.server - before.server), database: each(after.database - before.database), client: each(done.processor) };
      for (const [who, us] of Object.entries(cpu)) figure(`processor time of a submission, ${plan.key}, ${who}`, us, 'µs', {});
      return done;
    };
    // Each way on drafts of its own, whose documents nobody has replaced yet; the first ones to warm what a server of the last hour has warm.
    const withFiles = async (on: typeof one, key: string, how: string, first: number): Promise<void> => {
      const [warm, count] = [1500, Math.min(4000, Math.floor((COUNT - 400) / 2) - 1500)];
      await check(`warm-up${how}`, await run({ clients: 50, from: first, count: warm, kind: 'file', key: `${key}-warm` }, on));
      const files = await run({ clients: 200, from: first + warm, count, kind: 'file', key }, on);
      await check(`with a file${how}`, files);
      figure(`submissions with a file of 100 KB each${how}`, count / files.seconds, '/s', { peer: 21 });
      figure(`p99 with a file, upload and submission${how}`, percentile(files, 0.99), 'ms', {});
    };
    // Those at the end are kept for the pages and for saving.
    const free = Math.min(COUNT - 400, 16_000);

    await check('warm-up', await run({ clients: 50, count: Math.min(3000, free), key: 'warm' }));

    const peak = await run({ clients: 200, count: free, key: 'peak' });
    await check('200 clients', peak);
    const rate = free / peak.seconds;
    const floor = await floors(connected.pool, cluster.url);
    figure('submissions acknowledged durable, 200 clients', rate, '/s', { floor: floor.groups });
    figure('the same, against one row at a time', rate, '/s', { floor: floor.single });
    figure('the same, against the strongest open review system', rate, '/s', { peer: 212 });
    figure('p50, 200 clients', percentile(peak, 0.5), 'ms', {});
    figure('p99, 200 clients', percentile(peak, 0.99), 'ms', {});

    if (wants('form')) {
      const forms = await run({ clients: 200, count: Math.min(free, 8000), form: true, key: 'form' });
      await check('forms', forms);
      figure('the same by the form of the page', forms.sent.length / forms.seconds, '/s', {});
    }
    if (wants('open')) {
      const open = Math.min(free, 10_000);
      // By the last hour a server has shown many pages.
      await client({ ports: one.ports, drafts: file, from: COUNT - 400, count: 100, perSecond: 50, kind: 'page' });
      await client({ ports: one.ports, drafts: file, from: COUNT - 300, count: 100, perSecond: 50, kind: 'save', key: 'warm' });
      const slowly = { ports: one.ports, drafts: file, count: 100, perSecond: 20 };
      const goPages = await standby({ ...slowly, from: COUNT - 200, kind: 'page' });
      const goSaves = await standby({ ...slowly, from: COUNT - 100, kind: 'save', key: String(Date.now()) });
      let meanwhile!: Promise<[Done, Done]>;
      const offered = await run({ perSecond: 2000, count: open, key: 'open' }, one, () => void (meanwhile = Promise.all([goPages(), goSaves()])));
      const [pages, saves] = await meanwhile;
      await check('2,000/s offered', offered);
      figure('p50 at 2,000/s offered', percentile(offered, 0.5), 'ms', {});
      figure('p99 at 2,000/s offered', percentile(offered, 0.99), 'ms', {});
      figure('p99 of pages meanwhile (20/s)', percentile(pages, 0.99), 'ms', {});
      figure('p99 of saved answers meanwhile (20/s)', percentile(saves, 0.99), 'ms', {});
      const odd = [...pages.sent, ...saves.sent].filter((s) => s.status !== 200 && s.status !== 201);
      if (odd.length > 0) {
        wrong++;
        console.error(`pages and saves: ${odd.length} bad answers, such as ${odd[0]!.status}`);
      }
    }
    if (wants('crowd')) {
      const crowd = await run({ perSecond: Math.round(rate * 5), count: free, key: 'crowd' });
      await check('five times the capacity', crowd);
      const { goodput, turned, inversions } = crowdFigures(crowd);
      figure('goodput at five times the capacity', goodput, '/s', { floor: rate });
      figure('turned back at least once, of all', turned, 'share', {});
      figure('places that changed by more than one second, of all', inversions, 'share', {});
    }
    if (wants('file')) {
      await withFiles(one, 'file', '', 0);
    }
    if (wants('cold')) {
      await forgetReady(connected.pool);
      const cold = await run({ clients: 200, count: Math.min(free, 5000), key: 'cold' });
      await check('not examined ahead', cold);
      figure('submissions of drafts that were not examined ahead', cold.sent.length / cold.seconds, '/s', { peer: 212 });
    }
    if (wants('both')) {
      await one.stop();
      await examineAhead(house);
      const two = await servers(2, env);
      stop.push(two.stop);
      await check('warm-up, two processes', await run({ clients: 50, count: Math.min(6000, free), key: 'both-warm' }, two));
      const both = await run({ clients: 200, count: free, key: 'both' }, two);
      await check('two processes', both);
      figure('submissions, two web processes', both.sent.length / both.seconds, '/s', { floor: rate });
      await withFiles(two, 'files', ', two web processes', Math.floor((COUNT - 400) / 2));
    }
  } finally {
    for (const end of stop.reverse()) await end();
    await cluster.stop();
    rmSync(folder, { recursive: true, force: true });
  }
  process.exitCode = wrong > 0 ? 1 : 0;
}

/**
 * From the first answer to the last, how many a second; how many were turned back; and for how many the order of the protocol numbers is not that
 * of the arrivals, by more than what a second brings.
 */
function crowdFigures({ sent }: Done): { goodput: number; turned: number; inversions: number } {
  const last = Math.max(...sent.map((s) => s.answered));
  const byNumber = sent.toSorted((a, b) => (a.protocol < b.protocol ? -1 : 1)).map((s) => Date.parse(s.arrivedAt));
  let latest = 0;
  let late = 0;
  for (const at of byNumber) {
    if (at < latest - 1000) late++;
    latest = Math.max(latest, at);
  }
  return { goodput: sent.length / (last / 1000), turned: sent.filter((s) => s.turnedBack > 0).length / sent.length, inversions: late / sent.length };
}
