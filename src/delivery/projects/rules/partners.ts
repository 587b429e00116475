import { reason, type Reason, type Source } from '#src/core/decision.ts';
import { parseEuros, sum, type Cents } from '#src/core/money.ts';
import type { CalendarDate } from '#src/core/time.ts';
import type { Call } from '#src/funding/calls/schema.ts';
import { partnerChanges, type PartnerChangeKind } from '../states.ts';
import { everOf, type BudgetCell, type Former, type Plan, type PlanMember } from './plan.ts';
import { endOf, flatOf } from './variation.ts';

/** What was reported of a project: cost by partner and category, and the last period whose report was handed in. */
export type Reported = {
  costs: readonly { organisation: string; category: string; acceptedCents: Cents; pendingCents: Cents }[];
  last: { number: number; until: CalendarDate } | null;
};

/** What the lead holds for others, where the call pays through it: orders on their way to it, and money that it has not passed on yet. */
export type LeadMoney = { orders: readonly { code: string; cents: Cents }[]; withLeadCents: Cents };
export const noLeadMoney: LeadMoney = { orders: [], withLeadCents: 0 };

/** A cell of the budget and where what is left of it goes; `keptCents` stays with whom it was awarded to. */
export type HandedRow = BudgetCell & { acceptedCents: Cents; pendingCents: Cents; keptCents: Cents; takenBy: string | null };
export type HandedWork = { id: string; title: string; before: string | null; takenBy: string };
/** Somebody of the team: `takenBy` is null where their time on the project ends with the partner's. */
export type HandedPerson = { id: string; name: string; takenBy: string | null };

/** A change of the partners, as it was proposed: everything that passes from one to another. `cents` of a row is what was awarded. */
export type PartnerChange = {
  change: PartnerChangeKind;
  leaving: string | null;
  joining: string | null;
  /** Who leads from then on, where the lead leaves. */
  newLead?: string;
  from: CalendarDate;
  rows: readonly HandedRow[];
  workPackages: readonly HandedWork[];
  team: readonly HandedPerson[];
};

/** What the first step of the form says: who leaves, who joins, from when. */
export type Chosen = { change: PartnerChangeKind; leaving: string; joining: string; newLead: string; region: string; from: string };
type Raw = Record<string, unknown>;
const text = (raw: Raw, name: string): string => (typeof raw[name] === 'string' ? raw[name].trim() : '');

export function chosenIn(raw: Raw): Chosen {
  const change = text(raw, 'change');
  return {
    change: (partnerChanges as readonly string[]).includes(change) ? (change as PartnerChangeKind) : 'replaced',
    leaving: change === 'joins' ? '' : text(raw, 'leaving'),
    joining: change === 'leaves' ? '' : text(raw, 'joining'),
    newLead: text(raw, 'newLead') === 'joining' ? text(raw, 'joining') : text(raw, 'newLead'),
    region: text(raw, 'region'),
    from: text(raw, 'from'),
  };
}

/** Names of the fields of the second step. */
export const keepField = (c: Pick<BudgetCell, 'category' | 'researchType'>): string => `keep.${c.category}.${c.researchType}`;
export const takerField = (c: Pick<BudgetCell, 'category' | 'researchType'>): string => `taker.${c.category}.${c.researchType}`;
export const giveField = (c: Pick<BudgetCell, 'organisation' | 'category' | 'researchType'>): string =>
  `give.${c.organisation}.${c.category}.${c.researchType}`;
export const leadsField = (workPackage: string): string => `leads.${workPackage}`;
export const goesField = (person: string): string => `goes.${person}`;

/** Who signed for all goes only where another takes the mandate over. */
const mandate: Source = {
  ref: 'Mandato collettivo con rappresentanza: il mandatario ha firmato il contratto per tutti (artt. 1723 e 1726 c.c.)',
  status: 'inferred',
};

/** What stands against the first step, each at its field. */
export function choiceReasons(call: Call, plan: Plan, it: Chosen, { joining, reported, leadMoney }: Facts): Reason[] {
  const { source } = call.delivery!.variations;
  const found: Reason[] = [];
  const leaving = plan.members.find((m) => m.id === it.leaving);
  if (it.change !== 'joins' && !leaving) found.push(reason('form.required', {}, { at: 'leaving' }));
  if (leaving?.role === 'lead') {
    const { name } = leaving;
    const others = plan.members.filter((m) => m !== leaving);
    if (![...others, ...(joining ? [joining] : [])].some((m) => m.id === it.newLead))
      found.push(reason('project.newLeadMissing', { name }, { at: 'newLead', source: mandate }));
    const terms = call.delivery!.variations.addendum;
    if (!terms?.of.includes('partner') || !terms.clauses.some((c) => c.for?.includes('lead')))
      found.push(reason('project.leadUnforeseen', { name }, { at: 'leaving', source }));
    found.push(...leadReasons(name, leadMoney));
  }
  if (it.change !== 'leaves') {
    if (!joining) found.push(reason('form.required', {}, { at: 'joining' }));
    else if (plan.members.some((m) => m.id === joining.id)) found.push(reason('project.joinsAlready', { name: joining.name }, { at: 'joining' }));
    else if (plan.former?.some((m) => m.id === joining.id)) found.push(reason('project.leftBefore', { name: joining.name }, { at: 'joining' }));
    if (joining && joining.region === '') found.push(reason('form.required', {}, { at: 'region' }));
  }
  const last = endOf(plan);
  if (!/^\d{4}-\d\d-\d\d$/.test(it.from)) found.push(reason('form.required', {}, { at: 'from' }));
  else if (it.from <= plan.startsOn || it.from > last)
    found.push(reason('project.changeOutside', { from: plan.startsOn, until: last }, { at: 'from', source }));
  else if (reported.last && it.from <= reported.last.until)
    found.push(reason('project.changeReported', { ...reported.last }, { at: 'from', source: call.delivery!.reporting.source }));
  return found;
}

