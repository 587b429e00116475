import { reason, type Reason } from '#src/core/decision.ts';
import { parseEuros } from '#src/core/money.ts';
import { bodyKinds, ownerships, sizeClasses } from '#src/partnership/organisations/states.ts';
import type { Call } from '../schema.ts';
import { applicantForms, researchTypes } from '../vocabulary.ts';
import { nothingSaid, partnerGroups, type QuizAnswers } from './eligibility.ts';
import { rulesNamed } from './groups.ts';

type Read = { answers: QuizAnswers; reasons: Reason[]; values: Record<string, string | string[]>; answered: boolean };

/** The answers in an address. What is no answer is said at its field and counts as not given. */
export function readAnswers(query: URLSearchParams): Read {
  const reasons: Reason[] = [];
  const text = (name: string) => (query.get(name) ?? '').trim().slice(0, 100);
  const among = <T extends string>(name: string, of: readonly T[]): T | null => of.find((v) => v === text(name)) ?? null;
  const wrong = (name: string, code = 'form.invalid') => {
    reasons.push(reason(code, {}, { at: name }));
    return null;
  };
  const whole = (name: string, most: number): number | null => {
    const given = text(name);
    if (given === '') return null;
    return /^\d{1,4}$/.test(given) && Number(given) <= most ? Number(given) : wrong(name);
  };
  const percent = (name: string): number | null => {
    const given = text(name).replace('%', '').replace(',', '.').trim();
    if (given === '') return null;
    return /^\d{1,3}(\.\d{1,2})?$/.test(given) && Number(given) <= 100 ? Number(given) : wrong(name);
  };
  const groups = partnerGroups.map((g) => [g, whole(g, 30)] as const);
  const form = among('form', applicantForms);
  const cost = text('cost');
  const starts = text('startsOn');
  const answers: QuizAnswers = {
    ...nothingSaid,
    lead: among('lead', bodyKinds),
    ownership: among('ownership', ownerships),
    size: among('size', sizeClasses),
    form,
    partners:
      form === 'ats' && groups.some(([, n]) => n !== null) ? (Object.fromEntries(groups.map(([g, n]) => [g, n ?? 0])) as QuizAnswers['partners']) : null,
    inside: text('inside') === 'yes' ? true : text('inside') === 'no' ? false : null,
    others: whole('others', 100),
    place: among('place', ['south', 'italy', 'abroad'] as const),
    spokes: whole('spokes', 50),
    sector: text('sector') === '' ? null : text('sector'),
    types: researchTypes.filter((r) => query.getAll('types').includes(r)),
    costCents: cost === '' ? null : (parseEuros(cost) ?? wrong('cost', 'form.notAnAmount')),
    months: whole('months', 120),
    startsOn: starts === '' ? null : isDate(starts) ? starts : wrong('startsOn'),
    largest: percent('largest'),
    bodies: percent('bodies'),
    women: percent('women'),
  };
  const names = [...new Set(query.keys())];
  const values = Object.fromEntries(names.map((name) => [name, name === 'types' ? query.getAll(name) : (query.get(name) ?? '')]));
  return { answers, reasons, values, answered: names.some((name) => query.get(name) !== '') };
}

/** A day that is in the calendar: 31 February is none. */
function isDate(text: string): boolean {
  const day = /^[12]\d{3}-\d\d-\d\d$/.test(text) ? new Date(`${text}T00:00:00Z`) : null;
  return day !== null && !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}

/** What an application can begin with of what was answered: only what this call would take. */
export function beginningOf(call: Call, query: URLSearchParams): { sector: string | null; durationMonths: number | null; startsOn: string | null } {
  const { answers } = readAnswers(query);
  const sectors = rulesNamed(call, 'sectors').flatMap((r) => r.among);
  return {
    sector: answers.sector !== null && sectors.includes(answers.sector) ? answers.sector : null,
    durationMonths: answers.months === 0 ? null : answers.months,
    startsOn: answers.startsOn,
  };
}
