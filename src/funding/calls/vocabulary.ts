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

/** Every rule that a call can name. A new kind is a line here, a shape in `schema.ts`, a function in `rules/`, its words in `copy.ts`. */
/** Conflicts of interest that can be told from the registers; a call says which of them bar, and which are only shown. */
export const foundConflicts = ['employer', 'formerEmployer', 'member', 'group', 'proposal', 'coauthor', 'likelyCoauthor', 'project', 'competitor'] as const;
export type FoundConflict = (typeof foundConflicts)[number];

/** What a document of an application may be. */
export const documentFormats = ['pdf', 'docx', 'xlsx', 'odt', 'ods', 'jpeg', 'png'] as const;
export type DocumentFormat = (typeof documentFormats)[number];

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
