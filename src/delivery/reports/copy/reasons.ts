import { counted } from '#src/core/counts.ts';
import { euros, number, percent } from '#src/core/money.ts';
import { showDate } from '#src/core/time.ts';
import type { Locale } from '#src/core/words.ts';
import { costCategoryWords, withDate } from '#src/funding/calls/copy/vocabulary.ts';
import type { CostCategory } from '#src/funding/calls/vocabulary.ts';
import type { ReasonCopy } from '#src/plumbing/copy.ts';
import { importReasons } from './importing.ts';

type P = Record<string, unknown>;
const n = (p: P, key: string, locale: Locale): string => number(Number(p[key]), locale);
const day = (p: P, key: string, locale: Locale): string => showDate(String(p[key]), locale);
/** `l’8 ottobre 2024`, `dal 9 ottobre 2024`, in Italian, with a capital where the sentence begins with it. */
function dated(article: 'Il' | 'il' | 'dal' | 'al' | 'del', p: P, key: string): string {
  const text = withDate(article === 'Il' ? 'il' : article, day(p, key, 'it'));
  return article === 'Il' ? text.charAt(0).toUpperCase() + text.slice(1) : text;
}
const eur = (p: P, key: string, locale: Locale): string => euros(Number(p[key]), locale);
const category = (p: P, locale: Locale): string => costCategoryWords[p['category'] as CostCategory]?.[locale] ?? String(p['category']);

