import { clean } from '#src/funding/applications/schema.ts';
import { z } from 'zod';
import { screeningOutcomes, templateKinds } from './states.ts';

/** One value or several, as forms send them. */
const several = z.preprocess((v) => (v === undefined || v === '' ? [] : Array.isArray(v) ? v : [v]), z.array(z.string().max(200)).max(200));
const text = (max: number) => z.string().max(max).transform(clean);
const ticked = z.preprocess((v) => v === 'on' || v === 'true' || v === true, z.boolean());

export const decisionInput = z.object({
  outcome: z.enum(screeningOutcomes),
  /** The lines checked by hand that were found in order; `all` for every one. */
  verified: several.default([]),
  /** For an exclusion: the unmet lines that it rests on. */
  reasons: several.default([]),
  written: z.string().max(4000).default(''),
  /** For an admission with reserve: its ground. */
  reserve: z.string().max(4000).default(''),
  note: z.string().max(4000).default(''),
  /** The decision or proposal that was looked at, empty for none; another one in between is a conflict. */
  seen: z.string().max(36).optional(),
});
export type DecisionInput = z.output<typeof decisionInput>;

export const bulkInput = z.object({
  applications: several,
  /** The officer confirms the lines that only a person can check, for all of them. */
  confirmed: z.union([z.literal('on'), z.literal(true)], { error: 'screening.confirmNeeded' }),
});

export const confirmationInput = z.object({
  proposal: z.string().max(36),
  answer: z.enum(['confirm', 'return']),
  why: text(4000).default(''),
});
export type ConfirmationInput = z.output<typeof confirmationInput>;

/** Cases taken, given back, given to somebody, or their proposals confirmed, one or many. */
export const casesInput = z.object({
  applications: several,
  deed: z.enum(['take', 'return', 'assign', 'confirm']),
  officer: z.string().max(36).default(''),
});
export type CasesInput = z.output<typeof casesInput>;

/** `check.<line>` is `met`, `unmet` or empty (not looked at), with `remark.<line>`. As JSON: the same under `checks`. */
const verdict = z.enum(['met', 'unmet', '']);
export const checksInput = z
  .looseObject({
    checks: z
      .array(z.object({ line: z.string().max(200), verdict, remark: text(1000).default('') }))
      .max(300)
      .optional(),
  })
  .transform((form, context) => {
    if (form.checks) return { checks: form.checks };
    return {
      checks: Object.entries(form).flatMap(([name, value]) => {
        if (!name.startsWith('check.')) return [];
        const line = name.slice('check.'.length);
        const parsed = verdict.safeParse(value);
        const remark = form[`remark.${line}`];
        if (!parsed.success || (typeof remark === 'string' && remark.length > 1000)) {
          context.addIssue({ code: 'custom', path: [name], message: 'form.invalid' });
          return [];
        }
        return [{ line: line.slice(0, 200), verdict: parsed.data, remark: typeof remark === 'string' ? clean(remark) : '' }];
      }),
    };
  });
export type ChecksInput = z.output<typeof checksInput>;

/** `items` are the ids picked, `defect.<id>` their words. As JSON: `defects`, by item. */
export const repairInput = z
  .looseObject({
    days: z.coerce.number().int().min(1),
    note: text(4000).default(''),
    items: several.default([]),
    defects: z.record(z.string().max(200), text(2000)).optional(),
  })
  .transform((form, context) => {
    const defects =
      form.defects ??
      Object.fromEntries(
        form.items.map((item) => {
          const said = form[`defect.${item}`];
          const words = typeof said === 'string' ? clean(said) : '';
          if (words.length > 2000) context.addIssue({ code: 'custom', path: [`defect.${item}`], message: 'form.invalid' });
          return [item, words];
        }),
      );
    return { days: form.days, note: form.note, defects };
  });
export type RepairInput = z.output<typeof repairInput>;

export const whyInput = z.object({ why: text(2000).default('') });

export const repairFileInput = z.object({
  item: z.string().min(1).max(200),
  file: z.instanceof(File, { message: 'application.fileMissing' }).refine((f) => f.size > 0, 'application.fileMissing'),
});

/** A file as JSON, in base64. */
export const repairFileJson = z
  .strictObject({ item: z.string().min(1).max(200), fileName: z.string().min(1).max(300), base64: z.base64() })
  .transform(({ base64, ...rest }) => ({ ...rest, bytes: new Uint8Array(Buffer.from(base64, 'base64')) }));

export const repairTextInput = z.object({ item: z.string().min(1).max(200), text: text(10_000) });

export const sendRepairInput = z.object({ incomplete: ticked.default(false) });

export const templateInput = z.object({
  kind: z.enum(templateKinds),
  locale: z.enum(['it', 'en']),
  subject: text(300).pipe(z.string().min(1)),
  body: text(10_000).pipe(z.string().min(1)),
  /** The revision that was read; 0 for the default words. */
  revision: z.coerce.number().int().min(0),
});
export type TemplateInput = z.output<typeof templateInput>;

export const templateResetInput = z.object({ kind: z.enum(templateKinds), locale: z.enum(['it', 'en']) });
