import { readFileSync, readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readCallJson } from '../../../test/factories/proposal.ts';
import { checkCall } from './check.ts';
import { callJsonSchemaText } from './formats.ts';
import { ruleSchema } from './schema.ts';
import { ruleNames } from './vocabulary.ts';

// A call as anybody may have written it: changed at will before it is read.
// oxlint-disable-next-line typescript/no-explicit-any
type Json = Record<string, any>;
const broken = (change: (call: Json) => void) => {
  const call = structuredClone(readCallJson('01-2024')) as Json;
  change(call);
  const checked = checkCall(call);
  return checked.ok ? [] : checked.problems.map((p) => `${p.path} ${p.message}`);
};

test.each(readdirSync(new URL('../../../calls', import.meta.url)))('calls/%s is a call, under its own name', (id) => {
  const checked = checkCall(readCallJson(id));
  expect(checked).toMatchObject({ ok: true, call: { id } });
  if (!checked.ok) return;
  const first = checked.call.form.sections[0]!;
  expect([first.id, ...first.fields.slice(0, 2).map((f) => f.id)]).toEqual(['identity', 'title', 'acronym']);
});

test.each<[string, (call: Json) => void, string[]]>([
  ['a missing member', (c) => delete c['title'], ['title is missing: an object is needed']],
  [
    'a misspelt member',
    (c) => {
      c['budget'] = 1;
    },
    ['budget is not part of the format; check its spelling'],
  ],
  [
    'a text for a number',
    (c) => {
      c['pots'][0].cents = '15';
    },
    ['pots[0].cents must be a number, not "15"'],
  ],
  [
    'half a cent',
    (c) => {
      c['pots'][0].cents = 0.5;
    },
    ['pots[0].cents must be a whole number, not 0.5'],
  ],
  [
    'a negative amount',
    (c) => {
      c['pots'][0].cents = -1;
    },
    ['pots[0].cents must be at least 0'],
  ],
  [
    'a rule that does not exist',
    (c) => {
      c['rules'][0].rule = 'minimumShare';
    },
    [`rules[0].rule must be one of ${ruleNames.map((n) => `"${n}"`).join(', ')}, not "minimumShare"`],
  ],
  ['a rule without its source', (c) => delete c['rules'][0].source, ['rules[0].source is missing: an object is needed']],
  [
    'three decimals of a percent',
    (c) => {
      c['rules'].find((r: Json) => r['rule'] === 'maxShare').percent = 33.333;
    },
    ['rules[5].percent must have at most two decimals'],
  ],
  [
    'a date that does not exist',
    (c) => {
      c['dates'].publishedOn = '2024-02-30';
    },
    ['dates.publishedOn must be a date, 2024-02-21, not "2024-02-30"'],
  ],
  [
    'a time that does not exist',
    (c) => {
      c['dates'].questionsUntil = '2024-03-31T02:30';
    },
    ['dates.questionsUntil is a time that does not exist in Rome'],
  ],
  [
    'a time of another form',
    (c) => {
      c['dates'].questionsUntil = '31/3/2024';
    },
    ['dates.questionsUntil must be a local date and time, 2024-02-21T12:00, not "31/3/2024"'],
  ],
  [
    'a clause that names what nothing fills in',
    (c) => {
      c['contract'].clauses[0].text.en = 'To {somebody}.';
    },
    ['contract.clauses[0].text.en {somebody} is not a name that can be filled in'],
  ],
  [
    'a clause on an advance that there is not',
    (c) => {
      delete c['delivery'].payments.advance;
    },
    ['contract.clauses[5].text.it {advancePercent} has no value in this call', 'contract.clauses[5].text.en {advancePercent} has no value in this call'],
  ],
  [
    'a clause on extensions that there are not',
    (c) => {
      delete c['delivery'].variations.extension;
    },
    ['contract.clauses[7].text.it {extensionMonths} has no value in this call', 'contract.clauses[7].text.en {extensionMonths} has no value in this call'],
  ],
  [
    'an extension of a duration that nothing limits',
    (c) => {
      c['rules'] = c['rules'].filter((r: Json) => r['rule'] !== 'duration');
    },
    ['delivery.variations.extension prolongs a longest duration, and no rule sets one'],
  ],
  [
    'an extension of no months',
    (c) => {
      c['delivery'].variations.extension.atMostMonths = 0;
    },
    ['delivery.variations.extension.atMostMonths must be at least 1'],
  ],
  [
    'an advance above all interim payments',
    (c) => {
      c['delivery'].payments.interimUpTo = 20;
    },
    ['delivery.payments.interimUpTo is less than the advance, 30'],
  ],
  [
    'a gap between two tables of interest',
    (c) => {
      c['delivery'].payments.interest[1].from = '2024-01-02';
    },
    ['delivery.payments.interest[1].from must be the day after the table before ends'],
  ],
  [
    'an unknown act',
    (c) => {
      c['acts'][0].kind = 'undo';
    },
    ['acts[0].kind must be one of "budgetRaise", "returnedMoney", "deadlineExtension", "rectification", not "undo"'],
  ],
  [
    'an extension of another deadline',
    (c) => {
      c['acts'][0].from = '2024-02-20T12:00';
    },
    ['acts[0].from the deadline then was 2024-02-21T12:00'],
  ],
  [
    'acts out of order',
    (c) => {
      c['acts'].reverse();
    },
    ['acts[1].on acts stand in the order of their dates: 2024-02-20 is before 2024-07-22'],
  ],
  [
    'a raise of no pot',
    (c) => {
      c['acts'][1].pot = 'second';
    },
    ['acts[1].pot no pot "second"'],
  ],
  [
    'the same id twice',
    (c) => {
      c['rules'][1].id = 'form';
    },
    ['rules[1].id "form" is there twice'],
  ],
  [
    'the same field twice',
    (c) => {
      c['form'].sections[1].fields[0].id = 'title';
    },
    ['form.fields[3].id "title" is there twice'],
  ],
  [
    'an intensity that is missing',
    (c) => delete c['aid'].tables[0].percent.industrial,
    ['aid.tables[0].percent.industrial this research type is admitted and needs its intensities'],
  ],
  [
    'a table that ends with none after it',
    (c) => {
      c['aid'].tables[0].until = '2024-12-31';
    },
    ['aid.tables[0].until the last table has no end: null'],
  ],
  [
    'a gap between two tables',
    (c) => {
      const [t] = c['aid'].tables;
      c['aid'].tables = [
        { ...t, until: '2024-06-30' },
        { ...t, from: '2024-07-02' },
      ];
    },
    ['aid.tables[1].from must be the day after the table before ends'],
  ],
  [
    'a flat rate of a capped category',
    (c) => {
      c['rules'].find((r: Json) => r['rule'] === 'flatRate').of = 'consultancy';
    },
    ['rules[15].of "consultancy" is capped or a flat rate itself: a flat rate is counted on costs that stand by themselves'],
  ],
  [
    'a cost range upside down',
    (c) => {
      c['rules'].find((r: Json) => r['rule'] === 'projectCost').minCents = 200_000_000;
    },
    ['rules[11].minCents is more than the maximum, 100000000'],
  ],
  [
    'a threshold above the maximum',
    (c) => {
      c['evaluation'].criteria[0].threshold = 31;
    },
    ['evaluation.criteria[0].threshold is more than the maximum, 30'],
  ],
  [
    'a tie that nothing breaks',
    (c) => {
      c['ranking'].tieBreaks.pop();
    },
    ['ranking.tieBreaks must end with arrival or draw, which always decide'],
  ],
  [
    'no criteria',
    (c) => {
      c['evaluation'].criteria = [];
    },
    ['evaluation.criteria needs at least 1'],
  ],
  [
    'an empty text',
    (c) => {
      c['title'].it = '';
    },
    ['title.it must not be empty'],
  ],
])('%s is told in plain words', (_what, change, expected) => {
  expect(broken(change)).toEqual(expected);
});

test('what is no call at all', () => {
  expect(checkCall('hello')).toEqual({ ok: false, problems: [{ path: '(the call)', at: '', message: 'must be an object, not "hello"' }] });
  expect(checkCall(undefined)).toEqual({ ok: false, problems: [{ path: '(the call)', at: '', message: 'is missing: an object is needed' }] });
});

test('every rule that has a name has a shape', () => expect(ruleSchema.options.map((o) => o.shape.rule.value)).toEqual([...ruleNames]));

test('the published schema is the one in force', () => {
  expect(readFileSync(new URL('../../../docs/formats/call.schema.json', import.meta.url), 'utf8')).toBe(callJsonSchemaText());
});
