import { addDays, romeInstant } from '#src/core/time.ts';
import { bodyKinds, sizeClasses } from '#src/partnership/organisations/states.ts';
import { z } from 'zod';
import { applicantForms, costCategories, researchTypes, shareGroups } from './vocabulary.ts';

/**
 * A call as data, `calls/<id>/call.json`. Published as `docs/formats/call.schema.json`.
 * Money in whole cents, percent as parts per hundred, local times in Europe/Rome (`2024-02-21T12:00`), every rule with its source.
 */
const words = z.strictObject({ it: z.string().min(1), en: z.string().min(1) }).meta({ id: 'words', description: 'A text in Italian and in English.' });
const slug = z
  .string()
  .regex(/^[A-Za-z0-9]+(?:[-.][A-Za-z0-9]+)*$/)
  .meta({ id: 'slug' });
const cents = z.int().min(0).max(Number.MAX_SAFE_INTEGER).meta({ id: 'cents', description: 'Whole euro cents.' });
const percent = z
  .number()
  .min(0)
  .max(100)
  .refine((p) => Math.abs(Math.round(p * 100) - p * 100) < 1e-9, 'must have at most two decimals')
  .meta({ id: 'percent', description: 'Parts per hundred, at most two decimals.' });
const date = z.iso.date();
const localTime = z
  .string()
  .regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d$/, { error: 'a local date and time, 2024-02-21T12:00', abort: true })
  .refine(happens, 'is a time that does not exist in Rome')
  .meta({ id: 'localTime', description: 'Date and time on the clocks of Rome, 2024-02-21T12:00.' });

function happens(local: string): boolean {
  try {
    return romeInstant(local) !== '';
  } catch {
    return false;
  }
}

export const sourceSchema = z
  .strictObject({ ref: z.string().min(1), status: z.enum(['sourced', 'brief', 'inferred', 'example']) })
  .meta({ id: 'source', description: 'Where a value comes from. `example`: made up for the demonstration, and labelled so wherever it is shown.' });

const rule = <N extends string, S extends z.ZodRawShape>(name: N, shape: S) =>
  z.strictObject({ rule: z.literal(name), id: slug, source: sourceSchema, note: words.optional(), ...shape });

export const ruleSchema = z.discriminatedUnion('rule', [
  rule('applicantForm', { forms: z.array(z.enum(applicantForms)).min(1) }),
  rule('leadKind', { among: z.array(z.enum(bodyKinds)).min(1) }),
  rule('memberKind', { among: z.array(z.enum(bodyKinds)).min(1) }),
  rule('outsidePartnership', { of: z.array(z.enum(bodyKinds)).min(1) }),
  rule('sizeAmong', { among: z.array(z.enum(sizeClasses)).min(1) }),
  rule('members', { min: z.int().min(1), max: z.int().min(1) }),
  rule('mustInclude', { what: z.enum(['enterprise', 'sme', 'researchBody']), atLeast: z.int().min(1) }),
  /** `applies`: always, only in an ATS, or only where several enterprises take part. */
  rule('maxShare', { of: z.enum(shareGroups), percent, applies: z.enum(['always', 'ats', 'severalEnterprises']) }),
  rule('minShare', { of: z.enum(shareGroups), percent, applies: z.enum(['always', 'ats', 'severalEnterprises']) }),
  /** `of`: only these kinds of bodies are counted; all of them where it is left out. */
  rule('proposalsPerApplicant', { max: z.int().min(1), counts: z.enum(['lead', 'member']), of: z.array(z.enum(bodyKinds)).min(1).optional() }),
  rule('mainSpoke', { maxSpokes: z.int().min(1) }),
  rule('sectors', { among: z.array(slug).min(1), titles: z.record(slug, words).optional() }),
  rule('researchTypes', { among: z.array(z.enum(researchTypes)).min(1) }),
  rule('projectCost', { minCents: cents, maxCents: cents }),
  rule('maxGrant', { cents }),
  rule('duration', { maxMonths: z.int().min(1), endsBy: date.optional() }),
  rule('categories', { among: z.array(z.enum(costCategories)).min(1), excludes: z.array(words) }),
  rule('categoryCap', { category: z.enum(costCategories), percent }),
  rule('flatRate', { category: z.enum(costCategories), percent, of: z.enum(costCategories) }),
  rule('costsCountFrom', { event: z.enum(['contractSigned', 'submission', 'decree']) }),
  rule('womenShare', { percent }),
  rule('placeOfImplementation', { area: z.enum(['italy', 'south']) }),
]);

const intensities = z.strictObject({ large: percent, medium: percent, small: percent, micro: percent, researchBody: percent });

