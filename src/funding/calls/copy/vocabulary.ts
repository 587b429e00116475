import { euros, percent, type Cents, type Percent } from '#src/core/money.ts';
import { region, isRegion } from '#src/core/regions.ts';
import type { Locale, Words } from '#src/core/words.ts';
import type { BodyKind, SizeClass } from '#src/partnership/organisations/states.ts';
import type { AidClass } from '../rules/aid.ts';
import type { CallAct, CallDocument, Premium, RuleOf } from '../schema.ts';
import type { ApplicantForm, CostCategory, FoundConflict, ResearchType, ShareGroup } from '../vocabulary.ts';

const w = (it: string, en: string): Words => ({ it, en });

/** The words of everything that a call can name. */
export const costCategoryWords: Record<CostCategory, Words> = {
  personnel: w('personale', 'personnel'),
  materials: w('materiali', 'materials'),
  equipment: w('attrezzature', 'equipment'),
  licences: w('licenze', 'licences'),
  consultancy: w('consulenze specialistiche', 'specialist consultancy'),
  indirect: w('costi indiretti', 'indirect costs'),
  other: w('altri costi', 'other costs'),
};

export const foundConflictWords: Record<FoundConflict, Words> = {
  employer: { it: 'Ente di appartenenza', en: 'Employer' },
  formerEmployer: { it: 'Ente di appartenenza precedente', en: 'Former employer' },
  member: { it: 'Agisce per un ente', en: 'Acts for an organisation' },
  group: { it: 'Stesso gruppo', en: 'Same group' },
  proposal: { it: 'Propria proposta', en: 'Own proposal' },
  coauthor: { it: 'Pubblicazione comune', en: 'Joint publication' },
  likelyCoauthor: { it: 'Pubblicazione comune, da verificare', en: 'Joint publication, to be verified' },
  project: { it: 'Progetto comune', en: 'Joint project' },
  namesake: { it: 'Stesso nome, da confermare', en: 'Same name, to be confirmed' },
  competitor: { it: 'In concorrenza', en: 'Competes' },
};

export const researchTypeWords: Record<ResearchType, Words> = {
  fundamental: w('ricerca fondamentale', 'fundamental research'),
  industrial: w('ricerca industriale', 'industrial research'),
  experimental: w('sviluppo sperimentale', 'experimental development'),
  feasibility: w('studi di fattibilità', 'feasibility studies'),
};

export const sizeWords: Record<SizeClass, Words> = {
  micro: w('microimpresa', 'micro enterprise'),
  small: w('piccola impresa', 'small enterprise'),
  medium: w('media impresa', 'medium-sized enterprise'),
  large: w('grande impresa', 'large enterprise'),
};

export const aidClassWords: Record<AidClass, Words> = { ...sizeWords, researchBody: w('organismo di ricerca', 'research body') };

export const bodyKindWords: Record<BodyKind, { one: Words; a: Words; many: Words }> = {
  university: { one: w('università', 'university'), a: w('un’università', 'a university'), many: w('università', 'universities') },
  researchBody: {
    one: w('organismo di ricerca', 'research body'),
    a: w('un organismo di ricerca', 'a research body'),
    many: w('organismi di ricerca', 'research bodies'),
  },
  enterprise: { one: w('impresa', 'enterprise'), a: w('un’impresa', 'an enterprise'), many: w('imprese', 'enterprises') },
  publicBody: { one: w('ente pubblico', 'public body'), a: w('un ente pubblico', 'a public body'), many: w('enti pubblici', 'public bodies') },
  association: { one: w('associazione', 'association'), a: w('un’associazione', 'an association'), many: w('associazioni', 'associations') },
};

export const applicantFormWords: Record<ApplicantForm, Words> = {
  single: w('da soli', 'alone'),
  ats: w('in associazione temporanea di scopo (ATS)', 'in a temporary association (ATS)'),
};

/** As the subject of a sentence; `several` of them take a plural verb. */
export const shareGroupWords: Record<ShareGroup, Words & { several: boolean }> = {
  eachMember: { ...w('ogni partner', 'each partner'), several: false },
  eachEnterprise: { ...w('ogni impresa', 'each enterprise'), several: false },
  researchBodies: { ...w('gli organismi di ricerca, insieme,', 'research bodies together'), several: true },
  enterprises: { ...w('le imprese, insieme,', 'enterprises together'), several: true },
  largeEnterprises: { ...w('le grandi imprese, insieme,', 'large enterprises together'), several: true },
  south: { ...w('i partner che operano nel Mezzogiorno, insieme,', 'partners at work in the South together'), several: true },
};

