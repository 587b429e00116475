import { everOf, type Plan } from './plan.ts';
import { endOf } from './variation.ts';

/** One line of the comparison of two versions; texts are values, money in cents. Null where there was, or is, nothing. */
export type Difference = {
  part: 'terms' | 'member' | 'budget' | 'workPackage' | 'deliverable' | 'milestone';
  /** What it is about; for `budget`: organisation, category, research type. */
  subject: readonly string[];
  field: 'title' | 'endsOn' | 'months' | 'aidCents' | 'eligibleCents' | 'cents' | 'period' | 'month' | 'leader' | 'there';
  before: string | number | null;
  after: string | number | null;
};

/** What two plans differ in, in the order of a plan. */
export function differences(before: Plan, after: Plan): Difference[] {
  const found: Difference[] = [];
  const look = (part: Difference['part'], subject: readonly string[], field: Difference['field'], a: string | number | null, b: string | number | null) => {
    if (a !== b) found.push({ part, subject, field, before: a, after: b });
  };
  look('terms', [], 'title', before.title, after.title);
  look('terms', [], 'endsOn', endOf(before), endOf(after));
  const both = <T extends { id: string }>(a: readonly T[], b: readonly T[]): [string, T | undefined, T | undefined][] =>
    [...new Set([...a, ...b].map((x) => x.id))].map((id) => [id, a.find((x) => x.id === id), b.find((x) => x.id === id)]);
  const roleIn = (plan: Plan, m: { id: string; role: string }) => (plan.members.some((x) => x.id === m.id) ? m.role : 'former');
  for (const [, a, b] of both(everOf(before), everOf(after))) {
    const name = [(a ?? b)!.name];
    look('member', name, 'there', a ? roleIn(before, a) : null, b ? roleIn(after, b) : null);
    look('member', name, 'eligibleCents', a?.eligibleCents ?? 0, b?.eligibleCents ?? 0);
    look('member', name, 'aidCents', a?.aidCents ?? 0, b?.aidCents ?? 0);
  }
  const nameOf = (id: string) => [...everOf(before), ...everOf(after)].find((m) => m.id === id)?.name ?? '';
  const cellsIn = (plan: Plan) => new Map(plan.budget.map((b) => [[b.organisation, b.category, b.researchType].join('\n'), b.cents]));
  const [cellsA, cellsB] = [cellsIn(before), cellsIn(after)];
  for (const cell of new Set([...cellsA.keys(), ...cellsB.keys()])) {
    const [organisation, category, type] = cell.split('\n') as [string, string, string];
    look('budget', [nameOf(organisation), category, type], 'cents', cellsA.get(cell) ?? 0, cellsB.get(cell) ?? 0);
  }
  for (const [, a, b] of both(before.workPackages, after.workPackages)) {
    const subject = [(a ?? b)!.title];
    const period = (w: typeof a) => (w ? `${w.from}–${w.until}` : null);
    look('workPackage', subject, 'period', period(a), period(b));
    if (a && b) {
      look('workPackage', subject, 'title', a.title, b.title);
      look('workPackage', subject, 'leader', a.leader && nameOf(a.leader), b.leader && nameOf(b.leader));
    }
  }
  for (const part of ['deliverable', 'milestone'] as const) {
    const of = (plan: Plan) => (part === 'deliverable' ? plan.deliverables : plan.milestones);
    for (const [, a, b] of both(of(before), of(after))) {
      look(part, [(a ?? b)!.title], 'month', a?.month ?? null, b?.month ?? null);
      if (a && b) look(part, [b.title], 'title', a.title, b.title);
    }
  }
  return found;
}
