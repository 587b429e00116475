import { counted } from '#src/core/counts.ts';
import type { ReasonCopy } from '#src/plumbing/copy.ts';
import { meetingWords } from './copy/meetings.ts';
import type { MeetingState } from './states.ts';

/** Why something before the panel is refused, and what would change it. */
export const panelsReasons: ReasonCopy = {
  'panel.chairOnly': {
    it: 'I punti concordati li registra il presidente della commissione di questo bando.',
    en: 'Agreed points are recorded by the chair of this call’s panel.',
  },
  'panel.reportTooShort': {
    it: (p) =>
      `Il verbale ha ${counted.characters.it(Number(p['length']))}; ${p['missing'] === 1 ? 'ne manca 1' : `ne mancano ${p['missing']}`} ai ${p['min']} richiesti.`,
    en: (p) =>
      `The report has ${counted.characters.en(Number(p['length']))}; ${p['missing'] === 1 ? '1 more is' : `${p['missing']} more are`} needed for the ${p['min']} required.`,
  },
  'panel.reviewsMissing': {
    it: (p) =>
      `${p['submitted'] === 1 ? 'È stata presentata 1 valutazione' : `Sono state presentate ${p['submitted']} valutazioni`} su ${p['assigned']}: la commissione concorda i punti quando ci sono tutte.`,
    en: (p) => `${p['submitted']} of ${counted.reviews.en(Number(p['assigned']))} have been submitted: the panel agrees on points once all are in.`,
  },
  'panel.notDiverging': {
    it: 'Le valutazioni non distano più di quanto il bando consente, o la differenza è rimessa a un altro esperto: valgono come sono.',
    en: 'The reviews are not further apart than the call allows, or a further expert settles the difference: they stand as they are.',
  },
  'panel.officeOrChair': {
    it: 'Le riunioni le convoca e le conduce l’ufficio o il presidente della commissione di questo bando.',
    en: 'Meetings are called and held by the office or by the chair of this call’s panel.',
  },
  'panel.seats': {
    it: (p) => `Con diritto di voto sono ${p['voting']}, presidente compreso: il bando ne vuole da ${p['min']} a ${p['max']}.`,
    en: (p) => `${p['voting']} have a vote, the chair included: the call wants ${p['min']} to ${p['max']}.`,
  },
  'panel.noQuorum': {
    it: (p) =>
      `Decidono in ${p['counted']}: ne servono ${p['min']} presenti e non usciti per questo punto, ${p['missing'] === 1 ? 'ne manca 1' : `ne mancano ${p['missing']}`}. Il punto si può rinviare.`,
    en: (p) =>
      `${p['counted']} can decide: ${p['min']} are needed who are present and have not left for this item, ${p['missing']} more. The item can be postponed.`,
  },
  'panel.tooManyVotes': {
    it: (p) => `Contrari e astenuti sono ${p['votes']}, ma decidono in ${p['counted']}.`,
    en: (p) => `${p['votes']} are against or abstain, but ${p['counted']} decide.`,
  },
  'panel.noMajority': {
    it: (p) =>
      `Con ${p['inFavour'] === 1 ? '1 voto favorevole' : `${p['inFavour']} voti favorevoli`} e ${p['against'] === 1 ? '1 contrario' : `${p['against']} contrari`} la decisione non passa.`,
    en: (p) => `With ${p['inFavour']} in favour and ${p['against']} against there is no decision.`,
  },
  'panel.votesOfPostponed': { it: 'Un punto rinviato non ha voti.', en: 'A postponed item has no votes.' },
  'panel.consensusFirst': {
    it: 'Per dare i punti come concordati va prima registrata la relazione di consenso di questa proposta.',
    en: 'Before points count as agreed, the consensus report of this proposal has to be recorded.',
  },
  'panel.decisionMissing': { it: 'Scrivere che cosa si decide.', en: 'Please write what is decided.' },
  'panel.meetingState': {
    it: (p) =>
      `La riunione è ${meetingWords[String(p['state']) as MeetingState].it.toLowerCase()}: si può fare quando è ${meetingWords[String(p['wanted']) as MeetingState].it.toLowerCase()}.`,
    en: (p) =>
      `The meeting is ${meetingWords[String(p['state']) as MeetingState].en.toLowerCase()}: this can be done while it is ${meetingWords[String(p['wanted']) as MeetingState].en.toLowerCase()}.`,
  },
  'panel.closedByOthers': {
    it: 'Chi esce per un punto non chiude il verbale che ne parla: lo chiude chi non ha nulla a che fare con le proposte all’ordine del giorno.',
    en: 'Whoever leaves for an item does not close the minutes that speak of it: somebody does who has nothing to do with the proposals on the agenda.',
  },
  'panel.signersOnly': { it: 'Firmano il presidente e la segreteria di questa riunione.', en: 'The chair and the secretary of this meeting sign.' },
  'panel.signedAlready': { it: 'Il verbale porta già la tua firma valida.', en: 'The minutes bear your valid signature already.' },
  'panel.notTheMinutes': {
    it: 'Il file non è il verbale di questa riunione: scaricarlo da qui e firmarlo senza cambiarlo.',
    en: 'The file is not the minutes of this meeting: download them here and sign them unchanged.',
  },
  'panel.notSigned': { it: 'Il file non porta nessuna firma digitale.', en: 'The file bears no digital signature.' },
  'panel.notChair': { it: 'Questa persona non presiede la commissione di questo bando.', en: 'This person does not chair the panel of this call.' },
  'panel.notOffice': { it: 'La segreteria è di una persona dell’ufficio.', en: 'The secretary is somebody of the office.' },
  'panel.notExpert': { it: 'I componenti sono esperti di questo bando.', en: 'Members are experts of this call.' },
  'panel.seatTwice': { it: 'La stessa persona ha due ruoli nella riunione.', en: 'The same person has two roles in the meeting.' },
  'panel.agendaEmpty': { it: 'L’ordine del giorno è vuoto: scegliere almeno una proposta.', en: 'The agenda is empty: choose at least one proposal.' },
  'panel.meetingThen': { it: 'A quell’ora c’è già una riunione di questo bando.', en: 'There is a meeting of this call at that time already.' },
  'panel.inThePast': { it: 'La data è già passata.', en: 'That time has passed.' },
  'panel.noSuchTime': { it: 'Data o ora non valida.', en: 'Not a valid date and time.' },
  'panel.notCalled': { it: 'Questa persona non è tra i convocati.', en: 'This person is not among those called.' },
  'panel.awayAlready': { it: 'Questa persona è già fuori per questo punto.', en: 'This person is out for this item already.' },
  'panel.notAway': { it: 'Questa persona non è uscita per questo punto.', en: 'This person has not left for this item.' },
  'panel.awayByRule': {
    it: (p) => `${p['name']} esce per regola: ha un conflitto di interessi con la proposta, e non rientra.`,
    en: (p) => `${p['name']} leaves by rule: there is a conflict of interest with the proposal, and no coming back.`,
  },
  'panel.itemsOpen': {
    it: (p) => (p['open'] === 1 ? 'Un punto è senza esito: deciderlo o rinviarlo.' : `${p['open']} punti sono senza esito: deciderli o rinviarli.`),
    en: (p) => (p['open'] === 1 ? 'One item has no outcome: decide or postpone it.' : `${p['open']} items have no outcome: decide or postpone them.`),
  },
  'panel.decideAgain': {
    it: (p) => `In ${counted.decisions.it(Number(p['again']))} ha contato chi risulta ora in conflitto: si decide di nuovo, senza di loro.`,
    en: (p) =>
      `${counted.decisions.en(Number(p['again']))} counted somebody who turns out to have a conflict: what was decided so has to be decided again without them.`,
  },
  'panel.agreedAlready': {
    it: 'La relazione di consenso è registrata: la discussione è chiusa.',
    en: 'The consensus report is recorded: the discussion is closed.',
  },
  'panel.discussersOnly': { it: 'Discutono i revisori della proposta e il presidente.', en: 'The proposal’s reviewers and the chair discuss.' },
  'panel.notReviewer': { it: 'Il relatore è uno dei revisori di questa proposta.', en: 'The rapporteur is one of this proposal’s reviewers.' },
};
