import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sum } from '#src/core/money.ts';
import { readCall } from '../../../../test/factories/proposal.ts';
import { differences } from './differences.ts';
import { grantedIn, type Plan, type PlanMember } from './plan.ts';
import { withChange } from './partners.ts';
import { judge, longestOf, movedCents, recomputed, reserveReasons, spentReasons, totalOf, workReasons } from './variation.ts';

const call = readCall('01-2024');
const standing = { mainSpoke: 5, spokes: [5], sector: 'clothing', wideDissemination: false, mayPublishResults: false };
const member = (id: string, role: 'lead' | 'partner', more: Partial<PlanMember> = {}): PlanMember => ({
  id,
  name: id,
  role,
  kind: 'enterprise',
  ownership: 'private',
  size: 'small',
  region: 'lombardy',
  inPartnership: false,
  staff: { women: 1, men: 1, under40: 1, newHires: 0 },
  eligibleCents: 0,
  aidCents: 0,
  ...more,
});
const cell = (organisation: string, category: string, euros: number) => ({ organisation, category, researchType: 'industrial', cents: euros * 100 });
const bare: Plan = {
  format: 'mics-project/1',
  acronym: 'ALFA',
  title: 'Titolo',
  startsOn: '2024-07-15',
  durationMonths: 12,
  members: [member('a', 'lead'), member('b', 'partner')],
  budget: [cell('a', 'personnel', 100_000), cell('a', 'materials', 40_000), cell('b', 'personnel', 80_000), cell('b', 'consultancy', 30_000)],
  workPackages: [{ id: 'w', title: 'Lavoro', leader: 'b', from: 1, until: 12, personMonths: null, description: '' }],
  deliverables: [{ id: 'd', title: 'Prototipo', workPackage: 'w', month: 6, note: '' }],
  milestones: [],
};
const plan = recomputed(call, bare, standing, 100_000_000);
/** `b` leaves, keeping nothing, and another takes all that it had. */
const replaced = (of: Plan, leaving: string, joining: PlanMember): Plan =>
  withChange(
    call,
    of,
    {
      change: 'replaced',
      leaving,
      joining: joining.id,
      from: '2024-09-01',
      rows: of.budget
        .filter((b) => b.organisation === leaving && b.category !== 'indirect')
        .map((b) => ({ ...b, acceptedCents: 0, pendingCents: 0, keptCents: 0, takenBy: joining.id })),
      workPackages: of.workPackages.filter((x) => x.leader === leaving).map((x) => ({ id: x.id, title: x.title, before: leaving, takenBy: joining.id })),
      team: [],
    },
    joining,
  );

test('the flat rate is computed: 15 % of each member’s personnel; the aid is that of the call’s table', () => {
  expect(plan.budget.filter((b) => b.category === 'indirect').map((b) => [b.organisation, b.cents])).toEqual([
    ['a', 1_500_000],
    ['b', 1_200_000],
  ]);
  expect(plan.members.map((m) => [m.eligibleCents, m.aidCents])).toEqual([
    [15_500_000, 12_400_000],
    [12_200_000, 9_760_000],
  ]);
});

const moved = (from: string, to: string, euros: number, category = 'materials'): Plan =>
  recomputed(
    call,
    {
      ...bare,
      budget: [
        ...bare.budget.map((b) => (b.organisation === from && b.category === category ? { ...b, cents: b.cents - euros * 100 } : b)),
        cell(from, to, euros),
      ],
    },
    standing,
    100_000_000,
  );