const aid = z.strictObject({
  regime: words,
  source: sourceSchema,
  /** Intensities by research type and size, for the period in which the aid is granted. */
  tables: z
    .array(
      z.strictObject({
        from: date,
        until: date.nullable(),
        source: sourceSchema,
        note: words.optional(),
        percent: z.partialRecord(z.enum(researchTypes), intensities),
      }),
    )
    .min(1),
  bonus: z
    .strictObject({
      percent: intensities,
      cap: percent,
      appliesTo: z.array(z.enum(researchTypes)).min(1),
      /** One of these is enough. */
      anyOf: z
        .array(
          z.discriminatedUnion('condition', [
            z.strictObject({ condition: z.literal('collaborationWithSme'), maxShareOfOne: percent, source: sourceSchema }),
            z.strictObject({ condition: z.literal('researchBodies'), minShare: percent, mayPublish: z.literal(true), source: sourceSchema }),
            z.strictObject({ condition: z.literal('wideDissemination'), source: sourceSchema }),
          ]),
        )
        .min(1),
      source: sourceSchema,
    })
    .optional(),
});

const document = z.strictObject({
  id: slug,
  title: words,
  help: words.optional(),
  of: z.enum(['application', 'eachMember']),
  /** Asked of everyone, or only of those it concerns. */
  when: z.enum(['always', 'privateResearchBody', 'enterprise', 'ats']),
  required: z.boolean(),
  signature: z.enum(['none', 'digital']),
  /** May a missing or defective one be repaired (*soccorso istruttorio*)? */
  repairable: z.boolean(),
  maxBytes: z.int().min(1024),
  source: sourceSchema,
});

const field = z.strictObject({
  id: slug,
  kind: z.enum(['text', 'longText', 'choice', 'number', 'date']),
  label: words,
  help: words.optional(),
  required: z.boolean(),
  maxChars: z.int().min(1).optional(),
  min: z.number().optional(),
  max: z.number().optional(),
  unit: words.optional(),
  options: z.array(z.strictObject({ id: slug, label: words })).optional(),
});

const criterion = z.strictObject({
  id: slug,
  title: words,
  help: words,
  /** Points from 0 to `max` in steps of `step`. */
  max: z.number().positive(),
  step: z.number().positive(),
  weight: z.number().positive(),
  /** The least mean that a proposal needs here; 0 for none. */
  threshold: z.number().min(0),
  motivation: z.strictObject({ required: z.boolean(), minChars: z.int().min(0) }),
  source: sourceSchema,
});

const premium = z.discriminatedUnion('kind', [
  z.strictObject({
    id: slug,
    kind: z.literal('womenShare'),
    title: words,
    percent,
    points: z.number().positive(),
    note: words.optional(),
    source: sourceSchema,
  }),
  z.strictObject({
    id: slug,
    kind: z.literal('southImplementation'),
    title: words,
    minShare: percent,
    points: z.number().positive(),
    note: words.optional(),
    source: sourceSchema,
  }),
  z.strictObject({
    id: slug,
    kind: z.literal('judged'),
    title: words,
    help: words,
    max: z.number().positive(),
    step: z.number().positive(),
    note: words.optional(),
    source: sourceSchema,
  }),
]);

const tieBreak = z.discriminatedUnion('by', [
  z.strictObject({ by: z.literal('criterion'), criterion: slug, source: sourceSchema }),
  z.strictObject({ by: z.literal('southShare'), source: sourceSchema }),
  z.strictObject({ by: z.literal('youngerTeam'), source: sourceSchema }),
  z.strictObject({ by: z.literal('arrival'), source: sourceSchema }),
  z.strictObject({ by: z.literal('draw'), source: sourceSchema }),
]);

const act = <K extends string, S extends z.ZodRawShape>(kind: K, shape: S) =>
  z.strictObject({
    kind: z.literal(kind),
    id: slug,
    on: date,
    ref: z.string().min(3),
    source: sourceSchema,
    /** Where the date `on` comes from, if not from `source`. */
    dateSource: sourceSchema.optional(),
    ...shape,
  });

/** What happened to a call after it was published. Each act makes a new version and is never undone, only followed by another. */
export const actSchema = z.discriminatedUnion('kind', [
  act('budgetRaise', { pot: slug, cents: cents.min(1) }),
  act('deadlineExtension', { from: localTime, to: localTime }),
  act('rectification', { text: words }),
]);