export const appliesWords: Record<RuleOf<'maxShare'>['applies'], Words> = {
  always: w('', ''),
  ats: w(' Vale solo per le ATS.', ' This holds for an ATS only.'),
  severalEnterprises: w(' Vale solo se partecipano più imprese.', ' This holds only where several enterprises take part.'),
};

export const mustIncludeWords: Record<RuleOf<'mustInclude'>['what'], { one: Words; many: Words }> = {
  enterprise: { one: w('un’impresa', 'one enterprise'), many: w('imprese', 'enterprises') },
  sme: {
    one: w('una micro, piccola o media impresa', 'one micro, small or medium-sized enterprise'),
    many: w('micro, piccole o medie imprese', 'micro, small or medium-sized enterprises'),
  },
  researchBody: {
    one: w('un’università o un organismo di ricerca', 'one university or research body'),
    many: w('università o organismi di ricerca', 'universities or research bodies'),
  },
};

export const costEventWords: Record<RuleOf<'costsCountFrom'>['event'], Words> = {
  contractSigned: w('dalla firma del contratto', 'the signature of the contract'),
  submission: w('dalla presentazione della domanda', 'the submission of the application'),
  decree: w('dal decreto di concessione', 'the award decree'),
};

export const areaWords: Record<RuleOf<'placeOfImplementation'>['area'], Words> = {
  italy: w('in Italia', 'in Italy'),
  south: w('nel Mezzogiorno', 'in the South'),
};

export const actKindWords: Record<CallAct['kind'], Words> = {
  budgetRaise: w('Incremento della dotazione', 'Raise of the budget'),
  returnedMoney: w('Riassegnazione di denaro tornato', 'Returned money given out anew'),
  deadlineExtension: w('Proroga della scadenza', 'Extension of the deadline'),
  rectification: w('Rettifica', 'Correction'),
};

export const premiumKindWords: Record<Premium['kind'], Words> = {
  womenShare: w('calcolata dai dati', 'computed from the data'),
  southImplementation: w('calcolata dai dati', 'computed from the data'),
  youngShare: w('calcolata dai dati', 'computed from the data'),
  answer: w('da quanto dichiarato', 'from what is declared'),
  judged: w('a giudizio degli esperti', 'judged by the experts'),
};

export const documentWhenWords: Record<CallDocument['when'], Words> = {
  always: w('', ''),
  privateResearchBody: w('organismi di ricerca privati', 'private research bodies'),
  enterprise: w('imprese', 'enterprises'),
  ats: w('ATS', 'an ATS'),
};

/** `personale, materiali e licenze` */
export const listed = (items: readonly Words[], locale: Locale, type: 'conjunction' | 'disjunction' = 'conjunction'): string =>
  new Intl.ListFormat(locale === 'it' ? 'it-IT' : 'en-GB', { type }).format(items.map((i) => i[locale]));

export const upperFirst = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const articles = { il: 'l’', del: 'dell’', al: 'all’', dal: 'dall’' };
const beforeZero = { il: 'lo ', del: 'dello ', al: 'allo ', dal: 'dallo ' };

/** A percentage with its Italian article: `il 70 %`, `l’80 %`, `dell’8,5 %`, `lo 0 %`. */
export function withArticle(article: keyof typeof articles, value: Percent): string {
  const whole = String(Math.trunc(value));
  const elided = whole === '1' || whole === '11' || whole.startsWith('8');
  return `${elided ? articles[article] : whole === '0' ? beforeZero[article] : `${article} `}${percent(value, 'it')}`;
}

/** A date with its Italian article: `il 21 febbraio`, `l’11 marzo`, `dall’8 aprile`. */
export const withDate = (article: keyof typeof articles, shown: string): string => `${/^(8|11) /.test(shown) ? articles[article] : `${article} `}${shown}`;

/** An amount in both languages is said by the same figures: `it` and `en` of `euros`. */
export const eur = (cents: Cents) => ({ it: euros(cents, 'it'), en: euros(cents, 'en') });

export const pct = (value: Percent): string => percent(value, 'en');

export const regionWords = (id: string): Words => (isRegion(id) ? region(id).name : w(id, id));