describe('what a change needs', () => {
  test('up to a tenth of the eligible cost a notice, one cent more a request', () => {
    const tenth = totalOf(plan) / 10 / 100;
    const at = (euros: number) => judge(call, plan, moved('a', 'equipment', euros), standing);
    expect([at(tenth).needs, at(tenth).movedPercent]).toEqual(['notice', 10]);
    expect([at(tenth + 0.01).needs, at(tenth + 0.01).because]).toEqual(['request', ['moved']]);
  });

  test('a partner or another end needs a request, dates of the plan do not', () => {
    const other = replaced(plan, 'b', member('c', 'partner'));
    expect(judge(call, plan, recomputed(call, other, standing, 100_000_000), standing).because).toContain('partner');
    expect(other.workPackages[0]!.leader).toBe('c');
    expect(judge(call, plan, { ...plan, durationMonths: 11, workPackages: [{ ...plan.workPackages[0]!, until: 11 }] }, standing).because).toEqual([
      'extension',
    ]);
    expect(judge(call, plan, { ...plan, deliverables: [{ ...plan.deliverables[0]!, month: 7 }] }, standing).needs).toBe('notice');
  });

  test('a rule that was kept and no longer is refuses it, with its source; more cost, too', () => {
    const consultancy = moved('a', 'consultancy', 40_000);
    const more = recomputed(
      call,
      {
        ...bare,
        budget: [
          ...bare.budget.filter((b) => b.category !== 'personnel' || b.organisation !== 'a'),
          cell('a', 'personnel', 20_000),
          cell('a', 'consultancy', 80_000),
        ],
      },
      standing,
      100_000_000,
    );
    expect(judge(call, plan, consultancy, standing).refusals).toEqual([]);
    expect(judge(call, plan, more, standing).refusals.map((r) => [r.code, r.source?.status])).toEqual([['rule.categoryCap.over', 'sourced']]);
    const dearer = recomputed(call, { ...bare, budget: [...bare.budget, cell('a', 'equipment', 1)] }, standing, 100_000_000);
    expect(judge(call, plan, dearer, standing).refusals.map((r) => r.code)).toEqual(['project.costGrows']);
  });

  test('work lies within the project', () => {
    expect(workReasons({ ...plan, durationMonths: 5 }).map((r) => r.code)).toEqual(['project.workOutside', 'project.dueOutside']);
  });
});

describe('how long a project can become', () => {
  const of = (months: number): Plan => ({ ...plan, durationMonths: months });
  const asked = (before: number, after: number, by = call) => judge(by, of(before), of(after), standing);
  const { extension } = call.delivery!.variations;
  const bare = { ...call.delivery!.variations };
  delete bare.extension;
  const without = { ...call, delivery: { ...call.delivery!, variations: bare } };
  const untilDay = (by: typeof call, endsBy: string) => ({ ...by, rules: by.rules.map((r) => (r.rule === 'duration' ? { ...r, endsBy } : r)) });

  test('12 months and 6 more: 18 can be asked for, 19 cannot, and it is said why with the figures and their source', () => {
    expect([asked(12, 18).needs, asked(12, 18).refusals]).toEqual(['request', []]);
    expect(asked(12, 19).refusals).toEqual([
      {
        code: 'project.prolongedTooFar',
        params: { months: 19, maxMonths: 12, extraMonths: 6, mostMonths: 18, nowMonths: 12, leftMonths: 6 },
        at: 'months',
        source: extension!.source,
      },
    ]);
    expect(longestOf(call)).toEqual({ maxMonths: 12, extraMonths: 6, endsBy: null, source: extension!.source });
  });

  test('extensions count together, and a shorter project has what it gave up to ask for again', () => {
    expect(asked(15, 18).refusals).toEqual([]);
    expect(asked(15, 19).refusals.map((r) => [r.params['nowMonths'], r.params['leftMonths']])).toEqual([[15, 3]]);
    expect(asked(18, 19).refusals.map((r) => [r.params['nowMonths'], r.params['leftMonths']])).toEqual([[18, 0]]);
    expect([asked(18, 14).needs, asked(18, 14).refusals]).toEqual(['request', []]);
    expect(asked(14, 18).refusals).toEqual([]);
  });

  test('without an extension in the call nothing goes beyond its rule', () => {
    expect(asked(12, 13, without).refusals.map((r) => [r.code, r.params['maxMonths'], r.source])).toEqual([
      ['rule.duration.tooLong', 12, call.rules.find((r) => r.rule === 'duration')!.source],
    ]);
    expect(asked(11, 12, without).refusals).toEqual([]);
  });

  test('a last day that the call fixes stays, however long a project may last', () => {
    // Begun on 15 July 2024: 12 months end on 14 July, 14 on 14 September, 15 on 14 October 2025.
    const fixed = untilDay(call, '2025-09-30');
    expect(asked(12, 14, fixed).refusals).toEqual([]);
    expect(asked(12, 15, fixed).refusals.map((r) => [r.code, r.params['endsBy']])).toEqual([['rule.duration.endsLate', '2025-09-30']]);
    expect(longestOf(fixed)?.endsBy).toBe('2025-09-30');
  });

  test('what is too long or too late already may grow shorter, not longer', () => {
    expect(asked(20, 19).refusals).toEqual([]);
    expect(asked(20, 21).refusals.map((r) => [r.code, r.params['leftMonths']])).toEqual([['project.prolongedTooFar', 0]]);
    expect(asked(13, 14, untilDay(call, '2025-07-31')).refusals.map((r) => r.code)).toEqual(['rule.duration.endsLate']);
  });

  test('whatever the call and the months: what is asked is refused exactly where it passes what may be added, whichever steps led there', () => {
    const months = fc.integer({ min: 1, max: 40 });
    fc.assert(
      fc.property(months, fc.integer({ min: 0, max: 12 }), fc.array(months, { minLength: 1, maxLength: 6 }), (maxMonths, atMostMonths, steps) => {
        const by = {
          ...(atMostMonths === 0
            ? without
            : { ...call, delivery: { ...call.delivery!, variations: { ...bare, extension: { atMostMonths, source: extension!.source } } } }),
          rules: call.rules.map((r) => (r.rule === 'duration' ? { ...r, maxMonths } : r)),
        };
        let now = Math.min(maxMonths, plan.durationMonths);
        for (const step of steps) {
          const late = asked(now, step, by).refusals.filter((r) => r.code === 'project.prolongedTooFar' || r.code.startsWith('rule.duration.'));
          expect(late.length > 0).toBe(step > maxMonths + atMostMonths);
          if (late.length === 0) now = step;
        }
        expect(now).toBeLessThanOrEqual(maxMonths + atMostMonths);
      }),
      { numRuns: 300 },
    );
  });
});