/** The lead goes with nothing of the others' on its way to it or in its hands. */
export const leadReasons = (name: string, { orders, withLeadCents }: LeadMoney): Reason[] => [
  ...(orders.length > 0
    ? [reason('project.leadOrders', { name, codes: orders.map((o) => o.code), cents: sum(orders.map((o) => o.cents)) }, { at: 'leaving', source: mandate })]
    : []),
  ...(withLeadCents > 0 ? [reason('project.leadHolds', { name, cents: withLeadCents }, { at: 'leaving', source: mandate })] : []),
];

/** So much of a category, spread over its cells in their order, none more than it holds. */
function spread(cells: readonly BudgetCell[], cents: Cents): Cents[] {
  let left = cents;
  return cells.map((c) => {
    const part = Math.min(left, c.cents);
    left -= part;
    return part;
  });
}

/**
 * The table of a change as it stands before anybody writes in it: of who leaves, or of everybody where one joins. Who leaves keeps what was accepted and
 * what was reported and waits; all the rest can be taken over. What is computed is not handed over.
 */
export function tableOf(call: Call, plan: Plan, it: Chosen, reported: Reported): HandedRow[] {
  const flat = flatOf(call);
  const of = it.change === 'joins' ? plan.members.map((m) => m.id) : [it.leaving];
  return of.flatMap((organisation) => {
    const own = plan.budget.filter((b) => b.organisation === organisation && !flat.has(b.category));
    return [...Map.groupBy(own, (b) => b.category)].flatMap(([category, cells]) => {
      const said = reported.costs.find((c) => c.organisation === organisation && c.category === category);
      const accepted = spread(cells, said?.acceptedCents ?? 0);
      const both = spread(cells, (said?.acceptedCents ?? 0) + (said?.pendingCents ?? 0));
      return cells.map((c, i): HandedRow => ({
        ...c,
        acceptedCents: accepted[i]!,
        pendingCents: both[i]! - accepted[i]!,
        keptCents: it.change === 'joins' ? c.cents : both[i]!,
        takenBy: it.joining || null,
      }));
    });
  });
}

/** What a change is looked at with besides the plan. */
export type Facts = { joining: PlanMember | null; reported: Reported; leadMoney: LeadMoney };
type Given = Facts & { team: readonly { id: string; name: string; organisation: string }[] };

/** What was typed, made into the change that it means and the plan that comes of it. Flat rates and aid are computed afterwards. */
export function partnerChange(call: Call, plan: Plan, raw: Raw, { team, ...facts }: Given): { plan: Plan; change: PartnerChange; problems: Reason[] } {
  const it = chosenIn(raw);
  const { joining, reported } = facts;
  const problems = choiceReasons(call, plan, it, facts);
  const { newLead, region: _region, ...said } = it;
  const leads = plan.members.some((m) => m.id === it.leaving && m.role === 'lead');
  const none = { ...said, leaving: it.leaving || null, joining: joining?.id ?? null, ...(leads && { newLead }), rows: [], workPackages: [], team: [] };
  if (problems.length > 0) return { plan, change: none, problems };
  const stays = plan.members.filter((m) => m.id !== it.leaving);
  const now = joining ? [...stays, joining] : stays;
  const among = (name: string): string | null => now.find((m) => m.id === text(raw, name))?.id ?? null;
  const amount = (name: string, otherwise: Cents): Cents => {
    const typed = text(raw, name);
    const cents = raw[name] === undefined ? otherwise : typed === '' ? 0 : parseEuros(typed);
    if (cents === undefined || cents < 0) problems.push(reason('form.notAnAmount', {}, { at: name }));
    return cents ?? otherwise;
  };
  const rows = tableOf(call, plan, it, reported).map((row): HandedRow => {
    const joins = it.change === 'joins';
    const at = joins ? giveField(row) : keepField(row);
    const keptCents = joins ? row.cents - amount(at, 0) : amount(at, row.keptCents);
    if (keptCents > row.cents || keptCents < 0) problems.push(reason('project.moreThanAwarded', { cents: row.cents }, { at }));
    const takenBy = keptCents >= row.cents ? null : joins ? joining!.id : among(takerField(row));
    if (keptCents < row.cents && takenBy === null) problems.push(reason('project.takerMissing', { cents: row.cents - keptCents }, { at: takerField(row) }));
    return { ...row, keptCents, takenBy };
  });
  if (it.change === 'joins' && rows.length > 0 && rows.every((r) => r.keptCents === r.cents))
    problems.push(reason('project.givesNothing', {}, { at: giveField(rows[0]!) }));
  const led = it.change === 'joins' ? plan.workPackages.filter((w) => w.leader !== null) : plan.workPackages.filter((w) => w.leader === it.leaving);
  const workPackages = led.map((w): HandedWork => {
    const takenBy = it.change === 'joins' && raw[leadsField(w.id)] === undefined ? w.leader : among(leadsField(w.id));
    if (takenBy === null) problems.push(reason('form.required', {}, { at: leadsField(w.id) }));
    return { id: w.id, title: w.title, before: w.leader, takenBy: takenBy ?? '' };
  });
  const people = it.change === 'joins' ? [] : team.filter((p) => p.organisation === it.leaving);
  const change: PartnerChange = {
    ...none,
    rows,
    workPackages: workPackages.filter((w) => w.takenBy !== w.before),
    team: people.map(({ id, name }) => ({ id, name, takenBy: among(goesField(id)) })),
  };
  return { plan: withChange(call, plan, change, joining), change, problems: [...problems, ...keptReasons(plan, change, reported)] };
}

