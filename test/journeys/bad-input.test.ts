import { romeInstant } from '#src/core/time.ts';
import { saveDraft } from '#src/funding/applications/actions/draft.ts';
import { startApplication } from '#src/funding/applications/actions/start.ts';
import { admitTogether } from '#src/funding/screening/actions.ts';
import type { Call } from '#src/funding/calls/schema.ts';
import { actorOf } from '#src/house/seed/example.ts';
import { seedRegister } from '#src/house/seed/experts.ts';
import { judge } from '#src/house/seed/judging.ts';
import { seedPeople } from '#src/partnership/identity/actions.ts';
import { personas } from '#src/partnership/identity/personas.ts';
import type { Person } from '#src/plumbing/signatures/make.ts';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { allDocuments, answersFor, fullDraft } from '../factories/applications.ts';
import { startStage, type Stage, type Visitor } from './browser.ts';
import { answersTo, firstVersion, moreExperts, othersApply, published, seedPartnership, type Partnership } from './partnership.ts';

let stage: Stage;
let partnership: Partnership;
let davide: Visitor;
/** Davide's own draft, complete but for its declaration. */
let draft = '';
/** A draft of someone else. */
let foreign = '';
const bugs: string[] = [];

const call: Call = firstVersion('02-2024');
const base = `/calls/${call.id}`;
const on = (local: string) => stage.setClock(romeInstant(local));
const nobody = '00000000-0000-4000-8000-0000000000ff';
const huge = 'x'.repeat(200_000);
const markup = '<script>document.title = "ran"</script>';
const picture = '<img src=x onerror=ran()>';

beforeAll(async () => {
  vi.spyOn(console, 'error').mockImplementation((...said) => void bugs.push(said.map(String).join(' ').slice(0, 300)));
  stage = await startStage({
    at: romeInstant('2024-02-10T10:00'),
    seed: async (house) => {
      partnership = await seedPartnership(house);
      await published(house, call, romeInstant('2024-01-18T10:00'));
    },
  });
  const { house } = stage;
  const lead = partnership.id('university');
  const actor = actorOf('applicant-research', [lead]);
  draft = await startApplication(house, actor, { callId: call.id, organisationId: lead });
  const cost = (cents: number) => ({ category: 'materials' as const, researchType: 'industrial' as const, cents });
  await saveDraft(
    house,
    actor,
    draft,
    fullDraft(call, lead, 1, {
      sector: null,
      startsOn: '2024-09-16',
      mayPublishResults: false,
      wideDissemination: false,
      members: [{ organisationId: lead, region: 'campania', women: 2, men: 2, under40: 1, newHires: 0, costs: [cost(20_000_000)] }],
    }),
  );
  await allDocuments(house, actor, draft, personas.find((p) => p.id === 'applicant-research') as Person);
  const other = partnership.id('institute');
  foreign = await startApplication(house, actorOf('applicant-enterprise', [other]), { callId: call.id, organisationId: other });
  davide = await stage.signInAs('applicant-research');
});

afterEach(() => expect(bugs.splice(0).filter((line) => line.startsWith('bug'))).toEqual([]));
afterAll(() => {
  vi.restoreAllMocks();
  return stage?.end();
});

const value = (name: string) => davide.page.locator(`main [name="${name}"]`).first().inputValue();
const ownPart = () => `/applications/${draft}/members/${partnership.id('university')}`;
const cell = () => `cost.${partnership.id('university')}.materials.industrial`;

