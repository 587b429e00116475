import { percentOf } from '#src/core/money.ts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { playLists, type RankedList, type Standing } from './rules/lists.ts';
import type { Round } from './rules/rounds.ts';

/**
 * The money of several lists told a second time, in the plainest way: no ledger, no shortcuts, parts of grants found cent by cent.
 * For small cases the engine has to agree with it exactly.
 */
type Case = {
  proposals: { grant: number; south: number; on: boolean[] }[];
  budgets: number[];
  quotas: ({ percent: number; form: 'floor' | 'hard'; spillsFrom: boolean } | null)[];
  spills: ('no' | 'atOnce' | 'later')[];
  partial: boolean;
  ends: 'stop' | 'skip';
  steps: ({ raise: number; list: number } | { ended: number } | { day: true })[];
};

const LATER = '2024-06-15';

function naive(c: Case): number[] {
  const n = c.budgets.length;
  const paid = c.proposals.map(() => 0);
  const holder = c.proposals.map(() => -1);
  const gone = new Set<number>();
  const budget = c.budgets.map(() => 0);
  let open = false;
  const southOf = (i: number, cents: number) => Math.floor((cents * c.proposals[i]!.south) / c.proposals[i]!.grant);
  const mine = (l: number) => c.proposals.map((_, i) => i).filter((i) => c.proposals[i]!.on[l]);
  const spent = (l: number) => mine(l).reduce((s, i) => s + (holder[i] === l ? paid[i]! : 0), 0);
  const south = (l: number) => mine(l).reduce((s, i) => s + (holder[i] === l ? southOf(i, paid[i]!) : 0), 0);

  function play(l: number) {
    const quota = c.quotas[l]!;
    const reserve = quota ? percentOf(budget[l]!, quota.percent) : 0;
    const hard = quota?.form === 'hard' && !(quota.spillsFrom && open);
    const fits = (i: number, cents: number) => {
      const southAfter = south(l) - southOf(i, paid[i]!) + southOf(i, paid[i]! + cents);
      return spent(l) + cents + (hard ? Math.max(0, reserve - southAfter) : 0) <= budget[l]!;
    };
    for (const walk of quota ? ['south', 'all'] : ['all']) {
      for (const i of mine(l)) {
        const p = c.proposals[i]!;
        if (gone.has(i) || (holder[i] !== -1 && holder[i] !== l) || paid[i] === p.grant || (walk === 'south' && p.south === 0)) continue;
        if (walk === 'south' && south(l) >= reserve) break;
        const need = p.grant - paid[i]!;
        if (fits(i, need)) {
          holder[i] = l;
          paid[i]! += need;
          continue;
        }
        if (c.partial) {
          let part = 0;
          for (let cents = 1; cents <= need; cents++) if (fits(i, cents)) part = cents;
          if (part > 0) {
            holder[i] = l;
            paid[i]! += part;
            return;
          }
        }
        if (c.partial || c.ends === 'stop') break;
      }
    }
  }

  function round(touched: boolean[]) {
    for (let l = 0; l < n; l++) {
      if (!touched[l] && n > 1) continue;
      play(l);
      if (l === n - 1 || c.spills[l] === 'no' || (c.spills[l] === 'later' && !open)) continue;
      const left = budget[l]! - spent(l);
      budget[l]! -= left;
      budget[l + 1]! += left;
      if (left > 0) touched[l + 1] = true;
    }
  }

  c.budgets.forEach((b, l) => (budget[l]! += b));
  round(c.budgets.map(() => true));
  for (const step of c.steps) {
    if ('raise' in step) {
      budget[step.list]! += step.raise;
      round(c.budgets.map((_, l) => l === step.list));
    } else if ('ended' in step) {
      const i = step.ended;
      const l = holder[i]!;
      const freed = paid[i]! > 0;
      gone.add(i);
      paid[i] = 0;
      holder[i] = -1;
      round(c.budgets.map((_, m) => freed && m === l));
    } else {
      open = true;
      round(c.budgets.map((_, l) => (c.spills[l] === 'later' && l < n - 1) || (c.quotas[l]?.spillsFrom ?? false)));
    }
  }
  return paid;
}

function engine(c: Case): ReturnType<typeof playLists> {
  const source = { ref: 'prova', status: 'example' } as const;
  const lists = c.budgets.map((_, l): RankedList => {
    const q = c.quotas[l];
    return {
      id: `l${l}`,
      title: null,
      pots: [],
      takes: [],
      quota: q
        ? { id: `q${l}`, area: 'south', percent: q.percent, form: q.form, countBy: 'placeOfImplementation', source, ...(q.spillsFrom && { spillsFrom: LATER }) }
        : null,
      spills: l < c.budgets.length - 1 && c.spills[l] !== 'no' ? { to: `l${l + 1}`, ...(c.spills[l] === 'later' && { from: LATER }) } : null,
    };
  });
  const standing = c.proposals.map((p, i): Standing => ({ id: `p${i}`, grantCents: p.grant, south: c.budgets.map(() => p.south), on: p.on }));
  const base = { kind: 'initial' as const, on: '2024-01-01', cents: 0, application: null, ref: 'atto' };
  const none = c.budgets.map(() => 0);
  let day = '2024-02-01';
  const rounds: Round[] = [{ ...base, id: 'initial', byList: c.budgets }];
  c.steps.forEach((s, k) => {
    if ('day' in s) day = LATER;
    if ('raise' in s) rounds.push({ ...base, id: `r${k}`, kind: 'raise', on: day, byList: none.with(s.list, s.raise) });
    else if ('ended' in s) rounds.push({ ...base, id: `e${k}`, kind: 'renunciation', on: day, byList: none, application: `p${s.ended}` });
    else rounds.push({ ...base, id: `s${k}`, kind: 'spill', on: LATER, byList: none });
  });
  return playLists(standing, lists, rounds, { partialFunding: c.partial, whenMoneyEnds: c.ends });
}

