/** What an organisation is. Its role in the partnership is another matter (an experimental station may be an industrial partner). */
export const bodyKinds = ['university', 'researchBody', 'enterprise', 'publicBody', 'association'] as const;
export type BodyKind = (typeof bodyKinds)[number];

/** Size classes of enterprises: Reg. (EU) 651/2014, Annex I. */
export const sizeClasses = ['micro', 'small', 'medium', 'large'] as const;
export type SizeClass = (typeof sizeClasses)[number];

/** Micro, small and medium enterprises (PMI). */
export const smeClasses: readonly SizeClass[] = ['micro', 'small', 'medium'];

export const ownerships = ['public', 'private'] as const;
export type Ownership = (typeof ownerships)[number];

/** Universities and research bodies together (*organismi di ricerca*, Reg. 651/2014 art. 2 point 83). */
export const researchKinds: readonly BodyKind[] = ['university', 'researchBody'];
