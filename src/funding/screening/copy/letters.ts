import { copy, type Words } from '#src/core/words.ts';
import { showInstant } from '#src/core/time.ts';
import type { Placeholder } from '../rules/templates.ts';
import type { TemplateKind } from '../states.ts';
import { outcomeTemplates } from './outcomes.ts';

export const letterWords = copy({
  letters: { it: 'Registro delle lettere', en: 'Register of letters' },
  lettersLead: {
    it: 'Le lettere partite per questo bando, con il loro numero di protocollo in uscita. La serie è unica per anno e senza salti.',
    en: 'The letters that went out under this call, with their outgoing protocol numbers. There is one series a year, without gaps.',
  },
  caption: { it: 'Lettere in uscita', en: 'Outgoing letters' },
  none: { it: 'Nessuna lettera', en: 'No letters' },
  noneMore: { it: 'Ogni decisione e ogni richiesta di integrazione produce una lettera.', en: 'Every decision and every request for repair makes a letter.' },
  protocol: { it: 'Protocollo in uscita', en: 'Outgoing protocol' },
  issuedAt: { it: 'Data', en: 'Date' },
  kind: { it: 'Tipo', en: 'Kind' },
  subject: { it: 'Oggetto', en: 'Subject' },
  by: { it: 'Firmata da', en: 'Signed by' },
  recipients: { it: 'Destinatari', en: 'Recipients' },
  repairRequest: { it: 'Richiesta di integrazione', en: 'Request for repair' },
  repairReminder: { it: 'Promemoria di integrazione', en: 'Repair reminder' },
  admitted: { it: 'Ammissione', en: 'Admission' },
  admittedWithReserve: { it: 'Ammissione con riserva', en: 'Admission with reserve' },
  excluded: { it: 'Esclusione', en: 'Exclusion' },
  funded: { it: 'Concessione del contributo', en: 'Award of the grant' },
  notFunded: { it: 'Idonea non finanziata', en: 'Eligible, not funded' },
  belowThreshold: { it: 'Sotto soglia', en: 'Below the threshold' },
  leftOut: { it: 'Esclusa dalla graduatoria', en: 'Excluded from the ranking' },
  grantEnded: { it: 'Contributo cessato', en: 'Grant ended' },
  accessNotice: { it: 'Avviso al controinteressato', en: 'Notice to a counter-interested party' },
  accessDecided: { it: 'Decisione sull’accesso', en: 'Decision on access' },
  contractOffer: { it: 'Contratto da firmare', en: 'Contract to be signed' },
  contractAddendum: { it: 'Addendum al contratto', en: 'Addendum to the contract' },
  addendumOffer: { it: 'Addendum da firmare', en: 'Addendum to be signed' },
  contractEnded: { it: 'Contratto cessato', en: 'Contract ended' },
  variationAnswer: { it: 'Risposta a una variazione', en: 'Answer to a variation' },
  reportAccepted: { it: 'Rendiconto accettato', en: 'Report accepted' },
  receiptSubject: {
    it: (receipt: string, acronym: string) => `Ricevuta ${receipt}: integrazione di ${acronym}`,
    en: (receipt: string, acronym: string) => `Receipt ${receipt}: repair of ${acronym}`,
  },
  receiptBody: {
    it: (receipt: string, at: string, link: string) =>
      `la risposta alla richiesta di integrazione è arrivata il ${showInstant(at, 'it')} (${at}) con il numero ${receipt}.\n\n${link}`,
    en: (receipt: string, at: string, link: string) =>
      `your answer to the request for repair arrived on ${showInstant(at, 'en')} (${at}) under the number ${receipt}.\n\n${link}`,
  },
  cancelledSubject: {
    it: (code: string, acronym: string) => `${code}: ritirata la richiesta di integrazione per ${acronym}`,
    en: (code: string, acronym: string) => `${code}: the request for repair of ${acronym} is withdrawn`,
  },
  cancelledBody: {
    it: (acronym: string, protocol: string, why: string, link: string) =>
      `l’ufficio ha ritirato la richiesta di integrazione per la domanda ${acronym}, protocollo ${protocol}.${why && ` Motivo: ${why}`}\n\nNon occorre rispondere: il termine indicato non vale più.\n\n${link}`,
    en: (acronym: string, protocol: string, why: string, link: string) =>
      `the office has withdrawn the request for repair of the application ${acronym}, protocol number ${protocol}.${why && ` Reason: ${why}`}\n\nNo answer is needed: the term that was set no longer applies.\n\n${link}`,
  },

  templates: { it: 'Testi delle lettere', en: 'Letter texts' },
  templatesLead: {
    it: 'I testi delle lettere di questo bando. Senza modifiche valgono quelli predefiniti. Le lettere già partite non cambiano.',
    en: 'The words of this call’s letters. Unless changed, the default ones are used. Letters that went out do not change.',
  },
  edit: { it: 'Modifica', en: 'Edit' },
  own: { it: 'Testo dell’ufficio', en: 'The office’s own words' },
  byDefault: { it: 'Testo predefinito', en: 'Default words' },
  subjectLabel: { it: 'Oggetto', en: 'Subject' },
  body: { it: 'Testo', en: 'Text' },
  bodyHint: {
    it: 'Una riga vuota separa i capoversi. Le parole fra doppie graffe sono sostituite; saluto e firma si aggiungono da soli.',
    en: 'An empty line parts paragraphs. Words in double braces are filled in; the salutation and the close are added.',
  },
  offered: { it: 'Segnaposto disponibili', en: 'Placeholders' },
  save: { it: 'Salva il testo', en: 'Save the text' },
  reset: { it: 'Torna al testo predefinito', en: 'Back to the default words' },
  preview: { it: 'Anteprima', en: 'Preview' },
  previewNote: { it: 'Con valori di esempio. È l’ultimo testo salvato.', en: 'With example values. This is the text last saved.' },
  previewPdf: { it: 'Anteprima in PDF', en: 'Preview as PDF' },
  italian: { it: 'Italiano', en: 'Italian' },
  english: { it: 'Inglese', en: 'English' },
  placeholder: { it: 'Segnaposto', en: 'Placeholder' },
  meaning: { it: 'Che cosa diventa', en: 'What it becomes' },
});