const cases: fc.Arbitrary<Case> = fc.integer({ min: 1, max: 3 }).chain((n) =>
  fc
    .record({
      proposals: fc.array(
        fc.record({ grant: fc.integer({ min: 1, max: 40 }), part: fc.constantFrom(0, 0, 0.3, 1), on: fc.array(fc.boolean(), { minLength: n, maxLength: n }) }),
        { minLength: 1, maxLength: 9 },
      ),
      budgets: fc.array(fc.integer({ min: 0, max: 90 }), { minLength: n, maxLength: n }),
      quotas: fc.array(
        fc.option(fc.record({ percent: fc.constantFrom(10, 40, 50, 100), form: fc.constantFrom('floor' as const, 'hard' as const), later: fc.boolean() })),
        { minLength: n, maxLength: n },
      ),
      spills: fc.array(fc.constantFrom('no' as const, 'atOnce' as const, 'later' as const), { minLength: n, maxLength: n }),
      partial: fc.boolean(),
      ends: fc.constantFrom('stop' as const, 'skip' as const),
      raises: fc.array(fc.record({ raise: fc.integer({ min: 1, max: 60 }), list: fc.integer({ min: 0, max: n - 1 }) }), { maxLength: 2 }),
      ended: fc.array(fc.nat(8), { maxLength: 2 }),
      day: fc.boolean(),
    })
    .map(({ proposals, raises, ended, day, quotas, ...rest }): Case => {
      const ends = [...new Set(ended)].filter((i) => i < proposals.length).map((i) => ({ ended: i }));
      return {
        ...rest,
        quotas: quotas.map((q) => q && { percent: q.percent, form: q.form, spillsFrom: q.form === 'hard' && q.later }),
        proposals: proposals.map(({ grant, part, on }) => ({ grant, south: Math.floor(grant * part), on: n === 1 ? [true] : on })),
        steps: [...raises.slice(0, 1), ...ends.slice(0, 1), ...(day ? [{ day: true as const }] : []), ...raises.slice(1), ...ends.slice(1)],
      };
    }),
);

const paidBy = (c: Case, played = engine(c)) => c.proposals.map((_, i) => played.grants.get(`p${i}`)?.cents ?? 0);

test('a plain model of small cases agrees to the cent', () => {
  fc.assert(
    fc.property(cases, (c) => {
      expect(paidBy(c)).toEqual(naive(c));
    }),
    { numRuns: 1500 },
  );
});

test('no list spends more than it has, and all money stays within the call', () => {
  fc.assert(
    fc.property(cases, (c) => {
      const { lists, rounds } = engine(c);
      for (const { ledger } of lists) {
        expect(ledger.spent).toBeLessThanOrEqual(ledger.budget);
        expect(ledger.spent).toBe(ledger.paid.reduce((a, b) => a + b, 0));
      }
      const brought = [...c.budgets, ...c.steps.flatMap((s) => ('raise' in s ? [s.raise] : []))].reduce((a, b) => a + b, 0);
      expect(rounds.at(-1)!.budgetCents).toBe(brought);
    }),
  );
});

test('scrolling never takes a grant away, but one that ends', () => {
  fc.assert(
    fc.property(cases, (c) => {
      for (let k = 0; k < c.steps.length; k++) {
        const before = paidBy({ ...c, steps: c.steps.slice(0, k) });
        const after = paidBy({ ...c, steps: c.steps.slice(0, k + 1) });
        const step = c.steps[k]!;
        after.forEach((cents, i) => ('ended' in step && step.ended === i ? expect(cents).toBe(0) : expect(cents).toBeGreaterThanOrEqual(before[i]!)));
      }
    }),
  );
});

test('without quotas and skipping, who stands higher on the same lists and asks no more is never passed over', () => {
  fc.assert(
    fc.property(cases, (c) => {
      const plain = { ...c, quotas: c.quotas.map(() => null), ends: 'stop' as const, partial: false, steps: [] };
      const paid = paidBy(plain);
      c.proposals.forEach((p, i) =>
        c.proposals.forEach((q, j) => {
          if (i < j && String(p.on) === String(q.on) && p.grant <= q.grant && paid[j]! > 0) expect(paid[i]).toBe(p.grant);
        }),
      );
    }),
  );
});
