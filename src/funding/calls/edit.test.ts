import { aPerson, applicationsScene } from '../../../test/factories/applications.ts';
import { testHouse, type TestHouse } from '../../../test/database.ts';
import { formOf } from '../../../test/factories/forms.ts';
import { readCall } from '../../../test/factories/proposal.ts';
import { ORIGIN } from '../../../test/factories/browser.ts';
import type { Actor } from '#src/core/actor.ts';
import { AppError } from '#src/core/errors.ts';
import { frame } from '#src/house/frame.tsx';
import { seedProgramme } from '#src/house/seed/programme.ts';
import { web } from '#src/house/web.ts';
import { seedPersonas } from '#src/partnership/identity/actions.ts';
import { createAuth } from '#src/partnership/identity/auth.ts';
import { personas } from '#src/partnership/identity/personas.ts';
import { identityDoors } from '#src/partnership/identity/routes.tsx';
import { followVersion } from '#src/funding/applications/actions/newVersion.ts';
import { startApplication } from '#src/funding/applications/actions/start.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addAct, amendCall, draftCall, publishCall } from './actions.ts';
import { beginCall, discardDraft, restoreDraft, saveChapter } from './actions/drafts.ts';
import { chapterFields, chapterIds, type ChapterId } from './editor/chapters.ts';
import { differences } from './editor/compare.ts';
import { can } from './policy.ts';
import { currentVersion, drafts } from './queries.ts';
import { draftHistory, editing } from './queries/drafts.ts';
import { callDoors } from './routes.tsx';
import type { Call } from './schema.ts';

let t: TestHouse;
let doorway: ReturnType<typeof open>;
let cookie: string;
const actor = (id: string): Actor => {
  const p = personas.find((x) => x.id === id)!;
  return { id: p.personId, name: p.name, email: p.email, locale: 'it', grants: p.grants, organisationIds: [] };
};
const office = actor('office');
const auditor = actor('auditor');
const call: Call = { ...readCall('01-2024'), acts: [] };

beforeAll(async () => {
  t = await testHouse({ at: '2024-01-18T09:00:00Z' });
  await seedProgramme(t.house);
  await seedPersonas(t.house);
  doorway = open();
  cookie = await doorway.cookieOf('office');
});
afterAll(() => t.end());

/** The doors of this room and of those who sign in, behind the real server code. */
function open() {
  const auth = createAuth(t.house);
  const mark = { acronym: 'MICS', name: { it: 'MICS', en: 'MICS' }, projectCode: 'PE00000004', cup: 'D43C22003120001' };
  const assets = { address: (name: string) => `/assets/${name}`, serve: () => new Response() };
  const app = web({ house: t.house, doors: [...identityDoors(auth), ...callDoors], identify: auth.identify, assets, frame: frame(mark) });
  const fetch = async (request: Request) => app.fetch(request);
  const cookieOf = async (persona: string) => {
    const opened = await fetch(
      new Request(`${ORIGIN}/api/example/session`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ persona }) }),
    );
    return opened.headers
      .getSetCookie()
      .map((line) => line.split(';')[0])
      .join('; ');
  };
  return { fetch, cookieOf };
}

const codes = async (work: Promise<unknown>) => {
  const error = await work.then(
    () => null,
    (e: unknown) => e,
  );
  return error instanceof AppError ? error.reasons.map((r) => r.code) : error;
};
const get = async (path: string, as = cookie) => {
  const answer = await doorway.fetch(new Request(`${ORIGIN}${path}`, { headers: { cookie: as }, redirect: 'manual' }));
  return { status: answer.status, html: await answer.text() };
};
const post = async (path: string, body: URLSearchParams) => {
  const answer = await doorway.fetch(
    new Request(`${ORIGIN}${path}`, {
      method: 'POST',
      redirect: 'manual',
      headers: { cookie, origin: ORIGIN, 'content-type': 'application/x-www-form-urlencoded' },
      body,
    }),
  );
  return { status: answer.status, to: answer.headers.get('location') ?? '', html: await answer.text() };
};
const valueOf = async (id: string) => (await editing(t.house.db, id))!.value as unknown as Call;
/** Saves a chapter as the form would, after a change of its fields. */
const save = async (id: string, chapter: ChapterId, change: Record<string, string | string[]>, seen?: number, who: Actor = office) => {
  const now = (await editing(t.house.db, id))!;
  return saveChapter(t.house, who, { callId: id, chapter, seen: seen ?? now.revision, raw: { ...chapterFields(chapter, now.value), ...change }, move: null });
};

