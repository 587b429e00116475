import { spawnSync } from 'node:child_process';
import { mkdtempSync, openSync, closeSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Assignment, GroupRule, Instance } from '#src/core/assignment.ts';

type Figure = { bench: string; figure: string; value: number; unit: string; floor?: number; peer?: number; ratio?: number };
type Case = {
  name: string;
  objective: Instance['objective'];
  proposals: number;
  reviewers: number;
  max: number;
  kind: 'similar' | 'dense' | 'few';
  ruled?: boolean;
  /** What the strongest open review system takes for the same kind of instance on this class of machine, in seconds and megabytes. */
  peer?: { seconds: number; megabytes?: number };
};

/** `similar`: similarities of eight topics with a twentieth barred; `dense`: whole scores from 0 to 1,000, all open; `few`: from 0 to 10. Three reviews each, seeded. */
const cases: readonly Case[] = [
  // As large as the MIDL data of the literature on fair assignment: 118 papers, 177 reviewers, three reviews each, at most four per reviewer.
  { name: 'fair 118x177', objective: 'fair', proposals: 118, reviewers: 177, max: 4, kind: 'similar' },
  { name: 'fair 177x118', objective: 'fair', proposals: 177, reviewers: 118, max: 5, kind: 'similar' },
  { name: 'fair 118x177 with three group rules', objective: 'fair', proposals: 118, reviewers: 177, max: 4, kind: 'similar', ruled: true },
  { name: 'total 1000x300', objective: 'total', proposals: 1000, reviewers: 300, max: 11, kind: 'dense', peer: { seconds: 22 } },
  { name: 'total 1000x300 with many ties', objective: 'total', proposals: 1000, reviewers: 300, max: 10, kind: 'few', peer: { seconds: 22 } },
  { name: 'fair 1000x300', objective: 'fair', proposals: 1000, reviewers: 300, max: 11, kind: 'dense' },
  { name: 'fair 1000x300 by topics', objective: 'fair', proposals: 1000, reviewers: 300, max: 11, kind: 'similar' },
  { name: 'fair 120x60 with three group rules', objective: 'fair', proposals: 120, reviewers: 60, max: 8, kind: 'similar', ruled: true },
  { name: 'total 5000x1500', objective: 'total', proposals: 5000, reviewers: 1500, max: 11, kind: 'dense', peer: { seconds: 42 * 60, megabytes: 3600 } },
];

/** Runs `npx mics assign` on made instances, start of the process and reading of the file included. `npm run bench -- assign [part of a name]`. */
const wanted = process.argv[2] ?? '';
run(['help']);
/** The start of a process that does nothing: no assignment is faster. */
let { processor: idle } = run(['help']);
const startUp = seconds(() => ({ processor: idle } = run(['help'])));
const folder = mkdtempSync(join(tmpdir(), 'assign-'));
try {
  for (const one of cases) if (one.name.includes(wanted)) for (const line of measured(one)) console.log(JSON.stringify(line));
} finally {
  rmSync(folder, { recursive: true });
}

function measured(one: Case): Figure[] {
  const file = join(folder, 'instance.json');
  const out = join(folder, 'assignment.json');
  write(one, file);
  let ended: ReturnType<typeof run> = { status: null, stderr: '', processor: NaN, peak: NaN };
  const took = seconds(() => (ended = run(['assign', file, '--out', out])));
  const { status, stderr, processor, peak } = ended;
  if (status !== 0) throw new Error(`${one.name}: ${stderr}`);
  const result = JSON.parse(readFileSync(out, 'utf8')) as Assignment;
  const table = (one.proposals * one.reviewers * 8) / 2 ** 20;
  const gap = (name: 'minimum' | 'total') => ({
    ...line(one, `${name}, of its bound`, result[name], 'points'),
    floor: result.bound[name],
    ratio: result[name] / result.bound[name],
  });
  return [
    {
      ...line(one, 'time', took, 's'),
      ...(one.peer ? { peer: one.peer.seconds, ratio: short(took / one.peer.seconds) } : { floor: short(startUp), ratio: short(took / startUp) }),
    },
    { ...line(one, 'processor time', processor, 's'), floor: short(idle), ratio: short(processor / idle) },
    {
      ...line(one, 'memory', peak, 'MB'),
      ...(one.peer?.megabytes ? { peer: one.peer.megabytes, ratio: short(peak / one.peer.megabytes) } : { floor: short(table), ratio: short(peak / table) }),
    },
    ...(one.objective === 'fair' ? [gap('minimum')] : []),
    gap('total'),
    { ...line(one, 'proven optimal', Number(result.optimal), 'yes = 1'), floor: 1, ratio: Number(result.optimal) },
  ];
}

