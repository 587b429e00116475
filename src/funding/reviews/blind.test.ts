import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Actor } from '#src/core/actor.ts';
import type { Snapshot } from '#src/funding/applications/snapshot.ts';
import { conflictsApi } from '#src/funding/conflicts/api.ts';
import { declareConflicts } from '#src/funding/conflicts/actions/declare.ts';
import { conflictsDoors } from '#src/funding/conflicts/routes.tsx';
import { panelsApi } from '#src/funding/panels/api.ts';
import { panelsDoors } from '#src/funding/panels/routes.tsx';
import { frame } from '#src/house/frame.tsx';
import { web } from '#src/house/web.ts';
import { namelessPdf } from '#src/plumbing/documents/nameless.ts';
import { renderPdf } from '#src/plumbing/documents/pdf.ts';
import { act } from '#src/plumbing/house.ts';
import { testHouse, type TestHouse } from '../../../test/database.ts';
import { AFTER_DEADLINE, evaluationWorld, readyToAssign, type World } from '../../../test/factories/evaluation.ts';
import { frozenNow, kept } from '../../../test/factories/frozen.ts';
import { assignReviewers } from './actions/assignment.ts';
import { revealProposers } from './actions/reveal.ts';
import { recordReview } from './actions/reviews.ts';
import { reviewsApi } from './api.ts';
import { reviewsDoors } from './routes.tsx';

// A double-blind call, as its expert sees it. Who proposes is changed under the same proposals: not one byte may change for the expert.

let t: TestHouse;
let world: World;
let app: ReturnType<typeof web>;
let asks: Actor | null = null;
let ada: Actor;
let chair: Actor;
let applications: string[];
let mine: string;
let done: string;
let stored: Buffer;
const good = 'Convincente e ben documentata, con obiettivi chiari, metodo solido e risultati che si possono misurare.';

beforeAll(async () => {
  t = await testHouse({ at: AFTER_DEADLINE });
  world = await evaluationWorld(t.house, {
    change: (call) => ({
      ...call,
      documents: call.documents.map((d) => (d.id === 'proposal' ? { ...d, anonymous: true } : d)),
      form: { ...call.form, sections: call.form.sections.map((s) => (s.id === 'team' ? { ...s, identifying: true } : s)) },
      evaluation: { ...call.evaluation, blind: 'double', reviewDays: 14 },
    }),
  });
  stored = Buffer.from(
    await renderPdf({
      locale: 'it',
      title: 'Proposta',
      issuer: ['Università 1'],
      at: AFTER_DEADLINE,
      foot: '',
      blocks: [{ kind: 'text', text: 'Il metodo.' }],
    }),
  );
  app = web({
    house: { ...t.house, files: { ...t.house.files, get: () => Promise.resolve(stored) } as typeof t.house.files },
    doors: [...reviewsDoors, ...reviewsApi, ...panelsDoors, ...panelsApi, ...conflictsDoors, ...conflictsApi],
    identify: () => Promise.resolve(asks),
    assets: { address: (name) => `/assets/${name}`, serve: () => new Response('') },
    frame: frame({ acronym: 'MICS', name: { it: 'MICS', en: 'MICS' }, projectCode: 'P', cup: 'C' }),
  });
  const ready = await readyToAssign(t.house, world, { proposals: 2, experts: 4 });
  applications = ready.applications;
  chair = await world.person('Clara Presidente', [{ role: 'chair', scope: world.callId }]);
  // One expert knows somebody: whoever it is, they are never told what that bars.
  asks = ready.people[3]!;
  const declared = await post(`/calls/${world.callId}/conflicts`, {
    organisations: 'Università 1: dottorato\nEnte mai visto',
    people: '',
    noSearch: 'on',
    confidentiality: 'on',
  });
  expect(declared.to).toBe('/reviews');
  await assignReviewers(t.house, world.office, world.callId);
  const rows = await t.house.db.selectFrom('review_assignments').select(['id', 'application_id as of', 'person_id as person']).orderBy('id').execute();
  expect(rows.filter((r) => r.of === applications[0]).map((r) => r.person)).not.toContain(ready.people[3]!.id);
  ada = ready.people.find((p) => rows.filter((r) => r.person === p.id).length === 2)!;
  [mine, done] = rows.filter((r) => r.person === ada.id).map((r) => r.id) as [string, string];
  const ids = world.call.evaluation.criteria.map((c) => c.id);
  await recordReview(t.house, ada, {
    id: done,
    points: Object.fromEntries(ids.map((c) => [c, 5])),
    premiums: { social: 1 },
    motivations: Object.fromEntries(ids.map((c) => [c, good])),
  });
  await propose('Uno', 0);
});
afterAll(() => t.end());
beforeEach(() => void (asks = ada));