/** Why a timesheet cannot be confirmed so, or what stands out in it. */
const sheetReasons: ReasonCopy = {
  'reports.sheet.quarters': {
    it: (p) => `Le ore si scrivono a quarti, da 0 a 24: ${n(p, 'hours', 'it')} non va bene.`,
    en: (p) => `Hours are written in quarters, from 0 to 24: ${n(p, 'hours', 'en')} is none.`,
  },
  'reports.sheet.unreadable': {
    it: (p) => `«${String(p['value'])}» non è un numero di ore a quarti: per esempio 7,5 oppure 7:30.`,
    en: (p) => `"${String(p['value'])}" is no number of quarter hours: for example 7.5 or 7:30.`,
  },
  'reports.sheet.otherMonth': { it: (p) => `${dated('Il', p, 'day')} non è in questo mese.`, en: (p) => `${day(p, 'day', 'en')} is not in this month.` },
  'reports.sheet.workPackage': {
    it: (p) => `Il pacchetto di lavoro «${String(p['workPackage'])}» non è del progetto, o non è attivo in questo mese.`,
    en: (p) => `The work package "${String(p['workPackage'])}" is not one of the project, or does not run in this month.`,
  },
  'reports.sheet.future': {
    it: (p) => `${dated('Il', p, 'day')} deve ancora venire: si dichiarano solo ore già lavorate.`,
    en: (p) => `${day(p, 'day', 'en')} is still to come: only hours that were worked can be declared.`,
  },
  'reports.sheet.outsideProject': {
    it: (p) => `${dated('Il', p, 'day')} è fuori dal progetto, che va ${dated('dal', p, 'from')} ${dated('al', p, 'until')}.`,
    en: (p) => `${day(p, 'day', 'en')} is outside the project, which runs from ${day(p, 'from', 'en')} to ${day(p, 'until', 'en')}.`,
  },
  'reports.sheet.outsideTime': {
    it: (p) =>
      `${dated('Il', p, 'day')} ${String(p['name'])} non era nel gruppo di progetto (${dated('dal', p, 'from')}${p['until'] ? ` ${dated('al', p, 'until')}` : ''}).`,
    en: (p) =>
      `On ${day(p, 'day', 'en')} ${String(p['name'])} was not in the project team (from ${day(p, 'from', 'en')}${p['until'] ? ` to ${day(p, 'until', 'en')}` : ''}).`,
  },
  'reports.sheet.dailyHours': {
    it: (p) => `${dated('Il', p, 'day')} le ore sono ${n(p, 'hours', 'it')}; il massimo al giorno è ${n(p, 'max', 'it')}.`,
    en: (p) => `On ${day(p, 'day', 'en')} the hours are ${n(p, 'hours', 'en')}; the maximum a day is ${n(p, 'max', 'en')}.`,
  },
  'reports.sheet.overlap': {
    it: (p) =>
      `${dated('Il', p, 'day')} le ore su tutti i progetti sono ${n(p, 'hours', 'it')}, ${n(p, 'here', 'it')} qui e le altre su ${(p['projects'] as unknown as string[]).join(', ')}; il massimo al giorno è ${n(p, 'max', 'it')}.`,
    en: (p) =>
      `On ${day(p, 'day', 'en')} the hours on all projects are ${n(p, 'hours', 'en')}, ${n(p, 'here', 'en')} here and the others on ${(p['projects'] as unknown as string[]).join(', ')}; the maximum a day is ${n(p, 'max', 'en')}.`,
  },
  'reports.sheet.yearlyHours': {
    it: (p) => `Nel ${String(p['year'])} le ore su tutti i progetti sono ${n(p, 'hours', 'it')}; il massimo all’anno è ${n(p, 'max', 'it')}.`,
    en: (p) => `In ${String(p['year'])} the hours on all projects are ${n(p, 'hours', 'en')}; the maximum a year is ${n(p, 'max', 'en')}.`,
  },
  'reports.sheet.dayOff': {
    it: (p) => `${dated('Il', p, 'day')} è domenica o festivo; ore dichiarate: ${n(p, 'hours', 'it')}. Chi controfirma e l’ufficio lo vedono.`,
    en: (p) =>
      `${day(p, 'day', 'en')} is a Sunday or a public holiday: ${counted.hours.en(Number(p['hours']))} declared. Who countersigns and the office see it.`,
  },
  'reports.sheet.empty': {
    it: 'Non ci sono ore da confermare: prima occorre scriverle e salvarle.',
    en: 'There are no hours to confirm: write and save them first.',
  },
  'reports.sheet.ownOnly': { it: 'Ognuno compila e conferma solo le proprie ore.', en: 'Everyone fills in and confirms their own hours only.' },
  'reports.sheet.frozen': {
    it: 'Il mese è già confermato: per cambiarlo occorre riaprirlo, con il motivo.',
    en: 'The month is confirmed already: to change it, open it again with the reason.',
  },
  'reports.sheet.allReported': {
    it: (p) =>
      `L’ultimo rendiconto del progetto (n. ${p['number']}, fino ${dated('al', p, 'until')}) è già presentato: nessun altro potrebbe prendere le ore. Si riapre solo se l’ufficio lo rimanda o se il progetto è prorogato.`,
    en: (p) =>
      `The last report of the project (no. ${p['number']}, until ${day(p, 'until', 'en')}) was handed in: no other could take the hours. Only the office sending it back, or an extension of the project, opens the month.`,
  },
  'reports.sheet.reportedDay': {
    it: (p) =>
      `Le ore ${dated('del', p, 'day')} sono nel rendiconto n. ${p['number']}, già presentato: restano come sono. Si possono aggiungere altri giorni e altri WP.`,
    en: (p) =>
      `The hours of ${day(p, 'day', 'en')} stand in report no. ${p['number']}, which was handed in: they stay as they are. Other days and work packages can be added.`,
  },
  'reports.sheet.memberOnly': { it: 'Può farlo solo chi agisce per l’ente della persona.', en: 'Only who acts for the person’s organisation can do this.' },
  'reports.sheet.notSigned': { it: 'Prima il mese deve essere confermato dalla persona.', en: 'The person has to confirm the month first.' },
  'reports.sheet.twoPeople': {
    it: 'Chi controfirma è un’altra persona rispetto a chi ha lavorato e confermato.',
    en: 'Who countersigns is somebody else than who worked and confirmed.',
  },
  'reports.sheet.openAlready': { it: 'Il mese è già aperto.', en: 'The month is open already.' },
};

