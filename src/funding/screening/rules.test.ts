import { describe, expect, test } from 'vitest';
import type { Finding } from '#src/core/decision.ts';
import { aMember, aProposal, readCall } from '../../../test/factories/proposal.ts';
import { say } from './copy.ts';
import { checklist, complaints, exclusionReasons, handIds, machineMet } from './rules.ts';

const call = readCall('02-2024');
const lead = aMember('uni', { name: 'Università Uno', kind: 'university', ownership: 'public', size: null });
const always = call.documents.filter((d) => d.when === 'always');
const handedIn = (skip: string[] = []) =>
  always
    .filter((d) => !skip.includes(d.id))
    .map((d) => ({ document: d.id, organisation: d.of === 'eachMember' ? 'uni' : null, fileName: `${d.id}.pdf`, bytes: 1, sha256: '0'.repeat(64) }));
const rule: Finding = { met: true, code: 'rule.members.met', params: { count: 1 } };
const broken: Finding = { met: false, code: 'rule.members.tooMany', params: { count: 2, max: 1, over: 1 } };
const submitted = (findings: Finding[], skip: string[] = []) => ({ facts: aProposal([lead]), findings, documents: handedIn(skip) });

describe('the checklist', () => {
  test('says the machine lines first, then those of a person', () => {
    const lines = checklist(call, submitted([rule]));
    const firstHand = lines.findIndex((l) => l.by === 'hand');
    expect(lines.slice(0, firstHand).every((l) => l.by === 'machine')).toBe(true);
    expect(lines.slice(firstHand).every((l) => l.by === 'hand' && !l.met)).toBe(true);
    expect(lines[0]).toEqual({ ...rule, id: 'rule.0', by: 'machine' });
    expect(handIds(lines).at(-1)).toBe('content');
    expect(new Set(lines.map((l) => l.id)).size).toBe(lines.length);
  });

  test('a signature is asked for each signed document that was handed in', () => {
    const signed = always.filter((d) => d.signature === 'digital');
    expect(handIds(checklist(call, submitted([rule])))).toHaveLength(signed.length + 1);
    expect(handIds(checklist(call, submitted([rule], [signed[0]!.id])))).toHaveLength(signed.length);
  });

  test('a missing document is a line of the machine that is not met, with its source', () => {
    const lines = checklist(call, submitted([rule], ['application']));
    const missing = lines.filter((l) => !l.met && l.by === 'machine');
    expect(missing.map((l) => [l.id, l.code, l.source])).toEqual([
      ['document.application', 'screening.document.missing', call.documents.find((d) => d.id === 'application')!.source],
    ]);
    expect(machineMet(lines)).toBe(false);
    expect(machineMet(checklist(call, submitted([rule])))).toBe(true);
  });

  test('verified hand lines are met', () => {
    const ids = handIds(checklist(call, submitted([rule])));
    expect(checklist(call, submitted([rule]), ids).every((l) => l.met)).toBe(true);
  });
});

describe('a decision', () => {
  const all = handIds(checklist(call, submitted([rule])));
  const clean = checklist(call, submitted([rule]), all);
  const flawed = checklist(call, submitted([broken]), all);
  const none = { picked: [], written: '', note: '' };

  test.each([
    ['admitting with every line met', clean, { outcome: 'admitted', ...none }, []],
    ['admitting with a line unmet and no note', flawed, { outcome: 'admitted', ...none }, ['screening.noteNeeded']],
    ['admitting with a line unmet and a note of 19 characters', flawed, { outcome: 'admitted', ...none, note: 'x'.repeat(19) }, ['screening.noteNeeded']],
    ['admitting with a line unmet and a note of 20 characters', flawed, { outcome: 'admitted', ...none, note: 'x'.repeat(20) }, []],
    ['excluding without a reason', flawed, { outcome: 'excluded', ...none }, ['screening.reasonNeeded']],
    ['excluding for a line that is met', flawed, { outcome: 'excluded', ...none, picked: ['content'] }, ['screening.reasonNeeded']],
    ['excluding for an unmet line', flawed, { outcome: 'excluded', ...none, picked: ['rule.0'] }, []],
    [
      'excluding for 19 written characters',
      flawed,
      { outcome: 'excluded', ...none, picked: ['rule.0'], written: 'x'.repeat(19) },
      ['screening.writtenTooShort'],
    ],
    ['excluding for 20 written characters', clean, { outcome: 'excluded', ...none, written: 'x'.repeat(20) }, []],
    ['excluding for blanks only', clean, { outcome: 'excluded', ...none, written: ' '.repeat(30) }, ['screening.reasonNeeded']],
  ] as const)('%s', (_, lines, judgement, codes) => {
    expect(complaints(lines, judgement).map((r) => r.code)).toEqual(codes);
  });

  test('gives the picked lines and then what was written; a fault found by hand is said as one', () => {
    const unverified = checklist(call, submitted([broken]));
    const reasons = exclusionReasons(unverified, {
      outcome: 'excluded',
      picked: ['content', 'rule.0'],
      written: ' Firma di un terzo, non sanabile. ',
      note: '',
    });
    expect(reasons).toEqual([
      { code: broken.code, params: broken.params },
      { code: 'screening.contentFault', params: {} },
      { code: 'screening.written', params: { text: 'Firma di un terzo, non sanabile.' } },
    ]);
    expect(say(reasons[2]!, 'it')).toBe('Firma di un terzo, non sanabile.');
    expect(say(reasons[1]!, 'en')).toBe('Documents not legible, incomplete or not consistent with the application.');
  });
});