/** The plan after a change: cells, members, leaders. */
export function withChange(call: Call, plan: Plan, change: PartnerChange, joining: PlanMember | null): Plan {
  const flat = flatOf(call);
  const key = (organisation: string, c: BudgetCell) => `${organisation} ${c.category} ${c.researchType}`;
  const budget = new Map(plan.budget.filter((b) => !flat.has(b.category)).map((b) => [key(b.organisation, b), b]));
  const add = (organisation: string, c: BudgetCell, cents: Cents) => {
    const at = key(organisation, c);
    budget.set(at, { organisation, category: c.category, researchType: c.researchType, cents: (budget.get(at)?.cents ?? 0) + cents });
  };
  for (const row of change.rows) {
    if (row.takenBy === null) continue;
    add(row.organisation, row, row.keptCents - row.cents);
    add(row.takenBy, row, row.cents - row.keptCents);
  }
  const left = plan.members.find((m) => m.id === change.leaving);
  // A lead leaves as a partner: what it was stands in the versions before.
  const former: Former[] = [...(plan.former ?? []), ...(left ? [{ ...left, role: 'partner' as const, leftOn: change.from }] : [])];
  const members = [...plan.members.filter((m) => m !== left), ...(joining ? [joining] : [])];
  const leaderOf = new Map(change.workPackages.map((w) => [w.id, w.takenBy]));
  return {
    ...plan,
    members: change.newLead === undefined ? members : leadFirst(members.map((m) => (m.id === change.newLead ? { ...m, role: 'lead' as const } : m))),
    ...(former.length > 0 && { former }),
    budget: [...budget.values()].filter((b) => b.cents > 0),
    workPackages: plan.workPackages.map((w) => (leaderOf.has(w.id) ? { ...w, leader: leaderOf.get(w.id)! } : w)),
  };
}

const leadFirst = (members: readonly PlanMember[]): PlanMember[] => members.toSorted((a, b) => Number(b.role === 'lead') - Number(a.role === 'lead'));

/** Nobody hands over what was accepted of it: in each category as far as its budget goes, and in all. */
export function keptReasons(plan: Plan, { change, rows }: Pick<PartnerChange, 'change' | 'rows'>, reported: Reported): Reason[] {
  return [...Map.groupBy(rows, (r) => r.organisation)].flatMap(([organisation, own]): Reason[] => {
    const name = everOf(plan).find((m) => m.id === organisation)?.name ?? '';
    const accepted = reported.costs.filter((c) => c.organisation === organisation);
    const short = [...Map.groupBy(own, (r) => r.category)].flatMap(([category, cells]): Reason[] => {
      const acceptedCents = Math.min(accepted.find((c) => c.category === category)?.acceptedCents ?? 0, sum(cells.map((c) => c.cents)));
      const keptCents = sum(cells.map((c) => c.keptCents));
      const at = change === 'joins' ? giveField(cells[0]!) : keepField(cells[0]!);
      return keptCents < acceptedCents ? [reason('project.keptTooLittle', { name, category, keptCents, acceptedCents }, { at })] : [];
    });
    if (short.length > 0) return short;
    const categories = new Set(own.map((r) => r.category));
    const all = sum(accepted.filter((c) => categories.has(c.category)).map((c) => c.acceptedCents));
    const kept = sum(own.map((r) => r.keptCents));
    return kept < all ? [reason('project.keptTooLittle', { name, category: null, keptCents: kept, acceptedCents: all })] : [];
  });
}
