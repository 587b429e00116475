import { sum, type Cents } from '#src/core/money.ts';
import type { CostFact, MemberFacts, ProposalFacts, StaffFacts } from '#src/funding/calls/facts.ts';
import { aid } from '#src/funding/calls/rules/aid.ts';
import type { Call } from '#src/funding/calls/schema.ts';
import { acronyms, exampleEnterprise, exampleResearchBody, otherPlaces, southPlaces, themes, type ExampleOrganisation, type Place } from './names.ts';

/** A synthetic proposal: who, how much, and how experts judge it (a share of each criterion's maximum). */
export type PlannedProposal = {
  acronym: string;
  title: string;
  theme: { title: string; problem: string; answer: string };
  sector: string;
  mainSpoke: number;
  spokes: number[];
  members: { organisation: ExampleOrganisation; role: 'lead' | 'partner'; staff: StaffFacts; costs: CostFact[] }[];
  /** Points per criterion that the experts' mean comes to, in steps of the call. */
  quality: number;
  social: number;
  screening: 'admitted' | 'excluded';
};

export type CallPlan = { proposals: PlannedProposal[] };

type Shape = { enterprises: number; research: number };

/** Enough to fund, not enough, not good enough, not admissible: how many of each. */
export type Wanted = {
  funded: readonly Shape[];
  runnersUp: readonly Shape[];
  weak: readonly Shape[];
  excluded: readonly Shape[];
  totalCents: Cents;
  enterprisesFrom: number;
  researchFrom: number;
  acronymFrom: number;
};

const times = (n: number, shape: Shape): Shape[] => Array.from({ length: n }, () => shape);

/** Bando 01/2024: 45 funded projects of 87 enterprises and 12 research bodies at 16 M€. 12 × (2 + 1) + 8 × 3 + 14 × 2 + 11 × 1. */
export const enterprisesCall: Wanted = {
  funded: interleave([
    times(12, { enterprises: 2, research: 1 }),
    times(8, { enterprises: 3, research: 0 }),
    times(14, { enterprises: 2, research: 0 }),
    times(11, { enterprises: 1, research: 0 }),
  ]),
  runnersUp: interleave([times(5, { enterprises: 2, research: 1 }), times(9, { enterprises: 1, research: 0 })]),
  weak: times(5, { enterprises: 2, research: 0 }),
  excluded: times(3, { enterprises: 1, research: 0 }),
  totalCents: 1_600_000_000,
  enterprisesFrom: 0,
  researchFrom: 0,
  acronymFrom: 0,
};

/** Bando 02/2024: 14 research bodies, each alone, at 5.52 M€. */
export const researchCall: Wanted = {
  funded: times(14, { enterprises: 0, research: 1 }),
  runnersUp: times(6, { enterprises: 0, research: 1 }),
  weak: times(3, { enterprises: 0, research: 1 }),
  excluded: times(1, { enterprises: 0, research: 1 }),
  totalCents: 552_000_000,
  enterprisesFrom: 0,
  researchFrom: 20,
  acronymFrom: 70,
};

/** A smaller field for the copy that is under evaluation and for the open call. */
export const copyCall: Wanted = {
  funded: times(6, { enterprises: 0, research: 1 }),
  runnersUp: times(3, { enterprises: 0, research: 1 }),
  weak: [],
  excluded: times(1, { enterprises: 0, research: 1 }),
  totalCents: 240_000_000,
  enterprisesFrom: 0,
  researchFrom: 50,
  acronymFrom: 96,
};
export const openCall: Wanted = {
  funded: [
    { enterprises: 2, research: 1 },
    { enterprises: 1, research: 0 },
    { enterprises: 3, research: 0 },
  ],
  runnersUp: [],
  weak: [],
  excluded: [],
  totalCents: 105_000_000,
  enterprisesFrom: 140,
  researchFrom: 61,
  acronymFrom: 108,
};

/**
 * Lays out the synthetic field of one call so that the rules of the call itself arrive at the wanted figures:
 * the grants of the `funded` group add up to `totalCents` to the cent, and their scores stand above those of the others.
 * Deterministic: the same call gives the same plan.
 */
