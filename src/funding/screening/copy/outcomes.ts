import type { Words } from '#src/core/words.ts';

/** The default words of the letters that follow a decree and of those about access to documents. */
export const outcomeTemplates = (remedies: Words) => ({
  funded: {
    subject: { it: '{{code}}: contributo concesso a {{acronym}} (prot. {{protocol}})', en: '{{code}}: grant awarded to {{acronym}} (prot. {{protocol}})' },
    body: {
      it: 'con {{act}} è stato concesso il contributo alla domanda {{acronym}}, protocollo {{protocol}}, presentata per «{{call}}» ({{code}}).\n\n- Posizione in graduatoria: {{position}}\n- Punteggio: {{points}}\n- Contributo: {{grant}}\n\nIl contratto d’obbligo si firma entro {{days}} giorni da quando l’ufficio lo invia, completati i documenti. Chi vi rinuncia lo comunica all’ufficio di programma.',
      en: 'by {{act}} the grant was awarded to the application {{acronym}}, protocol number {{protocol}}, under “{{call}}” ({{code}}).\n\n- Position in the ranking: {{position}}\n- Points: {{points}}\n- Grant: {{grant}}\n\nThe grant contract is signed within {{days}} days of the office sending it, once its documents are complete. Whoever renounces the grant tells the programme office.',
    },
  },
  notFunded: {
    subject: {
      it: '{{code}}: domanda {{acronym}} idonea, non finanziata (prot. {{protocol}})',
      en: '{{code}}: application {{acronym}} eligible, not funded (prot. {{protocol}})',
    },
    body: {
      it: `la domanda {{acronym}}, protocollo {{protocol}}, presentata per «{{call}}» ({{code}}), è idonea ma non è finanziata con {{act}}.\n\n- Posizione in graduatoria: {{position}}\n- Punteggio: {{points}}\n\nPerché:\n\n{{reasons}}\n\nRinunce, revoche e incrementi della dotazione fanno scorrere la graduatoria: in quel caso arriva una nuova lettera.\n\n${remedies.it}`,
      en: `the application {{acronym}}, protocol number {{protocol}}, under “{{call}}” ({{code}}), is eligible but is not funded by {{act}}.\n\n- Position in the ranking: {{position}}\n- Points: {{points}}\n\nWhy:\n\n{{reasons}}\n\nRenunciations, revocations and raises of the budget move the ranking on: another letter would then follow.\n\n${remedies.en}`,
    },
  },
  belowThreshold: {
    subject: {
      it: '{{code}}: domanda {{acronym}} non idonea (prot. {{protocol}})',
      en: '{{code}}: application {{acronym}} below the threshold (prot. {{protocol}})',
    },
    body: {
      it: `la domanda {{acronym}}, protocollo {{protocol}}, presentata per «{{call}}» ({{code}}), non raggiunge la soglia del bando e non è finanziata ({{act}}). Punteggio: {{points}}.\n\nPerché:\n\n{{reasons}}\n\n${remedies.it}`,
      en: `the application {{acronym}}, protocol number {{protocol}}, under “{{call}}” ({{code}}), does not reach the threshold of the call and is not funded ({{act}}). Points: {{points}}.\n\nWhy:\n\n{{reasons}}\n\n${remedies.en}`,
    },
  },
  leftOut: {
    subject: {
      it: '{{code}}: domanda {{acronym}} esclusa (prot. {{protocol}})',
      en: '{{code}}: application {{acronym}} excluded (prot. {{protocol}})',
    },
    body: {
      it: `la graduatoria di «{{call}}» ({{code}}) è stata seguita da {{act}}. La domanda {{acronym}}, protocollo {{protocol}}, ne è esclusa per i seguenti motivi:\n\n{{reasons}}\n\n${remedies.it}`,
      en: `the ranking of “{{call}}” ({{code}}) was followed by {{act}}. The application {{acronym}}, protocol number {{protocol}}, is excluded from it for these reasons:\n\n{{reasons}}\n\n${remedies.en}`,
    },
  },
  grantEnded: {
    subject: {
      it: '{{code}}: contributo cessato per {{acronym}} (prot. {{protocol}})',
      en: '{{code}}: grant of {{acronym}} ended (prot. {{protocol}})',
    },
    body: {
      it: `con {{act}} si è preso atto che il contributo di {{grant}} alla domanda {{acronym}}, protocollo {{protocol}}, concesso per «{{call}}» ({{code}}), è cessato. La somma torna alla dotazione del bando.\n\n${remedies.it}`,
      en: `{{act}} takes note that the grant of {{grant}} to the application {{acronym}}, protocol number {{protocol}}, awarded under “{{call}}” ({{code}}), has ended. The money returns to the budget of the call.\n\n${remedies.en}`,
    },
  },
  accessNotice: {
    subject: {
      it: '{{code}}: richiesta di accesso che riguarda {{acronym}}, opposizione entro il {{due}}',
      en: '{{code}}: request for access that concerns {{acronym}}, objections by {{due}}',
    },
    body: {
      it: 'è stato chiesto l’accesso a documenti di «{{call}}» ({{code}}) che riguardano la domanda {{acronym}}, protocollo {{protocol}}:\n\n{{asked}}\n\nChi vi è controinteressato può opporsi con motivi entro {{days}} giorni, fino al {{due}} (D.P.R. 184/2006, art. 3), da questa pagina:\n\n{{link}}\n\nTrascorso il termine l’ufficio decide.',
      en: 'access was asked for to documents of “{{call}}” ({{code}}) that concern the application {{acronym}}, protocol number {{protocol}}:\n\n{{asked}}\n\nAs a counter-interested party you may object, with reasons, within {{days}} days, by {{due}} (Presidential Decree 184/2006, article 3), on this page:\n\n{{link}}\n\nAfter that term the office decides.',
    },
  },
  accessDecided: {
    subject: {
      it: '{{code}}: decisione sull’accesso ai documenti, domanda {{acronym}} (prot. {{protocol}})',
      en: '{{code}}: decision on access to documents, application {{acronym}} (prot. {{protocol}})',
    },
    body: {
      it: 'sulla richiesta di accesso presentata per la domanda {{acronym}}, protocollo {{protocol}} («{{call}}», {{code}}), l’ufficio ha deciso: {{decision}}.\n\nRichiesta:\n\n{{asked}}\n\nMotivi:\n\n{{reasons}}\n\nLa richiesta, e ciò che è stato concesso, si trovano qui:\n\n{{link}}\n\nContro il diniego, anche parziale o differito, è ammesso ricorso al TAR entro 30 giorni (L. 241/1990, art. 25, comma 5; D.Lgs. 104/2010, art. 116).',
      en: 'on the request for access made for the application {{acronym}}, protocol number {{protocol}} (“{{call}}”, {{code}}), the office has decided: {{decision}}.\n\nRequest:\n\n{{asked}}\n\nReasons:\n\n{{reasons}}\n\nThe request, and what was granted, are here:\n\n{{link}}\n\nA refusal, even in part, can be appealed before the regional administrative court (TAR) within 30 days (Law 241/1990, article 25, paragraph 5; Legislative Decree 104/2010, article 116).',
    },
  },
  contractOffer: {
    subject: {
      it: '{{code}}: contratto di {{acronym}} da firmare entro il {{due}}',
      en: '{{code}}: contract of {{acronym}} to be signed by {{due}}',
    },
    body: {
      it: 'il contratto d’obbligo del progetto {{acronym}}, protocollo {{protocol}}, con un contributo di {{grant}} per «{{call}}» ({{code}}), è pronto. Il legale rappresentante del capofila lo firma digitalmente entro {{days}} giorni, fino alla fine del {{due}}, e lo si carica in questa pagina:\n\n{{link}}\n\nChi non firma entro il termine può perdere il diritto al contributo, che passa a chi segue in graduatoria.',
      en: 'the contract of the project {{acronym}}, protocol number {{protocol}}, with a grant of {{grant}} under “{{call}}” ({{code}}), is ready. The lead’s legal representative signs it digitally within {{days}} days, by the end of {{due}}, and it is uploaded on this page:\n\n{{link}}\n\nWho does not sign in time may lose the right to the grant, which goes to those who follow in the ranking.',
    },
  },
  contractAddendum: {
    subject: {
      it: '{{code}}: contributo di {{acronym}} aumentato a {{grant}}',
      en: '{{code}}: grant of {{acronym}} raised to {{grant}}',
    },
    body: {
      it: 'con il decreto n. {{act}} il contributo del progetto {{acronym}}, protocollo {{protocol}}, concesso per «{{call}}» ({{code}}), è di {{grant}}. L’addendum al contratto si trova qui:\n\n{{link}}',
      en: 'by decree no. {{act}} the grant of the project {{acronym}}, protocol number {{protocol}}, awarded under “{{call}}” ({{code}}), is {{grant}}. The addendum to the contract is here:\n\n{{link}}',
    },
  },
  addendumOffer: {
    subject: {
      it: '{{code}}: addendum al contratto di {{acronym}} da firmare entro il {{due}}',
      en: '{{code}}: addendum to the contract of {{acronym}} to be signed by {{due}}',
    },
    body: {
      it: 'la variazione del progetto {{acronym}}, protocollo {{protocol}} («{{call}}», {{code}}), richiede un addendum al contratto d’obbligo:\n\n{{asked}}\n\nI legali rappresentanti indicati lo firmano digitalmente entro {{days}} giorni, fino alla fine del {{due}}, e ciascuno carica la propria copia in questa pagina:\n\n{{link}}\n\nSe il termine passa senza tutte le firme, l’addendum decade.',
      en: 'the variation of the project {{acronym}}, protocol number {{protocol}} (“{{call}}”, {{code}}), needs an addendum to the grant contract:\n\n{{asked}}\n\nThe legal representatives named there sign it digitally within {{days}} days, by the end of {{due}}, and each uploads their own copy on this page:\n\n{{link}}\n\nIf the term passes without all signatures, the addendum lapses.',
    },
  },
  contractEnded: {
    subject: {
      it: '{{code}}: contratto di {{acronym}} cessato (prot. {{protocol}})',
      en: '{{code}}: contract of {{acronym}} ended (prot. {{protocol}})',
    },
    body: {
      it: `il contratto del progetto {{acronym}}, protocollo {{protocol}}, con un contributo di {{grant}} per «{{call}}» ({{code}}), è cessato: {{decision}}.\n\nAtto: {{act}}\n\nMotivi:\n\n{{reasons}}\n\n${remedies.it}`,
      en: `the contract of the project {{acronym}}, protocol number {{protocol}}, with a grant of {{grant}} under “{{call}}” ({{code}}), has ended: {{decision}}.\n\nAct: {{act}}\n\nReasons:\n\n{{reasons}}\n\n${remedies.en}`,
    },
  },
  reportAccepted: {
    subject: {
      it: '{{code}}: rendiconto del progetto {{acronym}} accettato (prot. {{protocol}})',
      en: '{{code}}: report of the project {{acronym}} accepted (prot. {{protocol}})',
    },
    body: {
      it: `del progetto {{acronym}}, protocollo {{protocol}}, finanziato con «{{call}}» ({{code}}), è stato accettato: {{asked}}.\n\n{{decision}}\n\nTagli e annotazioni:\n\n{{reasons}}\n\nGli importi per voce e per partecipante si trovano qui:\n\n{{link}}\n\n${remedies.it}`,
      en: `of the project {{acronym}}, protocol number {{protocol}}, funded under “{{call}}” ({{code}}), this was accepted: {{asked}}.\n\n{{decision}}\n\nCuts and notes:\n\n{{reasons}}\n\nThe amounts by category and participant are here:\n\n{{link}}\n\n${remedies.en}`,
    },
  },
  variationAnswer: {
    subject: {
      it: '{{code}}: variazione del progetto {{acronym}} (prot. {{protocol}})',
      en: '{{code}}: variation of the project {{acronym}} (prot. {{protocol}})',
    },
    body: {
      it: 'sulla variazione del progetto {{acronym}}, protocollo {{protocol}} («{{call}}», {{code}}), l’ufficio ha deciso: {{decision}}.\n\nChe cosa era chiesto:\n\n{{asked}}\n\nMotivi:\n\n{{reasons}}\n\nLa variazione si trova qui:\n\n{{link}}',
      en: 'on the variation of the project {{acronym}}, protocol number {{protocol}} (“{{call}}”, {{code}}), the office has decided: {{decision}}.\n\nWhat was asked:\n\n{{asked}}\n\nReasons:\n\n{{reasons}}\n\nThe variation is here:\n\n{{link}}',
    },
  },
});
