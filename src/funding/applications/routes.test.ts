import { verifyReceipt } from '#src/house/commands/receipt.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '#src/core/actor.ts';
import { euros } from '#src/core/money.ts';
import { explain } from '#src/house/explain.ts';
import { statements } from '#src/plumbing/database/database.ts';
import {
  aCompleteDraft,
  anOrganisation,
  aPerson,
  answersFor,
  applicationsScene,
  fullDraft,
  pdf,
  serveApplications,
  signedPdf,
} from '../../../test/factories/applications.ts';
import { testHouse, type TestHouse } from '../../../test/database.ts';
import { saveDraft } from './actions/draft.ts';
import { addPartner } from './actions/members.ts';
import { uploadDocument } from './actions/documents.ts';
import { startApplication } from './actions/start.ts';
import { submitApplication } from './actions/submit.ts';
import { applicationById } from './queries/application.ts';
import { linesOfMember, partStamp } from './rules/consortium.ts';
import { stepsOf } from './rules/steps.ts';

const at = '2026-02-10T10:00:00.000Z';
const stranger = '11111111-1111-4111-8111-111111111111';
let t: TestHouse;
let s: Awaited<ReturnType<typeof applicationsScene>>;
let as: ReturnType<typeof serveApplications>;
beforeAll(async () => {
  t = await testHouse({ at });
  s = await applicationsScene(t.house);
  as = serveApplications(t.house);
});
afterAll(() => t.end());

const begin = (actor = s.applicant, lead = s.lead.id) => startApplication(t.house, actor, { callId: s.call.id, organisationId: lead });
/** The words of a reason, as the page says them. */
const said = (code: string, params = {}) => explain({ code, params }, 'it');
const read = async (id: string) => (await applicationById(t.house.db, id))!;
const inMain = async (response: Response) => /<main[\s\S]*<\/main>/.exec(await response.text())![0];

/** Another enterprise with someone who acts for it, so that tests do not meet in limits per applicant. */
async function another(name: string) {
  const organisation = await anOrganisation(t.house, name, 'enterprise');
  return { organisation, actor: await aPerson(t.house, name, [], [organisation.id]) };
}

describe('starting', () => {
  test('the page offers one’s own organisations; sending it leads to the first step, the same key to the same application', async () => {
    const page = await inMain(await as(s.applicant).get('/calls/test-call/applications/new'));
    expect(page).toContain('Tessitura Alfa S.r.l.');
    expect(page).not.toContain('Filati Beta');
    const form = { organisationId: s.lead.id, idempotencyKey: 'start-key-1' };
    const first = await as(s.applicant).post('/calls/test-call/applications', form);
    expect([first.status, first.headers.get('location')]).toEqual([303, expect.stringMatching(/^\/applications\/[0-9a-f-]{36}\/sections\/identity$/)]);
    expect((await as(s.applicant).post('/calls/test-call/applications', form)).headers.get('location')).toBe(first.headers.get('location'));
  });

  test('not for someone else’s organisation, not without one, not under a call that is not there', async () => {
    const foreign = await as(s.applicant).post('/calls/test-call/applications', { organisationId: s.second.id });
    expect(foreign.status).toBe(403);
    expect(await foreign.text()).toContain('form');
    expect((await as(s.applicant).post('/calls/test-call/applications', { organisationId: 'x' })).status).toBe(422);
    expect((await as(s.applicant).post('/calls/none/applications', { organisationId: s.lead.id })).status).toBe(404);
    expect(await (await as(await aPerson(t.house, 'Senza')).get('/calls/test-call/applications/new')).text()).toContain(said('application.noOrganisation'));
  });
});