export const callSchema = z
  .strictObject({
    $schema: z.string().optional(),
    format: z.literal('mics-call/1'),
    id: slug,
    programme: slug,
    officialCode: z.string().min(1),
    /** What the press calls first and second, where it differs from the official numbers. */
    pressOrder: z.int().min(1).optional(),
    kind: z.enum(['grant', 'prize']),
    /** Not a real call: made up so that there is something to try. */
    example: z.boolean(),
    title: words,
    summary: words,
    grantingBody: z.strictObject({ name: z.string().min(1), role: words, source: sourceSchema }),
    scope: z.enum(['allSpokes', 'oneSpoke']),
    dates: z.strictObject({ publishedOn: date, opensAt: localTime, closesAt: localTime, questionsUntil: localTime.optional(), source: sourceSchema }),
    pots: z.array(z.strictObject({ id: slug, title: words, cents, source: sourceSchema })).min(1),
    acts: z.array(actSchema),
    /** What proposals may be about, by Spoke. */
    topics: z.strictObject({ list: z.array(z.strictObject({ id: slug, spoke: z.int().min(1), title: words })).min(1), source: sourceSchema }).optional(),
    /** How the call says that an application is handed in; `subject` is the fixed subject line of a certified mail (PEC). */
    submission: z.strictObject({ by: z.enum(['platform', 'pec']), subject: z.string().min(1).optional(), source: sourceSchema }).optional(),
    rules: z.array(ruleSchema).min(1),
    aid,
    form: z.strictObject({
      sections: z.array(z.strictObject({ id: slug, title: words, help: words.optional(), fields: z.array(field).min(1) })).min(1),
      source: sourceSchema,
    }),
    documents: z.array(document),
    /** The most that all documents of an application may weigh together. */
    documentsTogether: z.strictObject({ maxBytes: z.int().min(1024), source: sourceSchema }).optional(),
    evaluation: z.strictObject({
      criteria: z.array(criterion).min(1),
      totalThreshold: z.number().min(0),
      aggregation: z.strictObject({ by: z.enum(['mean', 'median']), decimals: z.int().min(0).max(4) }),
      reviewsPerProposal: z.int().min(1),
      maxLoad: z.int().min(1),
      /** Totals further apart than this need a consensus of the panel. */
      divergence: z.number().positive().nullable(),
      panel: z.strictObject({ min: z.int().min(1), max: z.int().min(1) }),
      blind: z.enum(['open', 'single']),
      premiums: z.array(premium),
      premiumCap: z.number().min(0),
      source: sourceSchema,
    }),
    ranking: z.strictObject({
      tieBreaks: z.array(tieBreak).min(1),
      /** Share of the pot that goes to the South first; `floor` spills over what no eligible proposal takes, `hard` does not. */
      quotas: z.array(
        z.strictObject({
          id: slug,
          area: z.literal('south'),
          percent,
          form: z.enum(['floor', 'hard']),
          countBy: z.literal('placeOfImplementation'),
          source: sourceSchema,
        }),
      ),
      partialFunding: z.boolean(),
      /** When a grant no longer fits: stop there, or go on with the next that does. */
      whenMoneyEnds: z.enum(['stop', 'skip']),
      provisionalDays: z.int().min(0),
      publishes: z.array(z.enum(['protocol', 'title', 'lead', 'region', 'points', 'grant', 'state'])).min(1),
      source: sourceSchema,
    }),
    contract: z.strictObject({ signWithinDays: z.int().min(1), source: sourceSchema }),
  })
  .superRefine((call, context) => {
    // What holds between the parts is looked at once every part by itself has its shape.
    if (context.issues.length > 0) return;
    const complain = (path: (string | number)[], message: string) => context.addIssue({ code: 'custom', path, message });
    const twice = (path: string[], ids: readonly string[]) =>
      ids.forEach((id, i) => ids.indexOf(id) !== i && complain([...path, i, 'id'], `"${id}" is there twice`));
    twice(
      ['pots'],
      call.pots.map((p) => p.id),
    );
    twice(
      ['rules'],
      call.rules.map((r) => r.id),
    );
    twice(
      ['documents'],
      call.documents.map((d) => d.id),
    );
    twice(
      ['acts'],
      call.acts.map((a) => a.id),
    );
    twice(
      ['evaluation', 'criteria'],
      call.evaluation.criteria.map((c) => c.id),
    );
    twice(
      ['evaluation', 'premiums'],
      call.evaluation.premiums.map((c) => c.id),
    );
    twice(
      ['form', 'sections'],
      call.form.sections.map((s) => s.id),
    );
    twice(
      ['form', 'fields'],
      call.form.sections.flatMap((section) => section.fields.map((f) => f.id)),
    );
    twice(['topics', 'list'], call.topics?.list.map((t) => t.id) ?? []);
    if (call.dates.opensAt.slice(0, 10) < call.dates.publishedOn) complain(['dates', 'opensAt'], 'must not be before publishedOn');
    if (call.dates.opensAt >= call.dates.closesAt) complain(['dates', 'closesAt'], 'must be after opensAt');
    let deadline = call.dates.closesAt;
    let lastOn = call.dates.publishedOn;
    call.acts.forEach((a, i) => {
      if (a.on < lastOn) complain(['acts', i, 'on'], `acts stand in the order of their dates: ${a.on} is before ${lastOn}`);
      lastOn = a.on;
      if (a.kind === 'budgetRaise' && !call.pots.some((p) => p.id === a.pot)) complain(['acts', i, 'pot'], `no pot "${a.pot}"`);
      if (a.kind === 'deadlineExtension') {
        if (a.from !== deadline) complain(['acts', i, 'from'], `the deadline then was ${deadline}`);
        if (a.to <= a.from) complain(['acts', i, 'to'], 'an extension is later than what it extends');
        deadline = a.to;
      }
    });
    call.rules.forEach((r, i) => {
      if (r.rule === 'members' && r.min > r.max) complain(['rules', i, 'min'], `is more than the maximum, ${r.max}`);
      if (r.rule === 'projectCost' && r.minCents > r.maxCents) complain(['rules', i, 'minCents'], `is more than the maximum, ${r.maxCents}`);
      if (r.rule !== 'flatRate') return;
      if (r.category === r.of) complain(['rules', i, 'of'], 'is the category itself');
      const floating = call.rules.some(
        (other) => (other.rule === 'categoryCap' && other.category === r.of) || (other.rule === 'flatRate' && other.category === r.of),
      );
      if (floating) complain(['rules', i, 'of'], `"${r.of}" is capped or a flat rate itself: a flat rate is counted on costs that stand by themselves`);
    });
    const admitted = call.rules.flatMap((r) => (r.rule === 'researchTypes' ? r.among : []));
    call.aid.tables.forEach((table, i) => {
      const before = call.aid.tables[i - 1];
      if (!before && table.from > call.dates.publishedOn) complain(['aid', 'tables', 0, 'from'], `must not be after publishedOn, ${call.dates.publishedOn}`);
      if (before && (before.until === null || addDays(before.until, 1) !== table.from))
        complain(['aid', 'tables', i, 'from'], 'must be the day after the table before ends');
      if (i === call.aid.tables.length - 1 && table.until !== null) complain(['aid', 'tables', i, 'until'], 'the last table has no end: null');
      for (const type of admitted)
        if (!table.percent[type]) complain(['aid', 'tables', i, 'percent', type], 'this research type is admitted and needs its intensities');
    });
    call.form.sections.forEach((section, i) =>
      section.fields.forEach((f, j) => {
        if (f.kind === 'choice' && !f.options?.length) complain(['form', 'sections', i, 'fields', j, 'options'], 'a choice needs options');
      }),
    );
    if (call.evaluation.panel.min > call.evaluation.panel.max)
      complain(['evaluation', 'panel', 'min'], `is more than the maximum, ${call.evaluation.panel.max}`);
    call.evaluation.criteria.forEach((c, i) => {
      if (c.threshold > c.max) complain(['evaluation', 'criteria', i, 'threshold'], `is more than the maximum, ${c.max}`);
      if (!Number.isInteger(Math.round((c.max / c.step) * 1e9) / 1e9)) complain(['evaluation', 'criteria', i, 'step'], `does not divide ${c.max}`);
    });
    const most = call.evaluation.criteria.reduce((total, c) => total + c.max * c.weight, 0);
    if (call.evaluation.totalThreshold > most) complain(['evaluation', 'totalThreshold'], `is more than all criteria together, ${most}`);
    call.ranking.tieBreaks.forEach((t, i) => {
      if (t.by === 'criterion' && !call.evaluation.criteria.some((c) => c.id === t.criterion))
        complain(['ranking', 'tieBreaks', i, 'criterion'], `no criterion "${t.criterion}"`);
    });
    const last = call.ranking.tieBreaks.at(-1);
    if (last && last.by !== 'draw' && last.by !== 'arrival') complain(['ranking', 'tieBreaks'], 'must end with arrival or draw, which always decide');
  });

export type Call = z.output<typeof callSchema>;
export type CallRule = z.output<typeof ruleSchema>;
export type RuleOf<N extends CallRule['rule']> = Extract<CallRule, { rule: N }>;
export type CallAct = z.output<typeof actSchema>;
export type Criterion = Call['evaluation']['criteria'][number];
export type Premium = Call['evaluation']['premiums'][number];
export type CallDocument = Call['documents'][number];
export type FormField = Call['form']['sections'][number]['fields'][number];
