import { romeInstant } from '#src/core/time.ts';
import { clean } from '#src/funding/applications/schema.ts';
import { z } from 'zod';
import { itemOutcomes } from './states.ts';

const points = z.record(z.string().max(80), z.union([z.number(), z.string().max(40)])).default({});
const text = z.string().max(20_000);

export const consensusInput = z.object({
  points,
  premiums: points,
  report: text,
  /** When the consensus that was looked at was reached, empty for none. */
  seen: z.string().max(40).optional(),
});
export type ConsensusInput = z.output<typeof consensusInput>;

/** A rapporteur's draft: whatever is written so far. */
export const draftInput = z.object({ points, premiums: points, report: text.default(''), revision: z.coerce.number().int().min(0) });

const written = (max: number) => z.string().max(max).transform(clean).default('');
const several = z.preprocess((v) => (v === undefined || v === '' ? [] : [v].flat()), z.array(z.uuid()).max(500));

function instantOf(local: string, refine: z.RefinementCtx): string {
  try {
    return romeInstant(local);
  } catch {
    refine.addIssue({ code: 'custom', message: 'panel.noSuchTime' });
    return z.NEVER;
  }
}

const plan = {
  /** On the clocks of Rome, `2024-05-06T10:00`. */
  heldAt: z.string().max(40).transform(instantOf),
  place: z
    .string()
    .max(500)
    .transform(clean)
    .refine((p) => p !== '', 'form.required'),
  chair: z.uuid('form.required'),
  secretary: z.uuid('form.required'),
  members: several,
  /** The revision that was looked at; left out for a new meeting. */
  revision: z.coerce.number().int().optional(),
};

/** Items in the order in which they are taken. */
export const planInput = z.object({ ...plan, agenda: several });
export type PlanInput = z.output<typeof planInput>;

/** The form ticks proposals and numbers them (`order.<id>`); those without a number come last, as they were listed. */
export const planForm = z
  .looseObject({ ...plan, agenda: several })
  .transform(({ agenda, heldAt, place, chair, secretary, members, revision, ...rest }): PlanInput => {
    const orderOf = (id: string) => Number(rest[`order.${id}`]) || Number.MAX_SAFE_INTEGER;
    return { heldAt, place, chair, secretary, members, revision, agenda: agenda.toSorted((a, b) => orderOf(a) - orderOf(b)) };
  });

export const presenceInput = z.object({ present: several });

const revision = z.coerce.number().int().min(0);
const votes = z.preprocess(
  (v) => (v === '' || v === undefined ? 0 : v),
  z.coerce.number('form.invalid').int('form.invalid').min(0, 'form.invalid').max(99, 'form.invalid'),
);
export const rulingInput = z.object({
  outcome: z.enum(itemOutcomes, 'form.required'),
  discussion: written(20_000),
  decision: written(4000),
  against: votes,
  abstained: votes,
  revision,
});
export type RulingInput = z.output<typeof rulingInput>;

const why = z
  .string()
  .max(500)
  .transform(clean)
  .refine((p) => p !== '', 'form.required');
export const leaveInput = z.object({ person: z.uuid('form.required'), reason: why });
export const callOffInput = z.object({ reason: why });
export const returnInput = z.object({ person: z.uuid() });

export const minutesFile = z.object({ file: z.instanceof(File, { message: 'application.fileMissing' }).refine((f) => f.size > 0, 'application.fileMissing') });
export const minutesBytes = z.object({ base64: z.base64(), fileName: z.string().max(300).default('verbale.pdf') });

export const rapporteurInput = z.object({ expert: z.string().min(1, 'form.required').max(20) });
export const messageInput = z.object({
  body: z
    .string()
    .max(8000)
    .transform(clean)
    .refine((p) => p !== '', 'form.required'),
});
