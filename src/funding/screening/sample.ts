import { showDate, type Instant } from '#src/core/time.ts';
import type { Locale } from '#src/core/words.ts';
import type { Call } from '#src/funding/calls/schema.ts';
import type { Matter } from './letters.ts';
import { repairDue, screeningTerms } from './rules/term.ts';
import type { Values } from './rules/templates.ts';
import type { TemplateKind } from './states.ts';

type Both = Record<Locale, Values>;

/** What a letter says that another does not, as the rooms that write it would. */
const own = (due: Instant): Partial<Record<TemplateKind, Both>> => ({
  funded: { it: { days: '20' }, en: { days: '20' } },
  accessNotice: { it: { days: '10' }, en: { days: '10' } },
  contractOffer: { it: { days: '20', due: showDate(due, 'it') }, en: { days: '20', due: showDate(due, 'en') } },
  contractAddendum: { it: { act: '1/2026' }, en: { act: '1/2026' } },
  addendumOffer: {
    it: { days: '20', due: showDate(due, 'it'), asked: '- Uscita di un partner\n- Parti: Organizzazione di esempio, Altra organizzazione di esempio' },
    en: { days: '20', due: showDate(due, 'en'), asked: '- A partner leaves\n- Parties: Example organisation, Other example organisation' },
  },
  contractEnded: {
    it: { act: 'determina n. 1/2026 (esempio)', decision: 'revoca del contributo' },
    en: { act: 'determination no. 1/2026 (example)', decision: 'revocation of the grant' },
  },
  variationAnswer: {
    it: { asked: '- Budget: 10.000 € da materiali a personale', decision: 'approvata' },
    en: { asked: '- Budget: €10,000 from materials to personnel', decision: 'approved' },
  },
  reportAccepted: {
    it: {
      asked: 'rendiconto n. 1, dal 1 marzo 2026 al 31 agosto 2026',
      decision: 'Costi rendicontati 50.000 €, ammessi 48.000 €; contributo riconosciuto 38.400 €.',
      reasons: '- Fornitura di esempio: 2.000 € tagliati, documenti mancanti o insufficienti',
    },
    en: {
      asked: 'report no. 1, from 1 March 2026 to 31 August 2026',
      decision: 'Cost reported €50,000, eligible €48,000; aid recognised €38,400.',
      reasons: '- Example supply: €2,000 cut, documents missing or insufficient',
    },
  },
});

const made = {
  it: {
    title: 'Proposta di esempio',
    lead: 'Organizzazione di esempio',
    defect: 'manca (esempio)',
    reason: 'Motivo di esempio',
    reserve: 'Motivo di esempio della riserva',
  },
  en: {
    title: 'Example proposal',
    lead: 'Example organisation',
    defect: 'missing (example)',
    reason: 'Example reason',
    reserve: 'Example ground of the reserve',
  },
};

const usual: Both = {
  it: {
    act: 'decreto di concessione n. 1/2026',
    position: '7',
    points: '81,5',
    grant: '150.000\u00a0€',
    asked: '- Le schede di valutazione della propria domanda',
    decision: 'accesso concesso in parte',
  },
  en: {
    act: 'award decree no. 1/2026',
    position: '7',
    points: '81.5',
    grant: '€150,000',
    asked: '- The reviews of one’s own application',
    decision: 'access granted in part',
  },
};

/** Made-up values for the preview of the words of a kind of letter in one language; the preview says so. */
export function exampleMatter(call: Call, now: Instant, origin: string, { kind, language }: { kind: TemplateKind; language: Locale }): Matter {
  const terms = screeningTerms(call);
  const document = call.documents.find((d) => d.repairable);
  const words = made[language];
  const due = repairDue(now, terms.repairDays, terms);
  const special = own(due)[kind];
  return {
    call,
    acronym: language === 'it' ? 'ESEMPIO' : 'EXAMPLE',
    title: words.title,
    protocol: 'MICS-2026-000000',
    lead: words.lead,
    letter: 'MICS-U-2026-000000',
    due: { at: due, days: terms.repairDays },
    items: [
      {
        id: 'example',
        kind: 'document',
        document: document?.id ?? null,
        organisation: null,
        title: document?.title ?? { it: 'Documento', en: 'Document' },
        who: null,
        maxBytes: null,
        signed: false,
        handedIn: false,
        source: terms.source,
        defect: words.defect,
      },
    ],
    reasons: [{ code: 'screening.written', params: { text: words.reason } }],
    reserve: words.reserve,
    link: { it: `${origin}/…`, en: `${origin}/en/…` },
    more: { it: { ...usual.it, ...special?.it }, en: { ...usual.en, ...special?.en } },
  };
}
