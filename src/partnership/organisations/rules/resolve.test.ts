import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { organisationDefinition, type OrganisationDefinition } from '../schema.ts';
import { resolver, type Named } from './resolve.ts';
import { above } from './ties.ts';

const programme = JSON.parse(readFileSync(join(import.meta.dirname, '../../../../programmes/mics/programme.json'), 'utf8')) as {
  founders: (OrganisationDefinition & { role: string; sector: string })[];
  organisations: OrganisationDefinition[];
};
const named = (o: OrganisationDefinition): Named => ({
  id: o.key,
  kind: o.kind,
  city: o.city,
  website: o.website,
  names: [o.legalName, ...(o.shortName ? [o.shortName] : []), ...o.aliases.map((a) => a.name)],
  codes: [o.fiscalCode, o.ror].filter((c) => c !== null),
  parentIds: (o.partOf ?? []).map((p) => p.key),
});
const register = [...programme.founders.map(({ role: _r, sector: _s, ...o }) => o), ...programme.organisations].map((o) =>
  named(organisationDefinition.parse(o)),
);
const resolve = resolver(register);
const told = (written: string): string => {
  const r = resolve(written);
  return r.found === 'one' ? r.id : r.found === 'none' ? '–' : r.ids.join(' | ');
};

test.each([
  ['PoliMi', 'polimi'],
  ['POLIMI', 'polimi'],
  ['Poli Mi', 'polimi'],
  ['Politecnico di Milano', 'polimi'],
  ['Politecnico, Milano', 'polimi'],
  ['Poli Milano', 'polimi'],
  ['Polytechnic University of Milan', 'polimi'],
  ['Milan Polytechnic', 'polimi'],
  ['Politecnico di Milano – DEIB', 'polimi'],
  ['Politecnico di Milano, Dipartimento di Meccanica, via La Masa 1, 20156 Milano, Italy', 'polimi'],
  ['nome.cognome@polimi.it', 'polimi'],
  ['https://www.polimi.it/', 'polimi'],
  ['80057930150', 'polimi'],
  ['https://ror.org/01nffqt88', 'polimi'],
  ['Università di Milano', 'unimi'],
  ['Università Statale di Milano', 'unimi'],
  ['La Statale', 'unimi'],
  ['UniMi', 'unimi'],
  ['Università degli Studi di Milano Bicocca', 'unimib'],
  ['Univ. Milano-Bicocca', 'unimib'],
  ['Università di Milano, Bicocca', 'unimib'],
  ['Bicocca', 'unimib'],
  // Other universities of the same city that are not on record are nobody here, and never the nearest one.
  ['Università Cattolica di Milano', '–'],
  ['Università di Milano, Cattolica del Sacro Cuore', '–'],
  ['Università Bocconi', '–'],
  ['UniTo', 'unito'],
  ['Università di Torino', 'unito'],
  ['PoliTo', 'polito'],
  ['Politecnico di Torino', 'polito'],
  ['Turin Polytechnic', 'polito'],
  ['Sapienza', 'sapienza'],
  ['La Sapienza', 'sapienza'],
  ['Università “La Sapienza”, Roma', 'sapienza'],
  ['Uniroma1', 'sapienza'],
  ['Roma 1', 'sapienza'],
  ['Tor Vergata', 'uniroma2'],
  ['Università degli Studi di Roma “Tor Vergata”', 'uniroma2'],
  ['Roma Tre', 'uniroma3'],
  ['Università Roma 3', 'uniroma3'],
  ['Università di Roma', 'sapienza | uniroma2 | uniroma3'],
  ['LUMSA, Roma', '–'],
  ['Università LUISS di Roma', '–'],
  ['Politecnico di Bari', 'poliba'],
  ['PoliBa', 'poliba'],
  ['Università di Bari', 'uniba'],
  ['Univ. Bari “Aldo Moro”', 'uniba'],
  ['UNIBA', 'uniba'],
  ['Federico II', 'unina'],
  ['Università Federico II di Napoli', 'unina'],
  ['UniNa', 'unina'],
  ['Dipartimento di Ingegneria Industriale, Università degli Studi di Napoli «Federico II»', 'unina'],
  ['Parthenope', 'uniparthenope'],
  ['Università di Napoli Parthenope', 'uniparthenope'],
  ['Vanvitelli', 'unicampania'],
  ['Seconda Università di Napoli', 'unicampania'],
  ['Università di Napoli', 'unina | uniparthenope'],
  ['Università di Napoli L’Orientale', '–'],
  ['Azienda Ospedaliera Universitaria Federico II', '–'],
  ['Univ. degli Studi di Firenze', 'unifi'],
  ['Universita’ di Firenze', 'unifi'],
  ['University of Florence', 'unifi'],
  ['UniFi', 'unifi'],
  ['Firenze', '–'],
  ['Università di Padova', 'unipd'],
  ['Dip. di Ingegneria, Università di Padova', 'unipd'],
  ['Dipartimento di Ingegneria Università di Padova', 'unipd'],
  ['Department of Industrial Engineering, University of Padua, Italy', 'unipd'],
  ['Spin-off dell’Università di Padova', '–'],
  ['Fondazione Politecnico di Milano', '–'],
  ['Università di Padova e Politecnico di Torino', '–'],
  ['Università di Padova / Politecnico di Torino', 'polito | unipd'],
  ['UniBo', 'unibo'],
  ['Alma Mater Studiorum', '–'],
  ['Alma Mater Studiorum - Università di Bologna', 'unibo'],
  ['Università di Parma', '–'],
  ['Politecnico', 'poliba | polimi | polito'],
  ['Università Politecnica delle Marche', '–'],
  ['CNR', 'cnr'],
  ['C.N.R.', 'cnr'],
  ['Consiglio Nazionale delle Ricerche (CNR)', 'cnr'],
  ['National Research Council', 'cnr'],
  ['ISTEC-CNR', 'cnr-issmc'],
  ['STIIMA, CNR', 'cnr-stiima'],
  ['Istituto per i Polimeri, Compositi e Biomateriali', 'cnr-ipcb'],
  ['Istituto di Nanotecnologia, CNR', 'cnr'],
  ['CNR NANOTEC', 'cnr'],
  ['Leonardo', 'leonardo'],
  ['Leonardo S.p.A.', 'leonardo'],
  ['LEONARDO SPA', 'leonardo'],
  ['Museo Leonardo da Vinci', '–'],
  ['SCM', 'scm'],
  ['Gruppo Camozzi', 'camozzi'],
  ['', '–'],
  ['università', '–'],
])('%s → %s', (written, expected) => expect(told(written)).toBe(expected));

