import { addDays, type CalendarDate } from '#src/core/time.ts';
import { z } from 'zod';
import { cents, date, percent, slug, sourceSchema, words } from './parts.ts';

/** Kinds of bodies that unit costs of personnel are fixed for; any other body counts as an enterprise. */
export const rateBodies = ['enterprise', 'university', 'researchBody'] as const;
export type RateBody = (typeof rateBodies)[number];
/** Bands of personnel in the tables of unit costs (*alto, medio, basso*). */
export const rateBands = ['high', 'medium', 'low'] as const;
export type RateBand = (typeof rateBands)[number];

/** What the text of a clause may name in braces; filled in when the contract is offered. */
export const clauseNames = [
  'grantingBody',
  'lead',
  'partners',
  'grant',
  'eligible',
  'acronym',
  'title',
  'cup',
  'protocol',
  'decree',
  'startsOn',
  'endsOn',
  'reportMonths',
  'reportDays',
  'advancePercent',
  'interimPercent',
  'variationPercent',
  'extensionMonths',
] as const;
export type ClauseName = (typeof clauseNames)[number];
export const isClauseName = (name: string): name is ClauseName => (clauseNames as readonly string[]).includes(name);
/** What the clauses of an addendum may name besides. */
export const addendumNames = ['number', 'contractDate', 'leaving', 'joining', 'newLead', 'signedBy', 'from', 'endsBefore'] as const;
export type AddendumName = (typeof addendumNames)[number];
export const isAddendumName = (name: string): name is AddendumName => (addendumNames as readonly string[]).includes(name);
/** What an addendum can be about; `lead`: who leaves or is replaced is the lead, and another takes its place. */
export const addendumSubjects = ['leaves', 'replaced', 'joins', 'lead', 'budget', 'extension'] as const;
export type AddendumSubject = (typeof addendumSubjects)[number];
/** Names that only what comes after the award (`delivery`) gives a value. */
const ofDelivery: readonly string[] = ['reportMonths', 'reportDays', 'advancePercent', 'interimPercent', 'variationPercent', 'extensionMonths'];

/** A document that has to be there before the contract is signed, or before an advance is paid. */
const contractDocument = z.strictObject({
  id: slug,
  title: words,
  help: words.optional(),
  of: z.enum(['project', 'eachMember']),
  when: z.enum(['always', 'enterprise', 'privateBody', 'researchBody', 'ats', 'stateAid']),
  /** Asked only of a member whose grant is above this. */
  aboveCents: cents.optional(),
  /** What it is needed for. */
  before: z.enum(['signature', 'advance', 'everyPayment']),
  /** `stated`: it expires, and the day until when it is valid is asked. */
  validity: z.enum(['none', 'stated']),
  signature: z.enum(['none', 'digital']),
  /** The office gets it itself from a register (DURC, anti-mafia, RNA) rather than asking for it: art. 43 D.P.R. 445/2000. */
  by: z.enum(['beneficiary', 'office']),
  source: sourceSchema,
});

const clause = z.strictObject({ id: slug, title: words, text: words, source: sourceSchema });

export const contract = z.strictObject({
  signWithinDays: z.int().min(1),
  /** The clauses of the deed in order, in plain text with `{names}` that are filled in. */
  clauses: z.array(clause).optional(),
  documents: z.array(contractDocument).optional(),
  source: sourceSchema,
});

/** When a variation changes the contract, and how the addendum that says so is signed. */
const addendum = z.strictObject({
  of: z.array(z.enum(['partner', 'budget', 'extension'])).min(1),
  /** Of a budget only where more than this share of the eligible cost moves. */
  budgetAbovePercent: percent.optional(),
  signWithinDays: z.int().min(1),
  /** The variation holds once its addendum is signed, or from the office's answer on; a missed term undoes only the first. */
  holdsFrom: z.enum(['signature', 'answer']),
  /** `for`: what it is about; left out, the clause stands in every addendum. */
  clauses: z.array(clause.extend({ for: z.array(z.enum(addendumSubjects)).min(1).optional() })).min(1),
  /** Asked of a partner that joins, besides what the contract asks of every member. */
  documents: z.array(contractDocument.extend({ of: z.literal('eachMember') })).optional(),
  source: sourceSchema,
});

const dated = <S extends z.ZodRawShape>(shape: S) =>
  z.strictObject({ from: date, until: date.nullable(), source: sourceSchema, note: words.optional(), ...shape });
const bands = z.strictObject({ high: cents, medium: cents, low: cents });

