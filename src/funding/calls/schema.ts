import { regionIds } from '#src/core/regions.ts';
import { addDays } from '#src/core/time.ts';
import { bodyKinds, sizeClasses } from '#src/partnership/organisations/states.ts';
import { z } from 'zod';
import { formProblems } from './rules/form.ts';
import { contract, contractProblems, delivery } from './schema/delivery.ts';
import { cents, date, localTime, percent, slug, sourceSchema, words } from './schema/parts.ts';
import { applicantForms, costCategories, documentFormats, researchTypes, shareGroups, foundConflicts } from './vocabulary.ts';

/**
 * A call as data, `calls/<id>/call.json`. Published as `docs/formats/call.schema.json`.
 * Money in whole cents, percent as parts per hundred, local times in Europe/Rome (`2024-02-21T12:00`), every rule with its source.
 */
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
  /** What a missing or bad signature does: it stops the submission (when left out), or it is told and left to the screening. */
  badSignature: z.enum(['stops', 'toScreening']).optional(),
  /** For what expires: the date until when it is valid is asked (`stated`), and must not be before the deadline (`atDeadline`). */
  validity: z.enum(['stated', 'atDeadline']).optional(),
  /** What it may be, by its content; PDF where left out. What is signed is a PDF. */
  formats: z.array(z.enum(documentFormats)).min(1).optional(),
  /** May a missing or defective one be repaired (*soccorso istruttorio*)? */
  repairable: z.boolean(),
  maxBytes: z.int().min(1024),
  source: sourceSchema,
});

/** Asked only where another answer of the same form is one of these. A field that is not asked counts as unanswered. */
const condition = z
  .strictObject({ field: slug, oneOf: z.array(z.string().min(1)).min(1) })
  .meta({ id: 'condition', description: 'Holds where the answer to `field` is one of `oneOf`.' });

const option = z.strictObject({ id: slug, label: words });

/** A column of a table. `member`: one of the participants; `row`: a row of another table of the form; `month`: of the project, from 1. */
const column = z.strictObject({
  id: slug,
  kind: z.enum(['text', 'longText', 'number', 'choice', 'date', 'month', 'member', 'row']),
  label: words,
  help: words.optional(),
  required: z.boolean(),
  maxChars: z.int().min(1).optional(),
  min: z.number().optional(),
  max: z.number().optional(),
  unit: words.optional(),
  options: z.array(option).optional(),
  /** For `row`: the field whose rows can be chosen. */
  of: slug.optional(),
});

