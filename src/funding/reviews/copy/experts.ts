import { showInstant } from '#src/core/time.ts';
import { copy } from '#src/core/words.ts';
import { withDate } from '#src/funding/calls/copy/vocabulary.ts';

export const expertWords = copy({
  calls: { it: 'Bandi', en: 'Calls' },
  experts: { it: 'Esperti', en: 'Experts' },
  lead: {
    it: 'Chi valuta le proposte del bando. I nomi sono visibili solo all’ufficio, al presidente della commissione e al revisore: ovunque altrove compare lo pseudonimo.',
    en: 'Who reviews the proposals of the call. Names are seen by the office, the chair of the panel and the auditor only: everywhere else the pseudonym appears.',
  },
  caption: { it: 'Esperti del bando', en: 'Experts of the call' },
  counted: {
    it: (n: number, shown: string) => (n === 1 ? '1 esperto' : `${shown} esperti`),
    en: (n: number, shown: string) => (n === 1 ? '1 expert' : `${shown} experts`),
  },
  none: { it: 'Nessun esperto, per ora', en: 'No experts yet' },
  noneMore: {
    it: 'Aggiungere chi ha il ruolo di esperto: dichiarerà i conflitti di interessi prima di vedere qualunque proposta.',
    en: 'Add people with the role of expert: they declare conflicts of interest before they see any proposal.',
  },
  pseudonym: { it: 'Pseudonimo', en: 'Pseudonym' },
  name: { it: 'Nome', en: 'Name' },
  employer: { it: 'Ente di appartenenza', en: 'Employer' },
  region: { it: 'Regione', en: 'Region' },
  gender: { it: 'Genere', en: 'Gender' },
  gender_f: { it: 'donna', en: 'woman' },
  gender_m: { it: 'uomo', en: 'man' },
  gender_x: { it: 'altro o non indicato', en: 'other or not given' },
  spokes: { it: 'Spoke', en: 'Spokes' },
  sectors: { it: 'Settori', en: 'Sectors' },
  declared: { it: 'Dichiarazione', en: 'Declaration' },
  declaredYes: { it: 'Resa', en: 'Made' },
  declaredNo: { it: 'Mancante', en: 'Missing' },
  conflicts: { it: 'Conflitti', en: 'Conflicts' },
  load: { it: 'Assegnate', en: 'Assigned' },
  submitted: { it: 'Presentate', en: 'Submitted' },
  maxLoad: { it: 'Massimo', en: 'At most' },
  add: { it: 'Aggiungi un esperto', en: 'Add an expert' },
  email: { it: 'E-mail', en: 'E-mail' },
  emailHint: {
    it: 'La persona deve essere registrata e avere il ruolo di esperto (Persone e ruoli).',
    en: 'The person has to be registered and hold the role of expert (People and roles).',
  },
  maxLoadLabel: { it: 'Numero massimo di valutazioni', en: 'Most reviews' },
  maxLoadHint: {
    it: (max: number) => `Il bando ne consente al massimo ${max}. Per chi è già nell’elenco il valore viene aggiornato.`,
    en: (max: number) => `The call allows at most ${max}. For who is on the list already the value is updated.`,
  },
  profile: { it: 'Profilo', en: 'Profile' },
  profileHint: { it: 'Da lasciare vuoto se la persona ha già compilato il proprio profilo.', en: 'Leave empty if the person has filled in their profile.' },
  keywords: { it: 'Parole chiave', en: 'Keywords' },
  keywordsHint: {
    it: 'Separate da virgole, nelle lingue in cui sono scritte le proposte. Servono a proporre le valutazioni più vicine alle competenze.',
    en: 'Separated by commas, in the languages that proposals are written in. They help to propose reviews close to the expertise.',
  },
  submitAdd: { it: 'Aggiungi', en: 'Add' },
  noEmployer: { it: 'Nessuno fra gli enti registrati', en: 'None of the registered organisations' },

  myProfile: { it: 'Profilo di esperto', en: 'Expert profile' },
  myProfileLead: {
    it: 'Ente, competenze e parole chiave: servono a evitare i conflitti di interessi e a proporre valutazioni adatte.',
    en: 'Employer, expertise and keywords: they keep conflicts of interest away and find suitable reviews.',
  },
  save: { it: 'Salva il profilo', en: 'Save the profile' },

  declaration: { it: 'Dichiarazione sui conflitti di interessi', en: 'Declaration of conflicts of interest' },
  declarationLead: {
    it: 'Sono indicati solo gli enti che partecipano a ciascuna proposta: titoli e contenuti si vedono dopo l’assegnazione. Un conflitto dichiarato esclude dalla valutazione di quella proposta.',
    en: 'Only the organisations that take part in each proposal are shown: titles and content are seen after the assignment. A declared conflict bars from reviewing that proposal.',
  },
  whatIs: { it: 'Che cosa è un conflitto', en: 'What a conflict is' },
  whatIsText: {
    it: 'Negli ultimi tre anni: rapporto di lavoro, incarico o collaborazione con uno degli enti; pubblicazioni o progetti comuni con chi vi lavora alla proposta; parentela o affinità fino al quarto grado; interessi economici; ogni altra grave ragione di convenienza. I tre anni sono un valore di esempio.',
    en: 'In the last three years: employment, assignment or collaboration with one of the organisations; joint publications or projects with those who work on the proposal there; kinship by blood or marriage up to the fourth degree; economic interests; any other serious reason of propriety. Three years is an example value.',
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
