import { reason, type Reason } from '#src/core/decision.ts';
import { AppError } from '#src/core/errors.ts';
import { problemsOf } from './check.ts';
import { callSchema, type Call } from './schema.ts';

/** Checks a call's data; every problem becomes a reason that names its place in the file, at the field of the form that asked. */
export function readCall(value: unknown, at = 'definition'): Call {
  const parsed = callSchema.safeParse(value, { reportInput: true });
  if (parsed.success) return parsed.data;
  const italian = problemsOf(parsed.error, value, 'it');
  const reasons: Reason[] = problemsOf(parsed.error, value, 'en')
    .slice(0, 50)
    .map((p, i) => reason('call.invalid', { path: p.path, message: { it: italian[i]!.message, en: p.message } }, { at }));
  throw new AppError('invalid', reasons);
}
