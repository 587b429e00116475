import { counted } from '#src/core/counts.ts';
import type { Params } from '#src/core/decision.ts';
import { number as showNumber } from '#src/core/money.ts';
import type { Locale, Words } from '#src/core/words.ts';
import { regions } from '#src/core/regions.ts';
import type { AssignmentRule } from '#src/funding/calls/schema.ts';
import type { ReasonCopy } from '#src/plumbing/copy.ts';
import { blindReasons } from './copy/blind.ts';
import { ruleWords } from './copy/rules.ts';
import { regionOutside } from './rules/instance.ts';
import { ruleText } from './rules/names.ts';

type Given = Params & Record<string, never>;

const titleOf = (p: Given, locale: Locale): string => (p['title'] as unknown as Words)[locale];
const figure = (p: Given, name: string, locale: Locale): string => showNumber(Number(p[name]), locale);
/** `1 esperto`, `3 esperti`: a figure with what it counts. */
const figured = (p: Given, name: string, locale: Locale, of: 'experts' | 'reviews' | 'proposals'): string => counted[of][locale](Number(p[name]));
const many = (p: Given, name: string): string => (p[name] as unknown as readonly string[]).join(', ');

/** Whom a part of a rule is about, in words. */
function partOf(rule: string, name: string, locale: Locale): string {
  if (rule === 'bothGenders' && (name === 'f' || name === 'm')) return ruleWords[name][locale];
  if (rule === 'outsideSouth') return ruleWords.outside[locale];
  if (rule === 'outsideRegion') {
    const outside = regionOutside(name);
    const region = regions.find((r) => r.id === (outside ?? name))?.name[locale] ?? name;
    return outside === undefined ? region : `${ruleWords.from[locale]} ${region}`;
  }
  return rule === 'onePerOrganisation' ? name : `${rule} ${name}`;
}
const part = (p: Given, locale: Locale): string => partOf(String(p['group']), String(p['part']), locale);

const rules = (p: Given, locale: Locale): string =>
  (p['rules'] as unknown as readonly string[])
    .map((text) => {
      const [, rule = '', name = '', bound = ''] = ruleText.exec(text) ?? [];
      return rule in ruleWords ? `${ruleWords[rule as AssignmentRule['rule']][locale]} (${partOf(rule, name, locale)} ${bound})` : text;
    })
    .join(', ');

/** What would free a clash of loads: either is enough. */
function remedy(p: Given, locale: 'it' | 'en'): string {
  const [raise, unbar, lift] = [p['raise'] ?? [], p['unbar'] ?? [], p['lift'] ?? []].map((list) => (list as unknown as readonly string[]).join(', '));
  const ways =
    locale === 'it'
      ? [raise && `${figured(p, 'missing', 'it', 'reviews')} in più tra ${raise}`, unbar && `ammettere ${unbar}`, lift && lifting(p, locale)]
      : [raise && `${p['missing']} more ${p['missing'] === 1 ? 'review' : 'reviews'} among ${raise}`, unbar && `opening ${unbar}`, lift && lifting(p, locale)];
  const said = ways.filter(Boolean).join(locale === 'it' ? ', oppure ' : ', or ');
  return said ? (locale === 'it' ? ` Basterebbe: ${said}.` : ` Enough would be: ${said}.`) : '';
}

/** Exclusions that somebody decided on, and how many of them are to go. */
function lifting(p: Given, locale: Locale): string {
  const names = (p['lift'] ?? []) as unknown as readonly string[];
  const [n, list] = [p['available'] === undefined ? 1 : Number(p['needed']) - Number(p['available']), few(names)];
  if (names.length === 1) return locale === 'it' ? `togliere l’esclusione di ${list} decisa a mano` : `lifting the exclusion of ${list}, decided by hand`;
  return locale === 'it'
    ? `togliere ${n === 1 ? 'una' : n} delle esclusioni decise a mano (${list})`
    : `lifting ${n === 1 ? 'one' : n} of the exclusions decided by hand (${list})`;
}

