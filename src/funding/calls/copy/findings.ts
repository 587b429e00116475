import { counted } from '#src/core/counts.ts';
import { showDate } from '#src/core/time.ts';
import { aidSayings } from './aidFindings.ts';
import type { FindingCode, FindingParams } from '../rules/outcomes.ts';
import { kinds, sizes, categories, types, group, months, monthsEn, limit, proposals, proposalsEn } from './phrases.ts';
import {
  applicantFormWords,
  areaWords,
  bodyKindWords,
  costCategoryWords,
  costEventWords,
  eur,
  listed,
  mustIncludeWords,
  pct,
  regionWords,
  researchTypeWords,
  shareGroupWords,
  sizeWords,
  upperFirst,
  withArticle,
  withDate,
} from './vocabulary.ts';

export type Sayings = { [C in FindingCode]: { it: (p: FindingParams[C]) => string; en: (p: FindingParams[C]) => string } };

/** Each outcome of each rule and of each condition of the aid bonus. What is missing here does not compile. */
export const findingSayings: Sayings = {
  ...aidSayings,
  'rule.applicantForm.met': {
    it: (p) => `Si partecipa ${applicantFormWords[p.form].it}: è ammesso.`,
    en: (p) => `Taking part ${applicantFormWords[p.form].en} is admitted.`,
  },
  'rule.applicantForm.notAdmitted': {
    it: (p) =>
      `Questa proposta è presentata ${applicantFormWords[p.form].it}; il bando ammette solo chi partecipa ${listed(
        p.forms.map((f) => applicantFormWords[f]),
        'it',
        'disjunction',
      )}.`,
    en: (p) =>
      `This proposal is made ${applicantFormWords[p.form].en}; the call only admits those who take part ${listed(
        p.forms.map((f) => applicantFormWords[f]),
        'en',
        'disjunction',
      )}.`,
  },
  'rule.applicantForm.empty': {
    it: (p) =>
      `Manca ancora chi partecipa. Si può partecipare ${listed(
        p.forms.map((f) => applicantFormWords[f]),
        'it',
        'disjunction',
      )}.`,
    en: (p) =>
      `There is no participant yet. One can take part ${listed(
        p.forms.map((f) => applicantFormWords[f]),
        'en',
        'disjunction',
      )}.`,
  },
  'rule.leadKind.met': {
    it: (p) => `${p.who} (${bodyKindWords[p.kind].one.it}) può presentare la domanda.`,
    en: (p) => `${p.who} (${bodyKindWords[p.kind].one.en}) may submit the application.`,
  },
  'rule.leadKind.notAdmitted': {
    it: (p) => `${p.who} è ${bodyKindWords[p.kind].a.it}; la domanda può essere presentata solo da: ${kinds(p.among, 'it')}.`,
    en: (p) => `${p.who} is ${bodyKindWords[p.kind].a.en}; only these may submit the application: ${kinds(p.among, 'en')}.`,
  },
  'rule.leadKind.noLead': {
    it: (p) => `Va indicato chi presenta la domanda. Sono ammessi: ${kinds(p.among, 'it')}.`,
    en: (p) => `Say who submits the application. Admitted: ${kinds(p.among, 'en')}.`,
  },
  'rule.memberKind.met': { it: () => 'Tutti i partecipanti sono fra i soggetti ammessi.', en: () => 'All participants are of a kind that is admitted.' },
  'rule.memberKind.notAdmitted': {
    it: (p) => `${p.who} è ${bodyKindWords[p.kind].a.it}; possono partecipare solo: ${kinds(p.among, 'it')}.`,
    en: (p) => `${p.who} is ${bodyKindWords[p.kind].a.en}; only these may take part: ${kinds(p.among, 'en')}.`,
  },
  'rule.memberKind.empty': {
    it: (p) => `Mancano ancora i partecipanti. Possono partecipare: ${kinds(p.among, 'it')}.`,
    en: (p) => `There are no participants yet. Open to: ${kinds(p.among, 'en')}.`,
  },
  'rule.outsidePartnership.met': {
    it: () => 'Nessun partecipante era già partner del partenariato.',
    en: () => 'No participant was a partner of the partnership already.',
  },
  'rule.outsidePartnership.inside': {
    it: (p) => `${p.who} è già partner del partenariato: il bando è riservato a chi ne è fuori.`,
    en: (p) => `${p.who} is a partner of the partnership already: the call is for those outside it.`,
  },
  'rule.outsidePartnership.empty': {
    it: (p) => `Da verificare quando ci saranno i partecipanti: non devono essere già partner del partenariato (${kinds(p.of, 'it')}).`,
    en: (p) => `To be checked when there are participants: they must not be partners of the partnership already (${kinds(p.of, 'en')}).`,
  },
  'rule.sizeAmong.met': {
    it: () => 'La dimensione di ogni impresa è dichiarata e ammessa.',
    en: () => 'The size of every enterprise is declared and admitted.',
  },
  'rule.sizeAmong.notApplicable': {
    it: () => 'Non partecipano imprese: non c’è una dimensione da dichiarare.',
    en: () => 'No enterprise takes part: there is no size to declare.',
  },
  'rule.sizeAmong.notAdmitted': {
    it: (p) => `${p.who} è una ${sizeWords[p.size].it}; sono ammesse: ${sizes(p.among, 'it')}.`,
    en: (p) => `${p.who} is a ${sizeWords[p.size].en}; admitted: ${sizes(p.among, 'en')}.`,
  },
  'rule.sizeAmong.unknown': {
    it: (p) => `Manca la dimensione di ${p.who}. Finché non è dichiarata, il contributo è calcolato come per una grande impresa.`,
    en: (p) => `The size of ${p.who} is missing. Until it is declared the grant is computed as for a large enterprise.`,
  },
  'rule.sizeAmong.empty': {
    it: (p) => `Da verificare quando ci saranno i partecipanti. Dimensioni ammesse: ${sizes(p.among, 'it')}.`,
    en: (p) => `To be checked when there are participants. Sizes admitted: ${sizes(p.among, 'en')}.`,
  },
  'rule.members.met': { it: (p) => `Partecipanti: ${p.count}.`, en: (p) => `Participants: ${p.count}.` },
  'rule.members.tooFew': {
    it: (p) => `I partecipanti sono ${p.count}; il minimo è ${p.min}: ${p.missing === 1 ? 'ne manca 1' : `ne mancano ${p.missing}`}.`,
    en: (p) => `The participants are ${p.count}; the minimum is ${p.min}: ${p.missing} missing.`,
  },
  'rule.members.tooMany': {
    it: (p) => `I partecipanti sono ${p.count}; il massimo è ${p.max}: ${p.over} di troppo.`,
    en: (p) => `The participants are ${p.count}; the maximum is ${p.max}: ${p.over} too many.`,
  },
  'rule.mustInclude.met': {
    it: (p) => `Partecipa almeno ${mustIncludeWords[p.what].one.it}, come richiesto.`,
    en: (p) => `At least ${mustIncludeWords[p.what].one.en} takes part, as asked.`,
  },
  'rule.mustInclude.missing': {
    it: (p) =>
      p.atLeast === 1
        ? `Deve partecipare almeno ${mustIncludeWords[p.what].one.it}.`
        : `Devono partecipare almeno ${p.atLeast} ${mustIncludeWords[p.what].many.it}: ${p.missing === 1 ? 'ne manca 1' : `ne mancano ${p.missing}`}.`,
    en: (p) =>
      p.atLeast === 1
        ? `At least ${mustIncludeWords[p.what].one.en} must take part.`
        : `At least ${p.atLeast} ${mustIncludeWords[p.what].many.en} must take part: ${p.missing} missing.`,
  },
  'rule.maxShare.met': {
    it: (p) =>
      `${upperFirst(limit(p, true).it)}; qui ${shareGroupWords[p.of].several ? 'sostengono' : 'la quota più alta è'} ${withArticle('il', p.highestPercent)}.`,
    en: (p) => `${upperFirst(limit(p, true).en)}; here ${shareGroupWords[p.of].several ? 'it is' : 'the highest share is'} ${pct(p.highestPercent)}.`,
  },
  'rule.maxShare.notApplicable': {
    it: (p) =>
      `Il limite ${withArticle('del', p.percent)} (${shareGroupWords[p.of].it.replace(', insieme,', '')}) vale solo ${p.applies === 'ats' ? 'per le ATS' : 'se partecipano più imprese'}: qui non si applica.`,
    en: (p) =>
      `The limit of ${pct(p.percent)} (${shareGroupWords[p.of].en}) holds ${p.applies === 'ats' ? 'for an ATS only' : 'only where several enterprises take part'}: it does not apply here.`,
  },
  'rule.maxShare.noCosts': {
    it: (p) => `Da verificare quando il piano dei costi sarà compilato: ${limit(p, true).it}.`,
    en: (p) => `To be checked when the budget is filled in: ${limit(p, true).en}.`,
  },
  'rule.maxShare.over': {
    it: (p) =>
      `${p.who} ha ${withArticle('il', p.sharePercent)} dei costi ammissibili; il massimo è ${withArticle('il', p.percent)}: occorre spostare almeno ${eur(p.moveCents).it} su altri partner.`,
    en: (p) =>
      `${p.who} has ${pct(p.sharePercent)} of the eligible cost; the maximum is ${pct(p.percent)}: at least ${eur(p.moveCents).en} must move to other partners.`,
  },
  'rule.maxShare.groupOver': {
    it: (p) =>
      `${group(p.of, 'it')} hanno ${withArticle('il', p.sharePercent)} dei costi ammissibili; il massimo è ${withArticle('il', p.percent)}: occorre spostare almeno ${eur(p.moveCents).it} sugli altri partner.`,
    en: (p) =>
      `${group(p.of, 'en')} have ${pct(p.sharePercent)} of the eligible cost; the maximum is ${pct(p.percent)}: at least ${eur(p.moveCents).en} must move to the other partners.`,
  },
  'rule.maxShare.impossible': {
    it: (p) =>
      `Con questi partecipanti (imprese: ${p.enterprises}; organismi di ricerca: ${p.researchBodies}) i limiti sulle quote, presi insieme, coprono al massimo ${withArticle('il', p.reachPercent)} dei costi: nessun piano dei costi può rispettarli tutti. Occorre un altro partner, di norma un’impresa.`,
    en: (p) =>
      `With these participants (enterprises: ${p.enterprises}; research bodies: ${p.researchBodies}) the limits on shares together cover ${pct(p.reachPercent)} of the cost at most: no budget can meet them all. Another partner is needed, as a rule an enterprise.`,
  },
  'rule.minShare.met': {
    it: (p) =>
      `${upperFirst(limit(p, false).it)}; qui ${shareGroupWords[p.of].several ? 'sostengono' : 'la quota più bassa è'} ${withArticle('il', p.lowestPercent)}.`,
    en: (p) => `${upperFirst(limit(p, false).en)}; here ${shareGroupWords[p.of].several ? 'it is' : 'the lowest share is'} ${pct(p.lowestPercent)}.`,
  },
  'rule.minShare.notApplicable': {
    it: (p) =>
      `Il minimo ${withArticle('del', p.percent)} (${shareGroupWords[p.of].it.replace(', insieme,', '')}) vale solo ${p.applies === 'ats' ? 'per le ATS' : 'se partecipano più imprese'}: qui non si applica.`,
    en: (p) =>
      `The minimum of ${pct(p.percent)} (${shareGroupWords[p.of].en}) holds ${p.applies === 'ats' ? 'for an ATS only' : 'only where several enterprises take part'}: it does not apply here.`,
  },
  'rule.minShare.noCosts': {
    it: (p) => `Da verificare quando il piano dei costi sarà compilato: ${limit(p, false).it}.`,
    en: (p) => `To be checked when the budget is filled in: ${limit(p, false).en}.`,
  },
  'rule.minShare.under': {
    it: (p) =>
      `${p.who} ha ${withArticle('il', p.sharePercent)} dei costi ammissibili; il minimo è ${withArticle('il', p.percent)}: occorre spostarvi almeno ${eur(p.moveCents).it} da altri partner.`,
    en: (p) =>
      `${p.who} has ${pct(p.sharePercent)} of the eligible cost; the minimum is ${pct(p.percent)}: at least ${eur(p.moveCents).en} must move there from other partners.`,
  },
  'rule.minShare.groupUnder': {
    it: (p) =>
      `${group(p.of, 'it')} hanno ${withArticle('il', p.sharePercent)} dei costi ammissibili; il minimo è ${withArticle('il', p.percent)}: occorre spostarvi almeno ${eur(p.moveCents).it} dagli altri partner.`,
    en: (p) =>
      `${group(p.of, 'en')} have ${pct(p.sharePercent)} of the eligible cost; the minimum is ${pct(p.percent)}: at least ${eur(p.moveCents).en} must move there from the other partners.`,
  },
  'rule.proposalsPerApplicant.met': {
    it: (p) => `Nessuno supera il limite di ${proposals(p.max)} per questo bando.`,
    en: (p) => `Nobody passes the limit of ${proposalsEn(p.max)} under this call.`,
  },
  'rule.proposalsPerApplicant.over': {
    it: (p) =>
      `Con questa, ${p.who} ${p.counts === 'lead' ? 'presenta' : 'partecipa a'} ${counted.proposals.it(p.count)}; il massimo è ${p.max}: ${p.over === 1 ? 'una va ritirata' : `${p.over} vanno ritirate`}${p.lead ? '' : `, oppure ${p.who} va tolto da questa`}.`,
    en: (p) =>
      `With this one, ${p.who} ${p.counts === 'lead' ? 'submits' : 'takes part in'} ${counted.proposals.en(p.count)}; the maximum is ${p.max}: ${p.over} must be withdrawn${p.lead ? '' : `, or ${p.who} leaves this one`}.`,
  },
  'rule.proposalsPerApplicant.empty': {
    it: (p) => `Da verificare quando ci saranno i partecipanti: al massimo ${proposals(p.max)} ciascuno.`,
    en: (p) => `To be checked when there are participants: at most ${proposalsEn(p.max)} each.`,
  },
  'rule.mainSpoke.met': {
    it: (p) => (p.count === 1 ? `La proposta riguarda lo Spoke ${p.main}.` : `La proposta riguarda ${p.count} Spoke; il principale è lo Spoke ${p.main}.`),
    en: (p) => (p.count === 1 ? `The proposal is about Spoke ${p.main}.` : `The proposal is about ${p.count} Spokes; the main one is Spoke ${p.main}.`),
  },
  'rule.mainSpoke.none': { it: () => 'Va indicato lo Spoke a cui la proposta si riferisce.', en: () => 'Say which Spoke the proposal is about.' },
  'rule.mainSpoke.noMain': {
    it: (p) => `La proposta riguarda più Spoke (${p.spokes.join(', ')}): va dichiarato quale è il principale.`,
    en: (p) => `The proposal is about several Spokes (${p.spokes.join(', ')}): say which is the main one.`,
  },
  'rule.mainSpoke.tooMany': {
    it: (p) => `Gli Spoke indicati sono ${p.count}; il massimo è ${p.maxSpokes}: ${p.over === 1 ? 'uno va tolto' : `${p.over} vanno tolti`}.`,
    en: (p) => `${p.count} Spokes are chosen; the maximum is ${p.maxSpokes}: ${p.over} too many.`,
  },
  'rule.sectors.met': { it: () => 'Il settore è fra quelli ammessi.', en: () => 'The sector is among those admitted.' },
  'rule.sectors.none': { it: () => 'Va scelto il settore del progetto.', en: () => 'Choose the sector of the project.' },
  'rule.sectors.notAdmitted': {
    it: () => 'Il settore scelto non è fra quelli ammessi dal bando: va scelto un altro settore.',
    en: () => 'The sector chosen is not among those of the call: choose another.',
  },
  'rule.researchTypes.met': {
    it: (p) => `Tipi di ricerca del progetto, tutti ammessi: ${types(p.types, 'it')}.`,
    en: (p) => `Types of research of the project, all admitted: ${types(p.types, 'en')}.`,
  },
  'rule.researchTypes.noCosts': {
    it: (p) => `Da verificare quando il piano dei costi sarà compilato. Tipi ammessi: ${types(p.among, 'it')}.`,
    en: (p) => `To be checked when the budget is filled in. Types admitted: ${types(p.among, 'en')}.`,
  },
  'rule.researchTypes.notAdmitted': {
    it: (p) =>
      `${p.who} ha ${eur(p.cents).it} di ${researchTypeWords[p.type].it}, che il bando non finanzia e che non sono contati. Tipi ammessi: ${types(p.among, 'it')}.`,
    en: (p) =>
      `${p.who} has ${eur(p.cents).en} of ${researchTypeWords[p.type].en}, which the call does not fund and which does not count. Types admitted: ${types(p.among, 'en')}.`,
  },
  'rule.projectCost.met': {
    it: (p) => `Il costo ammissibile è di ${eur(p.totalCents).it}, fra ${eur(p.minCents).it} e ${eur(p.maxCents).it}.`,
    en: (p) => `The eligible cost is ${eur(p.totalCents).en}, between ${eur(p.minCents).en} and ${eur(p.maxCents).en}.`,
  },
  'rule.projectCost.empty': {
    it: (p) => `Il piano dei costi è vuoto: il costo ammissibile deve essere fra ${eur(p.minCents).it} e ${eur(p.maxCents).it}.`,
    en: (p) => `The budget is empty: the eligible cost must be between ${eur(p.minCents).en} and ${eur(p.maxCents).en}.`,
  },
  'rule.projectCost.below': {
    it: (p) => `Il costo ammissibile è di ${eur(p.totalCents).it}; il minimo è ${eur(p.minCents).it}: mancano ${eur(p.missingCents).it}.`,
    en: (p) => `The eligible cost is ${eur(p.totalCents).en}; the minimum is ${eur(p.minCents).en}: ${eur(p.missingCents).en} missing.`,
  },
  'rule.projectCost.above': {
    it: (p) => `Il costo ammissibile è di ${eur(p.totalCents).it}; il massimo è ${eur(p.maxCents).it}: occorre ridurlo di ${eur(p.overCents).it}.`,
    en: (p) => `The eligible cost is ${eur(p.totalCents).en}; the maximum is ${eur(p.maxCents).en}: it must come down by ${eur(p.overCents).en}.`,
  },
  'rule.maxGrant.met': {
    it: (p) => `Il contributo è di ${eur(p.grantCents).it}; il massimo è ${eur(p.maxCents).it}.`,
    en: (p) => `The grant is ${eur(p.grantCents).en}; the maximum is ${eur(p.maxCents).en}.`,
  },
  'rule.maxGrant.noCosts': {
    it: (p) => `Da verificare quando il piano dei costi sarà compilato: il contributo non supera ${eur(p.maxCents).it}.`,
    en: (p) => `To be checked when the budget is filled in: the grant is at most ${eur(p.maxCents).en}.`,
  },
  'rule.maxGrant.over': {
    it: (p) => `Il contributo sarebbe di ${eur(p.grantCents).it}; il massimo è ${eur(p.maxCents).it}: ${eur(p.overCents).it} di troppo.`,
    en: (p) => `The grant would be ${eur(p.grantCents).en}; the maximum is ${eur(p.maxCents).en}: ${eur(p.overCents).en} too much.`,
  },
  'rule.duration.met': {
    it: (p) => `Il progetto dura ${months(p.months)}; il massimo è ${p.maxMonths}.`,
    en: (p) => `The project lasts ${monthsEn(p.months)}; the maximum is ${p.maxMonths}.`,
  },
  'rule.duration.missing': {
    it: (p) => `Va indicata la durata del progetto, al massimo ${months(p.maxMonths)}.`,
    en: (p) => `Give the duration of the project, at most ${monthsEn(p.maxMonths)}.`,
  },
  'rule.duration.tooLong': {
    it: (p) => `Il progetto dura ${months(p.months)}; il massimo è ${p.maxMonths}: va ridotto di ${months(p.over)}.`,
    en: (p) => `The project lasts ${monthsEn(p.months)}; the maximum is ${p.maxMonths}: it must be ${monthsEn(p.over)} shorter.`,
  },
  'rule.duration.noStart': {
    it: (p) => `Va indicata la data di inizio: il progetto deve concludersi entro ${withDate('il', showDate(p.endsBy, 'it'))}.`,
    en: (p) => `Give the starting date: the project must end by ${showDate(p.endsBy, 'en')}.`,
  },
  'rule.duration.endsInTime': {
    it: (p) => `Il progetto si conclude ${withDate('il', showDate(p.endsOn, 'it'))}, entro il termine ${withDate('del', showDate(p.endsBy, 'it'))}.`,
    en: (p) => `The project ends on ${showDate(p.endsOn, 'en')}, by ${showDate(p.endsBy, 'en')} as asked.`,
  },
  'rule.duration.endsLate': {
    it: (p) =>
      `Il progetto si concluderebbe ${withDate('il', showDate(p.endsOn, 'it'))}; il termine è ${withDate('il', showDate(p.endsBy, 'it'))}: occorre iniziare prima o ridurre la durata.`,
    en: (p) => `The project would end on ${showDate(p.endsOn, 'en')}; it must end by ${showDate(p.endsBy, 'en')}: start earlier or make it shorter.`,
  },
  'rule.categories.met': { it: () => 'Tutte le voci di costo sono ammissibili.', en: () => 'All cost categories are eligible.' },
  'rule.categories.noCosts': {
    it: (p) => `Da verificare quando il piano dei costi sarà compilato. Voci ammissibili: ${categories(p.among, 'it')}.`,
    en: (p) => `To be checked when the budget is filled in. Eligible: ${categories(p.among, 'en')}.`,
  },
  'rule.categories.notAdmitted': {
    it: (p) =>
      `${p.who} ha ${eur(p.cents).it} alla voce «${costCategoryWords[p.category].it}», che il bando non ammette: non sono contati e vanno tolti o spostati.`,
    en: (p) =>
      `${p.who} has ${eur(p.cents).en} under "${costCategoryWords[p.category].en}", which the call does not admit: it does not count and must be taken out or moved.`,
  },
  'rule.categoryCap.met': {
    it: (p) =>
      `La voce «${costCategoryWords[p.category].it}» è ${withArticle('il', p.sharePercent)} dei costi ammissibili; il massimo è ${withArticle('il', p.percent)}.`,
    en: (p) => `"${upperFirst(costCategoryWords[p.category].en)}" is ${pct(p.sharePercent)} of the eligible cost; the maximum is ${pct(p.percent)}.`,
  },
  'rule.categoryCap.noCosts': {
    it: (p) =>
      `Da verificare quando il piano dei costi sarà compilato: la voce «${costCategoryWords[p.category].it}» non supera ${withArticle('il', p.percent)} dei costi ammissibili.`,
    en: (p) => `To be checked when the budget is filled in: "${costCategoryWords[p.category].en}" is at most ${pct(p.percent)} of the eligible cost.`,
  },
  'rule.categoryCap.over': {
    it: (p) =>
      `La voce «${costCategoryWords[p.category].it}» è di ${eur(p.partCents).it}, ${withArticle('il', p.sharePercent)} dei costi ammissibili; il massimo è ${withArticle('il', p.percent)}: occorre spostare ${eur(p.moveCents).it} su altre voci, oppure toglierne ${eur(p.removeCents).it}.`,
    en: (p) =>
      `"${upperFirst(costCategoryWords[p.category].en)}" is ${eur(p.partCents).en}, ${pct(p.sharePercent)} of the eligible cost; the maximum is ${pct(p.percent)}: move ${eur(p.moveCents).en} to other categories, or take ${eur(p.removeCents).en} out.`,
  },
  'rule.flatRate.met': {
    it: (p) =>
      `${upperFirst(costCategoryWords[p.category].it)} calcolati: ${eur(p.cents).it}, ${withArticle('il', p.percent)} di ${eur(p.baseCents).it} (${costCategoryWords[p.of].it}).`,
    en: (p) =>
      `${upperFirst(costCategoryWords[p.category].en)} as computed: ${eur(p.cents).en}, ${pct(p.percent)} of ${eur(p.baseCents).en} (${costCategoryWords[p.of].en}).`,
  },
  'rule.flatRate.typed': {
    it: (p) =>
      `${p.who} ha inserito ${eur(p.cents).it} alla voce «${costCategoryWords[p.category].it}»: questa voce è calcolata (${withArticle('il', p.percent)} della voce «${costCategoryWords[p.of].it}»), l’importo inserito non è contato e va tolto.`,
    en: (p) =>
      `${p.who} has typed ${eur(p.cents).en} under "${costCategoryWords[p.category].en}": this category is computed (${pct(p.percent)} of "${costCategoryWords[p.of].en}"); the amount does not count and must be taken out.`,
  },
  'rule.costsCountFrom.met': {
    it: (p) => `I costi contano ${costEventWords[p.event].it}: ciò che si spende prima resta a carico di chi partecipa.`,
    en: (p) => `Costs count from ${costEventWords[p.event].en}: what is spent before stays with the participants.`,
  },
  'rule.costsCountFrom.tooEarly': {
    it: (p) =>
      `L’inizio indicato è ${withDate('il', showDate(p.startsOn, 'it'))}, ma i costi contano ${costEventWords[p.event].it}, non prima ${withDate('del', showDate(p.notBefore, 'it'))}: va indicata una data successiva.`,
    en: (p) =>
      `The project starts on ${showDate(p.startsOn, 'en')}, but costs count from ${costEventWords[p.event].en}, not before ${showDate(p.notBefore, 'en')}: choose a later date.`,
  },
  'rule.womenShare.met': {
    it: (p) =>
      `Nel gruppo di ricerca le donne sono ${p.women} su ${p.staff} (${withArticle('il', p.sharePercent)}); il minimo è ${withArticle('il', p.percent)}.`,
    en: (p) => `${p.women} of ${p.staff} research staff are women (${pct(p.sharePercent)}); the minimum is ${pct(p.percent)}.`,
  },
  'rule.womenShare.noStaff': {
    it: (p) => `Va indicato il gruppo di ricerca: le donne devono essere almeno ${withArticle('il', p.percent)}.`,
    en: (p) => `Give the research staff: at least ${pct(p.percent)} must be women.`,
  },
  'rule.womenShare.below': {
    it: (p) =>
      `Nel gruppo di ricerca le donne sono ${p.women} su ${p.staff} (${withArticle('il', p.sharePercent)}); il minimo è ${withArticle('il', p.percent)}: a parità di persone ne servono ${p.needed}.`,
    en: (p) =>
      `${p.women} of ${p.staff} research staff are women (${pct(p.sharePercent)}); the minimum is ${pct(p.percent)}: with as many people, ${p.needed} are needed.`,
  },
  'rule.placeOfImplementation.met': {
    it: (p) => `Tutte le attività si svolgono ${areaWords[p.area].it}.`,
    en: (p) => `All activities are carried out ${areaWords[p.area].en}.`,
  },
  'rule.placeOfImplementation.empty': {
    it: (p) => `Da verificare quando ci saranno i partecipanti: le attività si svolgono ${areaWords[p.area].it}.`,
    en: (p) => `To be checked when there are participants: the activities are carried out ${areaWords[p.area].en}.`,
  },
  'rule.placeOfImplementation.missing': {
    it: (p) => `Va indicata la regione in cui ${p.who} svolge le attività.`,
    en: (p) => `Give the region in which ${p.who} carries out its activities.`,
  },
  'rule.placeOfImplementation.outside': {
    it: (p) => `${p.who} opera in un luogo (${regionWords(p.region).it}) che non è ${areaWords[p.area].it}.`,
    en: (p) => `${p.who} works in a place (${regionWords(p.region).en}) that is not ${areaWords[p.area].en}.`,
  },
};
