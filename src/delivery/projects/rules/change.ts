import { reason, type Reason } from '#src/core/decision.ts';
import { parseEuros } from '#src/core/money.ts';
import type { VariationKind } from '../states.ts';
import type { BudgetCell, Due, Plan, WorkPackage } from './plan.ts';

/** Names of the fields of a form, so that the page that draws it and the rule that reads it agree. */
export const cellField = (c: Pick<BudgetCell, 'organisation' | 'category' | 'researchType'>): string =>
  `cell.${c.organisation}.${c.category}.${c.researchType}`;
export const rowField = (of: 'wp' | 'deliverable' | 'milestone', i: number, column: string): string => `${of}.${i}.${column}`;
/** Empty rows at the end of a table of the work plan that has so many: more where there is next to nothing yet. */
export const blankRows = (there: number): number => (there <= 1 ? 4 : 2);

/** An amount as it was typed; an empty one is nothing. Undefined where it is none. */
const centsOf = (typed: unknown): number | undefined => (typed === undefined || typed === '' ? 0 : parseEuros(String(typed)));

type Raw = Record<string, unknown>;
type Read = { plan: Plan; problems: Reason[] };

/** What was typed, made into the plan that it means. */
export function changeOf(kind: Exclude<VariationKind, 'partner'>, plan: Plan, raw: Raw): Read {
  if (kind === 'budget') return budget(plan, raw);
  if (kind === 'workPlan') return workPlan(plan, raw);
  return extension(plan, raw);
}

function budget(plan: Plan, raw: Raw): Read {
  const problems: Reason[] = [];
  const known = new Map(plan.budget.map((c) => [cellField(c), c]));
  for (const name of Object.keys(raw)) {
    const [head, organisation, category, researchType] = name.split('.');
    if (head === 'cell' && researchType && !known.has(name) && plan.members.some((m) => m.id === organisation))
      known.set(name, { organisation: organisation!, category: category!, researchType, cents: 0 });
  }
  const cells = [...known].map(([name, cell]) => {
    if (raw[name] === undefined) return cell;
    const cents = centsOf(raw[name]);
    if (cents === undefined || cents < 0) problems.push(reason('form.notAnAmount', {}, { at: name }));
    return { ...cell, cents: cents ?? cell.cents };
  });
  return { plan: { ...plan, budget: cells.filter((c) => c.cents > 0) }, problems };
}

const text = (raw: Raw, name: string): string => (typeof raw[name] === 'string' ? raw[name].trim() : '');

/** A fresh id beside those that there are. */
function freshId(head: string, taken: readonly string[]): string {
  for (let n = taken.length + 1; ; n++) if (!taken.includes(`${head}-${n}`)) return `${head}-${n}`;
}

function workPlan(plan: Plan, raw: Raw): Read {
  const problems: Reason[] = [];
  const month = (name: string): number => {
    const n = Number(text(raw, name));
    if (!Number.isInteger(n) || n < 1 || n > 240) problems.push(reason('form.invalid', {}, { at: name }));
    return n;
  };
  const count = (of: 'wp' | 'deliverable' | 'milestone', there: number): number[] =>
    Array.from({ length: there + blankRows(there) }, (_, i) => i).filter((i) => text(raw, rowField(of, i, 'title')) !== '');
  const packages: WorkPackage[] = [];
  for (const i of count('wp', plan.workPackages.length)) {
    const old = plan.workPackages[i];
    const leader = text(raw, rowField('wp', i, 'leader'));
    packages.push({
      id:
        old?.id ??
        freshId(
          'wp',
          [...plan.workPackages, ...packages].map((w) => w.id),
        ),
      title: text(raw, rowField('wp', i, 'title')).slice(0, 300),
      leader: plan.members.some((m) => m.id === leader) ? leader : null,
      from: month(rowField('wp', i, 'from')),
      until: month(rowField('wp', i, 'until')),
      personMonths: old?.personMonths ?? null,
      description: old?.description ?? '',
    });
  }
  const dues = (of: 'deliverable' | 'milestone', there: readonly Due[]): Due[] => {
    const made: Due[] = [];
    for (const i of count(of, there.length)) {
      const old = there[i];
      const wp = text(raw, rowField(of, i, 'workPackage'));
      made.push({
        id:
          old?.id ??
          freshId(
            of,
            [...there, ...made].map((d) => d.id),
          ),
        title: text(raw, rowField(of, i, 'title')).slice(0, 300),
        workPackage: packages.some((w) => w.id === wp) ? wp : (old?.workPackage ?? null),
        month: month(rowField(of, i, 'month')),
        note: old?.note ?? '',
      });
    }
    return made;
  };
  const next = { ...plan, workPackages: packages, deliverables: dues('deliverable', plan.deliverables), milestones: dues('milestone', plan.milestones) };
  return { plan: next, problems };
}

function extension(plan: Plan, raw: Raw): Read {
  const months = Number(text(raw, 'months'));
  if (!Number.isInteger(months) || months < 1 || months > 120) return { plan, problems: [reason('form.invalid', {}, { at: 'months' })] };
  return { plan: { ...plan, durationMonths: months }, problems: [] };
}
