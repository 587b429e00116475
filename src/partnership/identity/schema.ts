import { roles } from '#src/core/actor.ts';
import { checkFiscalCode } from '#src/core/codes.ts';
import { locales } from '#src/core/words.ts';
import { z } from 'zod';
import { PASSWORD_MAX, PASSWORD_MIN } from './states.ts';

const email = z.string().trim().toLowerCase().min(1).max(254).pipe(z.email());
const newPassword = z.string().min(PASSWORD_MIN).max(PASSWORD_MAX);
const name = z.string().trim().min(1).max(120);
const next = z.string().optional();

/** Whatever is wrong with the password here is told in one way only. */
export const signInSchema = z.object({ email, password: z.string().min(1).max(1000), next });
export const personaSchema = z.object({ persona: z.string().min(1).max(60), next });
export const signUpSchema = z.object({ name, email, password: newPassword, next });
export const tokenSchema = z.object({ token: z.string().min(1).max(4000), next });
export const forgottenSchema = z.object({ email });
export const resetSchema = z.object({ token: z.string().min(1).max(4000), password: newPassword });
/** A person's own code; empty takes it away, left out leaves it as it is. */
const ownFiscalCode = z
  .string()
  .trim()
  .max(40)
  .transform((text, context): string | null => {
    if (text === '') return null;
    const checked = checkFiscalCode(text);
    const problem = !checked.ok ? checked.reason.code : checked.value.length === 16 ? null : 'codes.fiscalCode.length';
    if (problem) context.addIssue({ code: 'custom', message: problem });
    return checked.ok ? checked.value : null;
  })
  .optional();
export const profileSchema = z.object({ name, locale: z.enum(locales), fiscalCode: ownFiscalCode });
export const passwordSchema = z.object({ current: z.string().min(1).max(1000), password: newPassword });
export const grantSchema = z.object({
  role: z.enum(roles),
  scope: z
    .string()
    .trim()
    .max(80)
    .default('')
    .transform((text) => (text === '' ? null : text)),
});
