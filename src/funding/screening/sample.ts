import type { Instant } from '#src/core/time.ts';
import type { Call } from '#src/funding/calls/schema.ts';
import type { Matter } from './letters.ts';
import { repairDue, screeningTerms } from './rules/term.ts';

/** Made-up values for the preview of a letter's words; the preview says so. */
export function exampleMatter(call: Call, now: Instant, origin: string): Matter {
  const terms = screeningTerms(call);
  const document = call.documents.find((d) => d.repairable);
  return {
    call,
    acronym: 'ESEMPIO',
    title: 'Proposta di esempio',
    protocol: 'MICS-2026-000000',
    lead: 'Organizzazione di esempio',
    letter: 'MICS-U-2026-000000',
    due: { at: repairDue(now, terms.repairDays, terms), days: terms.repairDays },
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
        defect: 'manca (esempio)',
      },
    ],
    reasons: [{ code: 'screening.written', params: { text: 'Motivo di esempio' } }],
    reserve: 'Motivo di esempio della riserva',
    link: { it: `${origin}/repairs/…`, en: `${origin}/en/repairs/…` },
    more: {
      it: {
        act: 'decreto di concessione n. 0/2026',
        position: '7',
        points: '81,5',
        grant: '150.000 €',
        asked: '- Le schede di valutazione della propria domanda',
        decision: 'accolta in parte',
      },
      en: {
        act: 'award decree no. 0/2026',
        position: '7',
        points: '81.5',
        grant: '€150,000',
        asked: '- The reviews of one’s own application',
        decision: 'granted in part',
      },
    },
  };
}
