import type { Words } from '#src/core/words.ts';

/** A page of running text: paragraphs, and lists as arrays, under headings. */
export type TextPage = { title: Words; lead: Words; parts: readonly { heading: Words; body: readonly (Words | readonly Words[])[] }[] };

/** What the system does with personal data, as it is built. Whoever runs it for real completes it: those points say so. */
export const privacy = (controller: string): TextPage => ({
  title: { it: 'Privacy', en: 'Privacy' },
  lead: {
    it: 'Quali dati personali tratta questo sistema, perché, per quanto tempo e con quali diritti (regolamento (UE) 2016/679, articoli 13 e 14).',
    en: 'Which personal data this system processes, why, for how long and with which rights (Regulation (EU) 2016/679, articles 13 and 14).',
  },
  parts: [
    {
      heading: { it: 'Chi tratta i dati', en: 'Who processes the data' },
      body: [
        {
          it: `Titolare del trattamento è ${controller}. I suoi recapiti e quelli del responsabile della protezione dei dati vanno completati da chi mette in funzione il sistema, prima di raccogliere dati veri.`,
          en: `The controller is ${controller}. Its contact details and those of the data protection officer are to be completed by whoever puts the system into service, before any real data are collected.`,
        },
        {
          it: 'In modalità di esempio chi ha un profilo, le domande e i loro importi sono sintetici: non inserire dati veri.',
          en: 'In example mode everyone with an account, the applications and their amounts are synthetic: do not enter real data.',
        },
      ],
    },
    {
      heading: { it: 'Quali dati, e perché', en: 'Which data, and why' },
      body: [
        [
          {
            it: 'Profilo: nome, indirizzo e-mail, lingua, password (conservata solo come impronta) o passkey, che servono per accedere; se lo si indica, il codice fiscale, con cui si confronta la firma digitale sui documenti.',
            en: 'Account: name, e-mail address, language, password (kept as a hash only) or passkey, which are needed to sign in; where it is given, the fiscal code that digital signatures on documents are compared with.',
          },
          {
            it: 'Sessioni: indirizzo di rete e browser di ogni accesso aperto. Servono perché chi accede possa riconoscere e chiudere le proprie sessioni.',
            en: 'Sessions: network address and browser of each open sign-in. They let people recognise and close their own sessions.',
          },
          {
            it: 'Ruoli e organizzazioni per cui una persona agisce. Servono per decidere che cosa può vedere e fare.',
            en: 'Roles, and organisations that a person acts for. They decide what the person may see and do.',
          },
          {
            it: 'Domande, documenti, valutazioni, verbali e dichiarazioni di conflitto di interessi, con le persone che vi sono nominate. Servono al procedimento di concessione dei contributi.',
            en: 'Applications, documents, reviews, minutes and declarations of conflicts of interest, with the people whom they name. They are needed for the procedure that awards the grants.',
          },
          {
            it: 'Profili di esperto: enti e rapporti di lavoro, regione, genere, competenze, curriculum, pubblicazioni e coautori. Servono a evitare i conflitti di interessi e a proporre valutazioni adatte.',
            en: 'Profiles of experts: employers with dates, region, gender, expertise, curriculum, publications and co-authors. They keep conflicts of interest away and find suitable reviews.',
          },
          {
            it: 'Rappresentanti legali e registro del personale di un’organizzazione; il registro lo vede solo chi agisce per essa. Servono a riconoscere le firme e a compilare le domande.',
            en: 'Legal representatives and the staff register of an organisation; only those who act for it see the register. They serve to recognise signatures and to fill in applications.',
          },
          {
            it: 'Gruppi di progetto e fogli ore: nome, e-mail, genere, anno di nascita, rapporto di lavoro, ore giorno per giorno. Servono a rendicontare i costi; al ministero vanno senza nomi.',
            en: 'Project teams and timesheets: name, e-mail, gender, year of birth, contract, hours day by day. They serve to report costs; the ministry gets them without names.',
          },
          {
            it: 'Lettere e messaggi scritti dal sistema, con i loro destinatari. Servono a provare che cosa è stato comunicato.',
            en: 'Letters and messages that the system wrote, with their readers. They prove what was told.',
          },
          {
            it: 'Registro delle prove: chi ha fatto che cosa e quando, con i rifiuti e i loro motivi. Serve a dimostrare la regolarità del procedimento.',
            en: 'Evidence log: who did what and when, refusals and their reasons included. It proves that the procedure was regular.',
          },
        ],
        {
          it: 'La base giuridica è l’esecuzione di un compito di interesse pubblico (articolo 6, paragrafo 1, lettera e): la gestione di fondi pubblici del PNRR. Nessun dato è usato per pubblicità. Degli esperti si calcola quanto sono vicini a una proposta e quanto i loro punti si scostano da quelli degli altri: serve a chi assegna le valutazioni e a chi legge i punteggi. Nessuna decisione su una persona è presa in modo solo automatico: i calcoli applicano le regole del bando e le persone decidono.',
          en: 'The legal basis is a task carried out in the public interest (article 6(1)(e)): managing public funds of the recovery plan. No data are used for advertising. Of experts it is computed how close they are to a proposal and how far their points lie from those of others: for those who assign reviews and read the scores. No decision about a person is taken by automated means alone: computations apply the rules of the call, and people decide.',
        },
      ],
    },
    {
      heading: { it: 'Cookie e servizi esterni', en: 'Cookies and outside services' },
      body: [
        {
          it: 'Il sito usa solo cookie tecnici: quello della sessione, per chi accede, e per pochi minuti uno di chi accede con una passkey, la aggiunge o passa da un fornitore di identità. Ciò che si scrive in una proposta o in una valutazione e non è ancora salvato resta nel browser, fino al salvataggio o all’uscita. Non ci sono cookie di profilazione, statistiche di terzi, caratteri o immagini caricati da altri siti: per questo non compare alcun avviso.',
          en: 'The site uses technical cookies only: that of the session, for those who sign in, and for a few minutes one for whoever signs in with a passkey, adds one, or comes by an identity provider. What is written in a proposal or a review and not saved yet stays in the browser, until it is saved or one signs out. There are no profiling cookies, third-party statistics, or fonts and pictures from other sites: that is why there is no banner.',
        },
      ],
    },
    {
      heading: { it: 'Che cosa è pubblico', en: 'What is public' },
      body: [
        {
          it: 'Graduatorie, beneficiari e importi sono pubblicati come la legge richiede (decreto legislativo 33/2013, articoli 26 e 27). Di chi fa ricerca si pubblicano solo conteggi per ente e per Spoke; di chi guida uno Spoke il nome, che il partenariato ha già reso pubblico.',
          en: 'Rankings, beneficiaries and amounts are published as the law requires (Legislative Decree 33/2013, articles 26 and 27). Of researchers only counts by body and Spoke are published; of those who lead a Spoke the name, which the partnership has made public already.',
        },
      ],
    },
    {
      heading: { it: 'Per quanto tempo', en: 'For how long' },
      body: [
        {
          it: 'Gli atti del procedimento e il registro delle prove si conservano per il tempo richiesto dai controlli sul PNRR e dalle norme sugli archivi pubblici. Il registro è fatto in modo che nulla possa esserne cancellato di nascosto: contiene identificativi e non più del necessario. Le sessioni scadute vengono eliminate.',
          en: 'Acts of the procedure and the evidence log are kept for as long as the controls on the recovery plan and the rules on public archives require. The log is made so that nothing can be removed from it unnoticed: it holds identifiers, and no more than is needed. Sessions that are over are removed.',
        },
      ],
    },
    {
      heading: { it: 'I diritti', en: 'Your rights' },
      body: [
        {
          it: 'Si possono chiedere al titolare accesso, rettifica, limitazione, opposizione e, dove la legge lo consente, cancellazione (articoli da 15 a 21). Nome, lingua, password, passkey e sessioni si gestiscono anche da sé, nella pagina del profilo. Resta il diritto di reclamo al Garante per la protezione dei dati personali.',
          en: 'You may ask the controller for access, rectification, restriction, objection and, where the law allows, erasure (articles 15 to 21). Name, language, password, passkeys and sessions can also be managed on your own account page. You may lodge a complaint with the Italian data protection authority (Garante).',
        },
      ],
    },
  ],
});

