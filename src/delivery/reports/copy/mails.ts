import { counted } from '#src/core/counts.ts';
import { euros } from '#src/core/money.ts';
import { showDate, showInstant, type CalendarDate } from '#src/core/time.ts';
import { copy, type Locale } from '#src/core/words.ts';

const months = {
  it: new Intl.DateTimeFormat('it-IT', { month: 'long', year: 'numeric', timeZone: 'UTC' }),
  en: new Intl.DateTimeFormat('en-GB', { month: 'long', year: 'numeric', timeZone: 'UTC' }),
};
/** `ottobre 2024`. */
export const showMonth = (month: CalendarDate, locale: Locale): string => months[locale].format(new Date(`${month.slice(0, 7)}-01T12:00:00Z`));

type Receipt = { sha256: string; submittedAt: string; late: boolean; lines: number; cents: number };

/** What is mailed about timesheets and reports. */
export const mailCopy = copy({
  countersignSubject: {
    it: (name: string, month: CalendarDate, project: string) => `${project}: timesheet di ${name}, ${showMonth(month, 'it')}, da controfirmare`,
    en: (name: string, month: CalendarDate, project: string) => `${project}: timesheet of ${name}, ${showMonth(month, 'en')}, to be countersigned`,
  },
  countersignText: {
    it: (to: string, name: string, month: CalendarDate, project: string, link: string) =>
      `Gentile ${to},\n\n${name} ha confermato le ore di ${showMonth(month, 'it')} sul progetto ${project}. Per poterle rendicontare occorre la controfirma:\n\n${link}`,
    en: (to: string, name: string, month: CalendarDate, project: string, link: string) =>
      `Dear ${to},\n\n${name} has confirmed the hours of ${showMonth(month, 'en')} on the project ${project}. They need your countersignature before they can be reported:\n\n${link}`,
  },
  receiptSubject: {
    it: (number: number, project: string) => `${project}: ricevuta del rendiconto ${number}`,
    en: (number: number, project: string) => `${project}: receipt of report ${number}`,
  },
  receiptText: {
    it: (to: string, number: number, project: string, r: Receipt, link: string) =>
      `Gentile ${to},\n\nil rendiconto ${number} del progetto ${project} è stato presentato il ${showInstant(r.submittedAt, 'it')}${r.late ? ', dopo il termine' : ', entro il termine'}: ${counted.lines.it(r.lines)} per ${euros(r.cents, 'it')}.\n\nImpronta del contenuto (SHA-256): ${r.sha256}\n\n${link}`,
    en: (to: string, number: number, project: string, r: Receipt, link: string) =>
      `Dear ${to},\n\nreport ${number} of the project ${project} was handed in on ${showInstant(r.submittedAt, 'en')}${r.late ? ', after the deadline' : ', in time'}: ${counted.lines.en(r.lines)} of ${euros(r.cents, 'en')} altogether.\n\nFingerprint of its content (SHA-256): ${r.sha256}\n\n${link}`,
  },
  questionSubject: {
    it: (number: number, project: string) => `${project}: una domanda sul rendiconto ${number}`,
    en: (number: number, project: string) => `${project}: a question about report ${number}`,
  },
  questionText: {
    it: (to: string, about: string, question: string, due: CalendarDate, link: string) =>
      `Gentile ${to},\n\nsulla riga «${about}» l’ufficio chiede:\n\n${question}\n\nLa risposta è attesa entro il ${showDate(due, 'it')}:\n\n${link}`,
    en: (to: string, about: string, question: string, due: CalendarDate, link: string) =>
      `Dear ${to},\n\nabout the line "${about}" the office asks:\n\n${question}\n\nThe answer is expected by ${showDate(due, 'en')}:\n\n${link}`,
  },
  reportDueSubject: {
    it: (number: number, project: string, due: CalendarDate) => `${project}: rendiconto ${number} da presentare entro il ${showDate(due, 'it')}`,
    en: (number: number, project: string, due: CalendarDate) => `${project}: report ${number} to be handed in by ${showDate(due, 'en')}`,
  },
  reportDueText: {
    it: (to: string, number: number, until: CalendarDate, due: CalendarDate, link: string) =>
      `Gentile ${to},\n\nil rendiconto ${number}, sul periodo che finisce il ${showDate(until, 'it')}, va presentato entro la fine del ${showDate(due, 'it')}. Dopo resta possibile, ma risulta in ritardo. Che cosa manca si vede qui:\n\n${link}`,
    en: (to: string, number: number, until: CalendarDate, due: CalendarDate, link: string) =>
      `Dear ${to},\n\nreport ${number}, on the period that ends on ${showDate(until, 'en')}, is to be handed in by the end of ${showDate(due, 'en')}. After that it is still taken, but counts as late. What is missing is shown here:\n\n${link}`,
  },
  questionDueSubject: {
    it: (number: number, project: string, due: CalendarDate) => `${project}: rispondere entro il ${showDate(due, 'it')} alla domanda sul rendiconto ${number}`,
    en: (number: number, project: string, due: CalendarDate) => `${project}: answer the question about report ${number} by ${showDate(due, 'en')}`,
  },
  returnedSubject: {
    it: (number: number, project: string) => `${project}: rendiconto ${number} da correggere`,
    en: (number: number, project: string) => `${project}: report ${number} to be mended`,
  },
  returnedText: {
    it: (to: string, why: string, link: string) =>
      `Gentile ${to},\n\nl’ufficio ha rinviato il rendiconto, per questi motivi:\n\n${why}\n\nSi corregge e si presenta di nuovo da qui:\n\n${link}`,
    en: (to: string, why: string, link: string) =>
      `Dear ${to},\n\nthe office has sent the report back, for these reasons:\n\n${why}\n\nMend it and hand it in again here:\n\n${link}`,
  },
  acceptedSubject: {
    it: (number: number, project: string) => `${project}: rendiconto ${number} accettato`,
    en: (number: number, project: string) => `${project}: report ${number} accepted`,
  },
  acceptedText: {
    it: (to: string, note: string, link: string) =>
      `Gentile ${to},\n\nil rendiconto è stato accettato.${note ? `\n\n${note}` : ''}\n\nImporti ammessi, tagli con i motivi e aiuto per voce e per partecipante:\n\n${link}`,
    en: (to: string, note: string, link: string) =>
      `Dear ${to},\n\nthe report was accepted.${note ? `\n\n${note}` : ''}\n\nAccepted amounts, cuts with their reasons, and the aid by category and participant:\n\n${link}`,
  },
});