describe('every page', () => {
  test('of one’s own application opens in both languages, complete or not', async () => {
    const { actor, organisation } = await another('Pagine');
    for (const id of [await begin(actor, organisation.id), await aCompleteDraft(t.house, actor, s.call, organisation.id)]) {
      for (const step of ['', '/dossier', '/submission', ...stepsOf(s.call, answersFor(s.call)).map((x) => `/${x}`)]) {
        for (const prefix of ['', '/en']) {
          const response = await as(actor).get(`${prefix}/applications/${id}${step}?saved=budget`);
          expect([response.status, step]).toEqual([200, step]);
        }
      }
    }
  });

  test('is not there for strangers, the project is the lead’s to change, and for the office what was submitted', async () => {
    const { actor, organisation } = await another('Vista');
    const id = await aCompleteDraft(t.house, actor, s.call, organisation.id);
    expect((await as(null).get(`/applications/${id}`)).headers.get('location')).toBe(`/sign-in?next=${encodeURIComponent(`/applications/${id}`)}`);
    for (const someone of [s.office, s.partner])
      for (const path of ['', '/budget', '/receipt', '/submission']) expect((await as(someone).get(`/applications/${id}${path}`)).status).toBe(404);
    await addPartner(t.house, actor, id, s.second.id);
    const partners = await inMain(await as(s.partner).get(`/applications/${id}/project`));
    expect(partners).toContain('Partner, progetto, presentazione e ritiro spettano a chi agisce per l’organizzazione capofila');
    expect(partners).not.toContain('<form');
    expect((await as(s.partner).post(`/applications/${id}/project`, { revision: '1', mainSpoke: '1', spokes: ['1'] })).status).toBe(403);
    await saveDraft(t.house, actor, id, fullDraft(s.call, organisation.id, (await read(id)).revision));
    const receipt = await submitApplication(t.house, actor, id, { arrivedAt: new Date(at), idempotencyKey: 'seen-by-office' });
    await saveDraft(t.house, actor, id, { ...fullDraft(s.call, organisation.id, (await read(id)).revision), answers: answersFor(s.call, 'Ripensato dopo') });
    expect(await inMain(await as(s.office).get(`/applications/${id}/dossier`))).not.toContain('Ripensato dopo');
    expect(await inMain(await as(actor).get(`/applications/${id}/dossier`))).toContain('Ripensato dopo');
    expect((await as(s.office).get(`/applications/${id}/budget`)).headers.get('location')).toBe(`/applications/${id}/dossier`);
    const overview = await inMain(await as(s.office).get(`/applications/${id}`));
    expect(overview).toContain(receipt.protocol);
    expect(overview).not.toContain('Ripensato dopo');
    expect((await as(s.office).get(`/applications/${id}/snapshots/${receipt.protocol}`)).headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect((await as(s.office).get(`/applications/${id}/snapshots/MICS-2026-999999`)).status).toBe(404);
    expect(await (await as(s.office).get(`/applications/${id}/receipt?format=json`)).json()).toMatchObject({
      protocol: receipt.protocol,
      sha256: receipt.sha256,
      supersededAt: null,
    });
  });

  test('costs the same number of statements for one participant and for many', async () => {
    const { actor, organisation } = await another('Conta');
    const id = await begin(actor, organisation.id);
    const count = async () => {
      const before = statements.count;
      await as(actor).get(`/applications/${id}/budget`);
      return statements.count - before;
    };
    const alone = await count();
    for (let i = 0; i < 5; i++) await addPartner(t.house, actor, id, (await anOrganisation(t.house, `Partner ${i}`, 'enterprise')).id);
    expect([alone, await count()]).toEqual([3, 3]);
  });
});

describe('saving', () => {
  test('a section: goes on to the next, keeps line ends and numbers in one spelling, names the application', async () => {
    const id = await begin();
    const saved = await as(s.applicant).post(`/applications/${id}/sections/identity`, {
      revision: '1',
      title: '  Fibre nuove ',
      acronym: 'FIBRA',
      abstract: 'Una riga\r\nun’altra\u0000',
    });
    expect([saved.status, saved.headers.get('location')]).toEqual([303, `/applications/${id}/sections/idea?saved=sections%2Fidentity`]);
    await as(s.applicant).post(`/applications/${id}/sections/idea`, { revision: '2', trlStart: '3,0', next: 'stay' });
    const { proposal, revision } = await read(id);
    expect([proposal.title, proposal.acronym, revision]).toEqual(['Fibre nuove', 'FIBRA', 3]);
    expect(proposal.answers).toMatchObject({ identity: { abstract: 'Una riga\nun’altra' }, idea: { trlStart: '3.0' } });
    expect(await inMain(await as(s.applicant).get(`/applications/${id}/sections/idea?saved=${encodeURIComponent('sections/identity')}`))).toContain(
      'Questa parte è completa',
    );
  });

  test('what does not fit comes back as it was typed, with its reason, and nothing is kept', async () => {
    const id = await begin();
    const typed = { revision: '1', title: '<script>alert(1)</script>', acronym: 'x'.repeat(31), abstract: 'ok' };
    const response = await as(s.applicant).post(`/applications/${id}/sections/identity`, typed);
    expect(response.status).toBe(422);
    const page = await inMain(response);
    expect(page).toContain('&lt;script>alert(1)&lt;/script>');
    expect(page).not.toContain('<script>alert');
    expect(page).toContain('x'.repeat(31));
    expect(page).toContain('31 caratteri, il massimo è 30. Occorre toglierne 1.');
    expect((await read(id)).proposal.answers).toEqual({});
    expect((await as(s.applicant).post(`/applications/${id}/sections/none`, { revision: '1' })).status).toBe(404);
    expect((await as(s.applicant).post(`/applications/${id}/sections/idea`, { revision: '1', trlStart: '12' })).status).toBe(422);
    expect((await as(s.applicant).post(`/applications/${id}/sections/circularity`, { revision: '1', circularStrategy: 'other' })).status).toBe(422);
  });

  test('the second of two editors sees what the first saved, loses nothing, and can decide', async () => {
    const id = await begin();
    const address = `/applications/${id}/sections/identity`;
    expect((await as(s.applicant).post(address, { revision: '1', title: 'Della prima', acronym: '', abstract: '' })).status).toBe(303);
    const second = await as(s.applicant).post(address, { revision: '1', title: 'Della seconda', acronym: '', abstract: '' });
    expect(second.status).toBe(409);
    const page = await inMain(second);
    expect(page).toContain('value="Della seconda"');
    expect(page.replace(/<[^>]+>/g, '')).toContain('Della aggiunto: prima fine');
    const settle = /action="(\/applications\/[^"]*\/conflicts\/\d+)"/.exec(page)![1]!;
    expect((await as(s.applicant).post(settle, { choice: 'written', title: 'Della seconda', '_base.title': '1' })).status).toBe(303);
    expect((await read(id)).proposal.title).toBe('Della seconda');
  });

  test('the project: one Spoke alone is the main one, the main one is among the Spokes, only those of the programme', async () => {
    const id = await begin();
    const project = {
      revision: '1',
      spokes: ['5', '2'],
      mainSpoke: '3',
      sector: 'clothing',
      startsOn: '2026-06-01',
      durationMonths: '12',
      wideDissemination: 'on',
    };
    expect((await as(s.applicant).post(`/applications/${id}/project`, project)).headers.get('location')).toBe(`/applications/${id}/members?saved=project`);
    expect((await read(id)).proposal.facts).toMatchObject({
      mainSpoke: 3,
      spokes: [2, 3, 5],
      sector: 'clothing',
      startsOn: '2026-06-01',
      durationMonths: 12,
      wideDissemination: true,
      mayPublishResults: false,
    });
    await as(s.applicant).post(`/applications/${id}/project`, { revision: '2', spokes: '4', mainSpoke: '', sector: '', startsOn: '', durationMonths: '' });
    expect((await read(id)).proposal.facts).toMatchObject({
      mainSpoke: 4,
      spokes: [4],
      sector: null,
      startsOn: null,
      durationMonths: null,
      wideDissemination: false,
    });
    for (const wrong of [
      { spokes: '9' },
      { sector: 'weapons' },
      { startsOn: '2026-02-30' },
      { startsOn: '20260-01-01' },
      { durationMonths: '0' },
      { durationMonths: '1.5' },
      { mainSpoke: 'x' },
    ] as Record<string, string>[]) {
      expect([(await as(s.applicant).post(`/applications/${id}/project`, { revision: '3', ...wrong })).status, wrong]).toEqual([422, wrong]);
    }
  });

  test('participants: found in the register, added once, with staff that adds up; the lead stays', async () => {
    const id = await begin();
    const found = await inMain(await as(s.applicant).get(`/applications/${id}/members?q=filati`));
    expect(found).toContain('Filati Beta S.r.l.');
    expect((await as(s.applicant).post(`/applications/${id}/partners`, { organisationId: s.second.id })).status).toBe(303);
    expect((await as(s.applicant).post(`/applications/${id}/partners`, { organisationId: s.second.id })).status).toBe(409);
    expect((await as(s.applicant).post(`/applications/${id}/partners`, { organisationId: stranger })).status).toBe(409);
    const seen = async (org: string) => {
      const { proposal } = await read(id);
      return partStamp(
        proposal.facts.members.find((m) => m.id === org)!,
        linesOfMember(proposal, org),
      );
    };
    const of = async (org: string, heads: string, more: Record<string, string> = {}) => ({
      seen: await seen(org),
      region: 'apulia',
      'staff.0.profile': 'Ricercatrice',
      'staff.0.gender': 'f',
      'staff.0.age': 'under30',
      'staff.0.contract': 'phd',
      'staff.0.heads': heads,
      ...more,
    });
    const member = (org: string) => `/applications/${id}/members/${org}`;
    const wrong = await as(s.applicant).post(member(s.lead.id), await of(s.lead.id, 'due'));
    expect([wrong.status, (await inMain(wrong)).includes('value="due"')]).toEqual([422, true]);
    expect((await as(s.applicant).post(member(s.lead.id), await of(s.lead.id, '2', { region: 'atlantis' }))).status).toBe(422);
    expect((await as(s.applicant).post(member(stranger), { ...(await of(s.lead.id, '2')) })).status).toBe(404);
    for (const [org, heads] of [
      [s.lead.id, '2'],
      [s.second.id, '1'],
    ] as const)
      expect(
        (
          await as(s.applicant).post(
            member(org),
            await of(org, heads, {
              'staff.1.profile': 'Tecnico',
              'staff.1.gender': 'm',
              'staff.1.age': '40plus',
              'staff.1.contract': 'toHire',
              'staff.1.newHire': 'on',
              'staff.1.heads': '1',
            }),
          )
        ).status,
      ).toBe(303);
    expect((await read(id)).proposal.facts.members.map((m) => [m.id, m.role, m.region, m.staff])).toEqual([
      [s.lead.id, 'lead', 'apulia', { women: 2, men: 1, under40: 2, newHires: 1 }],
      [s.second.id, 'partner', 'apulia', { women: 1, men: 1, under40: 1, newHires: 1 }],
    ]);
    expect((await as(s.applicant).post(`/applications/${id}/partners/${s.lead.id}/removal`, {})).status).toBe(409);
    expect((await as(s.applicant).post(`/applications/${id}/partners/${s.second.id}/removal`, {})).status).toBe(303);
    expect((await as(s.applicant).post(`/applications/${id}/partners/${s.second.id}/removal`, {})).status).toBe(404);
  });

  test('the budget: amounts as people type them, empty cells are nothing, flat rates are computed', async () => {
    const id = await begin();
    const cell = (category: string, type = 'industrial', org = s.lead.id) => `cost.${org}.${category}.${type}`;
    const saved = await as(s.applicant).post(`/applications/${id}/budget`, {
      revision: '1',
      [cell('personnel')]: '100.000',
      [cell('materials')]: '1.234,56',
      [cell('equipment')]: '',
      next: 'stay',
    });
    expect(saved.headers.get('location')).toBe(`/applications/${id}/budget?saved=budget`);
    const page = await inMain(await as(s.applicant).get(`/applications/${id}/budget`));
    expect(page).toContain(euros(1_500_000, 'it'));
    expect(page).toContain(euros(11_623_456, 'it'));
    expect(page).toContain('value="1.234,56"');
    for (const [name, value] of [
      [cell('personnel'), 'tanto'],
      [cell('personnel'), '-5'],
      [cell('personnel'), '99.999.999.999'],
      [cell('bribes'), '5'],
      [cell('personnel', 'industrial', stranger), '5'],
    ] as const) {
      const refused = await as(s.applicant).post(`/applications/${id}/budget`, { revision: '2', [name]: value, [cell('licences')]: '77' });
      expect([refused.status, name, value]).toEqual([422, name, value]);
      expect(await inMain(refused)).toContain('value="77"');
    }
    expect((await read(id)).proposal.facts.members[0]!.costs).toEqual([
      { category: 'materials', researchType: 'industrial', cents: 123_456 },
      { category: 'personnel', researchType: 'industrial', cents: 10_000_000 },
    ]);
  });

  test('nothing can be saved after the deadline; it can still be read, with the reason', async () => {
    const id = await begin();
    t.setClock('2026-02-20T11:00:00.001Z');
    expect((await as(s.applicant).post(`/applications/${id}/sections/identity`, { revision: '1', title: 'Tardi' })).status).toBe(409);
    const page = await inMain(await as(s.applicant).get(`/applications/${id}/sections/identity`));
    t.setClock(at);
    expect(page).toContain(said('application.closed', { closesAt: '2026-02-20T11:00:00.000Z' }));
    expect((await read(id)).proposal.title).toBe('');
  });
});

