import { showInstant } from '#src/core/time.ts';
import { copy, type Words } from '#src/core/words.ts';
import { foundConflictWords } from '#src/funding/calls/copy/vocabulary.ts';
import type { ConflictKind, FindingState } from '../states.ts';

export const kindWords: Record<ConflictKind, Words> = {
  ...foundConflictWords,
  declared: { it: 'Dichiarato', en: 'Declared' },
  office: { it: 'Rilevato dall’ufficio', en: 'Recorded by the office' },
};

export const stateWords: Record<FindingState, Words> = {
  bars: { it: 'Esclude', en: 'Bars' },
  shown: { it: 'Solo segnalato', en: 'Shown only' },
  waiverProposed: { it: 'Superamento proposto', en: 'Waiver proposed' },
  waived: { it: 'Superato', en: 'Waived' },
  ended: { it: 'Cessato', en: 'Ended' },
};

export const findingWords = copy({
  calls: { it: 'Bandi', en: 'Calls' },
  title: { it: 'Conflitti di interessi rilevati', en: 'Conflicts of interest found' },
  lead: {
    it: 'Per esperti, ufficio, presidenti, revisori e responsabili di Spoke: chi non può occuparsi di quale proposta, e perché. Non vi compare ciò che riguarda chi legge.',
    en: 'For experts, office, chairs, auditors and Spoke leaders: who may not have to do with which proposal, and why. What concerns the reader is not here.',
  },
  counted: {
    it: (n: number, shown: string) => (n === 1 ? '1 conflitto' : `${shown} conflitti`),
    en: (n: number, shown: string) => (n === 1 ? '1 conflict' : `${shown} conflicts`),
  },
  none: { it: 'Nessun conflitto rilevato', en: 'No conflict found' },
  noneMore: {
    it: 'I registri si guardano di nuovo a ogni proposta presentata e a ogni cambiamento di profili, enti e ruoli.',
    en: 'The registers are looked at again whenever a proposal comes in, and profiles, organisations or roles change.',
  },
  protocol: { it: 'Proposta', en: 'Proposal' },
  person: { it: 'Persona', en: 'Person' },
  kind: { it: 'Tipo', en: 'Kind' },
  explanation: { it: 'Perché', en: 'Why' },
  state: { it: 'Stato', en: 'State' },
  foundAt: { it: 'Rilevato il', en: 'Found on' },
  foundBy: { it: 'Da chi', en: 'By whom' },
  byRegisters: { it: 'dai registri', en: 'from the registers' },
  terms: { it: 'Che cosa è un conflitto in questo bando', en: 'What a conflict is under this call' },
  lookBack: {
    it: (n: number) => (n === 1 ? 'Si guarda all’ultimo anno.' : `Si guarda agli ultimi ${n} anni.`),
    en: (n: number) => (n === 1 ? 'The last year counts.' : `The last ${n} years count.`),
  },
  barring: { it: (kinds: string) => `Escludono: ${kinds}.`, en: (kinds: string) => `These bar: ${kinds}.` },
  showing: { it: (kinds: string) => `Sono solo segnalati: ${kinds}.`, en: (kinds: string) => `These are only shown: ${kinds}.` },
  ties: { it: 'Enti e persone indicati dagli esperti', en: 'Organisations and people that experts named' },
  tiesLead: {
    it: 'In doppio cieco gli esperti li indicano senza conoscere i proponenti. Ciò che è nel registro ha già escluso le proposte che riguarda; il resto va guardato e, se serve, registrato qui sotto.',
    en: 'In a double-blind call experts name them without knowing who proposes. What the register knows has barred the proposals it concerns; the rest is to be looked at and, where needed, recorded below.',
  },
  tieTo: { it: 'Ente o persona', en: 'Organisation or person' },
  tieKnown: { it: 'già considerato', en: 'looked at already' },
  tieUnknown: { it: 'da verificare', en: 'to be checked' },
  competing: { it: 'Esperti il cui ente partecipa al bando', en: 'Experts whose organisation takes part in the call' },
  competingLead: {
    it: 'Non possono valutare le proposte del proprio ente; le altre sono in concorrenza con queste.',
    en: 'They may not review their own organisation’s proposals; the others compete with these.',
  },
  proposals: { it: 'Proposte del proprio ente', en: 'Proposals of their organisation' },
  record: { it: 'Registra un conflitto', en: 'Record a conflict' },
  recordLead: {
    it: 'Per ciò che i registri non dicono. Vale da subito, e resta nel registro degli eventi con il motivo.',
    en: 'For what the registers do not say. It holds at once, and stays in the log with its reason.',
  },
  reasonLabel: { it: 'Motivo', en: 'Reason' },
  reasonHint: { it: 'Da quale fatto risulta il conflitto.', en: 'Which fact the conflict rests on.' },
  confirmShown: { it: 'Se è fondato', en: 'If it is founded' },
  confirmShownLead: {
    it: 'È solo una segnalazione: non esclude nessuno. Verificata, si registra qui come conflitto e vale da subito; se riguarda un’altra persona o non conta, non c’è nulla da fare.',
    en: 'This is a hint only: it bars nobody. Once verified, record it here as a conflict, and it holds at once; if it is about another person or does not matter, there is nothing to do.',
  },
  submitRecord: { it: 'Registra', en: 'Record' },
  waiver: { it: 'Superamento', en: 'Waiver' },
  waiverLead: {
    it: 'Un conflitto si supera solo con un motivo e con la conferma di una seconda persona dell’ufficio.',
    en: 'A conflict is waived only with a reason, and confirmed by a second person of the office.',
  },
  propose: { it: 'Proponi il superamento', en: 'Propose a waiver' },
  waiverReasonHint: { it: 'Perché il conflitto non mette in dubbio l’imparzialità.', en: 'Why the conflict casts no doubt on impartiality.' },
  confirm: { it: 'Conferma il superamento', en: 'Confirm the waiver' },
  refuse: { it: 'Respingi la proposta', en: 'Refuse the proposal' },
  answerLabel: { it: 'Osservazioni', en: 'Remarks' },
  waiverBy: {
    it: (who: string, at: string) => `Proposto da ${who} il ${showInstant(at, 'it')}`,
    en: (who: string, at: string) => `Proposed by ${who} on ${showInstant(at, 'en')}`,
  },
  answeredBy: {
    it: (who: string, at: string) => `Risposta di ${who}, ${showInstant(at, 'it')}`,
    en: (who: string, at: string) => `Answered by ${who}, ${showInstant(at, 'en')}`,
  },
  waiver_proposed: { it: 'In attesa di conferma', en: 'Waits for confirmation' },
  waiver_confirmed: { it: 'Confermato', en: 'Confirmed' },
  waiver_refused: { it: 'Respinto', en: 'Refused' },
  finding: { it: 'Conflitto', en: 'Conflict' },
  recordedNow: { it: 'Conflitto registrato.', en: 'Conflict recorded.' },
  uncovered: { it: 'Manca chi può occuparsi di alcune proposte', en: 'Nobody can take care of some proposals' },
  uncovered_office: {
    it: (n: number, call: string) =>
      `${call}: tutto l’ufficio è in conflitto su ${n === 1 ? 'una proposta' : `${n} proposte`}. Assegnare il ruolo a un’altra persona.`,
    en: (n: number, call: string) =>
      `${call}: the whole office has a conflict on ${n === 1 ? 'one proposal' : `${n} proposals`}. Give the role to another person.`,
  },
  uncovered_chair: {
    it: (n: number, call: string) =>
      `${call}: ogni presidente è in conflitto su ${n === 1 ? 'una proposta' : `${n} proposte`}. Assegnare il ruolo a un’altra persona.`,
    en: (n: number, call: string) => `${call}: every chair has a conflict on ${n === 1 ? 'one proposal' : `${n} proposals`}. Give the role to another person.`,
  },
});
