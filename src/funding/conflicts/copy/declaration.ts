import { showInstant } from '#src/core/time.ts';
import { copy } from '#src/core/words.ts';
import { withDate } from '#src/funding/calls/copy/vocabulary.ts';

export const conflictWords = copy({
  calls: { it: 'Bandi', en: 'Calls' },
  declaration: { it: 'Dichiarazione sui conflitti di interessi', en: 'Declaration of conflicts of interest' },
  declarationLead: {
    it: 'Sono indicati solo gli enti che partecipano a ciascuna proposta: titoli e contenuti si vedono dopo l’assegnazione. Un conflitto dichiarato esclude dalla valutazione di quella proposta.',
    en: 'Only the organisations that take part in each proposal are shown: titles and content are seen after the assignment. A declared conflict bars from reviewing that proposal.',
  },
  blindLead: {
    it: 'Il bando è in doppio cieco: chi propone non è mostrato. Si indicano gli enti e le persone con cui si ha un conflitto, chiunque siano i proponenti; il sistema esclude le proposte che li riguardano, senza dire quali né quante.',
    en: 'The call is double blind: who proposes is not shown. Name the organisations and the people with whom you have a conflict, whoever proposes; the system bars the proposals that concern them, without saying which or how many.',
  },
  tieOrganisations: { it: 'Enti con cui ho un conflitto di interessi', en: 'Organisations with which I have a conflict of interest' },
  tieHint: {
    it: 'Uno per riga: nome per esteso, due punti, il motivo. Gli enti di appartenenza e le pubblicazioni del profilo sono già considerati. Lasciare vuoto se non ce ne sono.',
    en: 'One a line: full name, colon, the reason. Employers and publications of your profile are looked at already. Leave empty if there are none.',
  },
  tiePeople: { it: 'Persone con cui ho un conflitto di interessi', en: 'People with whom I have a conflict of interest' },
  tiePeopleHint: {
    it: 'Una per riga: nome e cognome, due punti, il motivo (parentela, collaborazione, interessi economici…).',
    en: 'One a line: name and surname, colon, the reason (kinship, collaboration, economic interests…).',
  },
  tiesNamed: { it: 'Già indicati; restano', en: 'Named already; these stay' },
  noSearch: {
    it: 'Mi impegno a non cercare chi propone. Se lo riconosco e c’è un conflitto, restituisco l’assegnazione',
    en: 'I commit not to look for who proposes. If I recognise it and there is a conflict, I give the assignment back',
  },
  whatIs: { it: 'Che cosa è un conflitto', en: 'What a conflict is' },
  whatIsText: {
    it: (years: number) =>
      `${years === 0 ? 'Oggi' : years === 1 ? 'Nell’ultimo anno' : `Negli ultimi ${years} anni`}: rapporto di lavoro, incarico o collaborazione con uno degli enti; pubblicazioni o progetti comuni con chi vi lavora alla proposta; parentela o affinità fino al quarto grado; interessi economici; ogni altra grave ragione di convenienza.`,
    en: (years: number) =>
      `${years === 0 ? 'Today' : years === 1 ? 'In the last year' : `In the last ${years} years`}: employment, assignment or collaboration with one of the organisations; joint publications or projects with those who work on the proposal there; kinship by blood or marriage up to the fourth degree; economic interests; any other serious reason of propriety.`,
  },
  declaredOn: {
    it: (at: string) => `Dichiarazione resa ${withDate('il', showInstant(at, 'it'))}. Può essere aggiornata; un conflitto dichiarato resta.`,
    en: (at: string) => `Declaration made on ${showInstant(at, 'en')}. It can be updated; a declared conflict stays.`,
  },
  proposalOf: { it: (protocol: string) => `Proposta ${protocol}`, en: (protocol: string) => `Proposal ${protocol}` },
  foundAlready: { it: 'Conflitto già rilevato', en: 'Conflict found already' },
  kind_employer: { it: (who: string) => `partecipa l’ente di appartenenza: ${who}`, en: (who: string) => `your employer takes part: ${who}` },
  kind_member: {
    it: (who: string) => `partecipa un ente rappresentato dall’esperto: ${who}`,
    en: (who: string) => `you act for an organisation that takes part: ${who}`,
  },
  kind_formerEmployer: {
    it: (who: string) => `partecipa un ente di appartenenza precedente: ${who}`,
    en: (who: string) => `a former employer of yours takes part: ${who}`,
  },
  kind_group: {
    it: (who: string) => `partecipa un ente dello stesso gruppo: ${who}`,
    en: (who: string) => `an organisation of the same group takes part: ${who}`,
  },
  kind_proposal: { it: (who: string) => `è una proposta dell’esperto: ${who}`, en: (who: string) => `it is a proposal of yours: ${who}` },
  kind_coauthor: { it: (who: string) => `pubblicazione comune: ${who}`, en: (who: string) => `joint publication: ${who}` },
  kind_likelyCoauthor: {
    it: (who: string) => `forse una pubblicazione comune: ${who}`,
    en: (who: string) => `perhaps a joint publication: ${who}`,
  },
  kind_project: { it: (who: string) => `progetto comune: ${who}`, en: (who: string) => `joint project: ${who}` },
  kind_namesake: {
    it: (who: string) => `forse la stessa persona di: ${who}`,
    en: (who: string) => `perhaps the same person as: ${who}`,
  },
  kind_competitor: {
    it: (who: string) => `l’ente di appartenenza partecipa allo stesso bando: ${who}`,
    en: (who: string) => `your organisation takes part in the same call: ${who}`,
  },
  kind_declared: { it: (detail: string) => `dichiarato: ${detail}`, en: (detail: string) => `declared: ${detail}` },
  kind_office: { it: (detail: string) => `rilevato dall’ufficio: ${detail}`, en: (detail: string) => `found by the office: ${detail}` },
  question: { it: 'C’è un conflitto di interessi?', en: 'Is there a conflict of interest?' },
  yes: { it: 'Sì', en: 'Yes' },
  no: { it: 'No', en: 'No' },
  detail: { it: 'Quale conflitto', en: 'Which conflict' },
  noneElse: {
    it: 'Dichiaro che non ho conflitti con le proposte a cui non ho risposto',
    en: 'I declare that I have no conflict with the proposals that I have not answered',
  },
  confidentiality: {
    it: 'Mi impegno alla riservatezza: non diffondo e non uso ciò che leggo nelle proposte, e non parlo della valutazione con altri',
    en: 'I commit to confidentiality: I do not share or use what I read in the proposals, and do not discuss the evaluation with others',
  },
  submitDeclaration: { it: 'Rendi la dichiarazione', en: 'Make the declaration' },
  noProposals: { it: 'Non ci sono proposte su cui dichiarare', en: 'There are no proposals to declare on' },
  noProposalsMore: {
    it: 'La dichiarazione si rende dopo la scadenza del bando, quando si conoscono gli enti che partecipano.',
    en: 'The declaration is made after the deadline of the call, once the organisations that take part are known.',
  },
});