test.each(['01-2024', '02-2024', '03-2026'])('call %s goes through every form of the editor in the browser and stays the same', async (file) => {
  const id = `${file}-x`;
  const original = { ...readCall(file), acts: [], id };
  await draftCall(t.house, office, original);
  for (const locale of ['', '/en'])
    for (const chapter of chapterIds) {
      const path = `${locale}/calls/${id}/edit/${chapter}`;
      const { status, html } = await get(path);
      expect([path, status]).toEqual([path, 200]);
      const saved = await post(path, formOf(html, path));
      expect([path, saved.status, saved.to]).toEqual([path, 303, `${path}?saved=1`]);
      expect([path, differences(original, await valueOf(id))]).toEqual([path, []]);
    }
});

test('an empty call is begun, filled by its buttons, and says what it lacks, each line at its field', async () => {
  expect(await codes(beginCall(t.house, auditor, { id: 'new', officialCode: 'N', titleIt: 'N', titleEn: 'N', from: null }))).toEqual(['call.officeOnly']);
  const begun = await post('/calls/new', new URLSearchParams({ id: 'new', officialCode: 'Bando nuovo', titleIt: 'Nuovo', titleEn: 'New', from: '' }));
  expect([begun.status, begun.to]).toEqual([303, '/calls/new/edit']);
  expect((await post('/calls/new', new URLSearchParams({ id: 'new', officialCode: 'x', titleIt: 'Ancora', titleEn: 'x' }))).html).toContain('Ancora');
  const path = '/calls/new/edit/rules';
  const form = formOf((await get(path)).html, path);
  form.set('do', 'add rules');
  form.set('rules~kind', 'maxShare');
  const added = await post(path, form);
  expect([added.status, added.to]).toEqual([303, '/calls/new/edit/rules?open=rules.0#f-rules-0']);
  const next = formOf((await get(path)).html, path);
  next.set('rules.0.percent', 'molto');
  next.set('do', 'add rules duration');
  await post(path, next);
  const last = formOf((await get(path)).html, path);
  last.set('do', 'up rules.1');
  await post(path, last);
  expect((await valueOf('new')).rules).toEqual([
    { id: 'duration-2', rule: 'duration', source: { ref: '' } },
    { id: 'maxShare-1', percent: 'molto', rule: 'maxShare', source: { ref: '' } },
  ]);
  const overview = await get('/calls/new/edit');
  expect(overview.html).toContain('href="/calls/new/edit/rules?check=1&amp;open=rules.1.percent#f-rules-1-percent"');
  expect(overview.html).toContain('Regole 2, Percentuale');
  expect(overview.html).toContain('deve essere un numero, non &quot;molto&quot;');
  const shown = await get('/calls/new/edit/rules?check=1&open=rules.1.percent');
  expect(shown.html).toContain('value="molto"');
  expect(await codes(publishCall(t.house, office, 'new'))).toContain('call.invalid');
  // An incomplete draft breaks no list and has no preview yet.
  expect((await get('/calls')).status).toBe(200);
  expect((await get('/calls/new/acts')).status).toBe(200);
  expect((await get('/calls/new/preview')).status).toBe(303);
});

