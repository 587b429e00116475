import type { ReasonCopy } from '#src/plumbing/copy.ts';

export const togetherReasons: ReasonCopy = {
  'application.alreadySettled': {
    it: 'Qualcun altro ha già scelto fra i due testi. La scelta è nella cronologia, da cui ogni testo si può ancora riprendere.',
    en: 'Someone else has already chosen between the two texts. The choice is in the history, from which any text can still be taken up.',
  },
  'application.ownPeopleDiscuss': {
    it: 'I commenti sono riservati a chi lavora alla domanda.',
    en: 'Comments are for those who work on the application.',
  },
  'application.withdrawnSilent': {
    it: 'La domanda è stata ritirata: i commenti si possono leggere, non più scrivere.',
    en: 'The application was withdrawn: its comments can be read, no longer written.',
  },
  'application.notYourComment': {
    it: 'Un commento può essere modificato o eliminato solo da chi lo ha scritto.',
    en: 'A comment can be changed or deleted only by who wrote it.',
  },
  'application.commentDeleted': { it: 'Il commento è stato eliminato.', en: 'The comment was deleted.' },
  'application.commentResolved': {
    it: 'La discussione è chiusa: per rispondere occorre riaprirla.',
    en: 'The thread is resolved: reopen it to answer.',
  },
  'application.mentionStranger': {
    it: 'Si può avvisare solo chi lavora alla domanda.',
    en: 'Only those who work on the application can be told.',
  },
};