const field = z.strictObject({
  id: slug,
  /** `richText` is a subset of Markdown; `document` shows the place of one of the call's documents within the form. */
  kind: z.enum(['text', 'longText', 'richText', 'choice', 'choices', 'number', 'date', 'table', 'document']),
  label: words,
  help: words.optional(),
  required: z.boolean(),
  /** Counted as the reader sees it: the marks of rich text do not count. */
  maxChars: z.int().min(1).optional(),
  min: z.number().optional(),
  max: z.number().optional(),
  unit: words.optional(),
  options: z.array(option).optional(),
  /** For `choices`: how many at least and at most. */
  atLeast: z.int().min(0).optional(),
  atMost: z.int().min(1).optional(),
  columns: z.array(column).min(1).optional(),
  minRows: z.int().min(0).optional(),
  maxRows: z.int().min(1).optional(),
  /** Draws the rows of a table as a Gantt chart beside it: columns of kind `month`. */
  gantt: z.strictObject({ label: slug, from: slug, until: slug }).optional(),
  /** For `document`: the id of the document. */
  document: slug.optional(),
  when: condition.optional(),
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

const groupRule = <N extends string, S extends z.ZodRawShape>(name: N, shape: S) => z.strictObject({ rule: z.literal(name), source: sourceSchema, ...shape });

/** How experts are assigned. The rules hold for the experts of each single proposal. */
const assignment = z.strictObject({
  /** Every expert who has declared gets at least so many reviews. */
  minLoad: z.int().min(0).optional(),
  rules: z.array(
    z.discriminatedUnion('rule', [
      groupRule('bothGenders', {}),
      groupRule('onePerOrganisation', {}),
      /** From outside the region in which the lead carries the proposal out. */
      groupRule('outsideRegion', {}),
      groupRule('outsideSouth', { atLeast: z.int().min(1) }),
    ]),
  ),
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
  /** People under 40 among the staff. */
  z.strictObject({
    id: slug,
    kind: z.literal('youngShare'),
    title: words,
    percent,
    points: z.number().positive(),
    note: words.optional(),
    source: sourceSchema,
  }),
  /** What was declared in the form: a certification held, an objective chosen. */
  z.strictObject({
    id: slug,
    kind: z.literal('answer'),
    title: words,
    field: slug,
    oneOf: z.array(z.string().min(1)).min(1),
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
  z.strictObject({ by: z.literal('womenShare'), source: sourceSchema }),
  z.strictObject({ by: z.literal('merit'), source: sourceSchema }),
  z.strictObject({ by: z.literal('premium'), premium: slug, source: sourceSchema }),
  z.strictObject({ by: z.literal('lowerGrant'), source: sourceSchema }),
  z.strictObject({ by: z.literal('arrival'), source: sourceSchema }),
  z.strictObject({ by: z.literal('draw'), source: sourceSchema }),
]);

/** One condition of a list: what a proposal must be to stand on it. */
const belongs = z.discriminatedUnion('by', [
  /** `main`: its main Spoke; `any`: any Spoke that it names. */
  z.strictObject({ by: z.literal('spoke'), spokes: z.array(z.int().min(1)).min(1), counts: z.enum(['main', 'any']) }),
  z.strictObject({ by: z.literal('sector'), sectors: z.array(slug).min(1) }),
  /** What was answered in the form: a topic, an objective, a line of the call. */
  z.strictObject({ by: z.literal('answer'), field: slug, oneOf: z.array(z.string().min(1)).min(1) }),
  /** `largest`: the type with most of the eligible cost; `any`: any type with a cost. */
  z.strictObject({ by: z.literal('researchType'), types: z.array(z.enum(researchTypes)).min(1), counts: z.enum(['largest', 'any']) }),
  /** By place of implementation. `largest`: the region with most of the cost; `lead`: the lead's; `share`: regions with at least `minShare` of the cost together. */
  z.strictObject({
    by: z.literal('region'),
    regions: z.array(z.enum(regionIds)).min(1),
    counts: z.enum(['largest', 'lead', 'share']),
    minShare: percent.optional(),
  }),
  /** At least `minShare` of the cost in the South, or less than that. */
  z.strictObject({ by: z.literal('area'), area: z.enum(['south', 'other']), minShare: percent }),
]);

/** A list of its own with its own money. Where a call has lists, each pot pays for exactly one. */
const rankingList = z.strictObject({
  id: slug,
  title: words,
  pots: z.array(slug).min(1),
  /** All of them hold for a proposal on the list; none: every proposal is on it. */
  takes: z.array(belongs),
  /** Where money goes that nobody on this list can take: to a list further down, at once or from a date. */
  spills: z.strictObject({ to: slug, from: date.optional() }).optional(),
  source: sourceSchema,
});

/** How a premium of the evaluation counts. `gate`: it has to be reached, and gives no points; `both`: it has to be reached, and gives them. */
const premiumUse = z.strictObject({
  premium: slug,
  use: z.enum(['bonus', 'gate', 'both']),
  /** Points that pass the gate; all of them where left out. */
  atLeast: z.number().positive().optional(),
  /** The most points that it adds. */
  cap: z.number().positive().optional(),
  source: sourceSchema,
});

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
      sections: z.array(z.strictObject({ id: slug, title: words, help: words.optional(), when: condition.optional(), fields: z.array(field).min(1) })).min(1),
      source: sourceSchema,
    }),
    documents: z.array(document),
    /** What each partner's legal representative has to confirm before the application is handed in. */
    consortium: z
      .strictObject({
        confirmation: z.enum(['required', 'none']),
        declarations: z.array(z.strictObject({ id: slug, text: words, source: sourceSchema })),
        /** The mandate that the partners of an ATS give to the lead. */
        mandate: z.strictObject({ text: words, source: sourceSchema }).nullable(),
        source: sourceSchema,
      })
      .optional(),
    /** The most that all documents of an application may weigh together. */
    documentsTogether: z.strictObject({ maxBytes: z.int().min(1024), source: sourceSchema }).optional(),
    /** The admission check: the term to repair, ten days at most by law, until the end of its last day or the hour of `repairUntil`; two officers a decision. */
    screening: z
      .strictObject({
        repairDays: z.int().min(1).max(10),
        repairUntil: z
          .string()
          .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
          .optional(),
        fourEyes: z.boolean(),
        admissionDays: z.int().min(1).max(365),
        source: sourceSchema,
      })
      .optional(),
    evaluation: z.strictObject({
      criteria: z.array(criterion).min(1),
      totalThreshold: z.number().min(0),
      aggregation: z.strictObject({ by: z.enum(['mean', 'median']), decimals: z.int().min(0).max(4) }),
      reviewsPerProposal: z.int().min(1),
      maxLoad: z.int().min(1),
      /** Totals further apart than this are settled as `onDivergence` says: by a consensus of the panel where it is left out. */
      divergence: z.number().positive().nullable(),
      /** `expert`: one more expert reviews the proposal, and the panel is not needed. */
      onDivergence: z.enum(['panel', 'expert']).optional(),
      /** Days that an expert has for a review, to the end of the last one; no term where left out. */
      reviewDays: z.int().min(1).max(365).optional(),
      assignment: assignment.optional(),
      panel: z.strictObject({ min: z.int().min(1), max: z.int().min(1) }),
      blind: z.enum(['open', 'single']),
      premiums: z.array(premium),
      premiumCap: z.number().min(0),
      /** Conflicts of interest: how far back, which bar and which are only shown to the office. One's own employer and proposal always bar. */
      conflicts: z
        .strictObject({
          lookBackYears: z.int().min(0).max(20),
          bars: z.array(z.enum(foundConflicts)),
          shown: z.array(z.enum(foundConflicts)),
          source: sourceSchema,
        })
        .optional(),
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
          /** `placeOfImplementation`: the part of each grant that is spent there; `costShare`: the whole grant of who bears `minShare` of its cost there. */
          countBy: z.enum(['placeOfImplementation', 'costShare']),
          minShare: percent.optional(),
          /** From this date a hard reserve no longer holds back what the South has not taken. */
          spillsFrom: date.optional(),
          /** The list that it is a reserve of, in a call with lists. */
          list: slug.optional(),
          source: sourceSchema,
        }),
      ),
      /** Lists with money of their own, in the order in which they are paid; one list of all where left out. */
      lists: z.array(rankingList).min(1).optional(),
      /** How premiums count; as bonus where left out. */
      premiums: z.array(premiumUse).min(1).optional(),
      /** What the total threshold looks at, and what premiums have to reach: points together, or how many of them. */
      thresholds: z
        .strictObject({
          total: z.enum(['merit', 'withPremiums']),
          premiumPoints: z.number().positive().optional(),
          premiumCount: z.int().min(1).optional(),
          source: sourceSchema,
        })
        .optional(),
      /** Proposals that cannot be told apart from the last one funded by merit, at this confidence in percent, change places among each other by the draw. */
      tieBand: z.strictObject({ confidence: z.enum(['80', '90', '95', '99']), source: sourceSchema }).optional(),
      /** `submissions`: the seed of a draw is made of what was handed in; `committed`: also of a secret whose fingerprint was recorded before the deadline. */
      draw: z.strictObject({ seed: z.enum(['submissions', 'committed']), source: sourceSchema }).optional(),
      partialFunding: z.boolean(),
      /** When a grant no longer fits: stop there, or go on with the next that does. */
      whenMoneyEnds: z.enum(['stop', 'skip']),
      provisionalDays: z.int().min(0),
      publishes: z.array(z.enum(['protocol', 'title', 'lead', 'region', 'points', 'grant', 'state'])).min(1),
      source: sourceSchema,
    }),
    contract,
    /** What comes after the contract; left out where the call says nothing of it, and then nothing can be reported or paid. */
    delivery: delivery.optional(),
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
    twice(['consortium', 'declarations'], call.consortium?.declarations.map((d) => d.id) ?? []);
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
    for (const { path, message } of formProblems(call.form, call.documents)) complain(['form', ...path], message);
    if (call.evaluation.panel.min > call.evaluation.panel.max)
      complain(['evaluation', 'panel', 'min'], `is more than the maximum, ${call.evaluation.panel.max}`);
    call.documents.forEach((d, i) => {
      if (d.signature === 'digital' && d.formats?.some((f) => f !== 'pdf')) complain(['documents', i, 'formats'], 'what is signed digitally is a PDF');
    });
    call.evaluation.criteria.forEach((c, i) => {
      if (c.threshold > c.max) complain(['evaluation', 'criteria', i, 'threshold'], `is more than the maximum, ${c.max}`);
      if (!Number.isInteger(Math.round((c.max / c.step) * 1e9) / 1e9)) complain(['evaluation', 'criteria', i, 'step'], `does not divide ${c.max}`);
    });
    const { assignment: assigning, reviewsPerProposal: reviews, maxLoad } = call.evaluation;
    if ((assigning?.minLoad ?? 0) > maxLoad) complain(['evaluation', 'assignment', 'minLoad'], `is more than the maximum, ${maxLoad}`);
    assigning?.rules.forEach((r, i) => {
      const at = ['evaluation', 'assignment', 'rules', i];
      if (assigning.rules.findIndex((o) => o.rule === r.rule) !== i) complain([...at, 'rule'], `"${r.rule}" is there twice`);
      if (r.rule === 'bothGenders' && reviews < 2) complain([...at, 'rule'], 'needs at least two reviews of each proposal');
      if (r.rule === 'outsideSouth' && r.atLeast > reviews) complain([...at, 'atLeast'], `is more than the reviews of each proposal, ${reviews}`);
    });
    const most = call.evaluation.criteria.reduce((total, c) => total + c.max * c.weight, 0);
    if (call.evaluation.totalThreshold > most) complain(['evaluation', 'totalThreshold'], `is more than all criteria together, ${most}`);
    call.ranking.tieBreaks.forEach((t, i) => {
      if (t.by === 'criterion' && !call.evaluation.criteria.some((c) => c.id === t.criterion))
        complain(['ranking', 'tieBreaks', i, 'criterion'], `no criterion "${t.criterion}"`);
    });
    const { lists, quotas, premiums: uses } = call.ranking;
    const premiumIds = call.evaluation.premiums.map((p) => p.id);
    call.ranking.tieBreaks.forEach((t, i) => {
      if (t.by === 'premium' && !premiumIds.includes(t.premium)) complain(['ranking', 'tieBreaks', i, 'premium'], `no premium "${t.premium}"`);
    });
    const asked = new Set(call.form.sections.flatMap((section) => section.fields.map((f) => f.id)));
    call.evaluation.premiums.forEach((p, i) => {
      if (p.kind === 'answer' && !asked.has(p.field)) complain(['evaluation', 'premiums', i, 'field'], `no field "${p.field}" in the form`);
    });
    twice(
      ['ranking', 'quotas'],
      quotas.map((q) => q.id),
    );
    twice(['ranking', 'lists'], lists?.map((l) => l.id) ?? []);
    quotas.forEach((q, i) => {
      if (q.countBy === 'costShare' && q.minShare === undefined) complain(['ranking', 'quotas', i, 'minShare'], 'counting by cost share needs the least share');
      if (q.spillsFrom !== undefined && q.form !== 'hard') complain(['ranking', 'quotas', i, 'spillsFrom'], 'a floor gives on what is left at once');
      if (lists ? !lists.some((l) => l.id === q.list) : q.list !== undefined) complain(['ranking', 'quotas', i, 'list'], `no list "${q.list ?? ''}"`);
      if (quotas.findIndex((other) => other.list === q.list) !== i) complain(['ranking', 'quotas', i], 'a list has one reserve at most');
    });
    lists?.forEach((l, i) => {
      l.pots.forEach((pot, j) => {
        if (!call.pots.some((p) => p.id === pot)) complain(['ranking', 'lists', i, 'pots', j], `no pot "${pot}"`);
        if (lists.findIndex((other) => other.pots.includes(pot)) !== i || l.pots.indexOf(pot) !== j)
          complain(['ranking', 'lists', i, 'pots', j], `the pot "${pot}" pays for another list already`);
      });
      if (l.spills && !lists.slice(i + 1).some((other) => other.id === l.spills!.to))
        complain(['ranking', 'lists', i, 'spills', 'to'], `no list "${l.spills.to}" further down`);
      l.takes.forEach((rule, j) => {
        if (rule.by === 'region' && rule.counts === 'share' && rule.minShare === undefined)
          complain(['ranking', 'lists', i, 'takes', j, 'minShare'], 'counting by share needs the least share');
        if (rule.by === 'answer' && !asked.has(rule.field)) complain(['ranking', 'lists', i, 'takes', j, 'field'], `no field "${rule.field}" in the form`);
      });
    });
    if (lists)
      call.pots.forEach((p, i) => lists.some((l) => l.pots.includes(p.id)) || complain(['pots', i], `the pot "${p.id}" pays for no list of the ranking`));
    uses?.forEach((u, i) => {
      const premium = call.evaluation.premiums.find((p) => p.id === u.premium);
      if (!premium) return complain(['ranking', 'premiums', i, 'premium'], `no premium "${u.premium}"`);
      if (uses.findIndex((other) => other.premium === u.premium) !== i) complain(['ranking', 'premiums', i, 'premium'], `"${u.premium}" is there twice`);
      const most = premium.kind === 'judged' ? premium.max : premium.points;
      if (u.atLeast !== undefined && u.atLeast > most) complain(['ranking', 'premiums', i, 'atLeast'], `is more than the maximum, ${most}`);
    });
    if ((call.ranking.thresholds?.premiumCount ?? 0) > premiumIds.length)
      complain(['ranking', 'thresholds', 'premiumCount'], `is more than the premiums there are, ${premiumIds.length}`);
    for (const { path, message } of contractProblems(call)) complain(path, message);
    if (call.ranking.tieBand && lists) complain(['ranking', 'tieBand'], 'the draw around the line is for a call with one list');
    if (call.ranking.tieBand && reviews < 2) complain(['ranking', 'tieBand'], 'needs at least two reviews of each proposal');
    const last = call.ranking.tieBreaks.at(-1);
    if (last && last.by !== 'draw' && last.by !== 'arrival') complain(['ranking', 'tieBreaks'], 'must end with arrival or draw, which always decide');
  });

export { sourceSchema };
export type Call = z.output<typeof callSchema>;
export type CallRule = z.output<typeof ruleSchema>;
export type RuleOf<N extends CallRule['rule']> = Extract<CallRule, { rule: N }>;
export type CallAct = z.output<typeof actSchema>;
export type Criterion = Call['evaluation']['criteria'][number];
export type Premium = Call['evaluation']['premiums'][number];
export type AssignmentRule = NonNullable<Call['evaluation']['assignment']>['rules'][number];
export type ContractDocument = NonNullable<Call['contract']['documents']>[number];
export type Delivery = NonNullable<Call['delivery']>;
export type CallDocument = Call['documents'][number];
export type FormField = Call['form']['sections'][number]['fields'][number];
export type FormColumn = NonNullable<FormField['columns']>[number];
