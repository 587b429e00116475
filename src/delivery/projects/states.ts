/** `closing`: its last report is being checked. A closed project has had its balance; the other two ended early. */
export const projectStates = ['running', 'closing', 'closed', 'revoked', 'renounced'] as const;
export type ProjectState = (typeof projectStates)[number];

export const isLive = (state: ProjectState): boolean => state === 'running' || state === 'closing';

export const bands = ['high', 'medium', 'low'] as const;
export type Band = (typeof bands)[number];

export const levels = ['low', 'medium', 'high'] as const;
export type Level = (typeof levels)[number];

/** The phases of a product's life that the partnership works on. */
export const phases = ['design', 'production', 'consumption', 'endOfLife'] as const;
export type Phase = (typeof phases)[number];

/** The ten R-strategies of the circular economy, from the strongest to the weakest. */
export const strategies = ['refuse', 'rethink', 'reduce', 'reuse', 'repair', 'refurbish', 'remanufacture', 'repurpose', 'recycle', 'recover'] as const;
export type Strategy = (typeof strategies)[number];

export const variationKinds = ['budget', 'workPlan', 'extension', 'partner'] as const;
export type VariationKind = (typeof variationKinds)[number];

/** A notice takes effect at once; a request waits for its answer. */
export const variationStates = ['requested', 'approved', 'refused', 'withdrawn', 'noticed'] as const;
export type VariationState = (typeof variationStates)[number];

export const genders = ['f', 'm', 'x'] as const;
export type Gender = (typeof genders)[number];

export const workContracts = ['permanent', 'fixedTerm', 'researchFellow', 'phd', 'contractor', 'toHire', 'notStated'] as const;
export type WorkContract = (typeof workContracts)[number];
