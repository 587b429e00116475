import { counted } from '#src/core/counts.ts';
import { number } from '#src/core/money.ts';
import { showDate } from '#src/core/time.ts';
import { copy, speak, type Locale, type Words } from '#src/core/words.ts';
import type { Call, ContractDocument, Delivery } from '../schema.ts';
import { isAddendumName, isClauseName, rateBands, rateBodies, type AddendumName, type ClauseName } from '../schema/delivery.ts';
import type { Chapter } from './chapters.ts';
import { eur, pct, withArticle, withDate } from './vocabulary.ts';

const words = copy({
  sign: {
    it: (days: number) => `Il contratto si firma entro ${counted.days.it(days)}.`,
    en: (days: number) => `The contract is signed within ${counted.days.en(days)}.`,
  },
  clause: { it: (title: string, text: string) => `${title}. ${text}`, en: (title: string, text: string) => `${title}. ${text}` },
  document: { it: (title: string, rest: string) => `${title}: ${rest}.`, en: (title: string, rest: string) => `${title}: ${rest}.` },
  signature: { it: 'prima della firma', en: 'before the signature' },
  advance: { it: 'prima dell’anticipo', en: 'before the advance' },
  everyPayment: { it: 'prima di ogni pagamento', en: 'before every payment' },
  project: { it: 'una volta per progetto', en: 'once for the project' },
  always: { it: 'ogni partner', en: 'each partner' },
  enterprise: { it: 'ogni impresa', en: 'each enterprise' },
  privateBody: { it: 'ogni soggetto privato', en: 'each private body' },
  researchBody: { it: 'ogni organismo di ricerca', en: 'each research body' },
  ats: { it: 'ogni partner di un’ATS', en: 'each partner of an ATS' },
  stateAid: { it: 'chi riceve un aiuto di Stato', en: 'who receives State aid' },
  onlyAts: { it: 'una volta per progetto, solo per le ATS', en: 'once for the project, only for an ATS' },
  above: { it: (amount: string) => `con un contributo superiore a ${amount}`, en: (amount: string) => `with a grant above ${amount}` },
  stated: { it: 'con la data fino a cui vale', en: 'with the day until when it is valid' },
  digital: { it: 'firmato digitalmente', en: 'digitally signed' },
  office: { it: 'lo acquisisce l’ufficio', en: 'the office gets it itself' },
  variations: {
    it: (share: string, days: number) =>
      `Gli spostamenti di bilancio fino ${share} dei costi ammissibili si comunicano; per quelli maggiori, i cambi di partner e le proroghe serve l’autorizzazione, data entro ${counted.days.it(days)}.`,
    en: (share: string, days: number) =>
      `Budget moved up to ${share} of the eligible cost is notified; more than that, changes of partners and extensions need an approval, given within ${counted.days.en(days)}.`,
  },
  extension: {
    it: (months: number) => `In tutto un progetto si può prorogare di ${counted.months.it(months)} oltre la durata massima.`,
    en: (months: number) => `In all, a project may be prolonged by ${counted.months.en(months)} beyond the longest duration.`,
  },
  extensionUntil: {
    it: (months: number, day: string) =>
      `In tutto un progetto si può prorogare di ${counted.months.it(months)} oltre la durata massima, senza andare oltre ${withDate('il', day)}.`,
    en: (months: number, day: string) =>
      `In all, a project may be prolonged by ${counted.months.en(months)} beyond the longest duration, but not beyond ${day}.`,
  },
  reports: {
    it: (months: number, days: number) =>
      `Il rendiconto si presenta ${months === 1 ? 'ogni mese' : `ogni ${months} mesi`}, entro ${counted.days.it(days)} dalla fine del periodo.`,
    en: (months: number, days: number) =>
      `A report is handed in every ${months === 1 ? 'month' : `${months} months`}, within ${counted.days.en(days)} of the end of the period.`,
  },
  checks: {
    it: (check: number, answer: number) =>
      `L’ufficio lo controlla entro ${counted.days.it(check)}; alle sue domande si risponde entro ${counted.days.it(answer)}.`,
    en: (check: number, answer: number) =>
      `The office checks it within ${counted.days.en(check)}; its questions are answered within ${counted.days.en(answer)}.`,
  },
  addendum: {
    it: (of: string, days: number) => `Serve un addendum al contratto, da firmare entro ${counted.days.it(days)}, per: ${of}.`,
    en: (of: string, days: number) => `An addendum to the contract, signed within ${counted.days.en(days)}, is needed for: ${of}.`,
  },
  addendumOf_partner: { it: 'cambio di partner', en: 'a change of partner' },
  addendumOf_budget: { it: 'bilancio', en: 'budget' },
  addendumOf_extension: { it: 'durata', en: 'duration' },
  addendumAbove: { it: (share: string) => `bilancio oltre ${share} spostato`, en: (share: string) => `budget with more than ${share} moved` },
  holds_signature: {
    it: 'La variazione vale quando è firmato; passato il termine, decade.',
    en: 'The variation holds once it is signed; after the term it lapses.',
  },
  holds_answer: { it: 'La variazione vale dalla risposta dell’ufficio.', en: 'The variation holds from the answer of the office on.' },
  unit: {
    it: (day: string, year: string) =>
      `Il personale si rendiconta a costi unitari, per non più di ${counted.hours.it(day)} al giorno e ${year} all’anno a persona.`,
    en: (day: string, year: string) =>
      `Personnel is reported at unit costs, for no more than ${counted.hours.en(day)} a day and ${year} a year for each person.`,
  },
  real: {
    it: (day: string, year: string) =>
      `Il personale si rendiconta a costi reali, per non più di ${counted.hours.it(day)} al giorno e ${year} all’anno a persona.`,
    en: (day: string, year: string) =>
      `Personnel is reported at real costs, for no more than ${counted.hours.en(day)} a day and ${year} a year for each person.`,
  },
  rates: {
    it: (since: string, list: string) => `${since}, un’ora in fascia alta, media e bassa: ${list}.`,
    en: (since: string, list: string) => `${since}, an hour in the high, medium and low band: ${list}.`,
  },
  since: {
    it: (from: string, until: string | null) => (until ? `Dal ${from} al ${until}` : `Dal ${from}`),
    en: (from: string, until: string | null) => (until ? `From ${from} to ${until}` : `From ${from}`),
  },
  ratesOf_enterprise: { it: 'imprese', en: 'enterprises' },
  ratesOf_university: { it: 'università', en: 'universities' },
  ratesOf_researchBody: { it: 'organismi di ricerca', en: 'research bodies' },
  certificate: {
    it: (of: string, amount: string) => `Con ogni rendiconto serve il certificato di un revisore: ${of}, con un contributo superiore a ${amount}.`,
    en: (of: string, amount: string) => `Each report needs an auditor’s certificate: ${of}, with a grant above ${amount}.`,
  },
  enterprises: { it: 'le imprese', en: 'enterprises' },
  all: { it: 'tutti i partner', en: 'all partners' },
  sample: {
    it: (share: string, n: number) => `L’ufficio controlla a fondo ${share} delle spese di ogni rendiconto, almeno ${n}, estratte a sorte.`,
    en: (share: string, n: number) => `The office looks in depth at ${share} of the costs of each report, at least ${n}, drawn by lot.`,
  },
  advancePaid: {
    it: (share: string) => `È previsto un anticipo fino ${share} del contributo.`,
    en: (share: string) => `An advance of up to ${share} of the grant is paid.`,
  },
  guarantee_none: { it: 'Non serve una garanzia.', en: 'No guarantee is needed.' },
  guarantee_privateBodies: { it: 'I soggetti privati lo garantiscono con una fideiussione.', en: 'Private bodies cover it by a guarantee.' },
  guarantee_all: { it: 'Tutti lo garantiscono con una fideiussione.', en: 'Everyone covers it by a guarantee.' },
  throughLead: {
    it: (days: number) => `Tutto è pagato alla capofila, che trasferisce ai partner la loro parte entro ${counted.days.it(days)} e lo dimostra.`,
    en: (days: number) => `All is paid to the lead, which passes on to its partners what is theirs within ${counted.days.en(days)}, with proof.`,
  },
  interim: {
    it: (share: string, days: number) =>
      `Anticipo e acconti arrivano fino ${share} del contributo, il resto è il saldo. Si paga entro ${counted.days.it(days)}.`,
    en: (share: string, days: number) =>
      `Advance and interim payments come to ${share} of the grant at most, the rest is the balance. Payments are made within ${counted.days.en(days)}.`,
  },
  interest: {
    it: (since: string, share: string) => `${since}, su ciò che si restituisce o si paga in ritardo: interessi ${share} all’anno.`,
    en: (since: string, share: string) => `${since}, on what is given back or paid late: ${share} interest a year.`,
  },
});

