import { readFileSync } from 'node:fs';
import type { CostFact, MemberFacts, ProposalFacts } from '#src/funding/calls/facts.ts';
import { callSchema, type Call } from '#src/funding/calls/schema.ts';
import type { CostCategory, ResearchType } from '#src/funding/calls/vocabulary.ts';

/** The calls as they stand in `calls/`. */
export const readCallJson = (id: string): unknown => JSON.parse(readFileSync(new URL(`../../calls/${id}/call.json`, import.meta.url), 'utf8'));
export const readCall = (id: string): Call => callSchema.parse(readCallJson(id));

export const cost = (category: CostCategory, researchType: ResearchType, euros: number): CostFact => ({ category, researchType, cents: euros * 100 });

/** An enterprise or a research body outside the partnership with nothing against it; `euros` is one cost line, materials for industrial research. */
export function aMember(id: string, more: Partial<MemberFacts> & { euros?: number } = {}): MemberFacts {
  const { euros, ...given } = more;
  return {
    id,
    name: id,
    role: 'partner',
    kind: 'enterprise',
    ownership: 'private',
    size: (given.kind ?? 'enterprise') === 'enterprise' ? 'small' : null,
    region: 'lombardy',
    inPartnership: false,
    otherProposals: { asLead: 0, asMember: 0 },
    staff: { women: 2, men: 2, under40: 2, newHires: 0 },
    costs: euros === undefined ? [] : [cost('materials', 'industrial', euros)],
    ...given,
  };
}

export const aResearchBody = (id: string, more: Partial<MemberFacts> & { euros?: number } = {}): MemberFacts =>
  aMember(id, { kind: 'university', ownership: 'public', ...more });

export const nothingYet: ProposalFacts = {
  members: [],
  mainSpoke: null,
  spokes: [],
  sector: null,
  durationMonths: null,
  startsOn: null,
  wideDissemination: false,
  mayPublishResults: false,
};

/** A proposal that meets everything but what its members bring about; the first member leads. */
export function aProposal(members: MemberFacts[], more: Partial<ProposalFacts> = {}): ProposalFacts {
  return {
    members: members.map((m, i) => (i === 0 ? { ...m, role: 'lead' as const } : m)),
    mainSpoke: 5,
    spokes: [5],
    sector: 'clothing',
    durationMonths: 12,
    startsOn: null,
    wideDissemination: false,
    mayPublishResults: false,
    ...more,
  };
}
