import { counted } from '#src/core/counts.ts';
import { euros } from '#src/core/money.ts';
import { showDate } from '#src/core/time.ts';
import type { Words } from '#src/core/words.ts';
import { costCategoryWords } from '#src/funding/calls/copy/vocabulary.ts';
import type { CostCategory } from '#src/funding/calls/vocabulary.ts';
import type { ReasonCopy } from '#src/plumbing/copy.ts';

const money = (p: Record<string, unknown>, key: string, locale: 'it' | 'en'): string => euros(Number(p[key]), locale);
const list = (p: Record<string, unknown>, key: string): string => (p[key] as readonly string[]).join(', ');
const w = (it: string, en: string): Words => ({ it, en });

export const projectsReasons: ReasonCopy = {
  'project.ended': w('Il progetto è concluso.', 'The project is over.'),
  'project.leadOnly': w('Lo fa chi agisce per il capofila.', 'This is for who acts for the lead.'),
  'project.membersOnly': w('Lo fa chi agisce per un partner del progetto.', 'This is for who acts for a partner of the project.'),
  'project.ownPeople': w('Un partner cura le proprie persone; il capofila quelle di tutti.', 'A partner keeps its own people; the lead those of all.'),
  'project.notMember': w('Questa organizzazione non partecipa al progetto.', 'This organisation does not take part in the project.'),
  'project.requestOpen': w(
    'Una richiesta aspetta già la risposta dell’ufficio: prima va decisa o ritirata.',
    'A request waits for the office already: it is to be answered or taken back first.',
  ),
  'project.answered': w('La variazione non è più in attesa.', 'The variation is not waiting any more.'),
  'project.officeOnly': w('Risponde l’ufficio di programma.', 'The programme office answers.'),
  'project.ownOrganisation': w(
    'Si agisce per un partner del progetto: risponde un’altra persona dell’ufficio.',
    'You act for a partner of the project: somebody else of the office answers.',
  ),
  'project.noRules': w('Il bando non dice come variano i progetti.', 'The call does not say how projects vary.'),
  'project.nothingChanged': w('Nulla cambia rispetto alla versione in vigore.', 'Nothing differs from the version in force.'),
  'project.costGrows': {
    it: (p) => `I costi ammissibili passerebbero da ${money(p, 'before', 'it')} a ${money(p, 'after', 'it')}: una variazione può spostarli, non aumentarli.`,
    en: (p) => `The eligible cost would go from ${money(p, 'before', 'en')} to ${money(p, 'after', 'en')}: a variation can move it, not raise it.`,
  },
  'project.belowAccepted': {
    it: (p) =>
      `A ${p['name']} sono già stati riconosciuti ${money(p, 'acceptedCents', 'it')} su costi accettati: il suo contributo non può scendere a ${money(p, 'aidCents', 'it')}. Ciò che non ha ancora speso si può spostare a chi resta con una variazione del budget.`,
    en: (p) =>
      `${money(p, 'acceptedCents', 'en')} was already recognised to ${p['name']} on accepted cost: its grant cannot fall to ${money(p, 'aidCents', 'en')}. What it has not spent yet can be moved to who stays by a variation of the budget.`,
  },
  'project.advanceOpen': {
    it: (p) =>
      `${p['name']} ha un anticipo di ${money(p, 'advanceCents', 'it')} che i costi accettati non hanno ancora assorbito, oltre a ${money(p, 'acceptedCents', 'it')} riconosciuti: il suo contributo non può scendere a ${money(p, 'aidCents', 'it')} finché non lo rendiconta o lo restituisce.`,
    en: (p) =>
      `${p['name']} has an advance of ${money(p, 'advanceCents', 'en')} that accepted cost has not absorbed yet, besides ${money(p, 'acceptedCents', 'en')} recognised: its grant cannot fall to ${money(p, 'aidCents', 'en')} until it reports that or gives it back.`,
  },
  'project.newLeadMissing': {
    it: (p) =>
      `${p['name']} è il capofila e ha firmato il contratto anche per gli altri: per farla uscire si sceglie quale partner, tra chi resta o entra, ne prende il posto.`,
    en: (p) =>
      `${p['name']} is the lead and signed the contract for the others, too: for it to leave, choose which partner, of those who stay or join, takes its place.`,
  },
  'project.leadUnforeseen': {
    it: (p) =>
      `${p['name']} è il capofila, e il bando non prevede un addendum per il cambio del capofila: può rinunciare al contributo o l’ufficio può revocarlo. Con una rettifica del bando che aggiunga la clausola il cambio diventa possibile.`,
    en: (p) =>
      `${p['name']} is the lead, and the call has no addendum for a change of lead: it can give the grant back, or the office can revoke it. A correction of the call that adds the clause makes the change possible.`,
  },
  'project.leadOrders': {
    it: (p) =>
      `Sono in corso verso il conto di ${p['name']} ordini per quote dei partner, in tutto ${money(p, 'cents', 'it')}: ${list(p, 'codes')}. Il capofila può uscire quando sono pagati e ripartiti, oppure rifiutati: allora si ripropongono verso il nuovo capofila.`,
    en: (p) =>
      `Orders for shares of the partners are on their way to the account of ${p['name']}, ${money(p, 'cents', 'en')} in all: ${list(p, 'codes')}. The lead can leave once they are paid and passed on, or refused: then they are proposed anew to the new lead.`,
  },
  'project.leadHolds': {
    it: (p) =>
      `${p['name']} ha ancora ${money(p, 'cents', 'it')} dei partner da ripartire: può uscire quando ne avrà dichiarato il trasferimento, con la prova.`,
    en: (p) =>
      `${p['name']} still holds ${money(p, 'cents', 'en')} of the partners to pass on: it can leave once it has declared the transfer, with its proof.`,
  },
  'project.joinsAlready': {
    it: (p) => `${p['name']} partecipa già al progetto: per passarle una parte del bilancio si sceglie l’uscita di un partner, o una variazione del bilancio.`,
    en: (p) => `${p['name']} takes part in the project already: to give it a part of the budget, let a partner leave or vary the budget.`,
  },
  'project.leftBefore': {
    it: (p) => `${p['name']} è già uscita da questo progetto e non può rientrarvi.`,
    en: (p) => `${p['name']} has left this project and cannot join it again.`,
  },
  'project.changeOutside': {
    it: (p) => `Il giorno deve stare nel progetto: dopo il ${showDate(String(p['from']), 'it')} ed entro il ${showDate(String(p['until']), 'it')}.`,
    en: (p) => `The day must lie in the project: after ${showDate(String(p['from']), 'en')} and by ${showDate(String(p['until']), 'en')}.`,
  },
  'project.changeReported': {
    it: (p) =>
      `Il rendiconto ${p['number']} è già stato presentato e arriva al ${showDate(String(p['until']), 'it')}: il cambio può valere solo da un giorno successivo.`,
    en: (p) => `Report ${p['number']} has been handed in and runs until ${showDate(String(p['until']), 'en')}: the change can only hold from a later day.`,
  },
  'project.moreThanAwarded': {
    it: (p) => `La voce è di ${money(p, 'cents', 'it')}: non se ne può indicare di più, né meno di zero.`,
    en: (p) => `The line comes to ${money(p, 'cents', 'en')}: no more than that, and no less than nothing.`,
  },
  'project.givesNothing': w(
    'Chi entra non riceve nulla: indicare almeno una voce che passa.',
    'Who joins receives nothing: give it a part of one line at least.',
  ),
  'project.takerMissing': { it: (p) => `Indicare a chi passano ${money(p, 'cents', 'it')}.`, en: (p) => `Say to whom ${money(p, 'cents', 'en')} passes.` },
  'project.keptTooLittle': {
    it: (p) =>
      `${p['name']}: su ${p['category'] ? costCategoryWords[p['category'] as CostCategory].it : 'tutte le voci'} sono già stati accettati costi per ${money(p, 'acceptedCents', 'it')}, che restano suoi; ne resterebbero ${money(p, 'keptCents', 'it')}. Si può passare solo il resto.`,
    en: (p) =>
      `${p['name']}: cost of ${money(p, 'acceptedCents', 'en')} was already accepted in ${p['category'] ? costCategoryWords[p['category'] as CostCategory].en : 'all categories'} and stays its own; ${money(p, 'keptCents', 'en')} would be left. Only the rest can pass on.`,
  },
  'project.addendumLate': {
    it: (p) => `L’addendum n. ${p['number']} non è stato firmato da tutti entro il ${showDate(String(p['dueOn']), 'it')}.`,
    en: (p) => `Addendum no. ${p['number']} was not signed by all by ${showDate(String(p['dueOn']), 'en')}.`,
  },
  'project.addendumDropped': {
    it: (p) => `L’ufficio ha ritirato l’addendum n. ${p['number']}: ${p['why']}`,
    en: (p) => `The office gave addendum no. ${p['number']} up: ${p['why']}`,
  },
  'project.reserveBroken': {
    it: (p) =>
      `La quota del Sud passerebbe dal ${p['nowPercent'] ?? '–'} % al ${p['afterPercent'] ?? '–'} % (soglia ${p['floor']} %): mancherebbero ${money(p, 'shortCents', 'it')} e il bando non lo consente.`,
    en: (p) =>
      `The share of the South would go from ${p['nowPercent'] ?? '–'} % to ${p['afterPercent'] ?? '–'} % (floor ${p['floor']} %): ${money(p, 'shortCents', 'en')} would be missing, and the call does not allow it.`,
  },
  'project.prolongedTooFar': {
    it: (p) =>
      `Il progetto durerebbe ${counted.months.it(Number(p['months']))}: il bando ne ammette ${p['maxMonths']}, prorogabili in tutto di ${p['extraMonths']}, cioè ${p['mostMonths']} al massimo. Ora ne dura ${p['nowMonths']}: ${Number(p['leftMonths']) === 0 ? 'non si può prorogare oltre' : `si può prorogare ancora di ${counted.months.it(Number(p['leftMonths']))}`}.`,
    en: (p) =>
      `The project would last ${counted.months.en(Number(p['months']))}: the call allows ${p['maxMonths']}, prolonged by ${p['extraMonths']} in all, that is ${p['mostMonths']} at most. It now lasts ${p['nowMonths']}: ${Number(p['leftMonths']) === 0 ? 'it cannot be prolonged any further' : `it can be prolonged by ${counted.months.en(Number(p['leftMonths']))} more`}.`,
  },
  'project.workOutside': {
    it: (p) =>
      `L’attività «${p['title']}» deve stare nella durata del progetto (${counted.months.it(Number(p['months']))}), con l’ultimo mese non prima del primo.`,
    en: (p) =>
      `The work package “${p['title']}” must lie within the duration of the project (${counted.months.en(Number(p['months']))}), its last month not before its first.`,
  },
  'project.dueOutside': {
    it: (p) => `«${p['title']}» è previsto dopo la fine del progetto, che dura ${counted.months.it(Number(p['months']))}.`,
    en: (p) => `“${p['title']}” is due after the end of the project, which lasts ${counted.months.en(Number(p['months']))}.`,
  },
  'project.movedOn': {
    it: (p) => `La richiesta parte dalla versione ${p['base']}, il progetto è ora alla ${p['version']}: va proposta di nuovo.`,
    en: (p) => `The request starts from version ${p['base']}, the project now stands at ${p['version']}: it is to be proposed anew.`,
  },
  'project.notYet': {
    it: (p) => `Il ${showDate(String(p['day']), 'it')} non è ancora arrivato.`,
    en: (p) => `${showDate(String(p['day']), 'en')} has not come yet.`,
  },
  'project.beforeStart': {
    it: (p) => `Il progetto comincia il ${showDate(String(p['day']), 'it')}.`,
    en: (p) => `The project begins on ${showDate(String(p['day']), 'en')}.`,
  },
  'project.endsBeforeStart': w('L’ultimo giorno precede il primo.', 'The last day is before the first.'),
  'project.fileMissing': w('Scegliere un file.', 'Choose a file.'),
};