const w = (it: string, en: string): Words => ({ it, en });
export const clauseNameWords: Record<ClauseName | AddendumName, Words> = {
  grantingBody: w('ente concedente', 'granting body'),
  lead: w('capofila', 'lead'),
  partners: w('partner', 'partners'),
  grant: w('contributo', 'grant'),
  eligible: w('costi ammissibili', 'eligible cost'),
  acronym: w('acronimo', 'acronym'),
  title: w('titolo', 'title'),
  cup: w('CUP', 'CUP'),
  protocol: w('protocollo', 'protocol number'),
  decree: w('decreto', 'decree'),
  startsOn: w('data di inizio', 'first day'),
  endsOn: w('data di fine', 'last day'),
  reportMonths: w('mesi di un periodo', 'months of a period'),
  reportDays: w('giorni per il rendiconto', 'days for the report'),
  advancePercent: w('quota dell’anticipo', 'share of the advance'),
  interimPercent: w('quota di anticipo e acconti', 'share of advance and interim payments'),
  variationPercent: w('quota delle variazioni', 'share of variations'),
  extensionMonths: w('mesi di proroga', 'months of extension'),
  number: w('numero', 'number'),
  contractDate: w('data del contratto', 'date of the contract'),
  leaving: w('partner che esce', 'partner that leaves'),
  joining: w('partner che entra', 'partner that joins'),
  newLead: w('nuovo capofila', 'new lead'),
  signedBy: w('capofila che ha firmato il contratto', 'lead that signed the contract'),
  from: w('data da cui vale', 'day from which it holds'),
  endsBefore: w('fine prima della variazione', 'last day before the variation'),
};