test('two people on different chapters both keep theirs; on the same one, both are shown and nothing is lost', async () => {
  await draftCall(t.house, office, { ...call, id: 'two' });
  const seen = (await editing(t.house.db, 'two'))!.revision;
  await save('two', 'contract', { 'contract.signWithinDays': '30' }, seen);
  await save('two', 'texts', { 'title.it': 'Di Anna' }, seen);
  const both = await valueOf('two');
  expect([both.contract.signWithinDays, both.title.it]).toEqual([30, 'Di Anna']);
  const path = '/calls/two/edit/texts';
  const form = formOf((await get(path)).html, path);
  form.set('revision', String(seen));
  form.set('title.it', 'Di Bruno');
  const refused = await post(path, form);
  expect(refused.status).toBe(409);
  for (const text of ['Di Anna', 'value="Di Bruno"', 'Due modifiche allo stesso capitolo']) expect(refused.html).toContain(text);
  expect((await valueOf('two')).title.it).toBe('Di Anna');
  // What comes back can be sent again as it is.
  expect((await post(path, formOf(refused.html, path))).status).toBe(303);
  expect((await valueOf('two')).title.it).toBe('Di Bruno');
});

test('every draft is kept; an earlier one comes back as a new one', async () => {
  const before = await valueOf('two');
  const kept = await draftHistory(t.house.db, 'two');
  expect(kept.map((d) => [d.revision, d.origin, d.savedBy])).toEqual([
    [4, 'texts', office.name],
    [3, 'texts', office.name],
    [2, 'contract', office.name],
    [1, 'file', office.name],
  ]);
  expect(await codes(restoreDraft(t.house, office, 'two', 1, 3))).toEqual(['call.draftChangedMeanwhile']);
  await restoreDraft(t.house, office, 'two', 1, 4);
  expect(differences({ ...call, id: 'two' }, await valueOf('two'))).toEqual([]);
  await restoreDraft(t.house, office, 'two', 4, 5);
  expect(differences(before, await valueOf('two'))).toEqual([]);
  expect((await get('/calls/two/drafts/3')).html).toContain('Di Anna');
  expect((await get('/calls/two/drafts/99')).status).toBe(404);
});

test('auditors read the editor and cannot save; others find nothing; an office of another call is told so', async () => {
  const asAuditor = await doorway.cookieOf('auditor');
  const shown = await get('/calls/two/edit/texts', asAuditor);
  expect([shown.status, shown.html.includes('name="title.it"')]).toEqual([200, false]);
  expect((await get('/calls/two/edit', await doorway.cookieOf('expert'))).status).toBe(403);
  expect(await codes(save('two', 'texts', {}, undefined, auditor))).toEqual(['call.officeOnly']);
  const other = await aPerson(t.house, 'Altro Ufficio', [{ role: 'office', scope: '02-2024' }]);
  expect(await codes(save('two', 'texts', {}, undefined, other))).toEqual(['call.otherOffice']);
  expect([can.edit(other, '02-2024').ok, can.readDraft(other, 'two').ok, can.readDraft(auditor, 'two').ok]).toEqual([true, false, true]);
});

const correction = { ref: 'Decreto n. 5', on: '2024-01-20', text: { it: 'Durata corretta', en: 'Duration corrected' } };