describe('a name stands for its own organisation', () => {
  const names = register.flatMap((o) => o.names.map((name) => ({ id: o.id, name })));
  const dressed = fc.constantFrom<((name: string) => string)[]>(
    (n) => n,
    (n) => n.toUpperCase(),
    (n) => n.toLowerCase(),
    (n) => ` ${n}.`,
    (n) => n.replaceAll('à', 'a’'),
    (n) => n.normalize('NFD').replace(/\p{M}/gu, ''),
    (n) => n.replaceAll(' ', '  '),
    (n) => `«${n}»`,
    (n) => n.replace('Università di', 'Università degli Studi di'),
    (n) => n.replace('Università degli Studi di', 'Univ. di'),
    (n) => n.replace('Università', 'UNIVERSITÀ DEGLI STUDI'),
  );
  test('however it is typed', () => {
    fc.assert(
      fc.property(fc.constantFrom(...names), dressed, dressed, ({ id, name }, first, second) => {
        expect({ name, told: told(second(first(name))) }).toEqual({ name, told: id });
      }),
      { numRuns: 1000 },
    );
  });

  test('and adding an organisation with other names never moves it to a third', () => {
    fc.assert(
      fc.property(fc.subarray(register, { minLength: 1 }), fc.constantFrom(...names), (some, { id, name }) => {
        const found = resolver(some)(name);
        if (some.some((o) => o.id === id)) expect(found).toEqual({ found: 'one', id });
        else
          expect(
            found.found === 'one'
              ? above(
                  register.flatMap((o) => o.parentIds.map((parentId) => ({ childId: o.id, parentId }))),
                  id,
                ).has(found.id)
              : true,
          ).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});

test('a department is its university’s only beside the name of it', () => {
  const department: Named = {
    id: 'dii',
    kind: 'university',
    city: 'Padova',
    website: null,
    names: ['Dipartimento di Ingegneria Industriale'],
    codes: [],
    parentIds: ['unipd'],
  };
  const of = resolver([...register, department]);
  expect(of('Dipartimento di Ingegneria Industriale, Università di Padova')).toEqual({ found: 'one', id: 'dii' });
  expect(of('Dipartimento di Ingegneria Industriale, Università di Firenze')).toEqual({ found: 'one', id: 'unifi' });
});

test('ties upwards, circles and all', () => {
  const ties = [
    { childId: 'a', parentId: 'b' },
    { childId: 'b', parentId: 'c' },
    { childId: 'c', parentId: 'a' },
    { childId: 'x', parentId: 'y' },
  ];
  expect([...above(ties, 'a')].sort()).toEqual(['a', 'b', 'c']);
  expect([...above(ties, 'y')]).toEqual([]);
});
