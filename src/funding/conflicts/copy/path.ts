import { showDate } from '#src/core/time.ts';
import type { Locale } from '#src/core/words.ts';
import type { KeptStep } from '../queries/graph.ts';
import type { ConflictKind } from '../states.ts';

const on = (step: KeptStep, locale: Locale): string => {
  const [from, until] = [step.fromOn && showDate(step.fromOn, locale), step.untilOn && showDate(step.untilOn, locale)];
  if (locale === 'it') return from && until ? ` (dal ${from} al ${until})` : from ? ` (dal ${from})` : until ? ` (fino al ${until})` : '';
  return from && until ? ` (from ${from} to ${until})` : from ? ` (since ${from})` : until ? ` (until ${until})` : '';
};

/** One step of a path, after what it comes from. */
function said(step: KeptStep, first: boolean, locale: Locale): string {
  const { kind, back, name } = step;
  const it = locale === 'it';
  switch (kind) {
    case 'works':
      return (it ? `lavora o ha lavorato presso ${name}` : `works or worked at ${name}`) + on(step, locale);
    case 'acts':
      return it ? `${first ? '' : 'che '}agisce per ${name}` : `${first ? '' : 'who '}acts for ${name}`;
    case 'part':
      if (back) return it ? `che comprende ${name}` : `which comprises ${name}`;
      return it ? `parte di ${name}` : `part of ${name}`;
    case 'group':
      if (back) return it ? `nel cui gruppo è ${name}` : `whose group includes ${name}`;
      return it ? `del gruppo ${name}` : `of the group ${name}`;
    case 'takesPart':
      return it ? 'che partecipa alla proposta' : 'which takes part in the proposal';
    case 'wrote':
      if (first) return it ? 'ha scritto, presentato o confermato la proposta' : 'wrote, submitted or confirmed the proposal';
      return it ? 'che ha scritto, presentato o confermato la proposta' : 'who wrote, submitted or confirmed the proposal';
    case 'leads':
      if (first) return it ? 'è responsabile scientifico della proposta' : 'is the scientific lead of the proposal';
      return it ? 'responsabile scientifico della proposta' : 'scientific lead of the proposal';
    case 'named':
      if (first) return it ? 'è fra le persone che la proposta nomina' : 'is among the people whom the proposal names';
      return it ? 'che la proposta nomina' : 'whom the proposal names';
    case 'namesake':
      return it ? `ha lo stesso nome di «${name}» (da confermare)` : `has the same name as “${name}” (to be confirmed)`;
    case 'author':
      if (back) return it ? `con ${name}` : `with ${name}`;
      return it ? `è autore di «${name}»${year(step)}` : `is an author of “${name}”${year(step)}`;
    case 'titled':
      if (back)
        return it
          ? `probabilmente con ${name}, per titolo e anno uguali senza DOI: da verificare`
          : `probably with ${name}, as title and year are the same and a DOI is missing: to be verified`;
      return it ? `è autore di «${name}»${year(step)}` : `is an author of “${name}”${year(step)}`;
    case 'shared':
      if (back) return it ? `con ${name}` : `with ${name}`;
      return it ? `ha preso parte alla proposta ${name} di un altro bando` : `took part in proposal ${name} of another call`;
    case 'team':
      if (back) return (it ? `con ${name}` : `with ${name}`) + on(step, locale);
      return (it ? `lavora o ha lavorato al progetto ${name}` : `works or worked on project ${name}`) + on(step, locale);
  }
}

const year = (step: KeptStep): string => (step.untilOn ? ` (${step.untilOn.slice(0, 4)})` : '');

/** Why it is a conflict, in one sentence. */
export function explained({ kind, path, detail }: { kind: ConflictKind; path: readonly KeptStep[]; detail: string }, locale: Locale): string {
  if (path.length === 0) return detail;
  const sentence = path.map((step, i) => said(step, i === 0, locale)).join(', ');
  if (kind !== 'competitor') return sentence;
  return locale === 'it'
    ? `${sentence.replace(/ alla proposta$/, ' a un’altra proposta')} dello stesso bando`
    : `${sentence.replace(/ the proposal$/, ' another proposal')} of the same call`;
}
