/** Cost categories of Italian research calls; a call allows some of them, with caps and flat rates. */
export const costCategories = ['personnel', 'materials', 'equipment', 'licences', 'consultancy', 'indirect', 'other'] as const;
export type CostCategory = (typeof costCategories)[number];

/** Research types: Reg. (EU) 651/2014 art. 2 points 84–87. */
export const researchTypes = ['fundamental', 'industrial', 'experimental', 'feasibility'] as const;
export type ResearchType = (typeof researchTypes)[number];

/** Who a share is counted of. */
export const shareGroups = ['eachMember', 'eachEnterprise', 'researchBodies', 'enterprises', 'largeEnterprises', 'south'] as const;
export type ShareGroup = (typeof shareGroups)[number];

/** Alone, or in a temporary association (*associazione temporanea di scopo*, ATS). */
export const applicantForms = ['single', 'ats'] as const;
export type ApplicantForm = (typeof applicantForms)[number];

/**
 * What an answer says of a person, so that conflicts of interest are found: `lead` and `person` hold a name, the others belong to the name before them
 * in the section, or to the one of their row.
 */
export const personMeanings = ['lead', 'person', 'orcid', 'fiscalCode', 'email', 'publications'] as const;
export type PersonMeaning = (typeof personMeanings)[number];

/** Conflicts of interest that can be told from the registers; a call says which of them bar, and which are only shown. */
export const foundConflicts = [
  'employer',
  'formerEmployer',
  'member',
  'group',
  'proposal',
  'coauthor',
  'likelyCoauthor',
  'project',
  'namesake',
  'competitor',
] as const;
export type FoundConflict = (typeof foundConflicts)[number];
/** Those that a call may let bar: nobody is barred by a name alone. */
export const barringConflicts = foundConflicts.filter((kind) => kind !== 'namesake');

/** What a document of an application may be. */
export const documentFormats = ['pdf', 'docx', 'xlsx', 'odt', 'ods', 'jpeg', 'png'] as const;
export type DocumentFormat = (typeof documentFormats)[number];

/** Every rule that a call can name. A new kind is a line here, a shape in `schema/rules.ts`, a function in `rules/`, its words in `copy.ts` and `copy/findings.ts`. */
export const ruleNames = [
  'applicantForm',
  'leadKind',
  'memberKind',
  'outsidePartnership',
  'sizeAmong',
  'members',
  'mustInclude',
  'maxShare',
  'minShare',
  'proposalsPerApplicant',
  'mainSpoke',
  'sectors',
  'researchTypes',
  'projectCost',
  'maxGrant',
  'duration',
  'categories',
  'categoryCap',
  'flatRate',
  'costsCountFrom',
  'womenShare',
  'placeOfImplementation',
] as const;
export type RuleName = (typeof ruleNames)[number];
