import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { romeInstant } from '#src/core/time.ts';
import type { Call } from '#src/funding/calls/schema.ts';
import { callCheckCommand } from '#src/house/commands/call.ts';
import { rankFile, verifyFile } from '#src/house/commands/rank.ts';
import { projectRoot } from '#src/house/root.ts';
import { testHouse, type TestHouse } from '../database.ts';
import {
  begin,
  callFile,
  evaluate,
  instantsOf,
  later,
  readCall,
  register,
  submit,
  write,
  type AwardsTold,
  type Planned,
  type RankingTold,
  type Receipt,
  type Told,
  type World,
} from './script.ts';

let t: TestHouse;
let w: World;
const folder = mkdtempSync(join(tmpdir(), 'mics-api-'));

beforeAll(async () => {
  t = await testHouse({ at: '2024-01-10T09:00:00.000Z' });
  w = await begin(t);
});
afterAll(async () => {
  await t?.end();
  rmSync(folder, { recursive: true, force: true });
});

/** `P01` is the best: half a point less on one criterion for each that follows. */
const pointsOf = (acronym: string): Record<string, number> => ({ excellence: 30 - Number(acronym.slice(1)) / 2, impact: 27, implementation: 22, team: 13 });
const acronyms = (n: number): string[] => Array.from({ length: n }, (_, i) => `P${String(i + 1).padStart(2, '0')}`);

/** A file on disk as someone outside would have saved the API's answer. */
function saved(name: string, value: unknown): string {
  const path = join(folder, name);
  writeFileSync(path, typeof value === 'string' ? value : JSON.stringify(value));
  return path;
}

/** `npx mics …` as a process of its own. */
const mics = (...args: string[]): Promise<{ exit: number; out: Record<string, unknown> }> =>
  new Promise((done) => {
    execFile(process.execPath, [join(projectRoot, 'bin/mics.mjs'), ...args], { cwd: folder, maxBuffer: 50_000_000 }, (error, stdout) => {
      done({ exit: error ? Number(error.code) : 0, out: stdout === '' ? {} : (JSON.parse(stdout) as Record<string, unknown>) });
    });
  });

const fundedOf = ({ ranking }: RankingTold): string[] =>
  ranking.places
    .filter((p) => p.state === 'funded')
    .sort((a, b) => a.position! - b.position!)
    .map((p) => p.title);
const stateOf = ({ ranking }: RankingTold, title: string) => ranking.places.find((p) => p.title === title)!;
const statesOf = ({ ranking }: RankingTold) =>
  Object.fromEntries([...Map.groupBy(ranking.places, (p) => p.state)].map(([state, places]) => [state, places.length]));

/** Drafts and publishes the call as it was on its first day; its acts come when they come. */
async function publish(call: Call): Promise<void> {
  t.setClock(romeInstant(`${call.dates.publishedOn}T09:00`));
  expect(await w.office.json('POST', '/api/calls', { ...call, acts: [] })).toEqual({ id: call.id });
  expect((await w.nobody.send('GET', `/api/calls/${call.id}`)).status).toBe(404);
  expect((await w.enterprise.refused('POST', `/api/calls/${call.id}/publication`)).codes).toEqual(['forbidden.role']);
  expect(await w.office.json('POST', `/api/calls/${call.id}/publication`)).toEqual({ published: true });
  expect((await w.office.refused('POST', `/api/calls/${call.id}/publication`)).codes).toEqual(['call.publishedAlready']);
  const { calls } = await w.nobody.json<{ calls: { id: string; phase: string; potCents: number }[] }>('GET', '/api/calls');
  expect(calls.find((c) => c.id === call.id)).toMatchObject({ phase: 'upcoming', potCents: call.pots[0]!.cents, version: 1 });
}

/** The act with this id out of the call's file, told at its date to the version that is in force. */
async function adopt(call: Call, actId: string): Promise<number> {
  const { id: _id, source: _source, dateSource: _date, from: _from, ...act } = call.acts.find((a) => a.id === actId)! as unknown as Record<string, unknown>;
  const { version } = await w.nobody.json<{ version: number }>('GET', `/api/calls/${call.id}`);
  const told = await w.office.json<{ version: number }>('POST', `/api/calls/${call.id}/acts`, { seen: version, act });
  expect((await w.office.refused('POST', `/api/calls/${call.id}/acts`, { seen: version, act })).codes).toEqual(['call.changedMeanwhile']);
  return told.version;
}