/** Who proposes, everywhere that it stands: names, places, kind, staff, grant, files, numbers, times, and the answers of the section that says it. */
async function propose(who: string, n: number) {
  for (const [i, id] of applications.entries()) {
    const { snapshot: was } = await frozenNow(t.house, id);
    const [member] = was.facts.members as [Snapshot['facts']['members'][number]];
    const organisation = await world.organisation(`Ente ${who} ${i}`);
    const now: Snapshot = {
      ...was,
      acronym: `ACR${who}${i}`,
      title: `Titolo di ${who}`,
      answers: {
        identity: { acronym: `ACR${who}`, title: `Titolo di ${who}`, abstract: 'Che cosa si propone' },
        team: { teamExperience: `Il gruppo di ${who}`, principalInvestigator: `Prof. ${who}`, genderBalance: who },
      },
      facts: {
        ...was.facts,
        members: [
          {
            ...member,
            id: organisation,
            name: `Ente ${who}`,
            region: n ? 'sicily' : 'veneto',
            kind: n ? 'researchBody' : 'university',
            staff: { women: 3 + n, men: 4, under40: n, newHires: 0 },
          },
        ],
      },
      documents: was.documents.map((d) => ({ ...d, fileName: `${who}-${d.document}.pdf`, bytes: 1000 + n, sha256: `${n}${d.sha256.slice(1)}` })),
      aid: { ...was.aid, grantCents: 100 + n, members: [] },
    };
    const { sha256 } = await kept(t.house, now);
    await t.house.pool.query(
      `with s as (update submissions set acronym = $2, title = $3, protocol = $4, submitted_at = $5, sha256 = $6 where application_id = $1 returning id)
       update submission_members m set organisation_id = $7 from s where m.submission_id = s.id`,
      [id, now.acronym, now.title, `MICS-2024-9${n}${i}`, `2024-02-2${n + i}T10:00:00.000Z`, sha256, organisation],
    );
    await t.house.pool.query('update applications set acronym = $2, title = $3, lead_id = $4 where id = $1', [id, now.acronym, now.title, organisation]);
  }
}

async function seen(path: string, fields?: Record<string, string>): Promise<{ status: number; to: string | null; text: string; all: string }> {
  const body = fields && { method: 'POST', body: new URLSearchParams(fields), headers: { 'content-type': 'application/x-www-form-urlencoded' } };
  const answer = await app.request(`http://localhost${path}`, body || {});
  const text = Buffer.from(await answer.arrayBuffer()).toString('latin1');
  const told = text.replace(/(name="idempotencyKey" value|data-key)="[^"]+"/g, '');
  return {
    status: answer.status,
    to: answer.headers.get('location'),
    text,
    all: [answer.status, ...[...answer.headers].filter(([k]) => k !== 'date'), told].join('\n'),
  };
}
const post = (path: string, fields: Record<string, string>) => seen(path, fields);

/** All that an expert can ask, and what they can get wrong. */
async function everything(): Promise<[string, string][]> {
  const lists = ['', '?q=ACR', '?q=Ente', '?q=P-', '?q=MICS-2024', '?sort=-acronym', '?sort=lead', '?sort=-lead', '?format=csv', '?f.lead=Uno'];
  const of = (id: string) =>
    ['', '/print', '/discussion', '/documents/proposal-1', '/documents/proposal-1?read=1', '/documents/application-1', `/documents/${'0'.repeat(64)}`].map(
      (p) => `/reviews/${id}${p}`,
    );
  const pages = [
    ...lists.map((l) => `/reviews${l}`),
    ...of(mine),
    ...of(done),
    `/calls/${world.callId}/conflicts`,
    `/calls/${world.callId}/panel`,
    `/calls/${world.callId}/meetings`,
  ];
  const api = [
    ...lists.map((l) => `/api/reviews${l}`),
    `/api/reviews/${mine}`,
    `/api/reviews/${done}`,
    `/api/reviews/${done}/discussion`,
    `/api/calls/${world.callId}/conflicts`,
  ];
  const gets = [...pages, ...pages.map((p) => `/en${p}`), ...api];
  const wrong: [string, Record<string, string>][] = [
    [`/reviews/${mine}/submission`, {}],
    [`/reviews/${mine}/refusal`, { kind: 'conflict', text: 'no' }],
    [`/reviews/${done}/messages`, { body: '' }],
    [`/calls/${world.callId}/conflicts`, { organisations: 'Ente Uno' }],
    [`/calls/${world.callId}/conflicts`, { organisations: 'Ente Uno', noSearch: 'on', confidentiality: 'on' }],
  ];
  const answers: [string, string][] = [];
  for (const path of gets) answers.push([path, (await seen(path)).all]);
  for (const [path, fields] of wrong) answers.push([`POST ${path}`, (await seen(path, fields)).all]);
  return answers;
}