/** What is known of an assignment that was neither found nor excluded. Runs of before say nothing of it. */
function known(p: Given, locale: Locale): string {
  if (p['of'] === undefined) return '';
  const [total, minimum, unmet, of] = (['total', 'minimum', 'unmet', 'of'] as const).map((name) => figure(p, name, locale));
  return locale === 'it'
    ? ` Se esiste, la sua somma non supera ${total} e la proposta meno fortunata non ha più di ${minimum}. Scarto: nella migliore senza queste regole non le rispettano ${unmet} proposte su ${of}.`
    : ` If there is one, its sum is ${total} at most and the least lucky proposal has ${minimum} at most. Gap: in the best one without these rules, ${unmet} of ${of} proposals do not meet them.`;
}

const few = (names: readonly string[]): string => (names.length <= 5 ? names.join(', ') : `${names.slice(0, 5).join(', ')}, …`);

/** What would free a proposal that cannot meet its rules; any one of these is enough. */
function ways(p: Given, locale: Locale): string {
  const list = (name: string) => (p[name] ?? []) as unknown as readonly string[];
  const [raise, unbar, waive] = [list('raise'), list('unbar'), list('waive')].map(few) as [string, string, string];
  const parts = list('invite').map((text) => {
    const [, rule = '', name = ''] = ruleText.exec(text) ?? [];
    return partOf(rule, name, locale);
  });
  const invited = p['invite'] === undefined || p['invite'] === null ? '' : parts.join(locale === 'it' ? ' e ' : ' and ');
  const anybody = p['invite'] !== undefined && p['invite'] !== null && parts.length === 0;
  const ways =
    locale === 'it'
      ? [
          raise && `alzare di una valutazione il massimo di ${raise}`,
          list('lift').length > 0 && lifting(p, locale),
          waive && `far togliere da una seconda persona il conflitto di ${waive}, se non sussiste`,
          unbar && `ammettere ${unbar}`,
          invited && `invitare un altro esperto (${invited})`,
          anybody && 'invitare un altro esperto qualsiasi',
        ]
      : [
          raise && `raising by one review the most of ${raise}`,
          list('lift').length > 0 && lifting(p, locale),
          waive && `having a second person lift the conflict of ${waive}, if there is none`,
          unbar && `opening ${unbar}`,
          invited && `inviting one more expert (${invited})`,
          anybody && 'inviting any other expert',
        ];
  const said = ways.filter(Boolean).join(locale === 'it' ? '; oppure ' : '; or ');
  return said ? (locale === 'it' ? ` Basterebbe, per questa proposta: ${said}.` : ` Enough for this proposal would be: ${said}.`) : '';
}

/** Said where a set is not proven to be the smallest that clashes. */
function only(p: Given, locale: Locale): string {
  if (p['irreducible'] !== true) return '';
  return locale === 'it'
    ? ' L’insieme è irriducibile (senza uno qualunque dei suoi elementi il conflitto cade), ma non è provato che sia il più piccolo.'
    : ' The set is irreducible (without any one of its elements the clash is gone), but not proven to be the smallest.';
}

const among = (p: Given, all: string): string => many(p, 'proposals') || all;