/** What is wrong with a cost line. */
const lineReasons: ReasonCopy = {
  'reports.line.personnel': {
    it: 'Il personale non si scrive riga per riga: viene dai timesheet controfirmati.',
    en: 'Personnel is not written line by line: it comes from countersigned timesheets.',
  },
  'reports.line.flatRate': {
    it: (p) => `La voce «${category(p, 'it')}» è calcolata a forfait (${percent(Number(p['percent']), 'it')}): non si scrive.`,
    en: (p) => `"${category(p, 'en')}" is computed at a flat rate (${percent(Number(p['percent']), 'en')}): it is not written.`,
  },
  'reports.line.category': {
    it: (p) => `La voce «${category(p, 'it')}» non è fra quelle ammesse dal bando.`,
    en: (p) => `"${category(p, 'en')}" is not among the categories that the call admits.`,
  },
  'reports.line.amount': { it: 'L’importo deve essere maggiore di zero.', en: 'The amount must be more than zero.' },
  'reports.line.tooEarly': {
    it: (p) => `La fattura è ${dated('del', p, 'on')}: i costi contano ${dated('dal', p, 'from')}.`,
    en: (p) => `The invoice is of ${day(p, 'on', 'en')}: costs count from ${day(p, 'from', 'en')}.`,
  },
  'reports.line.afterPeriod': {
    it: (p) => `La fattura è ${dated('del', p, 'on')}, dopo la fine del periodo (${day(p, 'until', 'it')}): va nel rendiconto successivo.`,
    en: (p) => `The invoice is of ${day(p, 'on', 'en')}, after the end of the period (${day(p, 'until', 'en')}): it belongs in the next report.`,
  },
  'reports.line.memberLeft': {
    it: (p) =>
      `${String(p['member'])} non partecipa più al progetto ${dated('dal', p, 'leftOn')}: un documento ${dated('del', p, 'on')} viene dopo e non è più suo.`,
    en: (p) =>
      `${String(p['member'])} has not taken part in the project since ${day(p, 'leftOn', 'en')}: a document of ${day(p, 'on', 'en')} comes after that and is no longer its own.`,
  },
  'reports.line.memberNotYet': {
    it: (p) => `${String(p['member'])} partecipa al progetto ${dated('dal', p, 'joinedOn')}: un documento ${dated('del', p, 'on')} è di prima.`,
    en: (p) => `${String(p['member'])} has taken part in the project since ${day(p, 'joinedOn', 'en')}: a document of ${day(p, 'on', 'en')} is from before.`,
  },
  'reports.line.notPaid': {
    it: 'Manca la data del pagamento: si rendiconta solo ciò che è stato pagato.',
    en: 'The date of payment is missing: only what was paid is reported.',
  },
  'reports.line.paidLater': {
    it: (p) => `Il pagamento è ${dated('del', p, 'on')}, dopo la fine del periodo (${day(p, 'until', 'it')}): va nel rendiconto successivo.`,
    en: (p) => `It was paid on ${day(p, 'on', 'en')}, after the end of the period (${day(p, 'until', 'en')}): it belongs in the next report.`,
  },
  'reports.line.paidTooEarly': {
    it: (p) => `Il pagamento è ${dated('del', p, 'on')}: i costi contano ${dated('dal', p, 'from')}.`,
    en: (p) => `It was paid on ${day(p, 'on', 'en')}: costs count from ${day(p, 'from', 'en')}.`,
  },
  'reports.line.paidEarlier': {
    it: (p) => `Il pagamento è ${dated('del', p, 'on')}, in un periodo precedente: contava già nel rendiconto di allora.`,
    en: (p) => `It was paid on ${day(p, 'on', 'en')}, in an earlier period: it counted in the report of that time already.`,
  },
  'reports.line.paymentRef': {
    it: 'Manca il riferimento del pagamento (CRO o TRN del bonifico): i pagamenti devono essere tracciabili.',
    en: 'The reference of the payment (of the bank transfer) is missing: payments must be traceable.',
  },
  'reports.line.cupMissing': {
    it: (p) => `Non è indicato il CUP che sta sul documento: deve essere ${String(p['cup'])}.`,
    en: (p) => `The CUP that stands on the document is not given: it must be ${String(p['cup'])}.`,
  },
  'reports.line.cupOther': {
    it: (p) => `Il CUP sul documento è ${String(p['given'])}; quello del progetto è ${String(p['cup'])}.`,
    en: (p) => `The CUP on the document is ${String(p['given'])}; that of the project is ${String(p['cup'])}.`,
  },
  'reports.proof.none': {
    it: (p) => `${p['file']}: nessuna riga senza documento ha questo numero di fattura. Rinominarlo, oppure caricarlo dalla sua riga.`,
    en: (p) => `${p['file']}: no line without a proof has this invoice number. Rename it, or upload it on its line.`,
  },
  'reports.proof.several': {
    it: (p) => `${p['file']}: più righe hanno questo numero (${p['invoices']}). Aggiungere al nome il fornitore o «riga N».`,
    en: (p) => `${p['file']}: several lines have this number (${p['invoices']}). Add the supplier or “row N” to the name.`,
  },
  'reports.proof.twice': {
    it: (p) => `${p['file']}: un altro di questi file è già andato alla stessa riga.`,
    en: (p) => `${p['file']}: another of these files went to the same line.`,
  },
  'reports.proof.unfit': {
    it: (p) => `${p['file']}: non è un PDF, un p7m o un’immagine che si possa leggere.`,
    en: (p) => `${p['file']}: is no PDF, p7m or picture that can be read.`,
  },
  'reports.proof.tooMany': {
    it: (p) => `Al massimo ${counted.files.it(Number(p['most']))} alla volta.`,
    en: (p) => `At most ${counted.files.en(Number(p['most']))} at a time.`,
  },
  'reports.line.noFile': {
    it: 'Manca il documento: caricare fattura e prova del pagamento in un solo file.',
    en: 'The document is missing: upload the invoice and the proof of payment as one file.',
  },
  'reports.line.usedElsewhere': {
    it: (p) =>
      `La fattura ${String(p['number'])} del fornitore ${String(p['vat'])} è già nel rendiconto ${String(p['report'])} del progetto ${String(p['project'])}.`,
    en: (p) => `Invoice ${String(p['number'])} of supplier ${String(p['vat'])} is in report ${String(p['report'])} of project ${String(p['project'])} already.`,
  },
  'reports.line.usedHere': {
    it: (p) => `La fattura ${String(p['number'])} del fornitore ${String(p['vat'])} è già alla riga ${String(p['line'])}.`,
    en: (p) => `Invoice ${String(p['number'])} of supplier ${String(p['vat'])} stands in line ${String(p['line'])} already.`,
  },
  'reports.line.otherYear': {
    it: (p) =>
      `Una fattura con lo stesso numero e fornitore, di un altro anno, è nel rendiconto ${String(p['report'])} del progetto ${String(p['project'])}: l’ufficio confronta le due.`,
    en: (p) =>
      `An invoice of the same number and supplier, of another year, is in report ${String(p['report'])} of project ${String(p['project'])}: the office compares the two.`,
  },
  'reports.line.fileElsewhere': {
    it: (p) => `Lo stesso file è già nel rendiconto ${String(p['report'])} del progetto ${String(p['project'])}.`,
    en: (p) => `The same file is in report ${String(p['report'])} of project ${String(p['project'])} already.`,
  },
  'reports.line.fileHere': {
    it: (p) => `Lo stesso file è già alla riga ${String(p['line'])}.`,
    en: (p) => `The same file stands in line ${String(p['line'])} already.`,
  },
  'reports.line.taken': {
    it: 'Questa fattura è già in un rendiconto presentato del programma.',
    en: 'This invoice is in a report of the programme that was handed in already.',
  },
  'reports.line.fileTaken': {
    it: 'Questo file è già in un rendiconto presentato del programma.',
    en: 'This file is in a report of the programme that was handed in already.',
  },
  'reports.line.asked': {
    it: 'L’ufficio ha fatto una domanda su questa riga: si può correggere, non togliere.',
    en: 'The office has asked about this line: it can be mended, not removed.',
  },
};

