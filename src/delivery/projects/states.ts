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

/** How the partners of a project change. */
export const partnerChanges = ['leaves', 'replaced', 'joins'] as const;
export type PartnerChangeKind = (typeof partnerChanges)[number];

/**
 * A notice takes effect at once; a request waits for its answer. What was answered well may wait further: for the addendum that has to be signed
 * (`toSign`), or for the day from which it holds (`agreed`). `lapsed`: the addendum was not signed in time, or the project has moved on.
 */
export const variationStates = ['requested', 'toSign', 'agreed', 'approved', 'refused', 'withdrawn', 'noticed', 'lapsed'] as const;
export type VariationState = (typeof variationStates)[number];

/** No other variation is proposed meanwhile. */
export const openVariations = ['requested', 'toSign', 'agreed'] as const satisfies readonly VariationState[];

export const genders = ['f', 'm', 'x'] as const;
export type Gender = (typeof genders)[number];

export const workContracts = ['permanent', 'fixedTerm', 'researchFellow', 'phd', 'contractor', 'toHire', 'notStated'] as const;
export type WorkContract = (typeof workContracts)[number];
