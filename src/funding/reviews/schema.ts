import { regionIds } from '#src/core/regions.ts';
import { z } from 'zod';
import { genders, refusalKinds } from './states.ts';

const several = <T extends z.ZodType>(of: T) => z.preprocess((v) => (v === undefined || v === '' ? [] : Array.isArray(v) ? v : [v]), z.array(of).max(50));
const emptyAsNone = <T extends z.ZodType>(of: T) => z.preprocess((v) => (v === '' ? null : v), of.nullable().default(null));

/** What an expert knows and whom they work for: what conflicts and affinity are found from. */
export const profileInput = z.object({
  employerId: emptyAsNone(z.uuid()),
  region: z.enum(regionIds),
  gender: z.enum(genders),
  spokes: several(z.coerce.number().int().min(1).max(99)).default([]),
  sectors: several(z.string().max(40)).default([]),
  keywords: z.string().max(1000).default(''),
});
export type ProfileInput = z.output<typeof profileInput>;

/** One expert for a call. The profile may be left out for who has one already. */
export const expertInput = z.object({
  email: z.string().trim().toLowerCase().pipe(z.email()),
  maxLoad: z.coerce.number().int().min(0).max(50),
  profile: profileInput.optional(),
});
export type ExpertInput = z.output<typeof expertInput>;

export const expertsInput = z.object({ experts: z.array(expertInput).min(1).max(500) });

/** The office's form: the profile's fields stand beside the address, all empty for who is registered. */
export const expertForm = z.object({ email: z.string(), maxLoad: z.string() }).loose();

export const declarationInput = z.object({
  /** By application: whether there is a conflict, and which. */
  answers: z.record(z.uuid(), z.object({ conflict: z.boolean(), detail: z.string().max(1000).default('') })).default({}),
  /** The expert states that there is none with all that are not answered. */
  noneElse: z.boolean().default(false),
  confidentiality: z.literal(true, { error: 'review.confidentialityNeeded' }),
});
export type DeclarationInput = z.output<typeof declarationInput>;

export const objectiveInput = z.object({ objective: z.enum(['fair', 'total']).default('fair') });
export const releaseInput = z.object({ run: z.uuid() });

const points = z.record(z.string().max(80), z.union([z.number(), z.string().max(40)])).default({});
const text = z.string().max(20_000);

/** A review as JSON. Points may be text: a draft keeps what is no number yet. */
export const reviewInput = z.object({
  revision: z.int().min(1),
  points,
  premiums: points,
  motivations: z.record(z.string().max(80), text).default({}),
  summary: text.default(''),
});
export type ReviewInput = z.output<typeof reviewInput>;

/** Submission may bring the content along, or submit what is saved. */
export const submissionInput = reviewInput.partial();

export const refusalInput = z.object({ kind: z.enum(refusalKinds), text: z.string().trim().min(20).max(1000) });
export type RefusalInput = z.output<typeof refusalInput>;

export const consensusInput = z.object({
  points,
  premiums: points,
  report: text,
  /** When the consensus that was looked at was reached, empty for none. */
  seen: z.string().max(40).optional(),
});
export type ConsensusInput = z.output<typeof consensusInput>;

/** Forms name their fields `points.<item>` and `motivation.<item>`. */
export const anyForm = z.object({}).loose();