/** What a report has or lacks. */
const itemReasons: ReasonCopy = {
  'reports.has.technical': {
    it: (p) =>
      Number(p['length']) >= Number(p['least'])
        ? 'La relazione tecnica è scritta.'
        : `La relazione tecnica ha ${n(p, 'length', 'it')} caratteri: ne servono almeno ${n(p, 'least', 'it')}.`,
    en: (p) =>
      Number(p['length']) >= Number(p['least'])
        ? 'The technical report is written.'
        : `The technical report has ${n(p, 'length', 'en')} characters: it needs at least ${n(p, 'least', 'en')}.`,
  },
  'reports.has.due.deliverables': {
    it: (p) => `Risultato «${String(p['title'])}», previsto entro il ${day(p, 'on', 'it')}: consegnato con la prova, in ritardo o non raggiunto.`,
    en: (p) => `Deliverable "${String(p['title'])}", due by ${day(p, 'on', 'en')}: delivered with its evidence, late or not reached.`,
  },
  'reports.has.due.milestones': {
    it: (p) => `Traguardo «${String(p['title'])}», previsto entro il ${day(p, 'on', 'it')}: raggiunto con la prova, in ritardo o non raggiunto.`,
    en: (p) => `Milestone "${String(p['title'])}", due by ${day(p, 'on', 'en')}: reached with its evidence, late or not reached.`,
  },
  'reports.due.newDay': {
    it: (p) => `La nuova data viene dopo il periodo del rendiconto (${day(p, 'after', 'it')}) e non oltre la fine del progetto (${day(p, 'until', 'it')}).`,
    en: (p) => `The new day comes after the period of the report (${day(p, 'after', 'en')}) and not after the end of the project (${day(p, 'until', 'en')}).`,
  },
  'reports.due.reason': { it: 'Dire il motivo, in 10–2000 caratteri.', en: 'Say why, in 10 to 2000 characters.' },
  'reports.has.lines': {
    it: (p) => (Number(p['count']) > 0 ? `Costi rendicontati: ${counted.lines.it(Number(p['count']))}.` : 'Non c’è ancora alcun costo.'),
    en: (p) => (Number(p['count']) > 0 ? `Reported costs: ${counted.lines.en(Number(p['count']))}.` : 'There is no cost yet.'),
  },
  'reports.has.certificate': {
    it: (p) => `Certificazione del revisore di ${String(p['member'])} (aiuto sopra ${eur(p, 'aboveCents', 'it')}).`,
    en: (p) => `Auditor’s certificate of ${String(p['member'])} (aid above ${eur(p, 'aboveCents', 'en')}).`,
  },
  'reports.has.attestation': {
    it: (p) => `Attestazione dei controlli di ${String(p['member'])}, in luogo dei documenti.`,
    en: (p) => `Attestation of controls by ${String(p['member'])}, instead of documents.`,
  },
  'reports.has.checklist': {
    it: (p) => `Check-list dei controlli di ${String(p['member'])}.`,
    en: (p) => `Check-list of the controls of ${String(p['member'])}.`,
  },
  'reports.has.countersignature': {
    it: (p) => `Il mese di ${monthOf(p, 'it')} di ${String(p['name'])} non è controfirmato: le sue ore non contano.`,
    en: (p) => `${monthOf(p, 'en')} of ${String(p['name'])} is not countersigned: its hours do not count.`,
  },
  'reports.has.price': {
    it: (p) => `Manca il costo orario di ${String(p['name'])}: le sue ore non si possono valutare.`,
    en: (p) => `The cost of an hour of ${String(p['name'])} is missing: the hours cannot be valued.`,
  },
  'reports.has.cleanLines': {
    it: (p) => `Nessun problema in ${counted.lines.it(Number(p['count']))}.`,
    en: (p) => `Nothing wrong in ${counted.lines.en(Number(p['count']))}.`,
  },
  'reports.has.moreProblems': {
    it: (p) => `Nelle righe, inoltre: ${counted.problems.it(Number(p['count']))}.`,
    en: (p) => `Besides, in the lines: ${counted.problems.en(Number(p['count']))}.`,
  },
};

