import type { Actor } from '#src/core/actor.ts';
import { jobTasks } from '#src/house/jobs.ts';
import { frame } from '#src/house/frame.tsx';
import { web } from '#src/house/web.ts';
import { seedPersonas } from '#src/partnership/identity/actions.ts';
import { personaOf, personas } from '#src/partnership/identity/personas.ts';
import { actorOf } from '#src/partnership/identity/queries.ts';
import { renderPdf } from '#src/plumbing/documents/pdf.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testHouse, type TestHouse } from '../../../test/database.ts';
import { addPerson, registerOrganisation } from './actions.ts';
import { organisationApi } from './api.ts';
import { can } from './policy.ts';
import { legalRepresentativesOn, textsOfMany } from './queries/profile.ts';
import { staffRegister, storedDocumentsValidOn } from './queries/register.ts';
import { organisationDoors } from './routes.tsx';

let t: TestHouse;
let id: string;
const who = (persona: string): Promise<Actor | null> => actorOf(t.house.db, personas.find((p) => p.id === persona)!.personId);
let app: ReturnType<typeof web>;

beforeAll(async () => {
  t = await testHouse({ at: '2024-01-20T09:00:00Z' });
  await seedPersonas(t.house);
  app = web({
    house: t.house,
    doors: [...organisationDoors, ...organisationApi],
    identify: async (headers) => {
      const persona = personaOf(headers.get('x-persona') ?? '');
      return persona ? actorOf(t.house.db, persona.personId) : null;
    },
    assets: { address: (name) => name, serve: () => new Response() },
    frame: frame({ acronym: 'MICS', name: { it: 'M', en: 'M' }, projectCode: '', cup: '' }),
  });
  const marta = await who('applicant-enterprise');
  const made = await registerOrganisation(
    t.house,
    marta,
    {
      legalName: 'Conceria Prova S.r.l.',
      shortName: 'Conceria Prova',
      kind: 'enterprise',
      ownership: 'private',
      sizeClass: 'micro',
      fiscalCode: '80054330586',
      vatNumber: null,
      ror: null,
      ipaCode: null,
      region: 'campania',
      city: 'Solofra',
      website: null,
      notSimilar: false,
    },
    null,
  );
  id = made.id;
  await addPerson(t.house, await who('applicant-enterprise'), id, { email: personas.find((p) => p.id === 'applicant-research')!.email, role: 'member' });
});
afterAll(() => t.end());

const isForm = (body: unknown): body is FormData => body instanceof FormData;
function ask(persona: string, path: string, body?: Record<string, string> | FormData): Promise<Response> {
  return Promise.resolve(
    app.fetch(
      new Request(`http://localhost:3000${path}`, {
        headers: { 'sec-fetch-site': 'same-origin', 'x-persona': persona },
        ...(body && { method: 'POST', body: isForm(body) ? body : new URLSearchParams(body) }),
      }),
    ),
  );
}
const shown = async (answer: Response) => (await answer.text()).replaceAll('&#39;', "'");
const part = (rest: string) => `/organisations/${id}/${rest}`;
const representative = 'applicant-enterprise';
const member = 'applicant-research';
const events = async () =>
  (await t.house.db.selectFrom('evidence_events').select(['kind', 'body']).where('subject', '=', `organisations/${id}`).orderBy('id').execute()).map((e) => ({
    kind: e.kind,
    body: e.body,
  }));

test('who reads and who writes which part', () => {
  const office = { id: 'o', grants: [{ role: 'office', scope: null }], organisationIds: [] } as unknown as Actor;
  const roles = ['representative', 'member', null] as const;
  expect(roles.map((role) => can.writeTexts(office, { role }).ok)).toEqual([true, true, false]);
  expect(roles.map((role) => can.manage(office, { role }).ok)).toEqual([true, false, false]);
  expect(roles.map((role) => can.seeStaff(office, { role }).ok)).toEqual([true, true, false]);
  expect(roles.map((role) => can.writeStaff(office, { role }).ok)).toEqual([true, true, false]);
});

test.each(['texts', 'size', 'fiscal', 'representatives', 'documents'])('%s: its people, the office and auditors read it, nobody else', async (name) => {
  const visitors = [representative, member, 'office', 'auditor', 'expert'];
  expect(await Promise.all(visitors.map(async (p) => (await ask(p, part(name))).status))).toEqual([200, 200, 200, 200, 404]);
});