type Lines = Chapter['lines'];

/** The document of a contract in words: whom it is asked of, when, and what it must have. */
function documentLine(d: ContractDocument, locale: Locale): string {
  const t = speak(words, locale);
  const rest = [
    d.of === 'project' ? (d.when === 'ats' ? t.onlyAts : t.project) : t[d.when],
    d.aboveCents === undefined ? '' : t.above(eur(d.aboveCents)[locale]),
    t[d.before],
    d.validity === 'stated' ? t.stated : '',
    d.signature === 'digital' ? t.digital : '',
    d.by === 'office' ? t.office : '',
  ];
  return `${t.document(d.title[locale], rest.filter(Boolean).join(', '))}${d.help ? ` ${d.help[locale]}` : ''}`;
}

/** A clause before it is filled in: what will stand in place of each `{name}`, in brackets. */
const namedBlanks = (text: string, locale: Locale): string =>
  text.replaceAll(/\{(\w+)\}/g, (all, name: string) => (isClauseName(name) || isAddendumName(name) ? `[${clauseNameWords[name][locale]}]` : all));

export function contractLines({ contract }: Call, locale: Locale): Lines {
  const t = speak(words, locale);
  return [
    { text: t.sign(contract.signWithinDays), source: contract.source },
    ...(contract.documents ?? []).map((d) => ({ text: documentLine(d, locale), source: d.source })),
    ...(contract.clauses ?? []).map((c) => ({ text: t.clause(c.title[locale], namedBlanks(c.text[locale], locale)), source: c.source })),
  ];
}

