import { bodyKinds, sizeClasses } from '#src/partnership/organisations/states.ts';
import { z } from 'zod';
import { applicantForms, costCategories, researchTypes, shareGroups } from '../vocabulary.ts';
import { cents, date, percent, slug, sourceSchema, words } from './parts.ts';

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
