import type { Area } from '#src/core/floors.ts';
import { isRegion, region } from '#src/core/regions.ts';
import { split, sum, type Cents } from '#src/core/money.ts';
import { addDays, addMonths, type CalendarDate } from '#src/core/time.ts';
import type { Answer, Snapshot, TableRow } from '#src/funding/applications/snapshot.ts';
import type { MemberFacts } from '#src/funding/calls/facts.ts';
import { eligibleCosts } from '#src/funding/calls/rules/eligibleCosts.ts';
import type { Call } from '#src/funding/calls/schema.ts';
import type { Level } from '../states.ts';

export type PlanMember = Omit<MemberFacts, 'costs' | 'otherProposals'> & { eligibleCents: Cents; aidCents: Cents };
/** A partner that left: what it keeps of cost and grant, and the first day on which it is no longer one. */
export type Former = PlanMember & { leftOn: CalendarDate };
export type BudgetCell = { organisation: string; category: string; researchType: string; cents: Cents };
export type WorkPackage = {
  id: string;
  title: string;
  leader: string | null;
  from: number;
  until: number;
  personMonths: number | null;
  description: string;
};
export type Due = { id: string; title: string; workPackage: string | null; month: number; note: string };

/** A project as it is approved: what a version holds, canonical JSON of which is stored and hashed. Cents; months count from 1. */
export type Plan = {
  format: 'mics-project/1';
  acronym: string;
  title: string;
  startsOn: CalendarDate;
  durationMonths: number;
  members: readonly PlanMember[];
  /** Left out as long as nobody has left. */
  former?: readonly Former[];
  /** Also what former partners keep. */
  budget: readonly BudgetCell[];
  workPackages: readonly WorkPackage[];
  deliverables: readonly Due[];
  milestones: readonly Due[];
};

/** What a form tells beside the plan: it is followed, but no variation is needed to change it. */
export type Beside = {
  trlFrom: number | null;
  trlTo: number | null;
  risks: readonly { risk: string; workPackage: string | null; likelihood: Level; impact: Level; measure: string }[];
  strategies: readonly string[];
};

/** Everybody with a part of the budget: members, and those who left. */
export const everOf = (plan: Plan): readonly PlanMember[] => [...plan.members, ...(plan.former ?? [])];

export const lastDay = (startsOn: CalendarDate, months: number): CalendarDate => addDays(addMonths(startsOn, months), -1);

/** The last day of a month of the project, on which what is due in it is due. */
export const dueDay = (startsOn: CalendarDate, month: number): CalendarDate => lastDay(startsOn, month);

const isRow = (value: unknown): value is TableRow => typeof value === 'object' && value !== null && 'id' in value;
const found = (answers: Snapshot['answers'], ...fields: string[]): Answer | undefined => {
  for (const section of Object.values(answers)) for (const field of fields) if (section[field] !== undefined) return section[field];
  return undefined;
};
const rows = (answers: Snapshot['answers'], field: string): TableRow[] => {
  const value = found(answers, field);
  return Array.isArray(value) ? (value as unknown[]).filter(isRow) : [];
};
const whole = (text: string | undefined): number | null => (text !== undefined && /^\d{1,4}$/.test(text) ? Number(text) : null);
const level = (text: string | undefined): Level => (text === 'low' || text === 'high' ? text : 'medium');
const text = (row: TableRow, ...columns: string[]): string => columns.map((c) => row[c] ?? '').find((t) => t !== '') ?? '';

