import type { Actor } from '#src/core/actor.ts';
import type { RawInput } from '#src/plumbing/http/door.ts';
import { reasonsOf } from '#src/plumbing/http/input.ts';
import { asRefusal } from '#src/plumbing/http/refusals.ts';
import { personas } from '#src/partnership/identity/personas.ts';
import { seedPersonas } from '#src/partnership/identity/actions.ts';
import { actorOf } from '#src/partnership/identity/queries.ts';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testHouse, type TestHouse } from '../../../test/database.ts';
import {
  addAlias,
  addPerson,
  editOrganisation,
  importOrganisations,
  registerOrganisation,
  removeAlias,
  removePerson,
  seedRepresentatives,
  type Registration,
} from './actions.ts';
import { can } from './policy.ts';
import { aliasesOf, organisationById, organisationsByIds, organisationsOfPerson, peopleOf, searchOrganisations, similarOrganisations } from './queries.ts';
import { folded, similarNames } from './rules.ts';
import { checkOrganisation, registration } from './schema.ts';

let t: TestHouse;
let people: Record<string, Actor>;
const who = async (id: string): Promise<Actor> => (await actorOf(t.house.db, personas.find((p) => p.id === id)!.personId))!;

beforeAll(async () => {
  t = await testHouse({ at: '2024-01-20T09:00:00Z' });
  await seedPersonas(t.house);
  people = Object.fromEntries(await Promise.all(personas.map(async (p) => [p.id, await who(p.id)])));
});
afterAll(() => t.end());

const tannery: Registration = {
  legalName: 'Conceria Vesuvio S.r.l.',
  shortName: null,
  kind: 'enterprise',
  ownership: 'private',
  sizeClass: 'small',
  fiscalCode: '80054330586',
  vatNumber: null,
  ror: null,
  ipaCode: null,
  region: 'campania',
  city: 'Solofra',
  website: 'https://conceria.example',
  notSimilar: false,
};

async function refusal(work: Promise<unknown>): Promise<{ kind: string; reasons: string[] }> {
  const error = await work.then(
    () => null,
    (e: unknown) => asRefusal(e),
  );
  if (!error) throw new Error('not refused');
  return { kind: error.kind, reasons: error.reasons.map((r) => (r.at ? `${r.at}: ${r.code}` : r.code)) };
}

describe('names', () => {
  test.each([
    ['Università degli Studi di Padova', 'universita degli studi di padova'],
    ['SACMI S.p.A.', 'sacmi spa'],
    ['Stazione dell’Industria, S.r.l.', 'stazione dell industria srl'],
  ])('%s folds to %s', (name, expected) => expect(folded(name)).toBe(expected));

  test.each([
    ['Conceria Vesuvio S.r.l.', 'CONCERIA VESUVIO SPA', true],
    ['Conceria Vesuvo', 'Conceria Vesuvio', true],
    ['Università di Padova', 'Università degli Studi di Padova', true],
    ['Università di Padova', 'Università di Parma', false],
    ['Politecnico di Milano', 'Politecnico di Torino', false],
    ['Conceria Vesuvio', 'Conceria Adriatica', false],
    ['Tessitura Rossi', 'Tessitura Rossi Mario e Figli', true],
    ['Università degli Studi', 'Politecnico', false],
  ])('%s and %s: %s', (a, b, expected) => {
    expect(similarNames(a, b)).toBe(expected);
    expect(similarNames(b, a)).toBe(expected);
  });
});

