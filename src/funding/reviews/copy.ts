import type { Params } from '#src/core/decision.ts';
import { number as showNumber } from '#src/core/money.ts';
import { showInstant } from '#src/core/time.ts';
import type { Locale, Words } from '#src/core/words.ts';
import { withDate } from '#src/funding/calls/copy/vocabulary.ts';
import type { ReasonCopy } from '#src/plumbing/copy.ts';

type Given = Params & Record<string, never>;

const titleOf = (p: Given, locale: Locale): string => (p['title'] as unknown as Words)[locale];
const figure = (p: Given, name: string, locale: Locale): string => showNumber(Number(p[name]), locale);
const many = (p: Given, name: string): string => (p[name] as unknown as readonly string[]).join(', ');

/** Why something of the evaluation is refused, and what would change it. */
export const reviewsReasons: ReasonCopy = {
  'review.officeOnly': { it: 'Solo l’ufficio di programma sceglie gli esperti di un bando.', en: 'Only the programme office chooses the experts of a call.' },
  'review.officeOrChair': {
    it: 'Solo l’ufficio di programma o il presidente della commissione di questo bando assegna le valutazioni.',
    en: 'Only the programme office or the chair of this call’s panel assigns reviews.',
  },
  'review.chairOnly': {
    it: 'I punti concordati li registra il presidente della commissione di questo bando.',
    en: 'Agreed points are recorded by the chair of this call’s panel.',
  },
  'review.expertOnly': {
    it: 'Il profilo di esperto è di chi ha il ruolo di esperto: lo attribuisce l’ufficio di programma.',
    en: 'An expert profile is for people with the role of expert, which the programme office grants.',
  },
  'review.callOpen': {
    it: (p) => `Il bando è aperto fino ${withDate('al', showInstant(String(p['closesAt']), 'it'))}: la valutazione comincia dopo.`,
    en: (p) => `The call is open until ${showInstant(String(p['closesAt']), 'en')}: evaluation begins afterwards.`,
  },
  'review.ranked': {
    it: 'La graduatoria del bando è stata pubblicata: la valutazione non cambia più.',
    en: 'The ranking of the call has been published: the evaluation no longer changes.',
  },
  'review.submittedAlready': {
    it: 'La valutazione è già stata presentata e non si può più cambiare. Per un errore materiale rivolgersi all’ufficio di programma.',
    en: 'The review has been submitted and can no longer be changed. In case of a clerical error, write to the programme office.',
  },
  'review.notAdmitted': {
    it: 'La proposta non è ammessa alla valutazione: non occorre valutarla.',
    en: 'The proposal is not admitted to evaluation: it need not be reviewed.',
  },
  'review.runInfeasible': { it: 'Nessuna assegnazione possibile: non c’è nulla da confermare.', en: 'No assignment is possible: there is nothing to confirm.' },
  'review.runOutdated': {
    it: 'Dopo la proposta sono cambiati conflitti, carichi o ammissioni: proporre una nuova assegnazione.',
    en: 'Conflicts, loads or admissions have changed since it was proposed: propose a new assignment.',
  },
  'review.nothingAdmitted': {
    it: 'Nessuna proposta è ammessa alla valutazione: occorre prima la verifica di ammissibilità.',
    en: 'No proposal is admitted to evaluation: the admission check comes first.',
  },
  'review.nothingToAssign': { it: 'Ogni proposta ammessa ha già tutti i suoi esperti.', en: 'Every admitted proposal has all its experts.' },
  'review.noExperts': {
    it: (p) =>
      `Nessun esperto può ricevere valutazioni: ${Number(p['registered']) === 0 ? 'aggiungere esperti al bando' : 'nessuno ha ancora reso la dichiarazione sui conflitti di interessi'}.`,
    en: (p) =>
      `No expert can be given reviews: ${Number(p['registered']) === 0 ? 'add experts to the call' : 'nobody has made the declaration of conflicts of interest yet'}.`,
  },
  'review.personUnknown': {
    it: (p) => `Nessuna persona registrata con l’indirizzo ${p['email']}: va prima registrata.`,
    en: (p) => `Nobody is registered with the address ${p['email']}: they have to register first.`,
  },
  'review.notAnExpert': {
    it: (p) => `${p['email']} non ha il ruolo di esperto: attribuirlo in Persone e ruoli.`,
    en: (p) => `${p['email']} does not hold the role of expert: grant it in People and roles.`,
  },
  'review.profileMissing': {
    it: (p) => `${p['email']} non ha ancora un profilo di esperto: indicare almeno regione e genere.`,
    en: (p) => `${p['email']} has no expert profile yet: give at least region and gender.`,
  },
  'review.loadTooHigh': {
    it: (p) => `Il bando consente al massimo ${p['max']} valutazioni per esperto; ne sono state indicate ${p['asked']}.`,
    en: (p) => `The call allows at most ${p['max']} reviews per expert; ${p['asked']} were given.`,
  },
  'review.answerMissing': {
    it: (p) => `Proposta ${p['protocol']}: rispondere se c’è un conflitto di interessi, oppure spuntare la dichiarazione per tutte le altre.`,
    en: (p) => `Proposal ${p['protocol']}: say whether there is a conflict of interest, or tick the declaration for all the others.`,
  },
  'review.detailTooShort': {
    it: (p) => `Proposta ${p['protocol']}: indicare quale conflitto, con almeno ${p['min']} caratteri.`,
    en: (p) => `Proposal ${p['protocol']}: say which conflict, in at least ${p['min']} characters.`,
  },
  'review.confidentialityNeeded': {
    it: 'Senza l’impegno alla riservatezza non si possono ricevere proposte.',
    en: 'Without the commitment to confidentiality no proposals can be given.',
  },
  'review.pointsMissing': {
    it: (p) => `«${titleOf(p, 'it')}»: mancano i punti, da 0 a ${figure(p, 'max', 'it')}.`,
    en: (p) => `“${titleOf(p, 'en')}”: points are missing, from 0 to ${figure(p, 'max', 'en')}.`,
  },
  'review.pointsNotANumber': {
    it: (p) => `«${titleOf(p, 'it')}»: i punti sono un numero da 0 a ${figure(p, 'max', 'it')}.`,
    en: (p) => `“${titleOf(p, 'en')}”: points are a number from 0 to ${figure(p, 'max', 'en')}.`,
  },
  'review.pointsTooLow': {
    it: (p) => `«${titleOf(p, 'it')}»: i punti non possono essere meno di 0.`,
    en: (p) => `“${titleOf(p, 'en')}”: points cannot be less than 0.`,
  },
  'review.pointsTooHigh': {
    it: (p) => `«${titleOf(p, 'it')}»: ${figure(p, 'points', 'it')} supera il massimo, ${figure(p, 'max', 'it')}.`,
    en: (p) => `“${titleOf(p, 'en')}”: ${figure(p, 'points', 'en')} is more than the maximum, ${figure(p, 'max', 'en')}.`,
  },
  'review.pointsOffStep': {
    it: (p) =>
      `«${titleOf(p, 'it')}»: i punti vanno a passi di ${figure(p, 'step', 'it')}; i più vicini sono ${figure(p, 'below', 'it')} e ${figure(p, 'above', 'it')}.`,
    en: (p) =>
      `“${titleOf(p, 'en')}”: points go in steps of ${figure(p, 'step', 'en')}; the nearest are ${figure(p, 'below', 'en')} and ${figure(p, 'above', 'en')}.`,
  },
  'review.motivationMissing': {
    it: (p) => `«${titleOf(p, 'it')}»: manca la motivazione, di almeno ${p['min']} caratteri.`,
    en: (p) => `“${titleOf(p, 'en')}”: the motivation is missing, of at least ${p['min']} characters.`,
  },
  'review.motivationTooShort': {
    it: (p) => `«${titleOf(p, 'it')}»: la motivazione ha ${p['length']} caratteri; ne mancano ${p['missing']} ai ${p['min']} richiesti.`,
    en: (p) => `“${titleOf(p, 'en')}”: the motivation has ${p['length']} characters; ${p['missing']} more are needed for the ${p['min']} required.`,
  },
  'review.reportTooShort': {
    it: (p) => `Il verbale ha ${p['length']} caratteri; ne mancano ${p['missing']} ai ${p['min']} richiesti.`,
    en: (p) => `The report has ${p['length']} characters; ${p['missing']} more are needed for the ${p['min']} required.`,
  },
  'review.reviewsMissing': {
    it: (p) => `Sono state presentate ${p['submitted']} valutazioni su ${p['assigned']}: la commissione concorda i punti quando ci sono tutte.`,
    en: (p) => `${p['submitted']} of ${p['assigned']} reviews have been submitted: the panel agrees on points once all are in.`,
  },
  'review.notDiverging': {
    it: 'Le valutazioni non distano più di quanto il bando consente: valgono come sono.',
    en: 'The reviews are not further apart than the call allows: they stand as they are.',
  },
  'assign.tooFewReviewers': {
    it: (p) =>
      `La proposta ${p['proposal']} richiede ${p['needed']} esperti, ma solo ${p['available']} possono valutarla: gli altri hanno un conflitto, l’hanno già restituita o non hanno dichiarato.`,
    en: (p) =>
      `Proposal ${p['proposal']} needs ${p['needed']} experts, but only ${p['available']} may review it: the others have a conflict, gave it back or have not declared.`,
  },
  'assign.notEnoughCapacity': {
    it: (p) =>
      `Le proposte ${many(p, 'proposals')} richiedono ${p['needed']} valutazioni, ma gli esperti che possono valutarle (${many(p, 'reviewers')}) possono farne solo ${p['available']}.`,
    en: (p) =>
      `Proposals ${many(p, 'proposals')} need ${p['needed']} reviews, but the experts who may review them (${many(p, 'reviewers')}) can do only ${p['available']}.`,
  },
  'assign.notEnoughWork': {
    it: (p) =>
      `Gli esperti ${many(p, 'reviewers')} devono farne almeno ${p['needed']}, ma le proposte che possono valutare (${many(p, 'proposals')}) ne richiedono solo ${p['available']}.`,
    en: (p) =>
      `Experts ${many(p, 'reviewers')} have to do at least ${p['needed']}, but the proposals open to them (${many(p, 'proposals')}) need only ${p['available']}.`,
  },
  'assign.groupsUnsupported': {
    it: 'I gruppi di esperti non sono ancora gestiti: toglierli dai dati.',
    en: 'Groups of reviewers are not supported yet: leave them out.',
  },
};
