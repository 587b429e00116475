import { showInstant } from '#src/core/time.ts';
import { copy } from '#src/core/words.ts';

export const discussionWords = copy({
  reviews: { it: 'Le mie valutazioni', en: 'My reviews' },
  discussion: { it: 'Discussione', en: 'Discussion' },
  lead: {
    it: 'La discutono, con pseudonimi, i revisori che hanno presentato la loro valutazione e il presidente. Quello che si scrive non si cambia e non si cancella.',
    en: 'Reviewers whose review is in discuss it with the chair, under pseudonyms. What is written is not changed or taken away.',
  },
  chair: { it: 'Presidente', en: 'Chair' },
  you: { it: (name: string) => `${name} (tu)`, en: (name: string) => `${name} (you)` },
  said: { it: (who: string, at: string) => `${who}, ${showInstant(at, 'it')}`, en: (who: string, at: string) => `${who}, ${showInstant(at, 'en')}` },
  silence: { it: 'Nessuno ha ancora scritto', en: 'Nobody has written yet' },
  silenceMore: {
    it: 'Chi partecipa riceve al più un’e-mail all’ora, se c’è qualcosa di nuovo.',
    en: 'Those who take part get at most one e-mail an hour, when there is something new.',
  },
  write: { it: 'Messaggio', en: 'Message' },
  writeHint: { it: 'Niente che riveli chi sei: vale lo pseudonimo.', en: 'Nothing that tells who you are: the pseudonym stands.' },
  send: { it: 'Invia', en: 'Send' },
  rapporteur: { it: 'Relatore', en: 'Rapporteur' },
  rapporteurLead: {
    it: 'Uno dei revisori scrive la bozza della relazione di consenso; il presidente la riprende, la corregge e la registra.',
    en: 'One of the reviewers drafts the consensus report; the chair takes it over, edits it and records it.',
  },
  rapporteurIs: { it: (who: string) => `Relatore: ${who}.`, en: (who: string) => `Rapporteur: ${who}.` },
  noRapporteur: { it: 'Nessun relatore, per ora.', en: 'No rapporteur yet.' },
  draftOf: {
    it: (at: string) => `Bozza salvata ${showInstant(at, 'it')}: il modulo qui sotto parte da lì.`,
    en: (at: string) => `Draft saved ${showInstant(at, 'en')}: the form below starts from it.`,
  },
  noDraft: { it: 'La bozza non c’è ancora.', en: 'There is no draft yet.' },
  reviewer: { it: 'Revisore', en: 'Reviewer' },
  notIn: { it: (who: string) => `${who} (valutazione non ancora presentata)`, en: (who: string) => `${who} (review not in yet)` },
  name: { it: 'Nomina il relatore', en: 'Name the rapporteur' },
  draft: { it: 'Bozza della relazione di consenso', en: 'Draft of the consensus report' },
  draftLead: {
    it: 'Sei il relatore di questa proposta. La bozza si salva anche incompleta; la registra il presidente.',
    en: 'You are the rapporteur of this proposal. The draft can be saved unfinished; the chair records it.',
  },
  save: { it: 'Salva la bozza', en: 'Save the draft' },

  mailSubject: { it: (code: string) => `${code}: nuovi messaggi in una discussione`, en: (code: string) => `${code}: new messages in a discussion` },
  mailBody: {
    it: (n: number) =>
      n === 1 ? 'c’è un nuovo messaggio nella discussione di una proposta.' : `ci sono ${n} nuovi messaggi nella discussione di una proposta.`,
    en: (n: number) => (n === 1 ? 'there is a new message in the discussion of a proposal.' : `there are ${n} new messages in the discussion of a proposal.`),
  },
  mailRapporteur: { it: (code: string) => `${code}: nomina a relatore`, en: (code: string) => `${code}: you are named rapporteur` },
  mailRapporteurBody: {
    it: 'il presidente della commissione L’ha nominata relatore di una proposta: la bozza della relazione di consenso si scrive dalla pagina della discussione, quando la Sua valutazione è presentata.',
    en: 'the panel’s chair has named you rapporteur of a proposal: the draft of the consensus report is written on its discussion page, once your review is submitted.',
  },
  dear: { it: (name: string) => `Gentile ${name},`, en: (name: string) => `Dear ${name},` },
});