describe('codes and shape', () => {
  const typed = (more: RawInput) => {
    const parsed = registration.safeParse({ ...tannery, ...more });
    if (!parsed.success) return reasonsOf(parsed.error).map((r) => `${r.at}: ${r.code}`);
    return checkOrganisation(parsed.data).reasons.map((r) => `${r.at}: ${r.code}`);
  };
  test.each<[RawInput, string[]]>([
    [{}, []],
    [{ fiscalCode: ' 800 5433 0586 ' }, []],
    [{ fiscalCode: '80054330587' }, ['fiscalCode: codes.fiscalCode.check']],
    [{ fiscalCode: '8005433058' }, ['fiscalCode: codes.fiscalCode.length']],
    [{ fiscalCode: '' }, []],
    [{ vatNumber: '04376620152' }, ['vatNumber: codes.vatNumber.check']],
    [{ ror: '01nffqt89' }, ['ror: codes.ror.check']],
    [{ fiscalCode: 'RSSMRA85T10A562S' }, []],
    [{ kind: 'university', sizeClass: '', fiscalCode: 'RSSMRA85T10A562S' }, ['fiscalCode: organisations.personsCode']],
    [{ sizeClass: '' }, ['sizeClass: organisations.sizeNeeded']],
    [{ kind: 'association' }, ['sizeClass: organisations.sizeNotUsed']],
    [{ region: 'atlantis' }, ['region: organisations.region']],
    [{ website: 'conceria.example' }, ['website: organisations.website']],
    [{ website: 'javascript:alert(1)' }, ['website: organisations.website']],
    [{ legalName: ' ', city: undefined }, ['legalName: form.required', 'city: form.required']],
    [
      { fiscalCode: '1', ror: 'x', kind: 'enterprise', sizeClass: null },
      ['fiscalCode: codes.fiscalCode.length', 'ror: codes.ror.format', 'sizeClass: organisations.sizeNeeded'],
    ],
  ])('%j: %j', (more, expected) => expect(typed(more)).toEqual(expected));
});

test('an import says a VAT number or says nothing of it; what is stored stays', async () => {
  const from = { key: 'x', legalName: 'Conceria importata S.r.l.', shortName: null, aliases: [], kind: 'enterprise' as const, ownership: 'private' as const };
  const rest = { sizeClass: 'small' as const, fiscalCode: '04376620151', ror: null, region: 'tuscany' as const, city: 'Prato', website: null, sources: {} };
  const read = async (vatNumber?: string | null) => {
    const ids = await importOrganisations(t.house, [{ ...from, ...rest, ...(vatNumber !== undefined && { vatNumber }) }], { example: true });
    const { vatNumber: vat, revision } = (await organisationById(t.house.db, ids.get('x')!))!;
    return [vat, revision];
  };
  expect(await read()).toEqual([null, 1]);
  expect(await read('04376620151')).toEqual(['04376620151', 2]);
  expect(await read(null)).toEqual(['04376620151', 2]);
  await expect(read('04376620152')).rejects.toMatchObject({ reasons: [{ code: 'codes.vatNumber.check', at: 'x.vatNumber' }] });
});

test('who may do what', () => {
  const { office, auditor, expert } = people as { office: Actor; auditor: Actor; expert: Actor };
  const own = { ...people['applicant-enterprise']!, organisationIds: ['o1'] };
  const o1 = { id: 'o1' };
  expect([office, auditor, own, expert, null].map((a) => can.list(a).ok)).toEqual([true, true, false, false, false]);
  expect([office, auditor, own, expert, null].map((a) => can.see(a, o1).ok)).toEqual([true, true, true, false, false]);
  expect([office, auditor, own, expert, null].map((a) => can.edit(a, o1).ok)).toEqual([true, false, true, false, false]);
  expect([office, own, null].map((a) => can.register(a, { fiscalCode: null }).ok)).toEqual([true, false, false]);
  expect([office, own].map((a) => can.changeFiscalCode(a, '1', '2').ok)).toEqual([true, false]);
  expect(can.changeFiscalCode(own, null, '2').ok).toBe(true);
  expect([1, 2].map((n) => can.removePerson(own, o1, { role: 'representative' }, n).ok)).toEqual([false, true]);
  expect(can.removePerson(office, o1, { role: 'representative' }, 1).ok).toBe(true);
});