test('texts: two write at once, the second sees both and loses nothing', async () => {
  const text = part('texts/competences');
  expect((await ask(member, text, { textIt: 'Concia al vegetale.', textEn: '', revision: '0' })).status).toBe(303);
  const late = await ask(representative, text, { textIt: 'Concia senza cromo.', textEn: 'Chrome-free tanning.', revision: '0' });
  const html = await shown(late);
  expect(late.status).toBe(409);
  for (const said of ['Concia al vegetale.', 'Concia senza cromo.', 'Chrome-free tanning.', 'name="revision" value="1"']) expect(html).toContain(said);
  expect((await ask(representative, text, { textIt: 'Concia senza cromo.', textEn: 'Chrome-free tanning.', revision: '1' })).status).toBe(303);
  expect(await textsOfMany(t.house.db, [id, 'x'])).toMatchObject([
    { organisation: 'Conceria Prova S.r.l.', kind: 'competences', text: { it: 'Concia senza cromo.', en: 'Chrome-free tanning.' } },
  ]);
  expect((await ask('office', text, { textIt: 'Dell’ufficio', textEn: '', revision: '2' })).status).toBe(403);
  expect((await ask('office', part('texts/poetry'))).status).toBe(404);
  const long = await ask(member, text, { textIt: 'x'.repeat(8001), textEn: '', revision: '2' });
  expect([long.status, (await shown(long)).includes('Testo troppo lungo: il massimo è di 8.000 caratteri.')]).toEqual([422, true]);
});

test('size: computed with its sums, beside the declared one', async () => {
  const figures = { staffUnits: '8,5', turnoverCents: '1.500.000', balanceCents: '900.000', revision: '0' };
  expect((await ask(member, part('size'), { ...figures, year: '2022' })).status).toBe(403);
  expect((await ask(representative, part('size'), { ...figures, year: '2022' })).status).toBe(303);
  expect((await ask(representative, part('size'), { ...figures, year: '2022' })).status).toBe(409);
  expect((await ask(representative, part('size'), { ...figures, year: '2023' })).status).toBe(303);
  expect(await shown(await ask(representative, part('size')))).toContain('I dati confermano la dimensione dichiarata.');
  const other = { name: 'Holding Prova S.p.A.', relation: 'linked', percent: '60', staffUnits: '45', turnoverCents: '20.000.000', balanceCents: '9.000.000' };
  expect((await ask(representative, part('size/2021/related'), other)).status).toBe(404);
  expect((await ask(representative, part('size/2022/related'), other)).status).toBe(303);
  const wrong = await ask(representative, part('size/2023/related'), { ...other, relation: 'partner' });
  expect([wrong.status, (await shown(wrong)).includes('Un’impresa associata detiene')]).toEqual([422, true]);
  expect((await ask(representative, part('size/2023/related'), other)).status).toBe(303);
  expect((await ask(representative, part('size/2023/related'), other)).status).toBe(409);
  const html = await shown(await ask('office', part('size')));
  expect(html).toContain('La dimensione dichiarata è «microimpresa», quella che risulta dai dati fino al 2023 è «media»');
  expect(html).toContain('21.500.000');
  const related = (await t.house.db.selectFrom('organisation_related').select('id').where('year', '=', 2023).executeTakeFirstOrThrow()).id;
  expect((await ask(representative, part(`size/related/${related}/removal`), {})).status).toBe(303);
  expect((await ask(representative, part('size/2022/removal'), {})).status).toBe(303);
  expect((await t.house.db.selectFrom('organisation_related').select('id').execute()).length).toBe(0);
  const edited = await ask(representative, part('size'), { ...figures, year: '2023', staffUnits: '8.25', revision: '1' });
  expect(edited.status).toBe(303);
  expect((await ask(representative, part('size'), { ...figures, year: '2023', revision: '1' })).status).toBe(409);
});

test('fiscal data are checked and kept in one spelling', async () => {
  const wrong = await ask(representative, part('fiscal'), { pec: 'non un indirizzo', sdiCode: 'x', ateco: 'tessile', revision: '0' });
  const html = await shown(wrong);
  expect(wrong.status).toBe(422);
  for (const said of ['L’indirizzo PEC', 'Il codice destinatario', 'Un codice ATECO', 'value="non un indirizzo"']) expect(html).toContain(said);
  expect((await ask(representative, part('fiscal'), { pec: 'Conceria@PEC.example', sdiCode: 'abc1234', ateco: '15.11.00', revision: '0' })).status).toBe(303);
  expect(await t.house.db.selectFrom('organisation_fiscal').select(['pec', 'sdi_code', 'ateco', 'revision']).execute()).toEqual([
    { pec: 'conceria@pec.example', sdi_code: 'ABC1234', ateco: '15.11.00', revision: 1 },
  ]);
});

