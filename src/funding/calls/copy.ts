import type { Params } from '#src/core/decision.ts';
import { showDate } from '#src/core/time.ts';
import type { Words } from '#src/core/words.ts';
import { findingSayings } from './copy/findings.ts';
import {
  applicantFormWords,
  appliesWords,
  areaWords,
  bodyKindWords,
  costCategoryWords,
  costEventWords,
  eur,
  listed,
  mustIncludeWords,
  pct,
  researchTypeWords,
  shareGroupWords,
  sizeWords,
  upperFirst,
  withArticle,
  withDate,
} from './copy/vocabulary.ts';
import type { FindingCode } from './rules/outcomes.ts';
import type { Call, CallRule, RuleOf } from './schema.ts';
import type { RuleName } from './vocabulary.ts';

/** What looking at a rule found, in words: met and not met alike, with its figures and with what would change it. */
export const findingCopy = findingSayings as unknown as Record<FindingCode, { it: (params: Params) => string; en: (params: Params) => string }>;

/** A rule of the call in plain words, with the note that the call gives it. */
export function ruleWords(rule: CallRule): Words {
  const said = (sayings[rule.rule] as (rule: CallRule) => Words)(rule);
  return rule.note ? { it: `${said.it} ${rule.note.it}`, en: `${said.en} ${rule.note.en}` } : said;
}

/** The name of a sector as the call gives it, or its id. */
export function sectorWords(call: Call, sector: string): Words {
  const titles = call.rules.flatMap((r) => (r.rule === 'sectors' && r.titles?.[sector] ? [r.titles[sector]] : []));
  return titles[0] ?? { it: sector, en: sector };
}

const kindsMany = (kinds: RuleOf<'memberKind'>['among']) => kinds.map((k) => bodyKindWords[k].many);

