import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { contradicts, nodesOf, type Mention } from './identities.ts';

const mention = (more: Partial<Mention>): Mention => ({ person: null, name: 'Maria Rossi', orcid: null, fiscalCode: null, email: null, at: 'p1', ...more });

describe('who is who', () => {
  test('one code or address makes one person of several records, through others too', () => {
    const nodes = nodesOf([
      mention({ orcid: 'A' }),
      mention({ orcid: 'A', email: 'm@uni.it', at: 'p2' }),
      mention({ email: 'm@uni.it', fiscalCode: 'RSS', at: 'p3' }),
      mention({ person: 'ada', fiscalCode: 'RSS', at: '' }),
    ]);
    expect(nodes).toEqual([['ada'], ['ada'], ['ada'], ['ada']]);
  });

  test('without an account they are still one', () =>
    expect(nodesOf([mention({ orcid: 'A' }), mention({ orcid: 'A', at: 'p2' })])).toEqual([['orcid A'], ['orcid A']]));

  test('a name joins nothing', () => {
    const nodes = nodesOf([mention({}), mention({ at: 'p2' }), mention({ person: 'ada', at: '' })]);
    expect(nodes).toEqual([['named p1 Maria Rossi'], ['named p2 Maria Rossi'], ['ada']]);
  });

  test('an address that people of different codes gave is an office’s', () => {
    const nodes = nodesOf([
      mention({ orcid: 'A', email: 'info@uni.it' }),
      mention({ orcid: 'B', email: 'info@uni.it' }),
      mention({ person: 'ada', email: 'info@uni.it', at: '' }),
    ]);
    expect(nodes).toEqual([['orcid A'], ['orcid B'], ['ada']]);
  });

  test('codes that differ tell apart who is called alike', () => {
    expect(contradicts(mention({ orcid: 'A' }), mention({ orcid: 'B' }))).toBe(true);
    expect(contradicts(mention({ orcid: 'A' }), mention({ fiscalCode: 'X' }))).toBe(false);
  });
});

const aMention = fc.record({
  person: fc.option(fc.constantFrom('ada', 'bea'), { nil: null }),
  name: fc.constantFrom('Maria Rossi', 'Luca Neri'),
  orcid: fc.option(fc.constantFrom('A', 'B', 'C'), { nil: null }),
  fiscalCode: fc.option(fc.constantFrom('X', 'Y'), { nil: null }),
  email: fc.option(fc.constantFrom('m', 'n'), { nil: null }),
  at: fc.constantFrom('p1', 'p2'),
});

describe('always', () => {
  test('the order of the records says nothing, and what they share they share', () => {
    fc.assert(
      fc.property(fc.array(aMention, { maxLength: 8 }), (records) => {
        const nodes = nodesOf(records);
        expect(nodesOf(records.toReversed())).toEqual(nodes.toReversed());
        records.forEach((a, i) => records.forEach((b, j) => a.orcid !== null && a.orcid === b.orcid && expect(nodes[i]).toEqual(nodes[j])));
      }),
      { numRuns: 500 },
    );
  });

  test('other names change nobody’s node but that of who has nothing else', () => {
    fc.assert(
      fc.property(fc.array(aMention, { maxLength: 8 }), (records) => {
        const certain = (nodes: string[][]) => nodes.filter((_, i) => records[i]!.person ?? records[i]!.orcid ?? records[i]!.fiscalCode);
        expect(certain(nodesOf(records.map((r) => ({ ...r, name: 'Altro Nome' }))))).toEqual(certain(nodesOf(records)));
      }),
      { numRuns: 300 },
    );
  });
});
