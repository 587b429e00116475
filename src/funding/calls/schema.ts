import { z } from 'zod';
import { actSchema } from './schema/acts.ts';
import { aid } from './schema/aid.ts';
import { contract, delivery } from './schema/delivery.ts';
import { evaluation } from './schema/evaluation.ts';
import { document, form } from './schema/form.ts';
import { cents, date, localTime, slug, sourceSchema, words } from './schema/parts.ts';
import { callProblems } from './schema/problems.ts';
import { ranking } from './schema/ranking.ts';
import { ruleSchema } from './schema/rules.ts';

/**
 * A call as data, `calls/<id>/call.json`. Published as `docs/formats/call.schema.json`.
 * Money in whole cents, percent as parts per hundred, local times in Europe/Rome (`2024-02-21T12:00`), every rule with its source.
 */
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
    form,
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
    evaluation,
    ranking,
    contract,
    /** What comes after the contract; left out where the call says nothing of it, and then nothing can be reported or paid. */
    delivery: delivery.optional(),
  })
  .superRefine((call, context) => {
    // What holds between the parts is looked at once every part by itself has its shape.
    if (context.issues.length > 0) return;
    for (const { path, message } of callProblems(call)) context.addIssue({ code: 'custom', path, message });
  });

export { actSchema, ruleSchema, sourceSchema };
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
