/** In which capacity an organisation founded the partnership; what it is, is another matter. */
export const founderRoles = ['public', 'industrial'] as const;
export type FounderRole = (typeof founderRoles)[number];

export const genders = ['f', 'm', 'x'] as const;
export type Gender = (typeof genders)[number];

/** How an indicator of the funder's is counted; `none`: the partnership has nothing to count for it. */
export const indicatorCounts = ['researchers', 'enterprises', 'young', 'none'] as const;
export type IndicatorCounts = (typeof indicatorCounts)[number];