test('what no database takes is taken out or names nothing', async () => {
  const id = await begin();
  for (const path of [
    '/calls/%00/applications/new',
    `/applications/${id}%00`,
    `/applications/${id}/snapshots/%00`,
    `/applications/${id}/documents/%00`,
    `/applications/${id}/sections/%00`,
  ])
    expect([(await as(s.applicant).get(path)).status, path]).toEqual([404, path]);
  expect((await as(s.applicant).post('/calls/%00/applications', { organisationId: s.lead.id })).status).toBe(404);
  expect((await as(s.applicant).get(`/applications/${id}/members?q=%00a%00`)).status).toBe(200);
  const { answers } = fullDraft(s.call, s.lead.id, 1);
  const put = await as(s.applicant).json(
    'PUT',
    `/api/applications/${id}`,
    fullDraft(s.call, s.lead.id, 1, { answers: { ...answers, identity: { title: 'A\ud800\u0000B\u202eC', acronym: 'e\u0301', abstract: '' } } }),
  );
  expect(put.status).toBe(200);
  const { proposal } = await read(id);
  expect([proposal.title, proposal.acronym]).toEqual(['A\ufffdB\u202eC', 'é']);
});

describe('documents', () => {
  const upload = (id: string, document: string, bytes: Uint8Array, name = 'a.pdf', organisation = '', actor: Actor = s.applicant) =>
    as(actor).post(`/applications/${id}/documents`, { document, organisation, file: new File([bytes as BlobPart], name, { type: 'application/pdf' }) });

  test('a PDF by its content, in its place, within its limit', async () => {
    const id = await begin();
    expect((await upload(id, 'application', pdf(), '../../etc/pass"wd.PDF')).status).toBe(303);
    const [stored] = (await read(id)).proposal.documents;
    expect(stored).toMatchObject({ document: 'application', organisation: null, fileName: 'passwd.pdf', bytes: pdf().byteLength });
    const back = await as(s.applicant).get(`/applications/${id}/documents/${stored!.sha256}`);
    expect([back.headers.get('content-disposition'), new Uint8Array(await back.arrayBuffer())]).toEqual(["attachment; filename*=UTF-8''passwd.pdf", pdf()]);
    const word = await upload(id, 'application', new TextEncoder().encode('PK not a pdf'), 'a.pdf');
    expect([word.status, (await inMain(word)).includes(said('form.fileType', { expected: 'PDF, p7m' }))]).toEqual([422, true]);
    expect((await upload(id, 'application', new Uint8Array())).status).toBe(422);
    const weighing = (bytes: number) => Buffer.concat([pdf(), Buffer.alloc(bytes - 2 * pdf().length, 32), pdf()]);
    const { maxBytes, source } = s.call.documents[0]!;
    const heavy = await upload(id, 'application', weighing(maxBytes + 1));
    const told = await inMain(heavy);
    expect([heavy.status, told.includes(said('form.fileTooBig', { bytes: maxBytes + 1, maxBytes, of: 'call' })), told.includes(source.ref)]).toEqual([
      422,
      true,
      true,
    ]);
    expect((await upload(id, 'application', weighing(maxBytes))).status).toBe(303);
    expect((await read(id)).proposal.documents).toHaveLength(1);
    for (const [document, organisation] of [
      ['none', ''],
      ['ats', ''],
      ['size', ''],
      ['size', stranger],
    ] as const)
      expect((await upload(id, document, pdf(), 'a.pdf', organisation)).status).toBe(404);
    expect((await upload(id, 'application', pdf(), 'a.pdf', '', s.partner)).status).toBe(404);
    expect((await as(s.partner).get(`/applications/${id}/documents/${stored!.sha256}`)).status).toBe(404);
  });

  test('taken back, it is gone from the draft but not from what was submitted', async () => {
    const { actor, organisation } = await another('Allegati');
    const id = await aCompleteDraft(t.house, actor, s.call, organisation.id);
    await uploadDocument(t.house, actor, id, {
      document: 'application',
      organisation: null,
      fileName: 'firmata.pdf',
      bytes: await signedPdf(t.house, undefined, 'firmata'),
    });
    const sha = (await read(id)).proposal.documents.find((d) => d.document === 'application')!;
    await submitApplication(t.house, actor, id, { arrivedAt: new Date(at), idempotencyKey: 'with-documents' });
    expect((await as(actor).post(`/applications/${id}/documents/${sha.id}/removal`, {})).status).toBe(303);
    expect((await as(actor).post(`/applications/${id}/documents/${sha.id}/removal`, {})).status).toBe(404);
    expect((await read(id)).proposal.documents.some((d) => d.document === 'application')).toBe(false);
    expect((await as(s.office).get(`/applications/${id}/documents/${sha.sha256}`)).status).toBe(200);
  });
});