test('legal representatives have a term, and who is in office on a day can be asked', async () => {
  const anna = {
    name: 'Anna Prova',
    role: 'Amministratrice',
    fiscalCode: 'rssmra85t10a562s',
    fromOn: '2020-01-01',
    untilOn: '2023-12-31',
    email: '',
    revision: '0',
  };
  expect((await ask(member, part('representatives'), anna)).status).toBe(403);
  const wrong = await ask(representative, part('representatives'), { ...anna, fiscalCode: '80054330586', untilOn: '2019-01-01', email: 'nessuno@example.org' });
  const html = await shown(wrong);
  expect(wrong.status).toBe(422);
  for (const said of ['Undici cifre sono il codice di un ente', 'La fine viene prima dell’inizio.', 'Nessun profilo confermato']) expect(html).toContain(said);
  expect((await ask(representative, part('representatives'), anna)).status).toBe(303);
  const marta = personas.find((p) => p.id === representative)!;
  expect(
    (
      await ask(representative, part('representatives'), {
        name: marta.name,
        role: 'Procuratrice',
        fiscalCode: '',
        fromOn: '2024-01-01',
        untilOn: '',
        email: marta.email,
        revision: '0',
      })
    ).status,
  ).toBe(303);
  const on = async (day: string) => (await legalRepresentativesOn(t.house.db, [id], day)).map((p) => [p.name, p.fiscalCode, p.personId]);
  expect(await on('2023-12-31')).toEqual([['Anna Prova', 'RSSMRA85T10A562S', null]]);
  expect(await on('2024-01-20')).toEqual([[marta.name, null, marta.personId]]);
  expect(await on('2019-12-31')).toEqual([]);
  const anyId = (await t.house.db.selectFrom('organisation_representatives').select('id').where('name', '=', 'Anna Prova').executeTakeFirstOrThrow()).id;
  expect((await ask(representative, part(`representatives/${anyId}`), { ...anna, untilOn: '2024-06-30', revision: '1' })).status).toBe(303);
  expect((await ask(representative, part(`representatives/${anyId}`), { ...anna, revision: '1' })).status).toBe(409);
  expect((await on('2024-01-20')).length).toBe(2);
});

test('staff: only its own people know that it is there; taken off, it is gone', async () => {
  const ada = {
    name: 'Ada Prova',
    role: 'Chimica',
    gender: 'f',
    birthYear: '1990',
    contract: 'permanent',
    newHire: 'on',
    orcid: '0000-0002-1825-0097',
    revision: '0',
  };
  expect(await Promise.all(['office', 'auditor', 'expert'].map(async (p) => (await ask(p, part('staff'))).status))).toEqual([404, 404, 404]);
  expect((await ask('office', part('staff'), ada)).status).toBe(404);
  expect((await ask(member, part('staff'), { ...ada, orcid: '0000-0002-1825-0098', birthYear: '2020' })).status).toBe(422);
  expect((await ask(member, part('staff'), ada)).status).toBe(303);
  expect((await ask(member, part('staff'), { ...ada, name: 'Un’altra' })).status).toBe(409);
  const [stored] = await staffRegister(t.house.db, id);
  expect(stored).toMatchObject({ name: 'Ada Prova', gender: 'f', birthYear: 1990, newHire: true, orcid: '0000-0002-1825-0097', revision: 1 });
  const csv = await (await ask(representative, `${part('staff')}?format=csv&gender=f`)).text();
  expect(csv).toContain('Ada Prova;Chimica;Donna;1990;Tempo indeterminato;Sì;0000-0002-1825-0097');
  expect((await ask(representative, part(`staff/${stored!.id}`), { ...ada, role: 'Responsabile', revision: '1' })).status).toBe(303);
  expect((await ask(member, part(`staff/${stored!.id}`), { ...ada, revision: '1' })).status).toBe(409);
  expect((await ask(member, part(`staff/${stored!.id}/removal`), {})).status).toBe(303);
  expect(await staffRegister(t.house.db, id)).toEqual([]);
  // The log says that it happened, never of whom.
  const log = await events();
  expect(log.filter((e) => e.kind.startsWith('organisation.staff')).map((e) => e.kind)).toEqual([
    'organisation.staffSaved',
    'organisation.staffSaved',
    'organisation.staffRemoved',
  ]);
  expect(log.some((e) => e.body.includes('Ada Prova'))).toBe(false);
});