/** The plan of a proposal as it was handed in and funded: awarded aid, eligible cost by cell, the tables of its form. */
export function planOf(call: Call, snapshot: Snapshot, awarded: readonly { id: string; aidCents: Cents }[], startsOn: CalendarDate, months: number): Plan {
  const { facts, answers } = snapshot;
  const costs = eligibleCosts(call, facts);
  const inside = (month: number | null): number => Math.min(Math.max(month ?? months, 1), months);
  const ids = new Set(rows(answers, 'workPackages').map((r) => r.id));
  const of = (r: TableRow): string | null => (ids.has(r['workPackage'] ?? '') ? r['workPackage']! : null);
  const due = (r: TableRow): Due => ({
    id: r.id,
    title: text(r, 'title'),
    workPackage: of(r),
    month: inside(whole(r['month'])),
    note: text(r, 'proof', 'type'),
  });
  return {
    format: 'mics-project/1',
    acronym: snapshot.acronym,
    title: snapshot.title,
    startsOn,
    durationMonths: months,
    members: facts.members.map(({ costs: _costs, otherProposals: _other, ...m }) => ({
      ...m,
      eligibleCents: costs.members.find((c) => c.memberId === m.id)?.cents ?? 0,
      aidCents: awarded.find((a) => a.id === m.id)?.aidCents ?? 0,
    })),
    budget: cellsOf(call, facts),
    workPackages: packagesOf(snapshot, months, inside),
    deliverables: rows(answers, 'deliverables').map(due),
    milestones: rows(answers, 'milestones').map(due),
  };
}

/** The work packages of the form. A form without any still has work to be done: hours are kept on one package, the whole project. */
function packagesOf({ title, facts, answers }: Snapshot, months: number, inside: (month: number | null) => number): WorkPackage[] {
  const written = rows(answers, 'workPackages').map((r) => {
    const from = inside(whole(r['from']) ?? 1);
    return {
      id: r.id,
      title: text(r, 'title'),
      leader: facts.members.some((m) => m.id === r['leader']) ? r['leader']! : null,
      from,
      until: Math.max(from, inside(whole(r['until']))),
      personMonths: r['personMonths'] ? Number(r['personMonths']) || null : null,
      description: text(r, 'description'),
    };
  });
  const lead = facts.members.find((m) => m.role === 'lead')?.id ?? null;
  return written.length > 0 ? written : [{ id: 'wp-1', title, leader: lead, from: 1, until: months, personMonths: null, description: '' }];
}

/** The eligible budget in cells, flat rates among them; a cap that is passed is for the rules to find. */
export const cellsOf = (call: Call, facts: Snapshot['facts']): BudgetCell[] =>
  eligibleCosts(call, facts)
    .lines.filter((l) => l.eligibleCents > 0)
    .map((l) => ({ organisation: l.memberId, category: l.category, researchType: l.researchType, cents: l.eligibleCents }));

export function besideOf({ answers }: Snapshot): Beside {
  const ids = new Set(rows(answers, 'workPackages').map((r) => r.id));
  const number = (field: string): number | null => {
    const value = Number(found(answers, field) ?? '');
    return Number.isInteger(value) && value >= 1 && value <= 9 ? value : null;
  };
  const strategy = found(answers, 'circularStrategy');
  return {
    trlFrom: number('trlStart'),
    trlTo: number('trlTarget'),
    risks: rows(answers, 'risks').map((r) => ({
      risk: text(r, 'risk'),
      workPackage: ids.has(r['workPackage'] ?? '') ? r['workPackage']! : null,
      likelihood: level(r['likelihood']),
      impact: level(r['impact']),
      measure: text(r, 'measure'),
    })),
    strategies: typeof strategy === 'string' && strategy !== '' ? [strategy] : [],
  };
}

/** A grant of this amount shared out as the aid of each member stands to the whole; never more than their cost. */
export function shared(members: readonly { eligibleCents: Cents; aidCents: Cents }[], grant: Cents): Cents[] {
  const now = sum(members.map((m) => m.aidCents));
  return now === grant ? members.map((m) => m.aidCents) : split(grant, now > 0 ? members.map((m) => m.aidCents) : members.map((m) => m.eligibleCents));
}

/** What a plan grants in the South and in all: a member's aid is spent where it works. */
export function grantedIn(plan: Plan): Area {
  const of = (members: readonly PlanMember[]): Cents => sum(members.map((m) => Math.min(m.aidCents, m.eligibleCents)));
  return { allCents: of(everOf(plan)), southCents: of(everOf(plan).filter((m) => isRegion(m.region) && region(m.region).south)) };
}