export const accessibility: TextPage = {
  title: { it: 'Dichiarazione di accessibilità', en: 'Accessibility statement' },
  lead: {
    it: 'Com’è fatto il sito perché tutte le persone possano usarlo, che cosa non è ancora stato verificato e come segnalare un ostacolo (legge 9 gennaio 2004, n. 4; norma UNI CEI EN 301549).',
    en: 'How the site is made so that everyone can use it, what has not been verified yet, and how to report a barrier (Italian law no. 4 of 9 January 2004; standard EN 301 549).',
  },
  parts: [
    {
      heading: { it: 'Stato di conformità', en: 'Conformance' },
      body: [
        {
          it: 'Il sito è costruito per rispettare le WCAG 2.1, livello AA. Le verifiche sono finora dell’autore: prove automatiche nel browser a ogni modifica e prove con la sola tastiera. Manca una valutazione indipendente con persone che usano tecnologie assistive; finché non c’è, lo stato dichiarato è «parzialmente conforme».',
          en: 'The site is built to meet WCAG 2.1, level AA. So far the checks are the authors’ own: automatic tests in a browser at every change, and tests with the keyboard alone. An independent assessment with people who use assistive technologies is missing; until there is one, the declared status is “partially compliant”.',
        },
      ],
    },
    {
      heading: { it: 'Che cosa si può contare di trovare', en: 'What you can rely on' },
      body: [
        [
          {
            it: 'Ogni pagina e ogni modulo funzionano senza JavaScript e con la sola tastiera.',
            en: 'Every page and every form works without JavaScript and with the keyboard alone.',
          },
          {
            it: 'Ogni grafico e ogni mappa hanno una descrizione e gli stessi dati in tabella.',
            en: 'Every chart and every map has a description and the same data as a table.',
          },
          {
            it: 'Gli errori sono elencati in testa al modulo e accanto al campo, in parole; quanto scritto non va perso.',
            en: 'Errors are listed at the top of the form and next to the field, in words; what you typed is not lost.',
          },
          {
            it: 'Il colore non è mai l’unico segno; il testo si ingrandisce fino al 400 % senza scorrere in due direzioni.',
            en: 'Colour is never the only sign; text enlarges to 400% without scrolling in two directions.',
          },
          { it: 'Tutto è in italiano e in inglese.', en: 'Everything is in Italian and in English.' },
        ],
      ],
    },
    {
      heading: { it: 'Limiti noti', en: 'Known limits' },
      body: [
        [
          { it: 'I documenti caricati da chi presenta domanda possono non essere accessibili.', en: 'Documents uploaded by applicants may not be accessible.' },
          {
            it: 'Alcune tabelle di cifre, larghe, sugli schermi stretti scorrono di lato dentro il proprio riquadro.',
            en: 'Some wide tables of figures scroll sideways within their own frame on narrow screens.',
          },
          { it: 'Aggiungere una passkey richiede JavaScript; la password no.', en: 'Adding a passkey needs JavaScript; a password does not.' },
        ],
      ],
    },
    {
      heading: { it: 'Segnalazioni', en: 'Reporting' },
      body: [
        {
          it: 'Un ostacolo si segnala all’ufficio di programma, indicando l’indirizzo della pagina e che cosa non ha funzionato. Il recapito va completato da chi mette in funzione il sistema. In assenza di risposta entro trenta giorni ci si può rivolgere al Difensore civico per il digitale, presso l’Agenzia per l’Italia digitale.',
          en: 'Report a barrier to the programme office, with the address of the page and what did not work. The contact is to be completed by whoever puts the system into service. Without an answer within thirty days you can turn to the Italian digital ombudsman (Difensore civico per il digitale) at the Agency for Digital Italy.',
        },
      ],
    },
  ],
};