/** What each placeholder stands for. */
export const placeholderWords = copy({
  acronym: { it: 'acronimo della proposta', en: 'acronym of the proposal' },
  title: { it: 'titolo della proposta', en: 'title of the proposal' },
  protocol: { it: 'protocollo della domanda', en: 'protocol number of the application' },
  code: { it: 'codice del bando', en: 'code of the call' },
  call: { it: 'titolo del bando', en: 'title of the call' },
  lead: { it: 'capofila', en: 'lead' },
  due: { it: 'fine del termine', en: 'end of the term' },
  days: { it: 'giorni del termine', en: 'days of the term' },
  items: { it: 'elenco di ciò che va sanato', en: 'list of what has to be repaired' },
  reasons: { it: 'elenco dei motivi', en: 'list of the reasons' },
  reserve: { it: 'motivo della riserva', en: 'ground of the reserve' },
  link: { it: 'indirizzo della pagina', en: 'address of the page' },
  letter: { it: 'protocollo in uscita della lettera', en: 'outgoing protocol of the letter' },
  act: { it: 'decreto o atto', en: 'decree or act' },
  position: { it: 'posizione in graduatoria', en: 'position in the ranking' },
  points: { it: 'punteggio', en: 'points' },
  grant: { it: 'contributo', en: 'grant' },
  asked: { it: 'ciò a cui si chiede di accedere', en: 'what access is asked for' },
  decision: { it: 'decisione sull’accesso', en: 'decision on access' },
});

/** Where it stands for something else in a kind of letter. */
export const placeholderWordsIn: Partial<Record<TemplateKind, Partial<Record<Placeholder, Words>>>> = {
  contractAddendum: { act: { it: 'numero e anno del decreto', en: 'number and year of the decree' } },
  addendumOffer: { asked: { it: 'elenco di ciò che cambia e delle parti', en: 'list of what changes and of the parties' } },
  contractEnded: {
    act: { it: 'atto con cui cessa', en: 'act by which it ends' },
    decision: { it: 'perché cessa: revoca, rinuncia, decadenza', en: 'how it ends: revocation, renunciation, lapse' },
  },
  variationAnswer: {
    asked: { it: 'elenco di ciò che la variazione cambia', en: 'list of what the variation changes' },
    decision: { it: 'decisione sulla variazione', en: 'decision on the variation' },
  },
  reportAccepted: {
    asked: { it: 'numero e periodo del rendiconto', en: 'number and period of the report' },
    decision: { it: 'costi rendicontati e ammessi, contributo riconosciuto', en: 'cost reported and eligible, aid recognised' },
    reasons: { it: 'elenco di tagli e annotazioni', en: 'list of cuts and notes' },
  },
};

/** Access to the file and the court: said wherever something is refused. */
export const remedies: Words = {
  it: 'È possibile chiedere l’accesso agli atti (L. 241/1990, artt. 22 e seguenti) e presentare osservazioni all’ufficio di programma. Contro il provvedimento è ammesso ricorso al TAR entro 60 giorni dalla comunicazione (D.Lgs. 104/2010, art. 29).',
  en: 'You may ask for access to the file (Law 241/1990, articles 22 ff.) and send observations to the programme office. The decision can be appealed before the regional administrative court (TAR) within 60 days (Legislative Decree 104/2010, article 29).',
};

