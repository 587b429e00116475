import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Snapshot } from '#src/funding/applications/snapshot.ts';
import type { Place } from '#src/funding/rankings/rules/rank.ts';
import { aMember, aProposal } from '../../../../test/factories/proposal.ts';
import { decisionProblems } from './decision.ts';
import { OMITTED, othersPlace, othersProposal, withoutNames, withoutPersonalData } from './redaction.ts';

describe('personal data', () => {
  test.each([
    ['scrivere a m.rossi+mics@uni.example.it', `scrivere a ${OMITTED}`],
    ['CF RSSMRA80A01H501U.', `CF ${OMITTED}.`],
    ['IBAN IT60X0542811101000000123456', `IBAN ${OMITTED}`],
    ['tel. +39 333 1234567 o 02 12345678', `tel. ${OMITTED} o ${OMITTED}`],
  ])('%s', (text, clean) => expect(withoutPersonalData(text).text).toBe(clean));

  test.each(['TRL da 4 a 7, 36 mesi', 'costo 1.250.000,00 €', 'MICS-2024-0003', 'UNI EN ISO 14040', 'SHA-256 4f2a', 'art. 24, comma 6'])('leaves %s', (text) =>
    expect(withoutPersonalData(text)).toEqual({ text, omitted: 0 }),
  );
});

describe('names of experts', () => {
  test('in either order, whatever the case, and the surname that stands alone; no part of another word', () => {
    const names = ['Ada De Santis', 'Ugo Rossi'];
    expect(withoutNames('Come ha scritto ADA DE SANTIS, Rossi Ugo concorda; Rossi e Santis no. Grossi e rossi sì.', names)).toEqual({
      text: `Come ha scritto ${OMITTED}, ${OMITTED} concorda; ${OMITTED} e ${OMITTED} no. Grossi e rossi sì.`,
      omitted: 4,
    });
  });

  test('no name survives in any text, and nothing else changes', () => {
    const name = fc.constantFrom('Zelinda Quaratino', 'Ippazio Vantaggiato', 'Eufemia D’Alconzo');
    const words = fc.array(fc.constantFrom('la', 'proposta', 'è', 'chiara', '(', ')', '.', '\n'), { maxLength: 12 });
    fc.assert(
      fc.property(fc.array(name, { minLength: 1, maxLength: 3 }), words, words, (names, before, after) => {
        const text = [...before, ...names, ...after].join(' ');
        const clean = withoutNames(text, names).text;
        for (const n of names) expect(clean).not.toContain(n.split(' ').at(-1));
        expect(clean.split(OMITTED).at(0)).toBe(before.length > 0 ? `${before.join(' ')} ` : '');
      }),
    );
  });
});

const snapshot = (secret: string): Snapshot => ({
  format: 'mics-application/1',
  application: 'a',
  call: { id: 'c', version: 1, hash: '' },
  acronym: 'ALFA',
  title: 'Titolo',
  answers: { project: { summary: secret, team: [{ id: 'r1', name: secret, mail: 'x.y@example.org' }] } },
  facts: aProposal([aMember('o1', { name: 'Ente', euros: 10 })]),
  documents: [{ document: 'd', organisation: 'o1', fileName: secret, bytes: 1, sha256: '' }],
  confirmations: [{ organisation: 'o1', person: 'p', personName: secret, confirmedAt: '', sha256: '' }],
  staff: [
    { organisation: 'o1', lines: [{ profile: secret, gender: 'f', age: null, contract: 'permanent' as never, newHire: false, heads: 1, personMonths: null }] },
  ],
  findings: [],
  aid: { eligibleCents: 1000, grantCents: 500, southGrantCents: 0, members: [] },
});

test('of somebody else’s proposal that was not granted, nothing that was written comes out: two that differ only in it are the same', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (a, b) => {
      expect(othersProposal(snapshot(a), false)).toEqual(othersProposal(snapshot(b), false));
    }),
  );
});

test('granted, the texts come out clean, without staff, people who confirmed, or files', () => {
  const { proposal, omitted } = othersProposal(snapshot('Il segreto'), true);
  expect(proposal.answers).toEqual({ project: { summary: 'Il segreto', team: `Il segreto · ${OMITTED}` } });
  expect([omitted, JSON.stringify(proposal).split('Il segreto').length - 1]).toEqual([1, 2]);
});

test('of other places only what the call publishes', () => {
  const place = {
    application: 'a',
    protocol: 'P1',
    title: 'ALFA',
    position: 2,
    state: 'funded',
    total: 80,
    grantCents: 5,
    criteria: { x: 1 },
    merit: 79,
  } as unknown as Place;
  expect(othersPlace(place, [])).toEqual({ position: 2 });
  expect(othersPlace(place, ['protocol', 'state'])).toEqual({ position: 2, protocol: 'P1', state: 'funded' });
  expect(othersPlace(place, ['protocol', 'title', 'points', 'state', 'grant', 'lead'])).toEqual({
    position: 2,
    protocol: 'P1',
    title: 'ALFA',
    total: 80,
    state: 'funded',
    grantCents: 5,
  });
});

test.each([
  ['granted', ['a', 'b'], ['a', 'b'], []],
  ['granted', [], [], []],
  ['granted', ['a', 'b'], ['a'], ['access.notAll']],
  ['partial', ['a', 'b'], ['a'], []],
  ['partial', ['a'], [], []],
  ['partial', ['a'], ['a'], ['access.notPart']],
  ['partial', [], [], ['access.notPart']],
  ['refused', ['a'], [], []],
  ['refused', ['a'], ['a'], ['access.notNothing']],
  ['partial', ['a'], ['x'], ['access.notAsked', 'access.notPart']],
] as const)('%s of %j with %j', (decision, parties, granted, expected) => {
  expect(decisionProblems(decision, parties, granted).map((r) => r.code)).toEqual(expected);
});
