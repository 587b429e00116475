import { z } from 'zod';
import { documentFormats, personMeanings } from '../vocabulary.ts';
import { slug, sourceSchema, words } from './parts.ts';

export const document = z.strictObject({
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
  /** In a double-blind call: written without names, and read by the experts. They read no other document. */
  anonymous: z.boolean().optional(),
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
  identifying: z.boolean().optional(),
  /** What it says of the person of its row. */
  means: z.enum(personMeanings).optional(),
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
  /** Says who proposes: in a double-blind call the experts do not read it, nor what is asked because of it. */
  identifying: z.boolean().optional(),
  /** What it says of a person, for who looks for conflicts of interest: a name, or something of the person named before it in the section. */
  means: z.enum(personMeanings).optional(),
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

export const form = z.strictObject({
  sections: z
    .array(
      z.strictObject({
        id: slug,
        title: words,
        help: words.optional(),
        identifying: z.boolean().optional(),
        when: condition.optional(),
        fields: z.array(field).min(1),
      }),
    )
    .min(1),
  source: sourceSchema,
});