describe('submitting and withdrawing', () => {
  test('needs the declaration; leads to the receipt; a second click finds the same one', async () => {
    const { actor, organisation } = await another('Invio');
    const id = await aCompleteDraft(t.house, actor, s.call, organisation.id);
    const without = await as(actor).post(`/applications/${id}/submission`, { idempotencyKey: 'submit-key-1' });
    expect([without.status, (await inMain(without)).includes(said('application.declarationMissing'))]).toEqual([422, true]);
    for (let i = 0; i < 2; i++)
      expect((await as(actor).post(`/applications/${id}/submission`, { idempotencyKey: 'submit-key-2', declaration: 'on' })).headers.get('location')).toBe(
        `/applications/${id}/receipt`,
      );
    const receipt = await inMain(await as(actor).get(`/applications/${id}/receipt`));
    expect(receipt).toMatch(/MICS-2026-\d{6}/);
    const again = await as(actor).post(`/applications/${id}/submission`, { idempotencyKey: 'submit-key-3', declaration: 'on' });
    expect([again.status, (await inMain(again)).includes('La domanda è già presentata con questo stesso contenuto')]).toEqual([409, true]);
    expect((await as(actor).post(`/applications/${id}/withdrawal`, {})).status).toBe(303);
    expect(await inMain(await as(actor).get(`/applications/${id}/receipt`))).toContain('Non più valida');
  });

  test('an incomplete one comes back with what is missing, each a link to its place', async () => {
    const id = await begin();
    const response = await as(s.applicant).post(`/applications/${id}/submission`, { idempotencyKey: 'submit-key-4', declaration: 'on' });
    expect(response.status).toBe(422);
    const page = await inMain(response);
    expect(page).toContain(`href="/applications/${id}/sections/identity#f-title"`);
    expect(page).toContain(`href="/applications/${id}/documents#document-size-${s.lead.id}"`);
    expect(page).toContain(`href="/applications/${id}/project#f-durationMonths"`);
  });
});