test('whatever is moved: cells add up to the members, aid never passes cost or grant, nothing moved is nothing different', () => {
  const amount = fc.integer({ min: 0, max: 20_000_000 });
  const budgets = fc.array(
    fc.record({
      organisation: fc.constantFrom('a', 'b'),
      category: fc.constantFrom('personnel', 'materials', 'equipment', 'consultancy'),
      researchType: fc.constantFrom('fundamental', 'industrial'),
      cents: amount,
    }),
    { maxLength: 8 },
  );
  fc.assert(
    fc.property(budgets, fc.integer({ min: 0, max: 30_000_000 }), (budget, grant) => {
      const unique = [...new Map(budget.map((b) => [`${b.organisation}${b.category}${b.researchType}`, b])).values()];
      const after = recomputed(call, { ...bare, budget: unique }, standing, grant);
      expect(sum(after.members.map((m) => m.eligibleCents))).toBe(totalOf(after));
      expect(sum(after.members.map((m) => m.aidCents))).toBeLessThanOrEqual(grant);
      for (const m of after.members) expect(m.aidCents).toBeLessThanOrEqual(m.eligibleCents);
      expect(recomputed(call, after, standing, grant).budget).toEqual(after.budget);
      expect(movedCents(plan, after)).toBe(movedCents(after, plan));
      expect(movedCents(plan, after) === 0).toBe(differences(plan, after).every((d) => d.part !== 'budget'));
    }),
    { numRuns: 300 },
  );
});