test('an expert never learns who proposes: whoever does, every list, page, file, refusal and answer is the same', async () => {
  await seen(`/reviews/${mine}/submission`, {});
  const one = await everything();
  expect(one.filter(([, all]) => all.startsWith('200')).length).toBeGreaterThan(40);
  expect(
    one.filter(([, all]) => /ACRUno|Ente Uno|Titolo di|Prof\. |MICS-2024-9/.test(all.replaceAll(/<textarea[\s\S]*?<\/textarea>/g, ''))).map(([p]) => p),
  ).toEqual([]);
  await propose('Due', 1);
  const other = await everything();
  expect(other.filter(([, all], i) => all !== one[i]![1]).map(([p]) => p)).toEqual([]);
  // The office sees it, and the code by which the experts speak of it.
  asks = chair;
  const panel = (await seen(`/calls/${world.callId}/panel/${applications[0]}`)).text;
  expect(panel).toContain('ACRDue0');
  expect(panel).toMatch(/P-[0-9A-F]{8}/);
});

test('reads the answers that say nothing of it, the cost of all together, and the documents that the call lets through, without their properties', async () => {
  const page = (await seen(`/en/reviews/${mine}`)).text;
  for (const shown of ['Che cosa si propone', 'Double-blind review', '200,000', 'proposal-1.pdf']) expect(page).toContain(shown);
  const file = await app.request(`http://localhost/reviews/${mine}/documents/proposal-1`);
  expect(file.headers.get('content-disposition')).toContain('proposal-1.pdf');
  expect(Buffer.from(await file.arrayBuffer())).toEqual(namelessPdf(stored));
  expect((await seen(`/reviews/${mine}/documents/proposal-1/reading`, {})).to).toBe(`/reviews/${mine}#documents`);
  expect((await seen(`/reviews/${mine}`)).text).toContain('Documenti letti: 1 su 1.');
  const kept = stored;
  stored = Buffer.from('%PDF-1.4 /Encrypt 3 0 R %%EOF');
  const refused = await seen(`/en/reviews/${mine}/documents/proposal-1`);
  expect([refused.status, refused.text.includes('cannot be shown without what it says of its author')]).toEqual([409, true]);
  stored = kept;
});

test('letters to experts name no proposal and nobody who proposes', async () => {
  const { rows } = await t.house.pool.query('select subject, body from mail_messages where recipient = $1', [ada.email]);
  const said = JSON.stringify(rows);
  expect(said.length).toBeGreaterThan(200);
  expect(said).not.toMatch(/Università \d|PRJ\d|Titolo riservato|MICS-2024-\d/);
});

test('whom an expert has to do with is named blindly: what it bars is not said, the office sees what it has to look at, and later it is too late', async () => {
  asks = world.office;
  const office = (await seen(`/en/calls/${world.callId}/conflicts-found`)).text;
  expect(office).toContain('Ente mai visto');
  expect([office.match(/looked at already/g)?.length, office.match(/to be checked</g)?.length]).toEqual([1, 1]);
  asks = ada;
  const page = (await seen(`/calls/${world.callId}/conflicts`)).text;
  expect(page).not.toMatch(/MICS-2024|Ente (Uno|Due)/);
  const late = await declareConflicts(t.house, ada, world.callId, {
    answers: {},
    noneElse: true,
    noSearch: true,
    confidentiality: true,
    ties: [{ kind: 'person', name: 'Anna Proponente', why: '' }],
  }).catch((e: { reasons: { code: string }[] }) => e.reasons[0]!.code);
  expect(late).toBe('conflict.tiesTooLate');
  expect(
    await declareConflicts(t.house, ada, world.callId, { answers: {}, noneElse: true, confidentiality: true }).catch(
      (e: { reasons: { code: string }[] }) => e.reasons[0]!.code,
    ),
  ).toBe('conflict.noSearchNeeded');
});

test('the office tells who proposed once the ranking is out, and not before; then the experts see the whole', async () => {
  const codes = (who: Actor) =>
    revealProposers(t.house, who, world.callId).then(
      () => 'done',
      (e: { reasons: { code: string }[] }) => e.reasons.map((r) => r.code).join(),
    );
  expect(await codes(world.office)).toBe('review.notRankedYet');
  await act(t.house, null, 'test.rank', 'ranking/1', ({ record }) => record({ kind: 'ranking.published', subject: 'ranking/1', body: { call: world.callId } }));
  expect((await seen(`/reviews/${done}`)).text).not.toContain('ACRDue');
  expect(await codes(ada)).toBe('notFound');
  asks = world.office;
  expect((await seen(`/calls/${world.callId}/reviews`)).text).toContain(`action="/calls/${world.callId}/reviews/reveal"`);
  expect((await post(`/calls/${world.callId}/reviews/reveal`, {})).to).toBe(`/calls/${world.callId}/reviews#reveal`);
  expect(await codes(world.office)).toBe('review.revealedAlready');
  asks = ada;
  const page = (await seen(`/reviews/${done}`)).text;
  expect(page).toContain('ACRDue');
  expect(page).toContain('MICS-2024-9');
  expect((await seen('/reviews')).text).toContain('Ente Due');
});