const pdf = renderPdf({ locale: 'it', title: 'DURC', issuer: ['Prova'], at: '2024-01-01T00:00:00.000Z', foot: '', blocks: [{ kind: 'text', text: 'x' }] });
const durc = (until: string, bytes: Uint8Array = pdf) => {
  const form = new FormData();
  for (const [name, value] of Object.entries({ kind: 'durc', title: 'DURC INPS', validFrom: '2024-01-10', validUntil: until })) form.set(name, value);
  form.set('file', new File([bytes as BlobPart], 'durc.pdf', { type: 'application/pdf' }));
  return form;
};

test('documents: looked at, kept with their validity, marked when it ends', async () => {
  expect((await ask(member, part('documents'), durc('2024-05-09'))).status).toBe(403);
  const wrong = await ask(representative, part('documents'), durc('2024-05-09', new TextEncoder().encode('<html>')));
  expect([wrong.status, (await shown(wrong)).includes('value="DURC INPS"')]).toEqual([422, true]);
  expect((await ask(representative, part('documents'), durc('2024-05-09'))).status).toBe(303);
  const [stored] = await storedDocumentsValidOn(t.house.db, [id], '2024-05-09');
  expect(stored).toMatchObject({ kind: 'durc', title: 'DURC INPS', mediaType: 'application/pdf', validUntil: '2024-05-09' });
  expect(await storedDocumentsValidOn(t.house.db, [id], '2024-05-10')).toEqual([]);
  const given = await ask('office', part(`documents/${stored!.id}`));
  expect([given.status, Buffer.from(await given.arrayBuffer()).equals(pdf)]).toEqual([200, true]);
  expect((await ask('expert', part(`documents/${stored!.id}`))).status).toBe(404);
  const said = async (at: string) => {
    t.setClock(at);
    return /m-status[^>]*>([^<]+)</.exec(await shown(await ask('office', part('documents'))))?.[1];
  };
  expect([await said('2024-02-01T10:00:00Z'), await said('2024-04-20T10:00:00Z'), await said('2024-05-10T10:00:00Z')]).toEqual([
    'Valido',
    'In scadenza',
    'Scaduto',
  ]);
  expect(await shown(await ask('office', `${part('documents')}?validity=valid`))).not.toContain('DURC INPS');
  t.setClock('2024-01-20T09:00:00Z');
});

test('its representatives are reminded 30 and 7 days before, once, and not when a newer one is there', async () => {
  const jobs = (
    await t.house.pool.query("select run_at, payload from graphile_worker._private_jobs where key like 'organisation.remindDocument/%' order by run_at")
  ).rows as {
    run_at: string;
    payload: Record<string, unknown>;
  }[];
  expect(jobs.map((j) => j.run_at)).toEqual(['2024-04-09T06:00:00.000Z', '2024-05-02T06:00:00.000Z']);
  const run = (n: number) => jobTasks['organisation.remindDocument']!(t.house, jobs[n]!.payload);
  const mails = () => t.house.db.selectFrom('mail_messages').select(['recipient', 'subject']).where('key', 'like', 'organisation.document/%').execute();
  await run(0);
  await run(0);
  expect(await mails()).toEqual([
    { recipient: personas.find((p) => p.id === representative)!.email, subject: 'Scade il 9 maggio 2024: DURC, DURC INPS (Conceria Prova S.r.l.)' },
  ]);
  expect((await ask(representative, part('documents'), durc('2024-09-01'))).status).toBe(303);
  await run(1);
  expect((await mails()).length).toBe(1);
  const [, older] = await storedDocumentsValidOn(t.house.db, [id], '2024-05-01');
  expect((await ask(representative, part(`documents/${older!.id}/removal`), {})).status).toBe(303);
  expect((await storedDocumentsValidOn(t.house.db, [id], '2024-05-01')).map((d) => d.validUntil)).toEqual(['2024-09-01']);
});