test('what is typed comes back, with the reason at its field', async () => {
  const section = call.form.sections.find((s) => s.id === 'idea')!;
  await davide.visit(`/applications/${draft}/sections/idea`);
  await davide.fill({ ...answersTo(section, { title: '', acronym: '', text: 'Breve.' }), objectives: huge, trlStart: 'tre' });
  await davide.press('Salva e continua', { status: 422 });
  expect(await value('objectives')).toBe(huge);
  expect(await value('trlStart')).toBe('tre');
  await davide.sees('200.000 caratteri, il massimo è 4.000', 'inserire un numero');

  await davide.visit(`/applications/${draft}/project`);
  await davide.fill({ durationMonths: 'dodici', spokes: ['2', '5'] });
  await davide.press('Salva e continua', { status: 422 });
  expect(await value('durationMonths')).toBe('dodici');
  expect(await davide.page.locator('[name=spokes]:checked').count()).toBe(2);

  await davide.visit(ownPart());
  await davide.fill({ 'staff.0.heads': '-3', 'staff.1.heads': '2,5', 'staff.0.profile': huge.slice(0, 5000) });
  await davide.press('Salva e torna ai partecipanti', { status: 422 });
  expect([await value('staff.0.heads'), await value('staff.1.heads')]).toEqual(['-3', '2,5']);

  await davide.visit(`/applications/${draft}/budget`);
  await davide.fill({ [cell()]: '1.2.3,4,5' });
  await davide.press('Salva e ricalcola', { status: 422 });
  expect(await value(cell())).toBe('1.2.3,4,5');
});

test('a document that is none, that is empty or too heavy is refused in its place', async () => {
  const place = () => davide.page.locator('main form:has(input[type=file])').first();
  const page = Buffer.from('<html>not a PDF</html>');
  for (const buffer of [page, Buffer.alloc(0), Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(6_000_000, 32)])]) {
    await davide.visit(`/applications/${draft}/documents`);
    const file = { name: `${picture}.pdf`, mimeType: 'application/pdf', buffer };
    if (buffer.length > 0) {
      // In pieces, where script runs: the same words at the field, without leaving the page.
      await davide.fill({ file }, place());
      await place()
        .getByRole('button', { name: /^(Carica|Sostituisci)/ })
        .click();
      await place().getByRole('alert').waitFor();
      expect(await place().locator('input[type=file]').getAttribute('aria-invalid')).toBe('true');
      await davide.look();
      await davide.visit(`/applications/${draft}/documents`);
    }
    // As a form, which is all there is where the way for pieces cannot be opened.
    await place().evaluate((form: HTMLElement) => (form.dataset['plain'] = 'yes'));
    await davide.fill({ file }, place());
    await davide.press(/^(Carica|Sostituisci)/, { within: place(), status: 422 });
    expect(await place().locator('.m-invalid').count()).toBe(1);
  }
});

test('markup is text on every page that shows it, and never runs', async () => {
  const section = call.form.sections.find((s) => s.id === 'identity')!;
  await davide.visit(`/applications/${draft}/sections/identity`);
  await davide.fill({ ...answersTo(section, { title: `Fibre ${markup}`, acronym: picture, text: '' }), abstract: `</textarea>${markup}` });
  await davide.press('Salva e continua');
  for (const path of [
    `/applications/${draft}/sections/identity`,
    `/applications/${draft}`,
    `/applications/${draft}/dossier`,
    `/applications/${draft}/submission`,
    '/applications',
    `/applications?q=${encodeURIComponent(markup)}`,
    `/partners?q=${encodeURIComponent(picture)}`,
    `/sign-in?next=${encodeURIComponent(`javascript:${markup}`)}`,
  ]) {
    await davide.visit(path);
    expect(await davide.page.title()).not.toBe('ran');
    const html = await davide.page.content();
    expect(html.includes('<script>document') || html.includes('<img src=x') || html.includes('<img src="x"'), path).toBe(false);
  }
});

test('two tabs: the second is told, and loses nothing', async () => {
  const second = await davide.context.newPage();
  await davide.visit(`/applications/${draft}/project`);
  await second.goto(davide.href(`/applications/${draft}/project`));
  await davide.fill({ durationMonths: '10' });
  await davide.press('Salva e resta qui');
  await second.locator('[name=durationMonths]').fill('11');
  const [answer] = await Promise.all([second.waitForNavigation(), second.getByRole('button', { name: 'Salva e continua' }).click()]);
  expect(answer!.status()).toBe(409);
  expect(await second.locator('[name=durationMonths]').inputValue()).toBe('11');
  expect(await second.locator('main').innerText()).toContain('Valore salvato nel frattempo: «10».');
  await second.close();
});