test('a published call changes by a correction only, never in its criteria, its money or its deadline', async () => {
  await draftCall(t.house, office, { ...call, id: 'fixed' });
  await publishCall(t.house, office, 'fixed');
  t.setClock('2024-01-20T09:00:00Z');
  const amend = async (seen = 1) => {
    const { revision } = (await editing(t.house.db, 'fixed'))!;
    return codes(amendCall(t.house, office, 'fixed', { ...correction, seen, revision }));
  };
  const tries: [ChapterId, Record<string, string>, string][] = [
    ['evaluation', { 'evaluation.criteria.0.max': '40' }, 'call.criteriaLocked'],
    ['evaluation', { 'evaluation.totalThreshold': '50' }, 'call.criteriaLocked'],
    ['evaluation', { 'evaluation.onDivergence': 'expert' }, 'call.criteriaLocked'],
    ['ranking', { 'ranking.whenMoneyEnds': 'skip' }, 'call.criteriaLocked'],
    ['money', { 'pots.0.cents': '1' }, 'call.moneyByRaise'],
    ['dates', { 'dates.closesAt': '2024-04-01T12:00' }, 'call.deadlineByExtension'],
    ['texts', { officialCode: 'Altro' }, 'call.identityLocked'],
  ];
  for (const [chapter, change, code] of tries) {
    await save('fixed', chapter, change);
    expect([code, await amend()]).toEqual([code, [code]]);
    expect((await get('/calls/fixed/amendment')).html).toContain(code === 'call.criteriaLocked' ? 'TAR Lazio 2113/2019' : 'm-why');
    await discardDraft(t.house, office, 'fixed');
  }
  await save('fixed', 'evaluation', { 'evaluation.maxLoad': '9' });
  await save('fixed', 'rules', { 'rules.12.maxMonths': '14' });
  expect((await drafts(t.house.db, 'mics')).map((d) => d.id)).not.toContain('fixed');
  const comparison = await get('/calls/fixed/comparison');
  for (const text of ['rules[duration].maxMonths', 'evaluation.maxLoad', 'al massimo 12 mesi', 'al massimo 14 mesi']) expect(comparison.html).toContain(text);
  // Somebody extends the deadline while the correction is being written: both hold.
  await addAct(t.house, office, 'fixed', 1, { kind: 'deadlineExtension', on: '2024-01-20', ref: 'Proroga', to: '2024-03-11T12:00' });
  expect(await amend(1)).toEqual(['call.changedMeanwhile']);
  expect(await amend(2)).toBe(null);
  const version = (await currentVersion(t.house.db, 'fixed'))!;
  expect([version.number, version.call.acts.map((a) => a.kind), version.closesAt]).toEqual([
    3,
    ['deadlineExtension', 'rectification'],
    '2024-03-11T11:00:00.000Z',
  ]);
  expect(version.call.rules.find((r) => r.rule === 'duration')).toMatchObject({ maxMonths: 14 });
  expect((await editing(t.house.db, 'fixed'))!.drafted).toBe(false);
  expect((await doorway.fetch(new Request(`${ORIGIN}/calls/fixed`)).then((r) => r.text())).includes('al massimo 14 mesi')).toBe(true);
  t.setClock('2024-03-11T11:00:00.001Z');
  await save('fixed', 'rules', { 'rules.12.maxMonths': '16' });
  expect(await amend(3)).toEqual(['call.closedForChanges']);
  t.setClock('2024-01-18T09:00:00Z');
});

test('a draft that was begun follows the new version, and who writes it is told once', async () => {
  const own = await testHouse({ at: '2026-02-05T09:00:00Z' });
  try {
    const s = await applicationsScene(own.house);
    const id = await startApplication(own.house, s.applicant, { callId: s.call.id, organisationId: s.lead.id });
    await saveChapter(own.house, s.office, {
      callId: s.call.id,
      chapter: 'contract',
      seen: (await editing(own.house.db, s.call.id))!.revision,
      raw: { ...chapterFields('contract', s.call as never), 'contract.signWithinDays': '45' },
      move: null,
    });
    const { revision } = (await editing(own.house.db, s.call.id))!;
    await amendCall(own.house, s.office, s.call.id, { ...correction, on: '2026-02-05', seen: 1, revision });
    for (let twice = 0; twice < 2; twice++) await followVersion(own.house, s.call.id, 2);
    const { rows } = await own.house.pool.query('select recipient, subject, body from mail_messages');
    expect(rows.map((r) => [r.recipient, r.subject])).toEqual([[s.applicant.email, `${s.call.officialCode}: il bando è cambiato`]]);
    expect(rows[0].body).toContain('Durata corretta');
    expect(rows[0].body).toContain(`/applications/${id}`);
    const moved = await own.house.pool.query('select v.number from applications a join call_versions v on v.id = a.call_version_id');
    expect(moved.rows).toEqual([{ number: 2 }]);
    const jobs = await own.house.pool.query("select key from graphile_worker.jobs where task_identifier = 'call.amended'");
    expect(jobs.rows).toEqual([{ key: `call.amended/${s.call.id}/2` }]);
  } finally {
    await own.end();
  }
});