/** Everything is handed in at `when`; one draft is left to come too late. */
async function apply(
  call: Call,
  applicant: World['office'],
  planned: readonly Planned[],
  when: string,
): Promise<{ ids: Map<string, string>; receipts: Receipt[]; lateId: string }> {
  t.setClock(when);
  const ids = new Map<string, string>();
  const receipts: Receipt[] = [];
  for (const plan of planned) {
    const told = await write(applicant, call, plan);
    expect(told.missing).toEqual([]);
    expect(told.findings.filter((f) => !f.met)).toEqual([]);
    expect(told.allowed['submit']).toEqual({ ok: true });
    ids.set(plan.acronym, told.id);
    receipts.push(await submit(applicant, told.id, `submit-${plan.acronym}`));
  }
  const late = await write(applicant, call, { ...planned[0]!, acronym: 'TARDI' });
  return { ids, receipts, lateId: late.id };
}

/** The office excludes one submission in words and admits all others at once. */
async function screen(call: Call, excluded: string): Promise<void> {
  const base = `/api/calls/${call.id}/screening`;
  const { submissions, total } = await w.office.json<{ submissions: { applicationId: string; state: string }[]; total: number }>('GET', base);
  expect(submissions.map((s) => s.state)).toEqual(submissions.map(() => 'waiting'));
  expect(submissions).toHaveLength(total);
  const decision = {
    outcome: 'excluded',
    verified: [],
    reasons: [],
    written: 'La domanda non è firmata dal legale rappresentante: il difetto non è sanabile.',
  };
  const first = await w.office.json('POST', `${base}/${excluded}`, decision, { 'idempotency-key': 'exclusion-1' });
  expect(await w.office.json('POST', `${base}/${excluded}`, decision, { 'idempotency-key': 'exclusion-1' })).toEqual(first);
  const others = submissions.map((s) => s.applicationId).filter((id) => id !== excluded);
  expect(await w.office.json('POST', base, { applications: others, confirmed: true })).toEqual({ admitted: others.length });
}

type Expected = { funded: string[]; states: Record<string, number> };

/** Provisional, final and scrolled ranking, each with what must not be done before; a decree on the final and on the scrolled one. */
async function rankAndAward(call: Call, raise: string, expected: { before: Expected; after: Expected; totals: AwardsTold['totals'] }): Promise<RankingTold> {
  const base = `/api/calls/${call.id}`;
  const publishRanking = (kind: string) => w.office.json('POST', `${base}/rankings`, { kind, ref: `Decreto di prova (${kind})` });
  const refusedRanking = async (kind: string) => {
    const { status, codes } = await w.office.refused('POST', `${base}/rankings`, { kind, ref: 'Decreto di prova' });
    return [status, ...codes];
  };
  expect((await w.nobody.send('GET', `${base}/ranking`)).status).toBe(404);
  expect(await refusedRanking('final')).toEqual([409, 'ranking.notNext']);
  expect(await publishRanking('provisional')).toEqual({ number: 1 });
  expect((await w.office.refused('POST', `${base}/decrees`)).codes).toEqual(['award.provisional']);
  expect(await refusedRanking('final')).toEqual([409, 'ranking.tooEarly']);
  t.setClock(later(t.house.clock().toISOString(), 24 * (call.ranking.provisionalDays + 1)));
  expect(await publishRanking('final')).toEqual({ number: 2 });
  const before = await w.nobody.json<RankingTold>('GET', `${base}/ranking`);
  expect({ kind: before.kind, funded: fundedOf(before), states: statesOf(before) }).toEqual({ kind: 'final', ...expected.before });
  await w.office.json('POST', `${base}/decrees`);
  expect((await w.office.refused('POST', `${base}/decrees`)).codes).toEqual(['award.decreedAlready']);
  expect(await refusedRanking('scrolled')).toEqual([409, 'ranking.nothingToScroll']);

  t.setClock(romeInstant(`${call.acts.find((a) => a.id === raise)!.on}T10:00`));
  await adopt(call, raise);
  expect(await publishRanking('scrolled')).toEqual({ number: 3 });
  const after = await w.nobody.json<RankingTold>('GET', `${base}/ranking`);
  expect({ kind: after.kind, funded: fundedOf(after), states: statesOf(after) }).toEqual({ kind: 'scrolled', ...expected.after });
  await w.office.json('POST', `${base}/decrees`);
  const awards = await w.nobody.json<AwardsTold>('GET', `${base}/awards`);
  expect(awards.totals).toEqual(expected.totals);
  expect(awards.beneficiaries.reduce((n, b) => n + b.aidCents, 0)).toBe(expected.totals.grantCents);
  expect(awards.decrees).toHaveLength(2);
  return after;
}