export const sourceCode: TextPage = {
  title: { it: 'Codice sorgente', en: 'Source code' },
  lead: {
    it: 'Questo sistema è software libero: si può usare, studiare, modificare e ridistribuire.',
    en: 'This system is free software: you may use, study, change and redistribute it.',
  },
  parts: [
    {
      heading: { it: 'La licenza', en: 'The licence' },
      body: [
        {
          it: 'È distribuito con la licenza pubblica dell’Unione europea, EUPL versione 1.2. Chi lo modifica e lo offre attraverso la rete deve rendere disponibile il codice modificato con la stessa licenza.',
          en: 'It is distributed under the European Union Public Licence, EUPL version 1.2. Whoever changes it and offers it over a network must make the changed code available under the same licence.',
        },
        {
          it: 'I contorni delle regioni sono di Victor Cazanave, svg-maps (CC BY 4.0); i componenti grafici vengono da Bootstrap Italia (BSD-3-Clause); il carattere è Titillium Web (SIL OFL 1.1).',
          en: 'The outlines of the regions are by Victor Cazanave, svg-maps (CC BY 4.0); the graphic components come from Bootstrap Italia (BSD-3-Clause); the typeface is Titillium Web (SIL OFL 1.1).',
        },
      ],
    },
    {
      heading: { it: 'Come averlo', en: 'How to get it' },
      body: [
        {
          it: 'Il codice completo, con i bandi e i dati del partenariato, si chiede all’ufficio di programma, che è tenuto a fornirlo; chi ha installato il sistema ne ha già una copia. Le pubbliche amministrazioni italiane pubblicano il proprio software nel catalogo del riuso (articolo 69 del codice dell’amministrazione digitale).',
          en: 'The complete code, with the calls and the data of the partnership, can be asked of the programme office, which must provide it; whoever installed the system has a copy already. Italian public administrations publish their software in the reuse catalogue (article 69 of the digital administration code).',
        },
        {
          it: 'Con una copia bastano due comandi: npm start avvia il sistema con dati di esempio, npm test ne esegue tutte le verifiche.',
          en: 'With a copy, two commands are enough: npm start runs the system with example data, npm test runs all of its checks.',
        },
      ],
    },
  ],
};
