import { eur, pct, withArticle } from './vocabulary.ts';
import type { Sayings } from './findings.ts';

/** What earns the bonus on the aid, and what is missing for it. */
export const aidSayings: Pick<Sayings, Extract<keyof Sayings, `aid.${string}`>> = {
  'aid.collaborationWithSme.met': {
    it: (p) =>
      `Collaborazione fra imprese: ne partecipano almeno due, una è una PMI e nessuna supera ${withArticle('il', p.limitPercent)} dei costi. Dà diritto alla maggiorazione.`,
    en: (p) =>
      `Collaboration of enterprises: at least two take part, one is an SME and none bears more than ${pct(p.limitPercent)} of the cost. It earns the bonus.`,
  },
  'aid.collaborationWithSme.oneEnterprise': {
    it: (p) =>
      `Collaborazione fra imprese: servono almeno due imprese, di cui una PMI, nessuna oltre ${withArticle('il', p.limitPercent)} dei costi; qui ${p.enterprises === 1 ? 'ne partecipa una' : 'non ne partecipa nessuna'}.`,
    en: (p) =>
      `Collaboration of enterprises: at least two are needed, one an SME, none above ${pct(p.limitPercent)} of the cost; here ${p.enterprises === 1 ? 'one takes part' : 'none takes part'}.`,
  },
  'aid.collaborationWithSme.noSme': {
    it: () => 'Collaborazione fra imprese: manca una micro, piccola o media impresa.',
    en: () => 'Collaboration of enterprises: a micro, small or medium-sized enterprise is missing.',
  },
  'aid.collaborationWithSme.over': {
    it: (p) =>
      `Collaborazione fra imprese: ${p.who} ha ${withArticle('il', p.sharePercent)} dei costi; il massimo è ${withArticle('il', p.limitPercent)}: occorre spostare almeno ${eur(p.moveCents).it} su altri partner.`,
    en: (p) =>
      `Collaboration of enterprises: ${p.who} has ${pct(p.sharePercent)} of the cost; the maximum is ${pct(p.limitPercent)}: at least ${eur(p.moveCents).en} must move to other partners.`,
  },
  'aid.collaborationWithSme.noCosts': {
    it: (p) =>
      `Collaborazione fra imprese: da verificare quando il piano dei costi sarà compilato (nessuna impresa oltre ${withArticle('il', p.limitPercent)}).`,
    en: (p) => `Collaboration of enterprises: to be checked when the budget is filled in (no enterprise above ${pct(p.limitPercent)}).`,
  },
  'aid.researchBodies.met': {
    it: (p) =>
      `Gli organismi di ricerca sostengono ${withArticle('il', p.sharePercent)} dei costi (almeno ${withArticle('il', p.minPercent)}) e possono pubblicare i risultati. Dà diritto alla maggiorazione.`,
    en: (p) => `Research bodies bear ${pct(p.sharePercent)} of the cost (at least ${pct(p.minPercent)}) and may publish their results. It earns the bonus.`,
  },
  'aid.researchBodies.none': {
    it: (p) =>
      `Collaborazione con organismi di ricerca: non ne partecipano. Dovrebbero sostenere almeno ${withArticle('il', p.minPercent)} dei costi e poter pubblicare i risultati.`,
    en: (p) =>
      `Collaboration with research bodies: none takes part. They would have to bear at least ${pct(p.minPercent)} of the cost and be free to publish their results.`,
  },
  'aid.researchBodies.noEnterprise': {
    it: () => 'Collaborazione con organismi di ricerca: non partecipa alcuna impresa.',
    en: () => 'Collaboration with research bodies: no enterprise takes part.',
  },
  'aid.researchBodies.noCosts': {
    it: (p) => `Collaborazione con organismi di ricerca: da verificare quando il piano dei costi sarà compilato (almeno ${withArticle('il', p.minPercent)}).`,
    en: (p) => `Collaboration with research bodies: to be checked when the budget is filled in (at least ${pct(p.minPercent)}).`,
  },
  'aid.researchBodies.below': {
    it: (p) =>
      `Gli organismi di ricerca sostengono ${withArticle('il', p.sharePercent)} dei costi; per la maggiorazione serve ${p.maxPercent === null ? `almeno ${withArticle('il', p.minPercent)}` : `una quota fra ${withArticle('il', p.minPercent)} e ${withArticle('il', p.maxPercent)}`}: occorre spostarvi almeno ${eur(p.moveCents).it}.`,
    en: (p) =>
      `Research bodies bear ${pct(p.sharePercent)} of the cost; the bonus takes ${p.maxPercent === null ? `at least ${pct(p.minPercent)}` : `a share between ${pct(p.minPercent)} and ${pct(p.maxPercent)}`}: at least ${eur(p.moveCents).en} must move there.`,
  },
  'aid.researchBodies.mayNotPublish': {
    it: (p) =>
      `Gli organismi di ricerca sostengono ${withArticle('il', p.sharePercent)} dei costi (almeno ${withArticle('il', p.minPercent)}), ma manca la dichiarazione che possono pubblicare i risultati.`,
    en: (p) =>
      `Research bodies bear ${pct(p.sharePercent)} of the cost (at least ${pct(p.minPercent)}), but it is not declared that they may publish their results.`,
  },
  'aid.wideDissemination.met': {
    it: () => 'Ampia diffusione dei risultati: dichiarata. Dà diritto alla maggiorazione.',
    en: () => 'Wide dissemination of the results: declared. It earns the bonus.',
  },
  'aid.wideDissemination.notDeclared': {
    it: () => 'Ampia diffusione dei risultati: non dichiarata. Convegni, archivi ad accesso aperto o software libero danno diritto alla maggiorazione.',
    en: () => 'Wide dissemination of the results: not declared. Conferences, open repositories or free software earn the bonus.',
  },
};