/** Why something of the evaluation is refused, and what would change it. */
export const reviewsReasons: ReasonCopy = {
  ...blindReasons,
  'review.officeOrChair': {
    it: 'Solo l’ufficio di programma o il presidente della commissione di questo bando assegna le valutazioni.',
    en: 'Only the programme office or the chair of this call’s panel assigns reviews.',
  },
  'review.submittedAlready': {
    it: 'La valutazione è già stata presentata e non si può più cambiare. Per un errore materiale rivolgersi all’ufficio di programma.',
    en: 'The review has been submitted and can no longer be changed. In case of a clerical error, write to the programme office.',
  },
  'review.notAdmitted': {
    it: 'La proposta non è ammessa alla valutazione: non occorre valutarla.',
    en: 'The proposal is not admitted to evaluation: it need not be reviewed.',
  },
  'review.runInfeasible': { it: 'Nessuna assegnazione possibile: non c’è nulla da confermare.', en: 'No assignment is possible: there is nothing to confirm.' },
  'review.runOutdated': {
    it: 'Dopo la proposta sono cambiati conflitti, carichi o ammissioni: proporre una nuova assegnazione.',
    en: 'Conflicts, loads or admissions have changed since it was proposed: propose a new assignment.',
  },
  'review.ownProposal': {
    it: 'Fra le proposte ammesse ce n’è una con cui c’è un legame o un conflitto di interessi: questo passo spetta a un’altra persona dell’ufficio o al presidente.',
    en: 'Among the admitted proposals is one that you have a tie or a conflict of interest with: someone else of the office, or the chair, takes this step.',
  },
  'review.hiddenClash': {
    it: 'Il motivo riguarda una proposta che qui non si vede per un conflitto di interessi: lo vede chi conduce l’assegnazione.',
    en: 'The reason is about a proposal that is not shown here because of a conflict of interest: whoever runs the assignment sees it.',
  },
  'review.runReleased': {
    it: 'Questa assegnazione è già stata confermata: proporne una nuova per ciò che manca.',
    en: 'This assignment has been confirmed already: propose a new one for what is missing.',
  },
  'review.nothingChanged': {
    it: 'Nessun cambiamento: scegliere chi togliere o chi aggiungere.',
    en: 'Nothing changes: choose whom to take out or to put in.',
  },
  'review.pairConflicted': {
    it: (p) =>
      `${p['expert']} non può valutare ${p['proposal']}: c’è un conflitto di interessi, l’ha già avuta, oppure la sua dichiarazione non la comprende. Scegliere un altro esperto.`,
    en: (p) =>
      `${p['expert']} may not review ${p['proposal']}: there is a conflict of interest, they have had it already, or their declaration does not speak of it. Choose another expert.`,
  },
  'review.pairStands': {
    it: 'Per questa coppia vale già una decisione: toglierla prima di prenderne un’altra.',
    en: 'A decision on this pair stands already: lift it before taking another.',
  },
  'review.pairLifted': { it: 'Questa decisione è già stata tolta.', en: 'This decision has been lifted already.' },
  'review.notUnderWay': {
    it: 'La valutazione è già stata presentata, restituita o ritirata: non c’è nulla da sollecitare né da ritirare.',
    en: 'The review has been submitted, given back or taken back already: there is nothing to remind of or to take back.',
  },
  'review.noneChosen': { it: 'Scegliere almeno una valutazione.', en: 'Choose at least one review.' },
  'review.remindedToday': {
    it: 'Gli esperti scelti sono già stati sollecitati oggi: ripetere da domani.',
    en: 'The chosen experts have been reminded today already: repeat from tomorrow.',
  },
  'review.nothingAdmitted': {
    it: 'Nessuna proposta è ammessa alla valutazione: occorre prima la verifica di ammissibilità.',
    en: 'No proposal is admitted to evaluation: the admission check comes first.',
  },
  'review.nothingToAssign': { it: 'Ogni proposta ammessa ha già tutti i suoi esperti.', en: 'Every admitted proposal has all its experts.' },
  'review.noExperts': {
    it: (p) =>
      `Nessun esperto può ricevere valutazioni: ${Number(p['registered']) === 0 ? 'aggiungere esperti al bando' : 'nessuno ha ancora reso la dichiarazione sui conflitti di interessi'}.`,
    en: (p) =>
      `No expert can be given reviews: ${Number(p['registered']) === 0 ? 'add experts to the call' : 'nobody has made the declaration of conflicts of interest yet'}.`,
  },
  'review.pointsMissing': {
    it: (p) => `«${titleOf(p, 'it')}»: mancano i punti, da 0 a ${figure(p, 'max', 'it')}.`,
    en: (p) => `“${titleOf(p, 'en')}”: points are missing, from 0 to ${figure(p, 'max', 'en')}.`,
  },
  'review.pointsNotANumber': {
    it: (p) => `«${titleOf(p, 'it')}»: i punti sono un numero da 0 a ${figure(p, 'max', 'it')}.`,
    en: (p) => `“${titleOf(p, 'en')}”: points are a number from 0 to ${figure(p, 'max', 'en')}.`,
  },
  'review.pointsTooLow': {
    it: (p) => `«${titleOf(p, 'it')}»: i punti non possono essere meno di 0.`,
    en: (p) => `“${titleOf(p, 'en')}”: points cannot be less than 0.`,
  },
  'review.pointsTooHigh': {
    it: (p) => `«${titleOf(p, 'it')}»: ${figure(p, 'points', 'it')} supera il massimo, ${figure(p, 'max', 'it')}.`,
    en: (p) => `“${titleOf(p, 'en')}”: ${figure(p, 'points', 'en')} is more than the maximum, ${figure(p, 'max', 'en')}.`,
  },
  'review.pointsOffStep': {
    it: (p) =>
      `«${titleOf(p, 'it')}»: i punti vanno a passi di ${figure(p, 'step', 'it')}; i più vicini sono ${figure(p, 'below', 'it')} e ${figure(p, 'above', 'it')}.`,
    en: (p) =>
      `“${titleOf(p, 'en')}”: points go in steps of ${figure(p, 'step', 'en')}; the nearest are ${figure(p, 'below', 'en')} and ${figure(p, 'above', 'en')}.`,
  },
  'review.motivationMissing': {
    it: (p) => `«${titleOf(p, 'it')}»: manca la motivazione, di almeno ${counted.characters.it(Number(p['min']))}.`,
    en: (p) => `“${titleOf(p, 'en')}”: the motivation is missing, of at least ${counted.characters.en(Number(p['min']))}.`,
  },
  'review.motivationTooShort': {
    it: (p) =>
      `«${titleOf(p, 'it')}»: la motivazione ha ${counted.characters.it(Number(p['length']))}; ${p['missing'] === 1 ? 'ne manca 1' : `ne mancano ${p['missing']}`} ai ${p['min']} richiesti.`,
    en: (p) =>
      `“${titleOf(p, 'en')}”: the motivation has ${counted.characters.en(Number(p['length']))}; ${p['missing'] === 1 ? '1 more is' : `${p['missing']} more are`} needed for the ${p['min']} required.`,
  },
  'assign.tooFewReviewers': {
    it: (p) =>
      `La proposta ${p['proposal']} richiede ${figured(p, 'needed', 'it', 'experts')}, ma ${Number(p['available']) === 1 ? 'solo 1 può' : `solo ${p['available']} possono`} valutarla: gli altri hanno un conflitto, l’hanno già restituita o non hanno dichiarato.${remedy(p, 'it')}${only(p, 'it')}`,
    en: (p) =>
      `Proposal ${p['proposal']} needs ${figured(p, 'needed', 'en', 'experts')}, but only ${p['available']} may review it: the others have a conflict, gave it back or have not declared.${remedy(p, 'en')}${only(p, 'en')}`,
  },
  'review.placeTaken': {
    it: (p) => `Il posto per ${p['proposal']} non è più libero: la proposta ha già gli esperti che le servono.`,
    en: (p) => `The place for ${p['proposal']} is no longer free: the proposal has the experts that it wants.`,
  },
  'review.noRoom': {
    it: (p) => `${p['expert']} ha già ${figured(p, 'load', 'it', 'reviews')} e non può prenderne altre: alzare il suo massimo o scegliere un altro esperto.`,
    en: (p) => `${p['expert']} has ${figured(p, 'load', 'en', 'reviews')} already and can take no more: raise their most, or choose another expert.`,
  },
  'assign.notEnoughCapacity': {
    it: (p) =>
      `Le proposte ${many(p, 'proposals')} richiedono ${figured(p, 'needed', 'it', 'reviews')}, ma gli esperti che possono valutarle (${many(p, 'reviewers')}) possono farne solo ${p['available']}.${remedy(p, 'it')}${only(p, 'it')}`,
    en: (p) =>
      `Proposals ${many(p, 'proposals')} need ${figured(p, 'needed', 'en', 'reviews')}, but the experts who may review them (${many(p, 'reviewers')}) can do only ${p['available']}.${remedy(p, 'en')}${only(p, 'en')}`,
  },
  'assign.notEnoughWork': {
    it: (p) =>
      `Gli esperti ${many(p, 'reviewers')} devono farne almeno ${p['needed']}, ma le proposte che possono valutare (${many(p, 'proposals')}) ne richiedono solo ${p['available']}.${only(p, 'it')}`,
    en: (p) =>
      `Experts ${many(p, 'reviewers')} have to do at least ${p['needed']}, but the proposals open to them (${many(p, 'proposals')}) need only ${p['available']}.${only(p, 'en')}`,
  },
  'assign.groupsUnmet': {
    it: (p) =>
      `La proposta ${p['proposal']}, con ${figured(p, 'needed', 'it', 'experts')}, non può rispettare da sola queste regole: ${rules(p, 'it')}.${ways(p, 'it')}${only(p, 'it')}`,
    en: (p) =>
      `Proposal ${p['proposal']}, with ${figured(p, 'needed', 'en', 'experts')}, cannot meet these rules even on its own: ${rules(p, 'en')}.${ways(p, 'en')}${only(p, 'en')}`,
  },
  'assign.groupCapacity': {
    it: (p) =>
      `Le proposte ${many(p, 'proposals')} richiedono ${figured(p, 'needed', 'it', 'reviews')} di esperti (${part(p, 'it')}), ma ${many(p, 'reviewers')} possono farne solo ${p['available']}.${remedy(p, 'it')}${only(p, 'it')}`,
    en: (p) =>
      `Proposals ${many(p, 'proposals')} need ${figured(p, 'needed', 'en', 'reviews')} by experts (${part(p, 'en')}), but ${many(p, 'reviewers')} can do only ${p['available']}.${remedy(p, 'en')}${only(p, 'en')}`,
  },
  'assign.groupsClash': {
    it: (p) =>
      `Le regole ${rules(p, 'it')} non possono valere insieme per ${among(p, 'tutte le proposte')}: basta toglierne una, o una proposta, perché il resto si possa assegnare.${only(p, 'it')}`,
    en: (p) =>
      `The rules ${rules(p, 'en')} cannot hold together for ${among(p, 'all proposals')}: without any one of them, or of these, the rest can be assigned.${only(p, 'en')}`,
  },
  'assign.undecided': {
    it: (p) =>
      `Nessuna assegnazione trovata entro il limite di calcolo, e nessuna prova che non ce ne sia.${known(p, 'it')} Allentare una regola o un carico e riprovare.`,
    en: (p) =>
      `No assignment was found within the limit of the search, nor a proof that there is none.${known(p, 'en')} Loosen a rule or a load, and try again.`,
  },
  'assign.pinnedBarred': {
    it: (p) => `La coppia fissata ${p['proposal']}, ${p['reviewer']} non è ammessa: togliere il vincolo o l’esclusione.`,
    en: (p) => `The pinned pair ${p['proposal']}, ${p['reviewer']} is barred: take away the pin or the bar.`,
  },
  'assign.tooManyPinned': {
    it: (p) => `La proposta ${p['proposal']} richiede ${figured(p, 'needed', 'it', 'experts')}, ma sono fissati ${many(p, 'reviewers')}.`,
    en: (p) => `Proposal ${p['proposal']} needs ${figured(p, 'needed', 'en', 'experts')}, but ${many(p, 'reviewers')} are pinned to it.`,
  },
  'assign.pinnedBeyondLoad': {
    it: (p) => `A ${p['reviewer']} sono fissate ${many(p, 'proposals')}, ma può valutarne al massimo ${p['most']}.`,
    en: (p) => `${p['reviewer']} is pinned to ${many(p, 'proposals')}, but may review ${p['most']} at most.`,
  },
  'assign.pairTwice': {
    it: (p) => `La coppia ${p['proposal']}, ${p['reviewer']} compare due volte: toglierne una.`,
    en: (p) => `The pair ${p['proposal']}, ${p['reviewer']} stands twice: take one away.`,
  },
  'assign.pairBarred': {
    it: (p) => `${p['reviewer']} non può valutare ${p['proposal']}: scegliere un altro esperto.`,
    en: (p) => `${p['reviewer']} may not review ${p['proposal']}: choose another expert.`,
  },
  'assign.pinLeft': {
    it: (p) => `La coppia fissata ${p['proposal']}, ${p['reviewer']} manca: rimetterla, o togliere il vincolo.`,
    en: (p) => `The pinned pair ${p['proposal']}, ${p['reviewer']} is missing: put it back, or take away the pin.`,
  },
  'assign.reviewsMissing': {
    it: (p) => `La proposta ${p['proposal']} ha ${figured(p, 'has', 'it', 'experts')} su ${p['needed']}: mancano gli altri.`,
    en: (p) => `Proposal ${p['proposal']} has ${p['has']} of ${figured(p, 'needed', 'en', 'experts')}: the others are missing.`,
  },
  'assign.reviewsTooMany': {
    it: (p) =>
      `La proposta ${p['proposal']} ha ${figured(p, 'has', 'it', 'experts')}, ma ne richiede ${p['needed']}: toglierne ${Number(p['has']) - Number(p['needed'])}.`,
    en: (p) =>
      `Proposal ${p['proposal']} has ${figured(p, 'has', 'en', 'experts')} but wants ${p['needed']}: take ${Number(p['has']) - Number(p['needed'])} away.`,
  },
  'assign.beyondLoad': {
    it: (p) => `${p['reviewer']} avrebbe ${figured(p, 'has', 'it', 'proposals')}, ma può valutarne al massimo ${p['most']}.`,
    en: (p) => `${p['reviewer']} would have ${figured(p, 'has', 'en', 'proposals')}, but may review ${p['most']} at most.`,
  },
  'assign.belowLoad': {
    it: (p) => `${p['reviewer']} avrebbe ${figured(p, 'has', 'it', 'proposals')}, ma deve valutarne almeno ${p['least']}.`,
    en: (p) => `${p['reviewer']} would have ${figured(p, 'has', 'en', 'proposals')}, but has to review ${p['least']} at least.`,
  },
  'assign.groupTooFew': {
    it: (p) => `La proposta ${p['proposal']} ha ${figured(p, 'has', 'it', 'experts')} (${part(p, 'it')}): ne servono almeno ${p['least']}.`,
    en: (p) => `Proposal ${p['proposal']} has ${figured(p, 'has', 'en', 'experts')} (${part(p, 'en')}): at least ${p['least']} are needed.`,
  },
  'assign.groupTooMany': {
    it: (p) => `La proposta ${p['proposal']} ha ${figured(p, 'has', 'it', 'experts')} (${part(p, 'it')}): al massimo ${p['most']}.`,
    en: (p) => `Proposal ${p['proposal']} has ${figured(p, 'has', 'en', 'experts')} (${part(p, 'en')}): ${p['most']} at most.`,
  },
};