describe('call 02/2024, research bodies', () => {
  const call = readCall('02-2024');
  const planned = acronyms(13).map((acronym): Planned => ({ acronym, members: [{ kind: 'university', region: 'campania', euros: 500_000 }] }));
  let applied: Awaited<ReturnType<typeof apply>>;
  let scrolled: RankingTold;

  test('is published, rectified, and takes applications until its deadline', async () => {
    await publish(call);
    const organisationId = await register(w.research, { kind: 'university', region: 'apulia' });
    const early = await w.research.refused('POST', `/api/calls/${call.id}/applications`, { organisationId });
    expect([early.status, ...early.codes]).toEqual([409, 'application.notOpenYet']);
    expect(early.reasons[0]!.source!.ref).toBe(call.dates.source.ref);
    t.setClock('2024-02-02T10:00:00.000Z');
    expect(await adopt(call, 'annex-2')).toBe(2);
    applied = await apply(call, w.research, planned, '2024-02-15T09:00:00.000Z');
    expect(applied.receipts.map((r) => r.protocol)).toEqual(planned.map((_, i) => `MICS-2024-${String(i + 1).padStart(6, '0')}`));
    expect(new Set(applied.receipts.map((r) => `${r.callVersion} ${r.grantCents}`))).toEqual(new Set(['2 50000000']));
  });

  test('the same key answers the same receipt; without a key, or unchanged, nothing is handed in', async () => {
    const id = applied.ids.get('P01')!;
    const count = async () => Number((await t.house.pool.query('select count(*) as n from submissions')).rows[0].n);
    const before = await count();
    expect(await submit(w.research, id, 'submit-P01')).toEqual(applied.receipts[0]);
    expect(await Promise.all([1, 2, 3].map(() => submit(w.research, id, 'submit-P01')))).toEqual([1, 2, 3].map(() => applied.receipts[0]));
    expect((await w.research.refused('POST', `/api/applications/${id}/submission`, { declaration: true })).codes).toEqual(['application.keyMissing']);
    expect((await w.research.refused('POST', `/api/applications/${id}/submission`, { declaration: true }, { 'idempotency-key': 'another-key' })).codes).toEqual(
      ['application.unchanged'],
    );
    expect(
      (await w.research.refused('POST', `/api/applications/${id}/submission`, { declaration: false }, { 'idempotency-key': 'another-key' })).codes,
    ).toEqual(['application.declarationMissing']);
    expect(await count()).toBe(before);
  });

  test('a second after the deadline is too late, and says why', async () => {
    const { closed, justLate } = instantsOf(call);
    t.setClock(justLate);
    const { status, codes, reasons } = await w.research.refused(
      'POST',
      `/api/applications/${applied.lateId}/submission`,
      { declaration: true },
      { 'idempotency-key': 'too-late-1', 'accept-language': 'en' },
    );
    expect([status, ...codes]).toEqual([409, 'application.late']);
    expect(reasons[0]).toMatchObject({ params: { closesAt: closed, at: justLate }, source: { ref: call.dates.source.ref } });
    expect(reasons[0]!.message).toContain('12:00');
    const { allowed } = await w.research.json<Told>('GET', `/api/applications/${applied.lateId}`);
    expect(allowed['submit']).toMatchObject({ ok: false, reasons: [{ code: 'application.late' }] });
    const { body } = (await t.house.pool.query("select body from evidence_events where kind = 'application.submit.refused' order by id desc limit 1"))
      .rows[0] as { body: string };
    expect(JSON.parse(body)).toEqual({ kind: 'conflict', reasons: ['application.late'] });
  });

  test('is screened and evaluated; points too far apart wait for the panel', async () => {
    t.setClock(instantsOf(call).after);
    await screen(call, applied.ids.get('P13')!);
    expect((await w.office.refused('POST', `/api/calls/${call.id}/rankings`, { kind: 'provisional', ref: 'Decreto di prova' })).codes).toEqual([
      'ranking.reviewsMissing',
    ]);
    let harsh = true;
    const { conflicted, reviews } = await evaluate(w, call, (acronym) => {
      if (acronym !== 'P12' || !harsh) return pointsOf(acronym);
      harsh = false;
      return { excellence: 15, impact: 15, implementation: 12.5, team: 7.5 };
    });
    expect(reviews).toHaveLength(36);
    expect(reviews.filter((r) => r.expert === 0 && applied.ids.get(r.acronym) === conflicted)).toEqual([]);
    const diverging = applied.ids.get('P12')!;
    expect((await w.office.refused('POST', `/api/calls/${call.id}/rankings`, { kind: 'provisional', ref: 'Decreto di prova' })).codes).toEqual([
      'ranking.divergences',
    ]);
    const report = 'La commissione, sentiti i tre esperti, ritiene fondato il giudizio dei due più favorevoli e lo fa proprio.';
    expect(
      (await w.office.refused('POST', `/api/calls/${call.id}/panel/${diverging}`, { points: pointsOf('P12'), premiums: { social: 1 }, report })).codes,
    ).toEqual(['forbidden.role']);
    await w.chair.json('POST', `/api/calls/${call.id}/panel/${diverging}`, { points: pointsOf('P12'), premiums: { social: 1 }, report });
    expect((await w.chair.refused('POST', `/api/calls/${call.id}/panel/${applied.ids.get('P01')}`, { points: pointsOf('P01'), report })).codes).toEqual([
      'panel.notDiverging',
    ]);
  });

  test('funds six at 3 M€ and eleven at 5.52 M€', async () => {
    scrolled = await rankAndAward(call, 'raise-1', {
      before: { funded: acronyms(6), states: { funded: 6, eligibleNotFunded: 6, excluded: 1 } },
      after: { funded: acronyms(11), states: { funded: 11, eligibleNotFunded: 1, excluded: 1 } },
      totals: { projects: 11, grantCents: 550_000_000, enterprises: 0, researchBodies: 11 },
    });
    expect(scrolled.ranking.budgetCents).toBe(552_000_000);
    // 29.5 + 27 + 22 + 13 points, 4 for women, 1 judged, 3 for the South.
    expect(stateOf(scrolled, 'P01')).toMatchObject({ position: 1, total: 99.5, grantCents: 50_000_000 });
    expect(stateOf(scrolled, 'P12')).toMatchObject({ position: 12, total: 94, state: 'eligibleNotFunded' });
  });

  test('its bundle is for those who took part, and anyone can verify it', { timeout: 120_000 }, async () => {
    const address = `/api/calls/${call.id}/rankings/3/bundle`;
    expect((await w.experts[0]!.visitor.send('GET', address)).status).toBe(404);
    const bundle = await w.research.json<Record<string, unknown>>('GET', address);
    expect(await w.auditor.json('GET', address)).toEqual(bundle);
    const good = saved('bundle.json', bundle);
    expect((await rankFile([good])).out).toMatchObject({ rankingHash: scrolled.hash });
    expect((await verifyFile([good])).exit).toBe(0);
    const receipt = saved('receipt.json', await w.research.json('GET', `/api/applications/${applied.ids.get('P01')}/receipt`));

    const tampered = structuredClone(bundle) as { applications: { reviews: { points: Record<string, number> }[] }[] };
    tampered.applications[11]!.reviews[0]!.points['excellence'] = 30;
    const badReceipt = saved('bad-receipt.json', {
      ...(await w.research.json<Receipt>('GET', `/api/applications/${applied.ids.get('P01')}/receipt`)),
      sha256: '0'.repeat(64),
    });
    const run = async (...args: string[]) => (await mics(...args)).exit;
    expect((await mics('rank', good)).out).toMatchObject({ rankingHash: scrolled.hash });
    expect({
      bundle: await run('verify', good),
      tampered: await run('verify', saved('tampered.json', tampered)),
      unlogged: await run('verify', saved('unlogged.json', { ...bundle, evidence: undefined })),
      notABundle: await run('verify', saved('nothing.json', { hello: 'world' })),
      notJson: await run('verify', saved('nothing.txt', 'hello')),
      noFile: await run('verify', join(folder, 'missing.json')),
      receipt: await run('verify', receipt),
      badReceipt: await run('verify', badReceipt),
    }).toEqual({ bundle: 0, tampered: 1, unlogged: 1, notABundle: 2, notJson: 2, noFile: 2, receipt: 0, badReceipt: 1 });
  });
});