test('what is not there, or not yours, is not found', async () => {
  const steps = ['', '/project', '/members', '/budget', '/documents', '/submission', '/dossier', '/receipt', '/sections/idea'];
  for (const step of steps) expect((await davide.get(`/applications/${foreign}${step}`)).status(), step).toBe(404);
  for (const id of [nobody, 'x', '%27%3B--', '%00', 'a'.repeat(3000)]) {
    for (const path of [
      `/applications/${id}`,
      `/calls/${id}`,
      `/calls/${id}/ranking`,
      `/calls/${id}/awards`,
      `/calls/${id}/versions`,
      `/partners/${id}`,
      `/organisations/${id}`,
      `/decrees/${id}`,
      `/spokes/${id}`,
      `/calls/${call.id}/versions/${id}`,
      `/applications/${draft}/sections/${id}`,
      `/applications/${draft}/documents/${id}`,
    ]) {
      expect((await davide.get(path)).status(), path).toBe(404);
    }
  }
  for (const [path, form] of [
    [`/applications/${foreign}/project`, { revision: '1', durationMonths: '9' }],
    [`/applications/${foreign}/budget`, { revision: '1' }],
    [`/applications/${foreign}/withdrawal`, {}],
    [`/applications/${foreign}/submission`, { declaration: 'on', idempotencyKey: 'not-your-own' }],
  ] as [string, Record<string, string>][])
    expect((await davide.post(path, form)).status(), path).toBe(404);
  await davide.visit(`/applications/${foreign}`, 404);
});