test('a person registers their own organisation, once, and represents it', async () => {
  const marta = people['applicant-enterprise']!;
  const key = randomUUID();
  const [first, second] = await Promise.all([registerOrganisation(t.house, marta, tannery, key), registerOrganisation(t.house, marta, tannery, key)]);
  expect(first.id).toBe(second.id);
  expect([first.created, second.created].sort()).toEqual([false, true]);
  expect(await registerOrganisation(t.house, marta, tannery, key)).toEqual({ id: first.id, created: false });
  expect((await organisationsOfPerson(t.house.db, marta.id)).map((o) => [o.id, o.role, o.example])).toEqual([[first.id, 'representative', true]]);
  expect((await who('applicant-enterprise')).organisationIds).toEqual([first.id]);

  const davide = people['applicant-research']!;
  expect(await refusal(registerOrganisation(t.house, davide, { ...tannery, legalName: 'Tutt’altro' }, null))).toEqual({
    kind: 'invalid',
    reasons: ['fiscalCode: organisations.fiscalCodeTaken'],
  });
  expect(await refusal(registerOrganisation(t.house, davide, { ...tannery, legalName: 'CONCERIA VESUVIO SPA', fiscalCode: '80057930150' }, null))).toEqual({
    kind: 'invalid',
    reasons: ['notSimilar: organisations.similar'],
  });
  expect(await refusal(registerOrganisation(t.house, davide, { ...tannery, legalName: 'Nuova', fiscalCode: null }, null))).toEqual({
    kind: 'forbidden',
    reasons: ['fiscalCode: organisations.fiscalCodeNeeded'],
  });
  expect(await refusal(registerOrganisation(t.house, null, tannery, null))).toEqual({ kind: 'signIn', reasons: ['signIn'] });
  const twin = await registerOrganisation(
    t.house,
    davide,
    { ...tannery, legalName: 'CONCERIA VESUVIO SPA', fiscalCode: '80057930150', notSimilar: true },
    null,
  );
  expect(twin.created).toBe(true);
});

test('the database is the last witness of a code given twice', async () => {
  const office = people['office']!;
  const body = { ...tannery, fiscalCode: '80007010376', notSimilar: true };
  const both = await Promise.allSettled([
    registerOrganisation(t.house, office, { ...body, legalName: 'Gemella Uno' }, null),
    registerOrganisation(t.house, office, { ...body, legalName: 'Gemella Due' }, null),
  ]);
  expect(both.map((r) => r.status).sort()).toEqual(['fulfilled', 'rejected']);
  const lost = both.find((r) => r.status === 'rejected') as PromiseRejectedResult;
  expect(asRefusal(lost.reason)?.reasons.map((r) => [r.code, r.at])).toEqual([['organisations.fiscalCodeTaken', 'fiscalCode']]);
});

test('two editors: the second is told, nothing is lost', async () => {
  const office = people['office']!;
  const { id } = await registerOrganisation(t.house, office, { ...tannery, legalName: 'Due Mani', fiscalCode: null }, null);
  const { notSimilar: _not, ...details } = { ...tannery, legalName: 'Due Mani', fiscalCode: null };
  await editOrganisation(t.house, office, id, { ...details, city: 'Arzignano', region: 'veneto', revision: 1 });
  expect(await refusal(editOrganisation(t.house, office, id, { ...details, city: 'Prato', revision: 1 }))).toEqual({
    kind: 'conflict',
    reasons: ['form.stale'],
  });
  const both = await Promise.allSettled([
    editOrganisation(t.house, office, id, { ...details, city: 'A1', revision: 2 }),
    editOrganisation(t.house, office, id, { ...details, city: 'B2', revision: 2 }),
  ]);
  expect(both.map((r) => r.status).sort()).toEqual(['fulfilled', 'rejected']);
  const stored = (await organisationById(t.house.db, id))!;
  expect([stored.revision, ['A1', 'B2'].includes(stored.city)]).toEqual([3, true]);
});

test('a representative edits all but a code given once; others do not find it', async () => {
  const marta = await who('applicant-enterprise');
  const [own] = await organisationsOfPerson(t.house.db, marta.id);
  const { notSimilar: _not, ...details } = tannery;
  await editOrganisation(t.house, marta, own!.id, { ...details, city: 'Napoli', revision: 1 });
  expect((await organisationById(t.house.db, own!.id))!.city).toBe('Napoli');
  expect(await refusal(editOrganisation(t.house, marta, own!.id, { ...details, fiscalCode: '80209930587', revision: 2 }))).toEqual({
    kind: 'forbidden',
    reasons: ['fiscalCode: organisations.fiscalCodeFixed'],
  });
  expect(await refusal(editOrganisation(t.house, people['expert']!, own!.id, { ...details, revision: 2 }))).toEqual({
    kind: 'notFound',
    reasons: ['notFound'],
  });
  expect(await refusal(editOrganisation(t.house, people['auditor']!, own!.id, { ...details, revision: 2 }))).toEqual({
    kind: 'forbidden',
    reasons: ['organisations.representativesOnly'],
  });
  expect(await refusal(editOrganisation(t.house, marta, 'nonsense', { ...details, revision: 2 }))).toEqual({ kind: 'notFound', reasons: ['notFound'] });
});