describe('call 01/2024, enterprises', () => {
  const call = readCall('01-2024');
  const region = (i: number) => (i % 2 === 0 ? 'sicily' : 'veneto');
  const planned = acronyms(18).map((acronym, i): Planned => ({
    acronym,
    members:
      i === 1
        ? [
            { kind: 'enterprise', region: region(i), euros: 500_000 },
            { kind: 'enterprise', region: region(i), euros: 350_000 },
            { kind: 'university', region: region(i), euros: 150_000 },
          ]
        : [{ kind: 'enterprise', region: region(i), euros: 1_000_000 }],
  }));
  let applied: Awaited<ReturnType<typeof apply>>;
  let scrolled: RankingTold;

  test('is published, its deadline extended, and takes applications until the later one', async () => {
    await publish(call);
    t.setClock('2024-02-20T10:00:00.000Z');
    expect(await adopt(call, 'extension-1')).toBe(2);
    expect((await w.nobody.json<{ calls: { id: string; closesAt: string }[] }>('GET', '/api/calls')).calls.find((c) => c.id === call.id)!.closesAt).toBe(
      '2024-03-11T11:00:00.000Z',
    );
    // After the first deadline, before the extended one.
    applied = await apply(call, w.enterprise, planned, '2024-03-01T09:00:00.000Z');
  });

  test('one enterprise with one research body can never keep to the two limits', async () => {
    t.setClock('2024-03-05T09:00:00.000Z');
    const told = await write(w.enterprise, call, {
      acronym: 'COPPIA',
      members: [
        { kind: 'enterprise', region: 'lazio', euros: 790_000 },
        { kind: 'university', region: 'lazio', euros: 210_000 },
      ],
    });
    const { status, codes, reasons } = await w.enterprise.refused(
      'POST',
      `/api/applications/${told.id}/submission`,
      { declaration: true },
      { 'idempotency-key': 'couple-1' },
    );
    expect([status, ...codes]).toEqual([422, 'rule.maxShare.impossible', 'rule.maxShare.over', 'rule.maxShare.groupOver']);
    expect(reasons.map((r) => r.source!.ref)).toEqual(reasons.map(() => call.rules.find((r) => r.id === 'each-partner')!.source.ref));
    expect(await w.enterprise.json('POST', `/api/applications/${told.id}/withdrawal`)).toMatchObject({ state: 'withdrawn' });
  });

  test('a second after the extended deadline is too late, and the extension is named', async () => {
    t.setClock('2024-03-11T11:00:01.000Z');
    const late = await w.enterprise.refused(
      'POST',
      `/api/applications/${applied.lateId}/submission`,
      { declaration: true },
      { 'idempotency-key': 'too-late-2' },
    );
    expect([late.status, ...late.codes]).toEqual([409, 'application.late']);
    expect(late.reasons[0]!.source!.ref).toBe('Avviso di proroga all’11 marzo 2024');
  });

  test('is screened and evaluated', async () => {
    t.setClock(instantsOf({ ...call, acts: call.acts.slice(0, 1) }).after);
    await screen(call, applied.ids.get('P18')!);
    const { reviews } = await evaluate(w, call, pointsOf);
    expect(reviews).toHaveLength(51);
  });

  test('funds fifteen at 15 M€ and sixteen at 16 M€', async () => {
    scrolled = await rankAndAward(call, 'raise-1', {
      before: { funded: acronyms(15), states: { funded: 15, eligibleNotFunded: 2, excluded: 1 } },
      after: { funded: acronyms(16), states: { funded: 16, eligibleNotFunded: 1, excluded: 1 } },
      totals: { projects: 16, grantCents: 1_600_000_000, enterprises: 17, researchBodies: 1 },
    });
    const bundle = saved('bundle-01.json', await w.enterprise.json('GET', `/api/calls/${call.id}/rankings/3/bundle`));
    expect((await rankFile([bundle])).out).toMatchObject({ rankingHash: scrolled.hash });
    expect(await verifyFile([bundle])).toMatchObject({ exit: 0, out: { ok: true } });
  });

  test('a grant given back passes to the next in the ranking', async () => {
    const giver = stateOf(scrolled, 'P03').application;
    t.setClock('2024-09-02T09:00:00.000Z');
    await w.office.json('POST', `/api/calls/${call.id}/renunciations`, {
      application: giver,
      on: '2024-09-02',
      ref: 'Rinuncia, prot. 12 del 2 settembre 2024',
    });
    t.setClock('2024-09-10T09:00:00.000Z');
    expect(await w.office.json('POST', `/api/calls/${call.id}/rankings`, { kind: 'scrolled', ref: 'Scorrimento per rinuncia' })).toEqual({ number: 4 });
    const after = await w.nobody.json<RankingTold>('GET', `/api/calls/${call.id}/ranking`);
    expect(fundedOf(after)).toEqual(acronyms(17).filter((a) => a !== 'P03'));
    expect(after.ranking.grantedCents).toBe(1_600_000_000);
    await w.office.json('POST', `/api/calls/${call.id}/decrees`);
    const { totals, decrees } = await w.nobody.json<AwardsTold>('GET', `/api/calls/${call.id}/awards`);
    expect(totals).toEqual({ projects: 16, grantCents: 1_600_000_000, enterprises: 17, researchBodies: 1 });
    expect(decrees).toHaveLength(3);
    const printed = await w.nobody.send('GET', `/decrees/${decrees[2]!.id}`);
    expect([printed.status, printed.headers.get('content-type'), (await printed.text()).slice(0, 5)]).toEqual([200, 'application/pdf', '%PDF-']);
  });
});