test('a form on another site does nothing', async () => {
  const before = await stage.house.db.selectFrom('applications').select(['state', 'revision']).where('id', '=', draft).executeTakeFirstOrThrow();
  const targets: [string, Record<string, string>][] = [
    [`/applications/${draft}/withdrawal`, {}],
    [`/applications/${draft}/project`, { revision: String(before.revision), durationMonths: '1' }],
    [`/applications/${draft}/submission`, { declaration: 'on', idempotencyKey: 'from-another-site' }],
    [`${base}/applications`, { organisationId: partnership.id('university') }],
    ['/sign-out', {}],
  ];
  for (const headers of [
    { origin: 'https://elsewhere.example' },
    { origin: 'null' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
  ] as Record<string, string>[]) {
    for (const [path, form] of targets) expect((await davide.post(path, form, headers)).status(), `${path} ${JSON.stringify(headers)}`).toBe(403);
  }
  // Another host name of the same machine is another site to the browser.
  const elsewhere = await davide.context.newPage();
  await elsewhere.route('http://localhost:9/', (route) =>
    route.fulfill({
      contentType: 'text/html',
      body: `<form method="post" action="${davide.href(`/applications/${draft}/withdrawal`)}"><button>Vinci un premio</button></form>`,
    }),
  );
  await elsewhere.goto('http://localhost:9/');
  await Promise.all([elsewhere.waitForNavigation(), elsewhere.getByRole('button').click()]);
  await elsewhere.close();
  expect(await stage.house.db.selectFrom('applications').select(['state', 'revision']).where('id', '=', draft).executeTakeFirstOrThrow()).toEqual(before);
});

test('a double click starts one application and hands in one', async () => {
  await davide.visit(`${base}/applications/new`);
  const form = { organisationId: partnership.id('university'), idempotencyKey: await davide.page.locator('form [name=idempotencyKey]').last().inputValue() };
  const started = await Promise.all([
    davide.post(`${base}/applications`, form),
    davide.post(`${base}/applications`, form),
    davide.post(`${base}/applications`, form),
  ]);
  expect(started.map((r) => r.status())).toEqual([303, 303, 303]);
  expect(new Set(started.map((r) => r.headers()['location'])).size).toBe(1);
  const twin = /[0-9a-f-]{36}/.exec(started[0]!.headers()['location']!)![0];
  expect((await davide.post(`/applications/${twin}/withdrawal`, {})).status()).toBe(303);

  await davide.visit(`/applications/${draft}/sections/identity`);
  await davide.fill(answersFor(call)['identity'] as Record<string, string>);
  await davide.press('Salva e continua');
  await davide.visit(`/applications/${draft}/submission`);
  const key = await davide.page.locator('form [name=idempotencyKey]').last().inputValue();
  const handedIn = await Promise.all([1, 2, 3].map(() => davide.post(`/applications/${draft}/submission`, { declaration: 'on', idempotencyKey: key })));
  expect(handedIn.map((r) => r.status())).toEqual([303, 303, 303]);
  const submissions = await stage.house.db.selectFrom('submissions').select('protocol').where('application_id', '=', draft).execute();
  expect(submissions).toEqual([{ protocol: 'MICS-2024-000001' }]);
  const again = await davide.post(`/applications/${draft}/submission`, { declaration: 'on', idempotencyKey: 'another-key-of-mine' });
  expect(again.status()).toBe(409);
});

test('past the deadline every form says when it ran out, and still holds what was typed', async () => {
  on('2024-02-21T11:59');
  const late = async (path: string, typed: Record<string, string>, button: string) => {
    await davide.visit(path);
    await davide.fill(typed);
    on('2024-02-21T12:01');
    await davide.press(button, { status: 409 });
    await davide.sees('21 febbraio 2024, ore 12:00');
    for (const [name, text] of Object.entries(typed)) expect(await value(name)).toBe(text);
    on('2024-02-21T11:59');
  };
  await late(`/applications/${draft}/sections/idea`, { objectives: 'Scritto all’ultimo minuto, e non perduto.' }, 'Salva e continua');
  await late(`/applications/${draft}/project`, { durationMonths: '14' }, 'Salva e continua');
  await late(
    ownPart(),
    { 'staff.0.heads': '9', 'staff.0.profile': 'Ricerca', 'staff.0.contract': 'phd', 'staff.0.age': '30to39' },
    'Salva e torna ai partecipanti',
  );
  await late(`/applications/${draft}/budget`, { [cell()]: '210.000,00' }, 'Salva e ricalcola');
  stage.setClock('2024-02-21T11:00:00.001Z');
  const tooLate = await davide.post(`/applications/${draft}/submission`, { declaration: 'on', idempotencyKey: 'one-millisecond' });
  expect(tooLate.status()).toBe(409);
  expect(await tooLate.text()).toContain('12:00:00');
  await davide.visit(`${base}/applications/new`);
  await davide.sees('21 febbraio 2024');
});

test('the office’s and the experts’ forms keep what was typed as well', async () => {
  on('2024-02-20T10:00');
  const others = await othersApply(
    stage.house,
    call,
    {
      funded: [
        { enterprises: 0, research: 1 },
        { enterprises: 0, research: 1 },
      ],
      runnersUp: [],
      weak: [],
      excluded: [],
      totalCents: 60_000_000,
      enterprisesFrom: 0,
      researchFrom: 0,
      acronymFrom: 10,
    },
    romeInstant('2024-02-12T10:00'),
  );
  const office = await stage.signInAs('office');
  const typed = (visitor: Visitor, name: string) => visitor.page.locator(`main [name="${name}"]`).first().inputValue();

  await office.visit('/calls/new');
  await office.fill({ definition: `{"id": "${markup}", "x": "${huge}"}` });
  await office.press('Controlla e salva la bozza', { status: 422 });
  expect(await typed(office, 'definition')).toContain(markup);

  await office.visit(`${base}/acts`);
  const extension = office.page.locator('form:has([name=kind][value=deadlineExtension])');
  await office.page.locator('details.m-confirm:has([name=kind][value=deadlineExtension]) > summary').click();
  await office.fill({ ref: 'Avviso di proroga', on: '2024-02-20', to: '2024-03-01T12:00' }, extension);
  on('2024-03-01T10:00');
  await office.press('Proroga la scadenza', { within: extension, status: 409 });
  expect(await extension.locator('[name=ref]').inputValue()).toBe('Avviso di proroga');

  await office.visit(`${base}/screening/${others[0]!.applicationId}`);
  await office.page.locator('details:has([name=written]) > summary').click();
  await office.fill({ outcome: 'excluded', written: markup, note: huge }, office.page.locator('main form:has([name=outcome])'));
  await office.press('Registra la decisione', { status: 422 });
  expect(await typed(office, 'written')).toBe(markup);
  const decision = { outcome: 'admitted', verified: 'all', idempotencyKey: 'double-click' };
  await Promise.all([1, 2].map(() => office.post(`${base}/screening/${others[0]!.applicationId}`, decision)));
  expect((await stage.house.db.selectFrom('screening_decisions').select('id').where('application_id', '=', others[0]!.applicationId).execute()).length).toBe(1);
  expect((await office.post(`${base}/screening/${nobody}`, decision)).status()).toBe(404);
  await admitTogether(stage.house, actorOf('office'), call.id, [draft, others[1]!.applicationId]);

  await seedPeople(stage.house, moreExperts);
  await office.visit(`${base}/experts`);
  await office.fill({ email: markup, maxLoad: 'otto' });
  await office.press('Aggiungi', { status: 422 });
  expect([await typed(office, 'email'), await typed(office, 'maxLoad')]).toEqual([markup, 'otto']);
  const experts = [...personas.filter((p) => p.id.startsWith('expert')), ...moreExperts];
  const judges = {
    people: experts,
    experts: experts.map((person) => ({
      person,
      profile: { employerId: null, region: 'lazio' as const, gender: 'f' as const, spokes: [3], sectors: [], keywords: '' },
      publications: [],
    })),
  };
  const applied = [{ applicationId: draft, proposal: others[0]!.proposal }, ...others];
  on('2024-03-10T10:00');
  await seedRegister(stage.house, judges);
  await judge(
    { house: stage.house, office: actorOf('office'), judges } as unknown as Parameters<typeof judge>[0],
    call,
    applied,
    romeInstant('2024-03-02T10:00'),
    0,
  );

  on('2024-03-20T10:00');
  const reviews = await stage.house.db.selectFrom('review_assignments').select(['id', 'person_id as person']).orderBy('id').execute();
  const owner = personas.find((p) => p.id.startsWith('expert') && reviews.some((r) => r.person === p.personId))!;
  const expert = await stage.signInAs(owner.id);
  const mine = reviews.find((r) => r.person === owner.personId)!;
  const notMine = reviews.find((r) => r.person !== owner.personId)!;
  await expert.visit(`/reviews/${notMine.id}`, 404);
  expect((await expert.post(`/reviews/${notMine.id}`, { revision: '1' })).status()).toBe(404);
  await expert.visit(`/reviews/${mine.id}`);
  await expert.fill({ 'points.excellence': 'molti', 'motivation.excellence': markup, summary: picture });
  await expert.press('Presenta la valutazione', { status: 422 });
  expect([await typed(expert, 'points.excellence'), await typed(expert, 'motivation.excellence'), await typed(expert, 'summary')]).toEqual([
    'molti',
    markup,
    picture,
  ]);
  await expert.visit(`/reviews/${mine.id}`);
  expect(await expert.page.title()).not.toBe('ran');
  const toLong = await expert.post(`/reviews/${mine.id}`, { revision: '2', 'motivation.excellence': huge });
  expect([409, 422]).toContain(toLong.status());
  expect(await toLong.text()).toContain(huge);
});

test('who takes no part finds no application, no check and no panel', async () => {
  const marta = await stage.signInAs('applicant-enterprise');
  await marta.visit(`/applications/${draft}`, 404);
  await marta.visit(`${base}/screening/${draft}`, 403);
  await marta.visit(`${base}/panel`, 403);
  await marta.visit('/calls/new', 403);
});
