import { showInstant } from '#src/core/time.ts';
import { copy } from '#src/core/words.ts';

export const togetherCopy = copy({
  // Who writes, and what becomes of it
  lastChanged: {
    it: (who: string, at: string) => `Ultima modifica di questa parte: ${who}, ${showInstant(at, 'it')}.`,
    en: (who: string, at: string) => `Last change of this part: ${who}, ${showInstant(at, 'en')}.`,
  },
  you: { it: 'io', en: 'me' },
  nobody: { it: 'prima della cronologia', en: 'before the history' },
  unsaved: { it: 'Non ancora salvato', en: 'Not saved yet' },
  saving: { it: 'Salvataggio in corso', en: 'Saving' },
  savedAt: { it: 'Salvato alle', en: 'Saved at' },
  mergedAt: { it: 'Unito alle modifiche degli altri e salvato alle', en: 'Merged with the others’ changes and saved at' },
  offline: {
    it: 'Senza collegamento: il testo è conservato su questo computer e sarà salvato appena possibile',
    en: 'Offline: the text is kept on this computer and will be saved as soon as possible',
  },
  signedOut: {
    it: 'La sessione è scaduta: il testo è conservato su questo computer.',
    en: 'The session has ended: the text is kept on this computer.',
  },
  signIn: { it: 'Accedi in un’altra scheda, poi torna qui', en: 'Sign in in another tab, then come back here' },
  refused: { it: 'Non salvato:', en: 'Not saved:' },
  recovered: {
    it: 'È stato ripreso un testo che su questo computer non era stato ancora salvato',
    en: 'A text that had not been saved yet on this computer was taken up again',
  },
  here: { it: 'Ora su questa domanda:', en: 'On this application now:' },
  elsewhere: { it: '(altra parte)', en: '(another part)' },
  writing: { it: 'sta scrivendo qui', en: 'is writing here' },
  changedHere: { it: 'ha modificato questo campo alle', en: 'changed this field at' },
  changedTable: { it: 'ha modificato questa tabella: ricaricare la pagina per vederla', en: 'changed this table: reload the page to see it' },
  merged: {
    it: (fields: string) => `Unito alle modifiche fatte da altri nel frattempo: ${fields}.`,
    en: (fields: string) => `Merged with what others changed in the meantime: ${fields}.`,
  },

  // Two texts
  conflict: { it: 'Due testi per lo stesso campo', en: 'Two texts for one field' },
  conflictLead: {
    it: 'Due persone hanno cambiato le stesse parole. Entrambi i testi sono conservati: resta da scegliere quale vale.',
    en: 'Two people changed the same words. Both texts are kept: it remains to choose which one counts.',
  },
  theirs: {
    it: (who: string, at: string) => `Salvato da ${who}, ${showInstant(at, 'it')}`,
    en: (who: string, at: string) => `Saved by ${who}, ${showInstant(at, 'en')}`,
  },
  branch: {
    it: (who: string, at: string) => `Scritto da ${who}, ${showInstant(at, 'it')}`,
    en: (who: string, at: string) => `Written by ${who}, ${showInstant(at, 'en')}`,
  },
  current: { it: 'Il testo che vale ora', en: 'The text that counts now' },
  third: { it: 'Il testo che deve valere', en: 'The text that is to count' },
  keepTheirs: { it: 'Lascia quello che vale ora', en: 'Leave the one that counts now' },
  keepMine: { it: 'Usa l’altro testo', en: 'Use the other text' },
  keepWritten: { it: 'Salva il testo scritto nel campo', en: 'Save the text written in the field' },
  openConflicts: {
    it: (n: number) => (n === 1 ? '1 campo con due testi fra cui scegliere' : `${n} campi con due testi fra cui scegliere`),
    en: (n: number) => (n === 1 ? '1 field with two texts to choose between' : `${n} fields with two texts to choose between`),
  },
  choose: { it: 'Scegli il testo', en: 'Choose the text' },
  inserted: { it: 'aggiunto:', en: 'added:' },
  deleted: { it: 'tolto:', en: 'removed:' },
  end: { it: 'fine', en: 'end' },
  emptyText: { it: '(vuoto)', en: '(empty)' },
  noChange: { it: 'Nessuna differenza nel testo.', en: 'No difference in the text.' },

  // What others saved while a whole form was open
  staleTitle: { it: 'Nel frattempo è cambiato', en: 'Changed in the meantime' },
  staleLead: {
    it: 'Quanto scritto è ancora nel modulo. A sinistra ciò che è salvato ora, a destra ciò che è scritto qui: salvando di nuovo vale il modulo.',
    en: 'What you wrote is still in the form. On the left what is saved now, on the right what is written here: saving again makes the form count.',
  },
  field: { it: 'Campo', en: 'Field' },
  storedNow: { it: 'Salvato ora', en: 'Saved now' },
  typedHere: { it: 'Scritto qui', en: 'Written here' },
  staleSame: {
    it: 'Ciò che gli altri hanno cambiato non tocca i campi di questo modulo: basta salvare di nuovo.',
    en: 'What the others changed does not touch the fields of this form: just save again.',
  },

  // History
  history: { it: 'Cronologia', en: 'History' },
  historyLead: {
    it: 'Ogni testo salvato, da chi e quando. Ripristinare un testo ne fa una nuova versione: niente va perso.',
    en: 'Every text that was saved, by whom and when. Restoring one makes a new version of it: nothing is lost.',
  },
  historyOf: { it: (field: string) => `Cronologia di «${field}»`, en: (field: string) => `History of “${field}”` },
  noHistory: { it: 'Ancora nessuna modifica', en: 'No changes yet' },
  noHistoryMore: { it: 'Qui compare ogni testo che viene salvato.', en: 'Every text that is saved appears here.' },
  changes: {
    it: (n: number, shown: string) => (n === 1 ? '1 modifica' : `${shown} modifiche`),
    en: (n: number, shown: string) => (n === 1 ? '1 change' : `${shown} changes`),
  },
  at: { it: 'Quando', en: 'When' },
  on: { it: 'Giorno (2026-02-10)', en: 'Day (2026-02-10)' },
  section: { it: 'Parte', en: 'Part' },
  person: { it: 'Persona', en: 'Person' },
  how: { it: 'Come', en: 'How' },
  version: { it: 'Versione', en: 'Version' },
  difference: { it: 'Differenze', en: 'Differences' },
  found: { it: 'Testo di partenza', en: 'Text at the start' },
  typed: { it: 'Scritto', en: 'Written' },
  mergedHow: { it: 'Unito', en: 'Merged' },
  restored: { it: 'Ripristinato', en: 'Restored' },
  reused: { it: 'Ripreso da altrove', en: 'Reused from elsewhere' },
  chosen: { it: 'Scelto fra due', en: 'Chosen of two' },
  branched: { it: 'Conservato accanto', en: 'Kept beside' },
  toSettle: { it: 'da scegliere', en: 'to be chosen' },
  restore: { it: 'Ripristina questo testo', en: 'Restore this text' },
  isCurrent: { it: 'È il testo che vale ora.', en: 'This is the text that counts now.' },
  restoredDone: { it: 'Testo ripristinato come nuova versione', en: 'Text restored as a new version' },

  // Comments
  comments: { it: 'Commenti', en: 'Comments' },
  commentsLead: {
    it: 'Li legge solo chi lavora alla domanda. Non fanno parte di ciò che si presenta, e l’ufficio e gli esperti non li vedono.',
    en: 'Only those who work on the application read them. They are no part of what is submitted; the office and the experts never see them.',
  },
  commentsOn: { it: (field: string) => `Commenti su «${field}»`, en: (field: string) => `Comments on “${field}”` },
  onWhole: { it: 'Sulla domanda intera', en: 'On the whole application' },
  commentCount: {
    it: (n: number) => (n === 0 ? 'Commenta' : n === 1 ? '1 commento aperto' : `${n} commenti aperti`),
    en: (n: number) => (n === 0 ? 'Comment' : n === 1 ? '1 open comment' : `${n} open comments`),
  },
  noComments: { it: 'Nessun commento', en: 'No comments' },
  openThreads: { it: 'Aperti', en: 'Open' },
  resolvedThreads: { it: 'Chiusi', en: 'Resolved' },
  newComment: { it: 'Nuovo commento', en: 'New comment' },
  yourComment: { it: 'Commento', en: 'Comment' },
  tell: { it: 'Avvisare per posta', en: 'Tell by mail' },
  tellHint: {
    it: 'Al massimo una lettera all’ora a persona, con tutti i commenti insieme.',
    en: 'At most one letter an hour to each, with all comments together.',
  },
  send: { it: 'Invia il commento', en: 'Send the comment' },
  reply: { it: 'Rispondi', en: 'Answer' },
  resolve: { it: 'Chiudi la discussione', en: 'Resolve' },
  reopen: { it: 'Riapri', en: 'Reopen' },
  resolvedBy: {
    it: (who: string, at: string) => `Chiusa da ${who}, ${showInstant(at, 'it')}.`,
    en: (who: string, at: string) => `Resolved by ${who}, ${showInstant(at, 'en')}.`,
  },
  edit: { it: 'Modifica', en: 'Change' },
  saveComment: { it: 'Salva il commento', en: 'Save the comment' },
  remove: { it: 'Elimina', en: 'Delete' },
  edited: { it: (at: string) => `modificato ${showInstant(at, 'it')}`, en: (at: string) => `changed ${showInstant(at, 'en')}` },
  removed: { it: 'Commento eliminato da chi lo aveva scritto.', en: 'Comment deleted by who wrote it.' },
  told: { it: (names: string) => `Avvisati: ${names}.`, en: (names: string) => `Told: ${names}.` },

  // Completeness
  done: { it: (n: number, of: number) => `${n} su ${of}`, en: (n: number, of: number) => `${n} of ${of}` },
  toDo: {
    it: (n: number) => (n === 1 ? '1 punto da completare' : `${n} punti da completare`),
    en: (n: number) => (n === 1 ? '1 thing to complete' : `${n} things to complete`),
  },
  complete: { it: 'completa', en: 'complete' },
});