const monthNames = (locale: Locale) => new Intl.DateTimeFormat(locale === 'it' ? 'it-IT' : 'en-GB', { month: 'long', year: 'numeric', timeZone: 'UTC' });
function monthOf(p: P, locale: Locale): string {
  return monthNames(locale).format(new Date(`${String(p['month']).slice(0, 10)}T12:00:00Z`));
}

export const reportsReasons: ReasonCopy = {
  ...sheetReasons,
  ...lineReasons,
  ...itemReasons,
  ...importReasons,
  'reports.officeOnly': { it: 'Può farlo solo l’ufficio di programma.', en: 'Only the programme office can do this.' },
  'reports.ownOrganisation': {
    it: (p) => `Chi agisce per ${String(p['organisation'])} non controlla ciò che rendiconta.`,
    en: (p) => `Who acts for ${String(p['organisation'])} does not check what it reports.`,
  },
  'reports.hoursUsed': {
    it: 'Alcune ore stanno già in un altro rendiconto: ricaricare la pagina e riprovare.',
    en: 'Some hours stand in another report already: load the page again and try once more.',
  },
  'reports.membersOnly': { it: 'Può farlo solo chi agisce per l’ente o per il capofila.', en: 'Only who acts for the organisation or the lead can do this.' },
  'reports.leadOnly': {
    it: (p) => `Può farlo solo chi agisce per il capofila, ${String(p['lead'])}.`,
    en: (p) => `Only who acts for the lead, ${String(p['lead'])}, can do this.`,
  },
  'reports.memberAttests': { it: 'I propri controlli li attesta solo l’ente stesso.', en: 'Only the organisation itself attests its own controls.' },
  'reports.noAttestation': {
    it: (p) => `${String(p['member'])} presenta i documenti: l’attestazione è per università ed enti di ricerca pubblici.`,
    en: (p) => `${String(p['member'])} hands documents in: attestation is for public universities and research bodies.`,
  },
  'reports.closed': { it: 'Il rendiconto è stato presentato: non si cambia più.', en: 'The report was handed in: it no longer changes.' },
  'reports.periodRuns': {
    it: (p) => `Il periodo finisce ${dated('il', p, 'until')}: il rendiconto si presenta dopo.`,
    en: (p) => `The period ends on ${day(p, 'until', 'en')}: the report is handed in afterwards.`,
  },
  'reports.notToCheck': { it: 'Il rendiconto non è in controllo.', en: 'The report is not being checked.' },
  'reports.answeredAlready': { it: 'A questa domanda si è già risposto.', en: 'This question was answered already.' },
  'reports.askedAlready': { it: 'Su questa riga c’è già una domanda senza risposta.', en: 'There is a question without an answer about this line already.' },
  'reports.cutTooMuch': {
    it: (p) => `Il taglio di ${eur(p, 'cutCents', 'it')} non va bene: la riga è di ${eur(p, 'lineCents', 'it')}.`,
    en: (p) => `A cut of ${eur(p, 'cutCents', 'en')} is not possible: the line is of ${eur(p, 'lineCents', 'en')}.`,
  },
  'reports.sampleFirst': {
    it: (p) => `Righe estratte a campione ancora da esaminare: ${n(p, 'count', 'it')}.`,
    en: (p) => `Lines drawn for the sample that are still to be looked at: ${n(p, 'count', 'en')}.`,
  },
  'reports.questionsFirst': {
    it: (p) => `Righe in attesa di risposta: ${n(p, 'count', 'it')}.`,
    en: (p) => `Lines that wait for an answer: ${n(p, 'count', 'en')}.`,
  },
  'reports.earlierFirst': {
    it: (p) => `Prima va accettato il rendiconto ${String(p['number'])}: massimali e aiuto si contano in ordine.`,
    en: (p) => `Report ${String(p['number'])} has to be accepted first: caps and aid are counted in order.`,
  },
  'reports.keyUsed': { it: 'Questa presentazione è già stata fatta.', en: 'This was handed in already.' },
};
