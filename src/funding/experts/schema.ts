import { checkOrcid } from '#src/core/codes.ts';
import { regionIds } from '#src/core/regions.ts';
import { z } from 'zod';
import { genders, languages, refusalKinds } from './states.ts';

const several = <T extends z.ZodType>(of: T) => z.preprocess((v) => (v === undefined || v === '' ? [] : Array.isArray(v) ? v : [v]), z.array(of).max(50));
const emptyAsNone = <T extends z.ZodType>(of: T) => z.preprocess((v) => (v === '' ? null : v), of.nullable().default(null));

const day = z.iso.date();
const dayOrNone = emptyAsNone(day);
const inOrder = { error: 'expert.datesInOrder', path: ['untilOn'] };

export const employmentInput = z
  .object({
    /** Chosen from the register; left out, it is told from the name where it can be. */
    organisationId: emptyAsNone(z.uuid()),
    organisationName: z.string().trim().min(1, 'form.required').max(300),
    role: z.string().trim().max(200).default(''),
    fromOn: dayOrNone,
    untilOn: dayOrNone,
  })
  .refine((e) => e.fromOn === null || e.untilOn === null || e.fromOn <= e.untilOn, inOrder);

export const absenceInput = z.object({ fromOn: day, untilOn: day }).refine((a) => a.fromOn <= a.untilOn, inOrder);

const orcid = z
  .string()
  .trim()
  .transform((text, context) => {
    const checked = checkOrcid(text);
    if (checked.ok) return checked.value;
    context.addIssue({ code: 'custom', message: checked.reason.code });
    return z.NEVER;
  });

/** What an expert knows and whom they work for: what conflicts and affinity are found from. What is left out of the second half stays as it is. */
export const profileInput = z.object({
  employerId: emptyAsNone(z.uuid()),
  region: z.enum(regionIds),
  gender: z.enum(genders),
  spokes: several(z.coerce.number().int().min(1).max(99)).default([]),
  sectors: several(z.string().max(40)).default([]),
  keywords: z.string().max(1000).default(''),
  languages: several(z.enum(languages)).optional(),
  cv: z.string().trim().max(20_000).optional(),
  orcid: z.preprocess((v) => (v === '' ? null : v), orcid.nullable()).optional(),
  availableFrom: z.preprocess((v) => (v === '' ? null : v), day.nullable()).optional(),
  availableUntil: z.preprocess((v) => (v === '' ? null : v), day.nullable()).optional(),
  mostAtOnce: z.preprocess((v) => (v === '' ? null : v), z.coerce.number().int().min(0).max(50).nullable()).optional(),
  employments: z.array(employmentInput).max(60).optional(),
  absences: z.array(absenceInput).max(60).optional(),
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

export const publicationInput = z.object({
  title: z.string().trim().min(1, 'form.required').max(1000),
  year: z.preprocess((v) => (v === '' ? null : v), z.coerce.number().int().min(1900).max(2100).nullable().default(null)),
  doi: z.preprocess((v) => (v === '' ? null : v), z.string().trim().max(300).nullable().default(null)),
  coauthors: z.array(z.string().trim().min(1).max(200)).max(500).default([]),
  written: z.string().max(20_000).default(''),
});
export const publicationsInput = z.object({ publications: z.array(publicationInput).max(1000) });
/** A table of publications: as text by the API, as a file in the form. */
export const publicationTableInput = z.object({ csv: z.string().min(1, 'form.required').max(5_000_000) });
export const publicationFileInput = z.object({ file: z.instanceof(File, { error: 'form.required' }).refine((f) => f.size > 0, 'form.required') });
export type PublicationInput = z.output<typeof publicationInput>;

/** Whom the office invites to a call: somebody of the register, or anybody by e-mail. */
export const invitationInput = z.object({
  email: z.string().trim().toLowerCase().pipe(z.email()),
  name: z.string().trim().min(2, 'form.required').max(200),
  locale: z.enum(['it', 'en']).default('it'),
  maxLoad: z.coerce.number().int().min(1).max(50),
  /** The last day to answer. */
  replyBy: day,
  message: z.string().trim().max(1000).default(''),
  /** The invitation that this one takes the place of. */
  replaces: emptyAsNone(z.uuid()),
});
export type InvitationInput = z.output<typeof invitationInput>;

/** Why an expert serves no longer, and whom of the register the office invites in their place. */
export const releaseInput = z
  .object({ reason: z.string({ error: 'form.required' }).trim().min(10).max(1000), invite: emptyAsNone(z.uuid()), replyBy: dayOrNone })
  .refine((r) => r.invite === null || r.replyBy !== null, { error: 'form.required', path: ['replyBy'] });
export type ReleaseInput = z.output<typeof releaseInput>;

/** Saying yes to an invitation through the API: the profile may be left out by who has one already. */
export const acceptanceInput = z.object({ profile: profileInput.optional() });

export const refusalInput = z
  .object({ kind: z.enum(refusalKinds, { error: 'form.required' }), reason: z.string().trim().max(2000).default('') })
  .refine((r) => r.kind !== 'other' || r.reason.length >= 10, { error: 'expertInvitation.sayWhy', path: ['reason'] });
export type RefusalInput = z.output<typeof refusalInput>;