describe('lists', () => {
  test('listed is readable and readable is listed, for everyone', async () => {
    const { rows } = await t.house.pool.query('select id from applications');
    const ids = rows.map((r) => (r as { id: string }).id);
    expect(ids.length).toBeGreaterThan(10);
    const expert = await aPerson(t.house, 'Esperta', [
      { role: 'expert', scope: null },
      { role: 'chair', scope: null },
    ]);
    const elsewhere = await aPerson(t.house, 'Altrove', [{ role: 'office', scope: 'another-call' }]);
    const auditor = await aPerson(t.house, 'Revisore', [{ role: 'auditor', scope: 'test-call' }]);
    for (const someone of [s.applicant, s.partner, s.office, auditor, expert, elsewhere]) {
      const listed = new Set<string>();
      for (let page = 1; page < 10; page++) {
        const answer = (await (await as(someone).get(`/api/applications?page=${page}`)).json()) as { applications: { id: string }[]; pages: number };
        for (const a of answer.applications) listed.add(a.id);
        if (page >= answer.pages) break;
      }
      const readable = [];
      for (const id of ids) if ((await as(someone).get(`/api/applications/${id}`)).status === 200) readable.push(id);
      expect([...listed].sort(), someone.name).toEqual(readable.sort());
    }
  });

  test('filters, and the same rows as CSV', async () => {
    const page = await inMain(await as(s.office).get('/applications?state=submitted&callId=test-call'));
    expect(page).toContain('Vista');
    expect(/<tbody[\s\S]*<\/tbody>/.exec(page)![0]).not.toContain('Bozza');
    const csv = await as(s.office).get('/applications?format=csv&state=submitted');
    expect(csv.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect((await csv.text()).split('\r\n')[0]).toBe('Domanda;Protocollo;Bando;Capofila;Spoke;Stato;Presentata;Contributo richiesto;Ultima modifica');
  });
});

describe('the API', () => {
  test('the whole life of an application in JSON', async () => {
    const { actor, organisation } = await another('Programma');
    const me = as(actor);
    const started = await me.json('POST', '/api/calls/test-call/applications', { organisationId: organisation.id }, { 'idempotency-key': 'api-start-1' });
    const { id, draft, missing, allowed } = (await started.json()) as {
      id: string;
      draft: { revision: number };
      missing: unknown[];
      allowed: { edit: { ok: boolean } };
    };
    expect([started.status, draft.revision, missing.length > 10, allowed.edit.ok]).toEqual([201, 1, true, true]);
    const put = await me.json('PUT', `/api/applications/${id}`, fullDraft(s.call, organisation.id, 1));
    const saved = (await put.json()) as { draft: unknown; aid: { aidCents: number } };
    expect([put.status, saved.aid.aidCents]).toEqual([200, 16_000_000]);
    expect(saved.draft).toEqual({
      ...fullDraft(s.call, organisation.id, 2),
      members: [expect.objectContaining({ organisationId: organisation.id, region: 'campania' })],
    });
    expect((await me.json('PUT', `/api/applications/${id}`, fullDraft(s.call, organisation.id, 1))).status).toBe(409);
    const early = await me.json('POST', `/api/applications/${id}/submission`, { declaration: true }, { 'idempotency-key': 'api-submit-1' });
    expect(early.status).toBe(422);
    expect(((await early.json()) as { reasons: { at: string }[] }).reasons.map((r) => r.at)).toEqual([
      'documents.application',
      `documents.size.${organisation.id}`,
      'documents.dnsh',
    ]);
    for (const d of ['application', 'dnsh'])
      await uploadDocument(t.house, actor, id, { document: d, organisation: null, fileName: 'x.pdf', bytes: await signedPdf(t.house) });
    await uploadDocument(t.house, actor, id, { document: 'size', organisation: organisation.id, fileName: 'x.pdf', bytes: await signedPdf(t.house) });
    expect((await me.json('POST', `/api/applications/${id}/submission`, { declaration: true })).status).toBe(422);
    const done = await me.json('POST', `/api/applications/${id}/submission`, { declaration: true }, { 'idempotency-key': 'api-submit-2' });
    const receipt = (await done.json()) as { protocol: string };
    expect(done.status).toBe(201);
    expect(await (await me.json('POST', `/api/applications/${id}/submission`, { declaration: true }, { 'idempotency-key': 'api-submit-2' })).json()).toEqual(
      receipt,
    );
    const { evidence, signature, ...proven } = (await (await me.get(`/api/applications/${id}/receipt`)).json()) as {
      format: string;
      evidence: { event: { kind: string } };
      signature: { signature: string };
    };
    expect(proven).toEqual({ format: 'mics-receipt/1', ...receipt, earlier: [] });
    const file = proven;
    expect(verifyReceipt({ ...file, evidence, signature }).checks.map((c) => [c.name, c.ok])).toEqual([
      ['format', true],
      ['receipt', true],
      ['event', true],
      ['inclusion', true],
      ['signature', true],
    ]);
    expect(verifyReceipt({ ...file, protocol: 'MICS-2026-999999', evidence, signature }).ok).toBe(false);
    expect(verifyReceipt({ ...file, submittedAt: '2026-02-01T10:00:00.000Z', evidence, signature }).checks.find((c) => c.name === 'receipt')?.ok).toBe(false);
    expect(((await (await as(s.office).get(`/api/applications/${id}`)).json()) as { snapshot: { title: string } }).snapshot.title).toBe('Fibre dagli scarti');
    expect((await me.json('POST', `/api/applications/${id}/withdrawal`, {})).status).toBe(201);
  });

  test('what is wrong is refused with its place: unknown fields, strangers, doubles, another lead, amounts that are none', async () => {
    const id = await begin();
    const good = fullDraft(s.call, s.lead.id, 1);
    const member = good.members[0]!;
    const put = async (change: object) => {
      const response = await as(s.applicant).json('PUT', `/api/applications/${id}`, { ...good, ...change });
      return [response.status, ((await response.json()) as { reasons: { code: string; at?: string }[] }).reasons.map((r) => `${r.code} ${r.at}`)[0]];
    };
    expect(await put({ members: [member, { ...member, organisationId: stranger }] })).toEqual([422, 'application.noSuchOrganisation members.1']);
    expect(await put({ members: [member, member] })).toEqual([422, 'application.memberAlready members.1']);
    expect(await put({ members: [{ ...member, organisationId: s.second.id }] })).toEqual([422, 'application.leadStays members.0']);
    expect(await put({ members: [{ ...member, under40: 6 }] })).toEqual([422, 'application.tooManyYoung members.0.under40']);
    expect(await put({ members: [{ ...member, costs: [{ category: 'personnel', researchType: 'industrial', cents: 1.5 }] }] })).toEqual([
      422,
      'form.notAnAmount members.0.costs.0.cents',
    ]);
    expect(await put({ answers: { nowhere: {} } })).toEqual([422, 'form.invalid answers.nowhere']);
    expect(await put({ answers: { idea: { trlStart: '77' } } })).toEqual([422, 'application.answerOutOfRange answers.idea.trlStart']);
    expect(await put({ spokes: [99] })).toEqual([422, 'form.invalid spokes']);
    expect(await put({ grantCents: 5 })).toEqual([422, 'form.invalid ']);
    expect((await read(id)).revision).toBe(1);
  });
});