test('nobody’s grant falls below what was accepted of it; who leaves has no advance left', () => {
  const aid = (id: string) => plan.members.find((m) => m.id === id)!.aidCents;
  const gone = recomputed(call, replaced(plan, 'b', member('c', 'partner')), standing, 100_000_000);
  const nothing = () => 0;
  expect(spentReasons(plan, gone, nothing)).toEqual([]);
  expect(spentReasons(plan, gone, (id, kind) => (id === 'b' && kind === 'accepted' ? 1_00 : 0))).toEqual([
    { code: 'project.belowAccepted', params: { name: 'b', acceptedCents: 1_00, aidCents: 0 } },
  ]);
  expect(spentReasons(plan, gone, (id, kind) => (id === 'b' && kind === 'advance' ? 5_00 : 0)).map((r) => r.code)).toEqual(['project.advanceOpen']);
  // Who stays may be left with exactly what was accepted.
  expect(spentReasons(plan, plan, (id, kind) => (kind === 'accepted' ? aid(id) : 0))).toEqual([]);
});

test('whatever is handed over: nothing is lost or made, who left keeps what was said, and no grant grows', () => {
  const three = recomputed(call, { ...bare, members: [...bare.members, member('c', 'partner')] }, standing, 30_000_000);
  const typed = three.budget.filter((b) => b.organisation === 'b' && b.category !== 'indirect');
  const direct = (of: Plan) => sum(of.budget.filter((b) => b.category !== 'indirect').map((b) => b.cents));
  const keeps = fc.tuple(...typed.map((b) => fc.record({ kept: fc.integer({ min: 0, max: b.cents }), to: fc.constantFrom('a', 'c', 'd') })));
  fc.assert(
    fc.property(keeps, fc.integer({ min: 10_000_000, max: 30_000_000 }), (rows, grant) => {
      const change = {
        change: 'replaced' as const,
        leaving: 'b',
        joining: 'd',
        from: '2024-09-01',
        rows: typed.map((b, i) => ({ ...b, acceptedCents: 0, pendingCents: 0, keptCents: rows[i]!.kept, takenBy: rows[i]!.to })),
        workPackages: [],
        team: [],
      };
      const after = recomputed(call, withChange(call, three, change, member('d', 'partner', { region: 'campania' })), standing, grant);
      expect(direct(after)).toBe(direct(three));
      for (const r of change.rows)
        expect(sum(after.budget.filter((b) => b.organisation === 'b' && b.category === r.category).map((b) => b.cents))).toBe(r.keptCents);
      expect(sum([...after.members, ...after.former!].map((m) => m.eligibleCents))).toBe(totalOf(after));
      expect(grantedIn(after).allCents).toBeLessThanOrEqual(Math.max(grant, after.former![0]!.aidCents));
      expect(after.former![0]!.aidCents).toBeLessThanOrEqual(three.members[1]!.aidCents);
      expect(recomputed(call, after, standing, grant)).toEqual(after);
    }),
    { numRuns: 100 },
  );
});

test('only a hard reserve refuses a variation that takes the share of the South below the floor', () => {
  const south: Plan = {
    ...plan,
    members: [member('a', 'lead', { eligibleCents: 60, aidCents: 60 }), member('b', 'partner', { region: 'campania', eligibleCents: 50, aidCents: 40 })],
  };
  expect(grantedIn(south)).toEqual({ southCents: 40, allCents: 100 });
  const broken = { now: grantedIn(south), afterwards: { southCents: 30, allCents: 100 }, floor: 40 };
  const quota = { id: 'south', area: 'south', percent: 40, countBy: 'placeOfImplementation', source: { ref: 'Avviso, art. 1', status: 'example' } } as const;
  const ofForm = (more: { form: 'floor' | 'hard'; spillsFrom?: string }) => ({ ...call, ranking: { ...call.ranking, quotas: [{ ...quota, ...more }] } });
  expect(reserveReasons(ofForm({ form: 'floor' }), '2024-09-01', broken)).toEqual([]);
  expect(reserveReasons(ofForm({ form: 'hard' }), '2024-09-01', broken)).toEqual([
    { code: 'project.reserveBroken', params: { nowPercent: 40, afterPercent: 30, floor: 40, shortCents: 10 }, source: quota.source },
  ]);
  expect(reserveReasons(ofForm({ form: 'hard', spillsFrom: '2024-09-01' }), '2024-09-01', broken)).toEqual([]);
  expect(reserveReasons(ofForm({ form: 'hard' }), '2024-09-01', { ...broken, afterwards: { southCents: 45, allCents: 100 } })).toEqual([]);
});
