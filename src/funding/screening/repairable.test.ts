import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Call } from '#src/funding/calls/schema.ts';
import { aMember, aProposal, readCall } from '../../../test/factories/proposal.ts';
import { distribute, mayWorkOn } from './rules/distribution.ts';
import { repairableItems, requestedItems, unrepairableItems } from './rules/repairs.ts';
import { fillIn, needed, offered, placeholders, templateComplaints } from './rules/templates.ts';
import { defaultTemplates, placeholderWords } from './copy/letters.ts';
import { templateKinds } from './states.ts';

const call = readCall('02-2024');
const facts = aProposal([aMember('o1', { name: 'Uno', kind: 'university', ownership: 'public', size: null, euros: 200_000 })]);
const codes = (of: Pick<Call, 'documents'>, defects: Record<string, string>) => requestedItems(of, { facts, documents: [] }, defects).wrong.map((r) => r.code);

describe('what a request can name', () => {
  test('documents that the call calls repairable, and declarations', () => {
    const ids = repairableItems(call, { facts, documents: [] }).map((i) => i.id);
    const allowed = call.documents.filter((d) => d.repairable).map((d) => d.id);
    expect(allowed.length).toBeGreaterThan(0);
    for (const id of ids) expect(id.startsWith('declaration.') || allowed.some((a) => id.startsWith(`document.${a}`))).toBe(true);
    expect(ids).toContain('declaration.application');
    expect(ids).toContain('declaration.o1');
  });

  test('the technical form, the budget and who applies never, with the notice as their source', () => {
    const never = unrepairableItems(call, { facts, documents: [] });
    for (const id of ['form', 'budget', 'identity']) {
      expect(never.find((i) => i.id === id)!.why.source!.ref).toContain('art. 10 (Gazzetta Ufficiale, 5 marzo 2022)');
      expect(codes(call, { [id]: 'Un difetto abbastanza lungo' })).toHaveLength(1);
    }
    expect(codes(call, { form: 'Un difetto abbastanza lungo' })).toEqual(['screening.notRepairable.form']);
    expect(codes(call, { proposta: 'Un difetto abbastanza lungo' })).toEqual(['screening.notRepairable.unknown']);
    expect(codes(call, {})).toEqual(['screening.noDefect']);
    expect(codes(call, { 'declaration.application': 'breve' })).toEqual(['screening.defectTooShort']);
  });

  test('nothing that cannot be repaired ever reopens, whatever the call says and whatever is asked', () => {
    const ids = call.documents.map((d) => d.id);
    fc.assert(
      fc.property(
        fc.array(fc.record({ repairable: fc.boolean(), digital: fc.boolean(), member: fc.boolean(), there: fc.boolean() }), {
          minLength: ids.length,
          maxLength: ids.length,
        }),
        fc.array(
          fc.oneof(
            fc.constantFrom('form', 'budget', 'identity', ...ids.flatMap((d) => [`document.${d}`, `document.${d}.o1`, `signature.${d}`, `signature.${d}.o1`])),
            fc.string(),
          ),
        ),
        (settings, asked) => {
          const changed = {
            documents: call.documents.map((d, i) => ({
              ...d,
              when: 'always' as const,
              repairable: settings[i]!.repairable,
              signature: settings[i]!.digital ? ('digital' as const) : ('none' as const),
              of: settings[i]!.member ? ('eachMember' as const) : ('application' as const),
            })),
          };
          const documents = changed.documents
            .filter((_, i) => settings[i]!.there)
            .map((d) => ({ document: d.id, organisation: d.of === 'eachMember' ? 'o1' : null, fileName: 'x.pdf', bytes: 1, sha256: '' }));
          const defects = Object.fromEntries(asked.map((id) => [id, 'Un difetto abbastanza lungo']));
          const { items, wrong } = requestedItems(changed, { facts, documents }, defects);
          for (const item of items) if (item.document !== null) expect(changed.documents.find((d) => d.id === item.document)!.repairable).toBe(true);
          const named = Object.keys(defects).length;
          expect(wrong.length + items.length >= named).toBe(true);
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('giving out cases', () => {
  const world = fc.record({
    officers: fc.array(fc.record({ load: fc.integer({ min: 0, max: 6 }), own: fc.subarray(['a', 'b', 'c', 'd']) }), { minLength: 1, maxLength: 5 }),
    cases: fc.array(fc.subarray(['a', 'b', 'c', 'd'], { minLength: 1 }), { maxLength: 14 }),
  });

  test('never to somebody with a conflict, all that can be given are, as evenly as can be', () => {
    fc.assert(
      fc.property(world, ({ officers, cases }) => {
        const who = officers.map((o, i) => ({ id: `p${i}`, load: o.load, organisationIds: o.own }));
        const what = cases.map((memberIds, i) => ({ id: `c${i}`, memberIds }));
        const { assigned, nobody } = distribute(what, who);
        for (const it of what) {
          const able = who.filter((o) => mayWorkOn(o, it)).map((o) => o.id);
          if (able.length === 0) expect(nobody).toContain(it.id);
          else expect(able).toContain(assigned.get(it.id));
        }
        expect(assigned.size + nobody.length).toBe(what.length);
        const squares = (of: Map<string, string>) => who.reduce((sum, o) => sum + (o.load + [...of.values()].filter((v) => v === o.id).length) ** 2, 0);
        if (what.length <= 4) expect(squares(assigned)).toBe(least(what, who, squares));
      }),
      { numRuns: 300 },
    );
  });

  test('without conflicts nobody has more than one case more than another', () => {
    const who = ['p1', 'p2', 'p3'].map((id) => ({ id, load: 0, organisationIds: [] }));
    const { assigned } = distribute(
      Array.from({ length: 200 }, (_, i) => ({ id: `c${i}`, memberIds: ['a'] })),
      who,
    );
    const loads = who.map((o) => [...assigned.values()].filter((v) => v === o.id).length).sort();
    expect(loads).toEqual([66, 67, 67]);
  });
});

/** Every way of giving the cases out: the least uneven of all. */
function least(
  cases: Parameters<typeof distribute>[0],
  officers: Parameters<typeof distribute>[1],
  cost: (of: Map<string, string>) => number,
  so: Map<string, string> = new Map(),
): number {
  const [first, ...rest] = cases;
  if (!first) return cost(so);
  const able = officers.filter((o) => mayWorkOn(o, first));
  if (able.length === 0) return least(rest, officers, cost, so);
  return Math.min(...able.map((o) => least(rest, officers, cost, new Map([...so, [first.id, o.id]]))));
}

describe('the words of letters', () => {
  test('the default ones are in order, in both languages', () => {
    for (const kind of templateKinds)
      for (const locale of ['it', 'en'] as const)
        expect(templateComplaints(kind, { subject: defaultTemplates[kind].subject[locale], body: defaultTemplates[kind].body[locale] })).toEqual([]);
    for (const kind of templateKinds) expect(needed[kind].every((n) => offered[kind].includes(n))).toBe(true);
    expect(Object.keys(placeholderWords).sort()).toEqual([...placeholders].sort());
  });

  test('an unknown placeholder, a missing one and an open brace are refused, at their field', () => {
    expect(templateComplaints('excluded', { subject: '{{saluti}}', body: '{{protocol}} {{ reasons' }).map((r) => [r.code, r.at])).toEqual([
      ['screening.template.unknown', 'subject'],
      ['screening.template.open', 'body'],
      ['screening.template.missing', 'body'],
    ]);
  });

  test('what is filled in is never read as a placeholder', () => {
    expect(fillIn('{{acronym}} e {{ protocol }}', { acronym: '{{protocol}}', protocol: 'P1' })).toBe('{{protocol}} e P1');
  });
});