test('other names and people', async () => {
  const marta = await who('applicant-enterprise');
  const id = marta.organisationIds[0]!;
  await addAlias(t.house, marta, id, 'Vesuvio Pelli');
  expect(await refusal(addAlias(t.house, marta, id, 'Vesuvio Pelli'))).toEqual({ kind: 'conflict', reasons: ['alias: organisations.aliasTaken'] });
  expect(await aliasesOf(t.house.db, id)).toEqual(['Vesuvio Pelli']);
  expect((await similarOrganisations(t.house.db, 'vesuvio pelli srl')).map((o) => o.id)).toContain(id);
  await removeAlias(t.house, marta, id, 'Vesuvio Pelli');
  expect(await aliasesOf(t.house.db, id)).toEqual([]);

  expect(await refusal(addPerson(t.house, marta, id, { email: 'nobody@example.org', role: 'member' }))).toEqual({
    kind: 'invalid',
    reasons: ['email: organisations.personUnknown'],
  });
  await addPerson(t.house, marta, id, { email: ' Davide.Esposito@example.org', role: 'member' });
  expect(await refusal(addPerson(t.house, marta, id, { email: 'davide.esposito@example.org', role: 'member' }))).toEqual({
    kind: 'conflict',
    reasons: ['email: organisations.personThere'],
  });
  expect((await peopleOf(t.house.db, id)).map((p) => [p.name, p.role])).toEqual([
    ['Davide Esposito', 'member'],
    ['Marta Colombo', 'representative'],
  ]);
  expect(await refusal(removePerson(t.house, marta, id, marta.id))).toEqual({ kind: 'conflict', reasons: ['organisations.lastRepresentative'] });
  await removePerson(t.house, marta, id, people['applicant-research']!.id);
  await seedRepresentatives(t.house, [{ organisationId: id, personId: marta.id }]);
  expect((await peopleOf(t.house.db, id)).length).toBe(1);
});

test('search: by code first, then by every word, accents or not', async () => {
  const { db } = t.house;
  const office = people['office']!;
  const made = await registerOrganisation(
    t.house,
    office,
    {
      ...tannery,
      legalName: 'Università degli Studi di Vattelapesca',
      shortName: 'UniVa',
      kind: 'university',
      ownership: 'public',
      sizeClass: null,
      fiscalCode: '80006480281',
      city: 'Forlì',
      region: 'emilia-romagna',
    },
    null,
  );
  for (const text of ['universita vattelapesca', 'VATTELAPESCA', 'univa', 'forli', '80006480281', ' 800 0648 0281'])
    expect(
      (await searchOrganisations(db, text)).map((o) => o.id),
      text,
    ).toEqual([made.id]);
  for (const text of ['', '  ', '%', '_', "'", 'vattelapesca milano']) expect(await searchOrganisations(db, text), text).toEqual([]);
  expect((await organisationsByIds(db, [made.id, made.id, 'x'])).map((o) => o.shortName)).toEqual(['UniVa']);
  expect(await organisationsByIds(db, [])).toEqual([]);
});

test('every deed and every refusal is on record', async () => {
  const { rows } = await t.house.pool.query(
    "select kind, count(*)::int as n from evidence_events where kind like 'organisation.%' group by kind order by kind",
  );
  expect(rows.map((r) => r.kind)).toEqual([
    'organisation.addAlias.refused',
    'organisation.addPerson.refused',
    'organisation.aliasAdded',
    'organisation.aliasRemoved',
    'organisation.edit.refused',
    'organisation.edited',
    'organisation.personAdded',
    'organisation.personRemoved',
    'organisation.register.refused',
    'organisation.registered',
    'organisation.registeredAgain',
    'organisation.removePerson.refused',
  ]);
});