export const delivery = z.strictObject({
  variations: z.strictObject({
    /** Budget moved between categories or members up to this share of the eligible cost needs a notice only. */
    noticePercent: percent,
    /** Days in which the office answers a request. */
    answerDays: z.int().min(1),
    /** Months that a project may be prolonged, all its extensions together, beyond the longest duration of the call's rules; a last day that they fix stays. Left out: none. */
    extension: z.strictObject({ atMostMonths: z.int().min(1).max(60), source: sourceSchema }).optional(),
    /** Left out, no variation needs an addendum. */
    addendum: addendum.optional(),
    source: sourceSchema,
  }),
  reporting: z.strictObject({
    everyMonths: z.int().min(1).max(12),
    /** Days after the end of a period in which its report is handed in. */
    submitWithinDays: z.int().min(1),
    /** Days in which the office looks at it, and in which a question to the beneficiary is answered. */
    checkWithinDays: z.int().min(1),
    answerWithinDays: z.int().min(1),
    personnel: z.strictObject({
      /** `unit`: hours at fixed costs; `real`: the cost of each person an hour, as documented. */
      method: z.enum(['unit', 'real']),
      rates: z.array(dated({ centsPerHour: z.strictObject({ enterprise: bands, university: bands, researchBody: bands }) })).min(1),
      /** The most hours of one person a day and a year, over all projects. */
      dailyHours: z.number().positive().max(24),
      yearlyHours: z.number().positive(),
      source: sourceSchema,
    }),
    /** A statutory auditor's certificate with each report of a member whose grant is above this. */
    certificate: z.strictObject({ aboveCents: cents, of: z.enum(['enterprises', 'all']), source: sourceSchema }).optional(),
    /** Lines that the office looks into in depth: so many in a hundred of each report, never fewer than `atLeast`. */
    sample: z.strictObject({ percent, atLeast: z.int().min(1), source: sourceSchema }),
    source: sourceSchema,
  }),
  payments: z.strictObject({
    advance: z.strictObject({ percent, guaranteeOf: z.enum(['none', 'privateBodies', 'all']), source: sourceSchema }).optional(),
    /** Advance and interim payments together come to at most this share of the grant; the rest is the balance. */
    interimUpTo: percent,
    payWithinDays: z.int().min(1),
    /** All is paid to the lead, which passes on what is its partners' within so many days. Without it each partner is paid itself. */
    throughLead: z.strictObject({ withinDays: z.int().min(1), source: sourceSchema }).optional(),
    /** Yearly interest on what is given back or paid late, in parts per hundred, by the day. */
    interest: z.array(dated({ percent })).min(1),
    source: sourceSchema,
  }),
});

type Problem = { path: (string | number)[]; message: string };
type Parts = { contract: z.output<typeof contract>; delivery?: z.output<typeof delivery> | undefined; rules: readonly { rule: string }[] };

/** What must hold between the parts of a contract and of what comes after it. */
export function contractProblems({ contract: { clauses = [], documents = [] }, delivery: after, rules }: Parts): Problem[] {
  const twice = (path: string[], ids: readonly string[]): Problem[] =>
    ids.flatMap((id, i) => (ids.indexOf(id) !== i ? [{ path: [...path, i, 'id'], message: `"${id}" is there twice` }] : []));
  const found = [
    ...twice(
      ['contract', 'clauses'],
      clauses.map((c) => c.id),
    ),
    ...twice(
      ['contract', 'documents'],
      documents.map((d) => d.id),
    ),
    ...documents.flatMap((d, i) =>
      d.aboveCents !== undefined && d.of === 'project' ? [{ path: ['contract', 'documents', i, 'aboveCents'], message: 'is counted on each member' }] : [],
    ),
  ];
  clauses.forEach((clause, i) => {
    for (const locale of ['it', 'en'] as const)
      for (const [, name] of clause.text[locale].matchAll(/\{(\w*)\}/g))
        if (!isClauseName(name!)) found.push({ path: ['contract', 'clauses', i, 'text', locale], message: `{${name}} is not a name that can be filled in` });
        else if (
          (!after && ofDelivery.includes(name)) ||
          (name === 'advancePercent' && !after!.payments.advance) ||
          (name === 'extensionMonths' && !after!.variations.extension)
        )
          found.push({ path: ['contract', 'clauses', i, 'text', locale], message: `{${name}} has no value in this call` });
  });
  if (!after) return found;
  const { reporting, payments, variations } = after;
  const amend = ['delivery', 'variations', 'addendum'];
  const more = variations.addendum?.documents ?? [];
  found.push(
    ...twice(
      [...amend, 'clauses'],
      (variations.addendum?.clauses ?? []).map((c) => c.id),
    ),
    ...more.flatMap((d, i) => (documents.some((x) => x.id === d.id) ? [{ path: [...amend, 'documents', i, 'id'], message: `"${d.id}" is there twice` }] : [])),
  );
  variations.addendum?.clauses.forEach((c, i) => {
    for (const locale of ['it', 'en'] as const)
      for (const [, name] of c.text[locale].matchAll(/\{(\w*)\}/g))
        if (!isClauseName(name!) && !isAddendumName(name!))
          found.push({ path: [...amend, 'clauses', i, 'text', locale], message: `{${name}} is not a name that can be filled in` });
  });
  if (variations.extension && !rules.some((r) => r.rule === 'duration'))
    found.push({ path: ['delivery', 'variations', 'extension'], message: 'prolongs a longest duration, and no rule sets one' });
  found.push(
    ...gaps(['delivery', 'reporting', 'personnel', 'rates'], reporting.personnel.rates),
    ...gaps(['delivery', 'payments', 'interest'], payments.interest),
  );
  if ((payments.advance?.percent ?? 0) > payments.interimUpTo)
    found.push({ path: ['delivery', 'payments', 'interimUpTo'], message: `is less than the advance, ${payments.advance!.percent}` });
  return found;
}

/** Tables by date follow one another without a gap; the last has no end. */
function gaps(path: string[], tables: readonly { from: CalendarDate; until: CalendarDate | null }[]): Problem[] {
  return tables.flatMap((table, i): Problem[] => {
    const before = tables[i - 1];
    if (before && (before.until === null || addDays(before.until, 1) !== table.from))
      return [{ path: [...path, i, 'from'], message: 'must be the day after the table before ends' }];
    return i === tables.length - 1 && table.until !== null ? [{ path: [...path, i, 'until'], message: 'the last table has no end: null' }] : [];
  });
}