/** The command in a process of its own that says at its end its largest memory, in MB, and what it took of the processors, in seconds. */
function run(args: string[]): { status: number | null; stderr: string; processor: number; peak: number } {
  const report = `process.on('exit', () => {
    const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
    process.stderr.write('\\nused ' + maxRSS / 1024 + ' ' + (userCPUTime + systemCPUTime) / 1e6 + '\\n');
  });`;
  const entry = pathToFileURL(resolve('bin/mics.mjs')).href;
  const { status, stderr } = spawnSync(
    process.execPath,
    [
      '--import',
      `data:text/javascript,${encodeURIComponent(report)}`,
      '--input-type=module',
      '-e',
      `process.argv.splice(1, 0, 'mics'); await import(${JSON.stringify(entry)});`,
      '--',
      ...args,
    ],
    { encoding: 'utf8', maxBuffer: 2 ** 26 },
  );
  const [peak = NaN, processor = NaN] = /^used (\S+) (\S+)$/m.exec(stderr)?.slice(1).map(Number) ?? [];
  return { status, stderr, processor, peak };
}

function line(one: Case, figure: string, value: number, unit: string): Figure {
  return { bench: 'assign', figure: `${one.name}, ${figure}`, value: unit === 'points' ? value : short(value), unit };
}

function seconds(work: () => unknown): number {
  const started = performance.now();
  work();
  return (performance.now() - started) / 1000;
}

function short(n: number): number {
  return Number(n.toPrecision(3));
}

/** Row by row, so that the bench needs no memory for it. */
function write({ objective, proposals, reviewers, max, kind, ruled }: Case, file: string): void {
  const next = sequence(proposals * 31 + reviewers);
  const topics = (n: number) => Array.from({ length: n }, () => Array.from({ length: 8 }, () => next() ** 4));
  const [about, known] = [topics(proposals), topics(reviewers)];
  const alike = (a: number[], b: number[]) => a.reduce((sum, x, i) => sum + x * b[i]!, 0) / Math.hypot(...a) / Math.hypot(...b);
  const score = (p: number, r: number) => {
    if (kind !== 'similar') return Math.floor(next() * (kind === 'dense' ? 1001 : 11));
    return next() < 0.05 ? null : Math.round(alike(about[p]!, known[r]!) * (0.5 + next() / 2) * 1e6) / 1e6;
  };
  const ids = Array.from({ length: reviewers }, (_, r) => `r${r}`);
  const head = {
    version: 1,
    objective,
    proposals: Array.from({ length: proposals }, (_, p) => ({ id: `p${p}`, reviews: 3 })),
    reviewers: ids.map((id) => ({ id, min: 0, max })),
    ...(ruled ? { extension: 1, groups: rules(ids, next) } : {}),
  };
  const at = openSync(file, 'w');
  writeSync(at, `${JSON.stringify(head).slice(0, -1)},"scores":[`);
  for (let p = 0; p < proposals; p++) writeSync(at, `${p > 0 ? ',\n' : ''}${JSON.stringify(ids.map((_, r) => score(p, r)))}`);
  writeSync(at, ']}\n');
  closeSync(at);
}

/** Both genders (three in ten are women), at most one of an organisation, one from outside the region. */
function rules(ids: readonly string[], next: () => number): GroupRule[] {
  const parts = (nameOf: () => string) => {
    const members: Record<string, string[]> = {};
    for (const id of ids) (members[nameOf()] ??= []).push(id);
    return members;
  };
  return [
    { of: 'reviewers', by: 'gender', members: parts(() => (next() < 0.3 ? 'f' : 'm')), atLeast: { f: 1, m: 1 } },
    { of: 'reviewers', by: 'organisation', members: parts(() => `o${Math.floor(next() * 30)}`), atMost: 1 },
    { of: 'reviewers', by: 'region', members: parts(() => (next() < 0.4 ? 'outside' : 'inside')), atLeast: { outside: 1 } },
  ];
}

function sequence(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    const mixed = Math.imul(state ^ (state >>> 15), 0x2c1b3c6d);
    return ((mixed ^ (mixed >>> 12)) >>> 0) / 2 ** 32;
  };
}