export function planCall(call: Call, wanted: Wanted): CallPlan {
  let enterprise = wanted.enterprisesFrom;
  let research = wanted.researchFrom;
  const groups = [
    ...wanted.funded.map((shape) => ({ shape, group: 'funded' as const })),
    ...wanted.runnersUp.map((shape) => ({ shape, group: 'runnersUp' as const })),
    ...wanted.weak.map((shape) => ({ shape, group: 'weak' as const })),
    ...wanted.excluded.map((shape) => ({ shape, group: 'excluded' as const })),
  ];
  const counts = { funded: 0, runnersUp: 0, weak: 0, excluded: 0 };
  const proposals = groups.map(({ shape, group }, i) => {
    const south = i % 9 < 4;
    const place = (n: number): Place => (south ? southPlaces : otherPlaces)[(i * 5 + n * 3) % (south ? southPlaces : otherPlaces).length]!;
    const sector = (['clothing', 'furniture', 'automation'] as const)[i % 3]!;
    const organisations = [
      ...Array.from({ length: shape.enterprises }, (_, n) => exampleEnterprise(enterprise++, sector, place(n))),
      ...Array.from({ length: shape.research }, (_, n) => exampleResearchBody(research++, place(n + 7))),
    ];
    const theme = themes[sector]![Math.floor(i / 3) % 4]!;
    const mainSpoke = 1 + (i % 8);
    const rank = counts[group]++;
    const quality =
      group === 'funded'
        ? 0.96 - (0.16 * rank) / wanted.funded.length
        : group === 'runnersUp'
          ? 0.68 - (0.06 * rank) / Math.max(1, wanted.runnersUp.length)
          : group === 'weak'
            ? 0.56 - 0.03 * rank
            : 0.7;
    const base = 36_000_000 + ((i * 7) % 11) * (shape.enterprises > 0 ? 2_400_000 : 1_200_000);
    const members = organisations.map((organisation, n) => ({
      organisation,
      role: n === 0 ? ('lead' as const) : ('partner' as const),
      staff: staffOf(i, n),
      costs: costsOf(base * shareOf(shape, n)),
    }));
    return {
      acronym: acronyms[(wanted.acronymFrom + i) % acronyms.length]!,
      title: theme.title,
      theme,
      sector,
      mainSpoke,
      spokes: i % 3 === 0 ? [mainSpoke, 1 + ((i + 3) % 8)] : [mainSpoke],
      members,
      quality,
      social: (i % 7) * 0.5,
      screening: group === 'excluded' ? ('excluded' as const) : ('admitted' as const),
    } satisfies PlannedProposal;
  });
  fit(call, proposals.slice(0, wanted.funded.length), wanted.totalCents);
  return { proposals };
}

/** Scales the budgets until the grants add up to the total, and gives the last cents to one line that is funded in full. */
function fit(call: Call, funded: PlannedProposal[], totalCents: Cents) {
  const grants = () => sum(funded.map((p) => aid(call, factsOf(p)).aidCents));
  for (let i = 0; i < 6; i++) {
    const factor = totalCents / grants();
    for (const p of funded)
      for (const m of p.members) m.costs = m.costs.map((c) => ({ ...c, cents: Math.max(100, Math.round((c.cents * factor) / 100) * 100) }));
  }
  const balance = funded.at(-1)!.members[0]!.costs.find((c) => c.category === 'materials' && c.researchType === 'fundamental')!;
  for (let i = 0; i < 40 && grants() !== totalCents; i++) balance.cents += totalCents - grants();
  if (grants() !== totalCents) throw new Error('the example does not add up');
}

function shareOf(shape: Shape, n: number): number {
  if (shape.enterprises + shape.research === 1) return 0.8;
  if (shape.research === 1) return [0.46, 0.39, 0.15][n]!;
  return shape.enterprises === 2 ? [0.58, 0.42][n]! : [0.42, 0.33, 0.25][n]!;
}

/** A plausible spread of one member's cost: personnel, its flat rate on top, materials, equipment, consultancy. */
function costsOf(cents: number): CostFact[] {
  const part = (share: number) => Math.round((cents * share) / 10_000) * 10_000;
  return [
    { category: 'personnel', researchType: 'industrial', cents: part(0.34) },
    { category: 'personnel', researchType: 'fundamental', cents: part(0.14) },
    { category: 'materials', researchType: 'industrial', cents: part(0.14) },
    { category: 'materials', researchType: 'fundamental', cents: part(0.06) },
    { category: 'equipment', researchType: 'industrial', cents: part(0.12) },
    { category: 'consultancy', researchType: 'industrial', cents: part(0.13) },
  ];
}

function staffOf(i: number, n: number): StaffFacts {
  const women = 2 + ((i + n) % 4);
  const men = 2 + ((i * 3 + n) % 5);
  return { women, men, under40: Math.min(women + men, 2 + ((i + 2 * n) % 5)), newHires: (i + n) % 3 };
}

/** The plan's proposal as the rules see it. */
export function factsOf(p: PlannedProposal): ProposalFacts {
  return {
    members: p.members.map(({ organisation: o, role, staff, costs }): MemberFacts => ({
      id: o.key,
      name: o.legalName,
      role,
      kind: o.kind,
      ownership: o.ownership,
      size: o.size,
      region: o.region,
      inPartnership: false,
      otherProposals: { asLead: 0, asMember: 0 },
      staff,
      costs,
    })),
    mainSpoke: p.mainSpoke,
    spokes: p.spokes,
    sector: p.sector,
    durationMonths: 12,
    startsOn: null,
    wideDissemination: true,
    mayPublishResults: true,
  };
}

function interleave(groups: Shape[][]): Shape[] {
  const all = groups.flatMap((g) => g.map((shape, i) => ({ shape, at: (i + 0.5) / g.length })));
  return all.sort((a, b) => a.at - b.at).map((x) => x.shape);
}