test('every deed of both runs stands in one log with one signed head', async () => {
  const { head } = await w.nobody.json<{ head: { size: number; root: string } }>('GET', '/api/evidence/head');
  expect(head.size).toBe(Number((await t.house.pool.query('select count(*) as n from evidence_events')).rows[0].n));
  const kinds = new Set((await t.house.pool.query('select distinct kind from evidence_events')).rows.map((r: { kind: string }) => r.kind));
  for (const kind of [
    'call.drafted',
    'call.published',
    'call.amended',
    'organisation.registered',
    'application.started',
    'application.draftSaved',
    'application.documentUploaded',
    'application.submitted',
    'application.withdrawn',
    'application.admitted',
    'application.excluded',
    'experts.added',
    'conflicts.declared',
    'assignment.proposed',
    'assignment.released',
    'review.submitted',
    'consensus.reached',
    'ranking.published',
    'decree.adopted',
    'grant.renounced',
  ])
    expect(kinds).toContain(kind);
});

describe('call check', () => {
  const broken = { ...readCall('02-2024'), pots: [{ ...readCall('02-2024').pots[0]!, cents: -1 }], kind: 'gift' };

  test('says yes to the calls of the repository and no, with places, to a broken one', { timeout: 60_000 }, async () => {
    for (const id of ['01-2024', '02-2024', '03-2026']) expect(await callCheckCommand([callFile(id)])).toMatchObject({ exit: 0, out: { ok: true, id } });
    const told = await callCheckCommand([saved('broken.json', broken)]);
    expect(told.exit).toBe(1);
    expect((told.out as { problems: { path: string }[] }).problems.map((p) => p.path)).toEqual(['kind', 'pots[0].cents']);
    const exits = [];
    for (const path of [callFile('01-2024'), callFile('02-2024'), callFile('03-2026'), join(folder, 'broken.json'), join(folder, 'missing.json')])
      exits.push((await mics('call', 'check', path)).exit);
    expect(exits).toEqual([0, 0, 0, 1, 2]);
  });
});
