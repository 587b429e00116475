import { checkFiscalCode, checkIpaCode, checkRor, checkVatNumber, type CodeCheck } from '#src/core/codes.ts';
import { reason, type Reason } from '#src/core/decision.ts';
import { regionIds } from '#src/core/regions.ts';
import { z } from 'zod';
import { aliasKinds, bodyKinds, ownerships, sizeClasses, tieKinds } from './states.ts';

const text = (max: number) => z.string({ error: 'form.required' }).trim().min(1, { abort: true }).max(max);
const optional = (max: number) => z.preprocess((v) => (typeof v === 'string' && v.trim() === '' ? null : (v ?? null)), z.string().trim().max(max).nullable());

/** What a form or JSON says of an organisation. Codes are looked at by `checkOrganisation`, which can say what is wrong with them. */
export const organisationInput = z.object({
  legalName: text(200).min(2),
  shortName: optional(80),
  kind: z.enum(bodyKinds),
  ownership: z.enum(ownerships),
  sizeClass: z.preprocess((v) => (v === '' || v === undefined ? null : v), z.enum(sizeClasses).nullable()),
  fiscalCode: optional(40),
  vatNumber: optional(40),
  ror: optional(100),
  ipaCode: optional(40),
  region: z.enum(regionIds, { error: 'organisations.region' }),
  city: text(100),
  website: optional(300),
});

/** Registering: `notSimilar` says that the similar names on record were looked at. */
export const registration = organisationInput.extend({ notSimilar: z.preprocess((v) => v === 'on' || v === true || v === 'true', z.boolean()) });

/** Editing: `revision` is the one that the form was filled from. */
export const edition = organisationInput.extend({ revision: z.coerce.number().int().min(1) });

export const aliasInput = z.object({ alias: text(200).min(2), kind: z.enum(aliasKinds).default('other') });
const date = z.preprocess((v) => (v === '' ? null : v), z.iso.date().nullable().default(null));
/** `parent` as people write it: a name, an abbreviation or a code. */
export const tieInput = z.object({ parent: text(200).min(2), kind: z.enum(tieKinds), fromOn: date, untilOn: date });
export type TieInput = z.output<typeof tieInput>;
export const resolveInput = z.object({ name: z.string().trim().min(1).max(300) });
export const personInput = z.object({ email: text(200), role: z.enum(['representative', 'member']) });
export const searchInput = z.object({ q: z.string().max(200).default(''), limit: z.coerce.number().int().min(1).max(50).default(10) });

export type OrganisationInput = z.output<typeof organisationInput>;

/** The input with its codes in one spelling, and every reason against it. */
export function checkOrganisation(input: OrganisationInput): { organisation: OrganisationInput; reasons: Reason[] } {
  const reasons: Reason[] = [];
  const checked = (given: string | null, check: (text: string) => CodeCheck, at: string): string | null => {
    if (given === null) return null;
    const found = check(given);
    if (found.ok) return found.value;
    reasons.push({ ...found.reason, at });
    return given;
  };
  const organisation: OrganisationInput = {
    ...input,
    fiscalCode: checked(input.fiscalCode, checkFiscalCode, 'fiscalCode'),
    vatNumber: checked(input.vatNumber, checkVatNumber, 'vatNumber'),
    ror: checked(input.ror, checkRor, 'ror'),
    ipaCode: checked(input.ipaCode, checkIpaCode, 'ipaCode'),
  };
  if (organisation.fiscalCode?.length === 16 && organisation.kind !== 'enterprise' && !reasons.some((r) => r.at === 'fiscalCode'))
    reasons.push(reason('organisations.personsCode', {}, { at: 'fiscalCode' }));
  if (input.kind === 'enterprise' && input.sizeClass === null) reasons.push(reason('organisations.sizeNeeded', {}, { at: 'sizeClass' }));
  if (input.kind !== 'enterprise' && input.sizeClass !== null) reasons.push(reason('organisations.sizeNotUsed', {}, { at: 'sizeClass' }));
  if (input.website !== null && !isWebAddress(input.website)) reasons.push(reason('organisations.website', {}, { at: 'website' }));
  return { organisation, reasons };
}

function isWebAddress(given: string): boolean {
  const url = URL.parse(given);
  return url !== null && /^https?:$/.test(url.protocol) && url.hostname.includes('.');
}

const source = z.strictObject({ ref: z.string().min(1), status: z.enum(['sourced', 'brief', 'inferred', 'example']) });

/** An organisation of a partnership's data. `sources` names, field by field, where a value comes from if not from the file's own source. */
export const organisationDefinition = z.strictObject({
  key: z.string().regex(/^[a-z0-9-]+$/),
  legalName: z.string().min(2).max(200),
  shortName: z.string().max(80).nullable(),
  aliases: z.array(z.strictObject({ name: z.string().min(2), kind: z.enum(aliasKinds) })),
  kind: z.enum(bodyKinds),
  ownership: z.enum(ownerships),
  sizeClass: z.enum(sizeClasses).nullable(),
  fiscalCode: z.string().nullable(),
  ror: z.string().nullable(),
  region: z.enum(regionIds),
  city: z.string().min(1),
  website: z.string().nullable(),
  sources: z.partialRecord(z.enum(['kind', 'ownership', 'sizeClass', 'fiscalCode', 'ror', 'region', 'city', 'sector', 'website']), source),
  /** The `key`s of what it is part of, or of its group. */
  partOf: z.array(z.strictObject({ key: z.string(), kind: z.enum(tieKinds), source })).optional(),
});
export type OrganisationDefinition = z.output<typeof organisationDefinition>;