const sayings: { [N in RuleName]: (rule: RuleOf<N>) => Words } = {
  applicantForm: ({ forms }) => ({
    it: `Si partecipa ${listed(
      forms.map((f) => applicantFormWords[f]),
      'it',
      'disjunction',
    )}.`,
    en: `Applicants take part ${listed(
      forms.map((f) => applicantFormWords[f]),
      'en',
      'disjunction',
    )}.`,
  }),
  leadKind: ({ among }) => ({
    it: `Il capofila, o chi si presenta da solo, è ${listed(
      among.map((k) => bodyKindWords[k].a),
      'it',
      'disjunction',
    )}.`,
    en: `The lead, or whoever applies alone, is ${listed(
      among.map((k) => bodyKindWords[k].a),
      'en',
      'disjunction',
    )}.`,
  }),
  memberKind: ({ among }) => ({ it: `Possono partecipare: ${listed(kindsMany(among), 'it')}.`, en: `Open to: ${listed(kindsMany(among), 'en')}.` }),
  outsidePartnership: ({ of }) => ({
    it: `Chi partecipa non è già partner del partenariato. Vale per: ${listed(kindsMany(of), 'it')}.`,
    en: `Applicants are not yet partners of the partnership. This holds for: ${listed(kindsMany(of), 'en')}.`,
  }),
  sizeAmong: ({ among }) => ({
    it: `Dimensioni d’impresa ammesse: ${listed(
      among.map((s) => sizeWords[s]),
      'it',
    )}. La dimensione va dichiarata, perché ne dipende il contributo.`,
    en: `Sizes admitted: ${listed(
      among.map((s) => sizeWords[s]),
      'en',
    )}. The size must be declared, as the grant depends on it.`,
  }),
  members: ({ min, max }) =>
    min === max
      ? {
          it: max === 1 ? 'Il partecipante è uno solo.' : `I partecipanti sono ${max}.`,
          en: max === 1 ? 'There is one participant only.' : `There are ${max} participants.`,
        }
      : { it: `I partecipanti sono da ${min} a ${max}.`, en: `There are ${min} to ${max} participants.` },
  mustInclude: ({ what, atLeast }) =>
    atLeast === 1
      ? { it: `Partecipa almeno ${mustIncludeWords[what].one.it}.`, en: `At least ${mustIncludeWords[what].one.en} takes part.` }
      : { it: `Partecipano almeno ${atLeast} ${mustIncludeWords[what].many.it}.`, en: `At least ${atLeast} ${mustIncludeWords[what].many.en} take part.` },
  maxShare: ({ of, percent, applies }) => ({
    it: `${upperFirst(shareGroupWords[of].it)} ${shareGroupWords[of].several ? 'sostengono' : 'sostiene'} al massimo ${withArticle('il', percent)} dei costi ammissibili.${appliesWords[applies].it}`,
    en: `${upperFirst(shareGroupWords[of].en)} ${shareGroupWords[of].several ? 'bear' : 'bears'} at most ${pct(percent)} of the eligible cost.${appliesWords[applies].en}`,
  }),
  minShare: ({ of, percent, applies }) => ({
    it: `${upperFirst(shareGroupWords[of].it)} ${shareGroupWords[of].several ? 'sostengono' : 'sostiene'} almeno ${withArticle('il', percent)} dei costi ammissibili.${appliesWords[applies].it}`,
    en: `${upperFirst(shareGroupWords[of].en)} ${shareGroupWords[of].several ? 'bear' : 'bears'} at least ${pct(percent)} of the eligible cost.${appliesWords[applies].en}`,
  }),
  proposalsPerApplicant: ({ max, counts, of }) => {
    const who = of
      ? {
          it: listed(
            of.map((k) => bodyKindWords[k].one),
            'it',
            'disjunction',
          ),
          en: listed(
            of.map((k) => bodyKindWords[k].one),
            'en',
            'disjunction',
          ),
        }
      : { it: 'soggetto', en: 'applicant' };
    return counts === 'lead'
      ? {
          it: `Ogni ${who.it} presenta al massimo ${max === 1 ? 'una proposta' : `${max} proposte`}.`,
          en: `Each ${who.en} submits at most ${max === 1 ? 'one proposal' : `${max} proposals`}.`,
        }
      : {
          it: `Ogni ${who.it} partecipa al massimo a ${max === 1 ? 'una proposta' : `${max} proposte`}, da capofila o da partner.`,
          en: `Each ${who.en} takes part in at most ${max === 1 ? 'one proposal' : `${max} proposals`}, as lead or as partner.`,
        };
  },
  mainSpoke: ({ maxSpokes }) =>
    maxSpokes === 1
      ? { it: 'La proposta riguarda un solo Spoke.', en: 'The proposal is about one Spoke only.' }
      : {
          it: `La proposta riguarda da 1 a ${maxSpokes} Spoke; se sono più di uno, va dichiarato lo Spoke principale.`,
          en: `The proposal is about 1 to ${maxSpokes} Spokes; if more than one, a main Spoke is declared.`,
        },
  sectors: ({ among, titles }) => {
    const names = among.map((id) => titles?.[id] ?? { it: id, en: id });
    return { it: `Settori ammessi: ${listed(names, 'it')}.`, en: `Sectors admitted: ${listed(names, 'en')}.` };
  },
  researchTypes: ({ among }) => ({
    it: `Tipi di ricerca finanziabili: ${listed(
      among.map((t) => researchTypeWords[t]),
      'it',
    )}.`,
    en: `Types of research that can be funded: ${listed(
      among.map((t) => researchTypeWords[t]),
      'en',
    )}.`,
  }),
  projectCost: ({ minCents, maxCents }) => ({
    it: `Il costo ammissibile del progetto va da ${eur(minCents).it} a ${eur(maxCents).it}.`,
    en: `The eligible cost of the project is between ${eur(minCents).en} and ${eur(maxCents).en}.`,
  }),
  maxGrant: ({ cents }) => ({ it: `Il contributo non supera ${eur(cents).it}.`, en: `The grant is at most ${eur(cents).en}.` }),
  duration: ({ maxMonths, endsBy }) => ({
    it: `Il progetto dura al massimo ${maxMonths === 1 ? 'un mese' : `${maxMonths} mesi`}${endsBy ? ` e si conclude entro ${withDate('il', showDate(endsBy, 'it'))}` : ''}.`,
    en: `The project lasts at most ${maxMonths === 1 ? 'one month' : `${maxMonths} months`}${endsBy ? ` and ends by ${showDate(endsBy, 'en')}` : ''}.`,
  }),
  categories: ({ among, excludes }) => ({
    it: `Costi ammissibili: ${listed(
      among.map((c) => costCategoryWords[c]),
      'it',
    )}.${excludes.length ? ` Esclusi: ${listed(excludes, 'it').toLowerCase()}.` : ''}`,
    en: `Eligible costs: ${listed(
      among.map((c) => costCategoryWords[c]),
      'en',
    )}.${excludes.length ? ` Excluded: ${listed(excludes, 'en').toLowerCase()}.` : ''}`,
  }),
  categoryCap: ({ category, percent }) => ({
    it: `${upperFirst(costCategoryWords[category].it)}: al massimo ${withArticle('il', percent)} del totale dei costi ammissibili.`,
    en: `${upperFirst(costCategoryWords[category].en)}: at most ${pct(percent)} of the total eligible cost.`,
  }),
  flatRate: ({ category, percent, of }) => ({
    it: `${upperFirst(costCategoryWords[category].it)}: calcolati in modo forfettario, ${withArticle('il', percent)} della voce «${costCategoryWords[of].it}». Non si inseriscono a mano.`,
    en: `${upperFirst(costCategoryWords[category].en)}: computed as a flat rate of ${pct(percent)} of "${costCategoryWords[of].en}". They are not typed in.`,
  }),
  costsCountFrom: ({ event }) => ({ it: `I costi sono ammissibili ${costEventWords[event].it}.`, en: `Costs are eligible from ${costEventWords[event].en}.` }),
  womenShare: ({ percent }) => ({
    it: `Le donne sono almeno ${withArticle('il', percent)} del gruppo di ricerca.`,
    en: `Women are at least ${pct(percent)} of the research staff.`,
  }),
  placeOfImplementation: ({ area }) => ({ it: `Le attività si svolgono ${areaWords[area].it}.`, en: `The activities are carried out ${areaWords[area].en}.` }),
};
