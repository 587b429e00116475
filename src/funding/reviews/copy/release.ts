import { showInstant } from '#src/core/time.ts';
import { copy } from '#src/core/words.ts';

export const releaseWords = copy({
  title: { it: (who: string) => `Incarico di ${who}`, en: (who: string) => `Service of ${who}` },
  ownTitle: { it: 'Il mio incarico di esperto', en: 'My service as an expert' },
  lead: {
    it: 'Un esperto che non può continuare lascia l’incarico con un solo passaggio: ciò che non ha presentato torna da assegnare, ciò che ha presentato resta.',
    en: 'An expert who cannot go on leaves in one step: what they have not submitted is to be assigned again, what they submitted stays.',
  },
  serving: { it: 'In corso', en: 'Serving' },
  released: { it: 'Terminato', en: 'Released' },
  open: { it: 'Da presentare', en: 'To be submitted' },
  submitted: { it: 'Presentate', en: 'Submitted' },
  maxLoad: { it: 'Massimo', en: 'At most' },
  ended: { it: 'Terminato il', en: 'Released on' },
  by: { it: 'Da', en: 'By' },
  bySelf: { it: 'l’esperto', en: 'the expert' },
  why: { it: 'Motivo', en: 'Reason' },
  moment: { it: (at: string) => showInstant(at, 'it'), en: (at: string) => showInstant(at, 'en') },
  hidden: {
    it: 'Le valutazioni di proposte con cui si ha a che fare non compaiono, e non sono contate.',
    en: 'Reviews of proposals that you have something to do with are not shown, and not counted.',
  },

  release: { it: 'Libera l’esperto', en: 'Release the expert' },
  leave: { it: 'Lascio l’incarico', en: 'Leave' },
  takes: {
    it: 'Le valutazioni non ancora presentate sono ritirate; quanto è stato scritto resta agli atti e non conta nel punteggio.',
    en: 'Reviews not yet submitted are taken back; what was written stays on record and counts for no points.',
  },
  keeps: { it: 'Le valutazioni presentate restano, sotto lo stesso pseudonimo.', en: 'Submitted reviews stay, under the same pseudonym.' },
  falls: {
    it: 'Le coppie fissate cadono, e nessun elenco propone più questo esperto: né assegnazioni, né relatori, né sedute.',
    en: 'Fixed pairs fall, and no list proposes this expert any more: for reviews, as rapporteur, for meetings.',
  },
  told: {
    it: 'L’esperto riceve una e-mail con il motivo. Può tornare soltanto con un nuovo invito o se l’ufficio lo aggiunge di nuovo.',
    en: 'The expert gets an e-mail with the reason. They can come back only by a new invitation, or when the office adds them again.',
  },
  officeTold: { it: 'L’ufficio è avvisato con il motivo e cerca altri esperti.', en: 'The office is told with the reason and looks for other experts.' },
  reason: { it: 'Motivo', en: 'Reason' },
  reasonHint: { it: 'Almeno 10 caratteri. Resta agli atti e va nell’e-mail.', en: 'At least 10 characters. It stays on record and goes into the e-mail.' },
  invite: { it: 'Invita al suo posto', en: 'Invite in their place' },
  inviteHint: {
    it: 'Dal registro, disponibili oggi, prima i più vicini alle proposte che aspettano valutazioni. L’invito parte nello stesso passaggio.',
    en: 'From the register, available today, the closest to the proposals that want reviews first. The invitation goes out in the same step.',
  },
  nobody: { it: 'Nessuno, per ora', en: 'Nobody for now' },
  invitee: {
    it: (name: string, score: number | null, load: number, barred: number) =>
      `${name}${score === null ? '' : `, affinità ${score}`}, ${load} in corso${barred > 0 ? `, ${barred} in conflitto` : ''}`,
    en: (name: string, score: number | null, load: number, barred: number) =>
      `${name}${score === null ? '' : `, affinity ${score}`}, ${load} in hand${barred > 0 ? `, ${barred} in conflict` : ''}`,
  },
  replyBy: { it: 'Ultimo giorno per rispondere', en: 'Last day to answer' },

  places: { it: 'Posti rimasti liberi', en: 'Places left open' },
  placesLead: {
    it: 'Chi può prendere ciascuna valutazione: senza conflitti, con la dichiarazione resa e posto nel carico. Un clic la assegna, con un nuovo termine, e l’esperto riceve una e-mail.',
    en: 'Who could take each review: free of conflicts, declared, with room in their load. One click assigns it, with a new term, and the expert gets an e-mail.',
  },
  noPlaces: { it: 'Nessuna valutazione da riassegnare', en: 'No review to assign again' },
  noPlacesMore: { it: 'Non ne restavano da presentare.', en: 'None was left to be submitted.' },
  filled: { it: 'Assegnata di nuovo', en: 'Assigned again' },
  nobodyFree: { it: 'Nessun esperto può prenderla', en: 'No expert can take it' },
  nobodyFreeMore: {
    it: 'Invitare un esperto, o alzare il massimo di chi non ha conflitti.',
    en: 'Invite an expert, or raise the most of somebody without conflict.',
  },
  expert: { it: 'Esperto', en: 'Expert' },
  affinity: { it: 'Affinità', en: 'Affinity' },
  load: { it: 'Carico', en: 'Load' },
  deed: { it: 'Azione', en: 'Action' },
  assign: { it: 'Assegna', en: 'Assign' },
  assignWho: { it: (who: string, what: string) => `Assegna ${what} a ${who}`, en: (who: string, what: string) => `Assign ${what} to ${who}` },
  toInvitations: { it: 'Invita un esperto', en: 'Invite an expert' },
  toAssignment: { it: 'Assegnazione', en: 'Assignment' },
  toOwn: { it: (code: string) => `Lascia l’incarico per ${code}`, en: (code: string) => `Leave the service for ${code}` },
  services: { it: 'Incarichi in corso', en: 'Services' },
});