/** The words that are used as long as the office has none of its own. */
export const defaultTemplates: Record<TemplateKind, { subject: Words; body: Words }> = {
  ...outcomeTemplates(remedies),
  repairRequest: {
    subject: {
      it: '{{code}}: richiesta di integrazione per {{acronym}} (prot. {{protocol}}), termine {{due}}',
      en: '{{code}}: request for repair of {{acronym}} (prot. {{protocol}}), by {{due}}',
    },
    body: {
      it: 'la verifica di ammissibilità della domanda {{acronym}}, protocollo {{protocol}}, presentata per «{{call}}» ({{code}}), ha trovato difetti che si possono sanare (soccorso istruttorio):\n\n{{items}}\n\nIl termine per rispondere è di {{days}} giorni e finisce in questo istante compreso (ora di Roma): {{due}}. Si risponde da questa pagina:\n\n{{link}}\n\nLa scheda tecnica e quanto identifica il proponente non si possono modificare. Senza risposta entro il termine l’ufficio esclude la domanda.',
      en: 'the admission check of the application {{acronym}}, protocol number {{protocol}}, under “{{call}}” ({{code}}), has found defects that can be repaired:\n\n{{items}}\n\nThe term for the answer is {{days}} days and ends at this instant, included (Rome time): {{due}}. Answer from this page:\n\n{{link}}\n\nThe technical form and what identifies the applicant cannot be changed. Without an answer within the term the office excludes the application.',
    },
  },
  repairReminder: {
    subject: {
      it: '{{code}}: promemoria, integrazione di {{acronym}}, termine {{due}}',
      en: '{{code}}: reminder, repair of {{acronym}} by {{due}}',
    },
    body: {
      it: 'la risposta alla richiesta di integrazione per la domanda {{acronym}}, protocollo {{protocol}}, non è ancora stata inviata. Termine: {{due}}.\n\n{{items}}\n\n{{link}}\n\nSenza risposta entro il termine l’ufficio esclude la domanda.',
      en: 'the answer to the request for repair of the application {{acronym}}, protocol number {{protocol}}, has not been sent yet. The term ends {{due}}.\n\n{{items}}\n\n{{link}}\n\nWithout an answer within the term the office excludes the application.',
    },
  },
  admitted: {
    subject: {
      it: '{{code}}: domanda {{acronym}} ammessa alla valutazione (prot. {{protocol}})',
      en: '{{code}}: application {{acronym}} admitted to evaluation (prot. {{protocol}})',
    },
    body: {
      it: 'la domanda {{acronym}}, protocollo {{protocol}}, presentata per «{{call}}» ({{code}}), ha superato la verifica di ammissibilità ed è ammessa alla valutazione degli esperti. L’esito sarà comunicato con la graduatoria.',
      en: 'the application {{acronym}}, protocol number {{protocol}}, under “{{call}}” ({{code}}), has passed the admission check and goes on to evaluation by the experts. The outcome will be told with the ranking.',
    },
  },
  admittedWithReserve: {
    subject: {
      it: '{{code}}: domanda {{acronym}} ammessa con riserva (prot. {{protocol}})',
      en: '{{code}}: application {{acronym}} admitted with reserve (prot. {{protocol}})',
    },
    body: {
      it: 'la domanda {{acronym}}, protocollo {{protocol}}, presentata per «{{call}}» ({{code}}), è ammessa alla valutazione degli esperti con riserva. La riserva riguarda:\n\n{{reserve}}\n\nPrima della graduatoria la riserva è sciolta, oppure la domanda è esclusa; l’esito sarà comunicato.',
      en: 'the application {{acronym}}, protocol number {{protocol}}, under “{{call}}” ({{code}}), goes on to evaluation by the experts with a reserve. The reserve concerns:\n\n{{reserve}}\n\nBefore the ranking the reserve is lifted, or the application is excluded; you will be told.',
    },
  },
  excluded: {
    subject: {
      it: '{{code}}: domanda {{acronym}} non ammessa (prot. {{protocol}})',
      en: '{{code}}: application {{acronym}} not admitted (prot. {{protocol}})',
    },
    body: {
      it: `la domanda {{acronym}}, protocollo {{protocol}}, presentata per «{{call}}» ({{code}}), non è ammessa alla valutazione per i seguenti motivi:\n\n{{reasons}}\n\n${remedies.it}`,
      en: `the application {{acronym}}, protocol number {{protocol}}, under “{{call}}” ({{code}}), is not admitted to evaluation for these reasons:\n\n{{reasons}}\n\n${remedies.en}`,
    },
  },
};