export function deliveryLines({ variations, reporting, payments }: Delivery, rules: Call['rules'], locale: Locale): Lines {
  const t = speak(words, locale);
  const upTo = (value: number) => (locale === 'it' ? withArticle('al', value) : pct(value));
  const the = (value: number) => (locale === 'it' ? withArticle('il', value) : pct(value));
  const since = ({ from, until }: { from: string; until: string | null }) => t.since(showDate(from, locale), until ? showDate(until, locale) : null);
  const { personnel, certificate, sample } = reporting;
  const { addendum: amend, extension } = variations;
  const endsBy = rules.flatMap((r) => (r.rule === 'duration' && r.endsBy ? [r.endsBy] : [])).toSorted()[0];
  return [
    { text: t.variations(upTo(variations.noticePercent), variations.answerDays), source: variations.source },
    ...(extension
      ? [
          {
            text: endsBy ? t.extensionUntil(extension.atMostMonths, showDate(endsBy, locale)) : t.extension(extension.atMostMonths),
            source: extension.source,
          },
        ]
      : []),
    ...(amend
      ? [
          {
            text: `${t.addendum(
              amend.of
                .map((o) => (o === 'budget' && amend.budgetAbovePercent !== undefined ? t.addendumAbove(the(amend.budgetAbovePercent)) : t[`addendumOf_${o}`]))
                .join(', '),
              amend.signWithinDays,
            )} ${t[`holds_${amend.holdsFrom}`]}`,
            source: amend.source,
          },
          ...(amend.documents ?? []).map((d) => ({ text: documentLine(d, locale), source: d.source })),
          ...amend.clauses.map((c) => ({ text: t.clause(c.title[locale], namedBlanks(c.text[locale], locale)), source: c.source })),
        ]
      : []),
    { text: t.reports(reporting.everyMonths, reporting.submitWithinDays), source: reporting.source },
    { text: t.checks(reporting.checkWithinDays, reporting.answerWithinDays), source: reporting.source },
    { text: t[personnel.method](number(personnel.dailyHours, locale), number(personnel.yearlyHours, locale)), source: personnel.source },
    ...personnel.rates.map((table) => {
      const of = (body: (typeof rateBodies)[number]) => rateBands.map((band) => eur(table.centsPerHour[body][band])[locale]).join(', ');
      const list = rateBodies.map((body) => `${t[`ratesOf_${body}`]} ${of(body)}`).join('; ');
      return { text: `${t.rates(since(table), list)}${table.note ? ` ${table.note[locale]}` : ''}`, source: table.source };
    }),
    ...(certificate ? [{ text: t.certificate(t[certificate.of], eur(certificate.aboveCents)[locale]), source: certificate.source }] : []),
    { text: t.sample(the(sample.percent), sample.atLeast), source: sample.source },
    ...(payments.advance
      ? [{ text: `${t.advancePaid(upTo(payments.advance.percent))} ${t[`guarantee_${payments.advance.guaranteeOf}`]}`, source: payments.advance.source }]
      : []),
    { text: t.interim(upTo(payments.interimUpTo), payments.payWithinDays), source: payments.source },
    ...(payments.throughLead ? [{ text: t.throughLead(payments.throughLead.withinDays), source: payments.throughLead.source }] : []),
    ...payments.interest.map((i) => ({ text: t.interest(since(i), locale === 'it' ? withArticle('del', i.percent) : pct(i.percent)), source: i.source })),
  ];
}
