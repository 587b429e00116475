/** What an organisation is. Its role in the partnership is another matter (an experimental station may be an industrial partner). */
export const bodyKinds = ['university', 'researchBody', 'enterprise', 'publicBody', 'association'] as const;
export type BodyKind = (typeof bodyKinds)[number];

/** Size classes of enterprises: Reg. (EU) 651/2014, Annex I. */
export const sizeClasses = ['micro', 'small', 'medium', 'large'] as const;
export type SizeClass = (typeof sizeClasses)[number];

/** Micro, small and medium enterprises (PMI). */
export const smeClasses: readonly SizeClass[] = ['micro', 'small', 'medium'];

/** What another name of an organisation is. */
export const aliasKinds = ['abbreviation', 'former', 'english', 'other'] as const;
export type AliasKind = (typeof aliasKinds)[number];

/** `part`: a department of a university, an institute of a research council. `group`: a company of a group. */
export const tieKinds = ['part', 'group'] as const;
export type TieKind = (typeof tieKinds)[number];

export const ownerships = ['public', 'private'] as const;
export type Ownership = (typeof ownerships)[number];

/** Universities and research bodies together (*organismi di ricerca*, Reg. 651/2014 art. 2 point 83). */
export const researchKinds: readonly BodyKind[] = ['university', 'researchBody'];

/** What an organisation writes of itself once, for all its applications. */
export const profileTexts = ['description', 'competences', 'infrastructure', 'projects'] as const;
export type ProfileText = (typeof profileTexts)[number];
/** The most that one of them holds, in each language. */
export const profileTextLimit = 8000;

/** How another enterprise counts with ours: Reg. (EU) 651/2014, Annex I, art. 3. */
export const relations = ['partner', 'linked'] as const;
export type Relation = (typeof relations)[number];

export const genders = ['f', 'm', 'x'] as const;
export type Gender = (typeof genders)[number];

export const contractKinds = ['permanent', 'fixedTerm', 'researcherTd', 'researchContract', 'doctorate', 'apprenticeship', 'other'] as const;
export type ContractKind = (typeof contractKinds)[number];

/** Documents that calls ask for again and again. */
export const storedDocumentKinds = ['durc', 'statute', 'visura', 'sizeDeclaration', 'balanceSheet', 'antimafia', 'powers', 'other'] as const;
export type StoredDocumentKind = (typeof storedDocumentKinds)[number];

export const validities = ['upcoming', 'valid', 'ending', 'expired'] as const;
export type Validity = (typeof validities)[number];

/** Days before the end of a document's validity at which its people are reminded; from the first on it counts as ending. */
export const reminderDays = [30, 7] as const;
