import { parseEuros, type Cents } from '#src/core/money.ts';
import { isRegion } from '#src/core/regions.ts';
import type { CostFact } from '#src/funding/calls/facts.ts';
import { costCategories, researchTypes } from '#src/funding/calls/vocabulary.ts';
import { z } from 'zod';

/** What a person or a program may send. Texts come out in one spelling: NFC, line feeds, nothing that cannot be shown. */

const unshowable = /(?![\n\t])\p{Cc}|[\ufffe\uffff]/gu;

/** Text as it is kept: the database refuses NUL, the canonical form lone surrogates, and a browser sends line ends as CR LF. */
export const clean = (text: string): string => text.toWellFormed().replace(/\r\n?/g, '\n').replace(unshowable, '').normalize('NFC').trim();

/** `3,5` as people type it. */
export const cleanNumber = (text: string): string => clean(text).replace(',', '.');

const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
export const isUuid = (text: string): boolean => uuidPattern.test(text);
const uuid = z.string().regex(uuidPattern);

/** An id out of an address, a call's or a protocol number: whatever else stands there names nothing, and never reaches the database. */
export const isName = (text: string): boolean => /^[\w.-]{1,100}$/.test(text);

const revision = z.coerce.number().int().min(1);
/** No application has so many; the call's own limit is far below. */
const mostMembers = 60;
const heads = z.coerce.number().int().min(0).max(10_000);
const months = z.coerce.number().int().min(1).max(240);
const day = z.iso.date().refine((d) => d >= '2000-01-01' && d <= '2099-12-31', 'form.invalid');
const spoke = z.coerce.number().int().min(1).max(99);
const blankAs = <S extends z.ZodType, V>(schema: S, blank: V) => z.union([z.literal('').transform(() => blank), schema]);
const listOf = <S extends z.ZodType>(item: S) => z.preprocess((v) => (v === undefined || v === '' ? [] : Array.isArray(v) ? v : [v]), z.array(item).max(99));
const ticked = z.preprocess((v) => v === 'on' || v === 'true' || v === true, z.boolean());

export const startInput = z.object({ organisationId: uuid });

/** The answers of one section; which fields it has is the call's to say, so the action checks them. */
export const sectionInput = z.looseObject({ revision });

export const projectInput = z.object({
  revision,
  mainSpoke: blankAs(spoke, null).default(null),
  spokes: listOf(spoke),
  sector: blankAs(z.string().max(60), null).default(null),
  startsOn: blankAs(day, null).default(null),
  durationMonths: blankAs(months, null).default(null),
  wideDissemination: ticked,
  mayPublishResults: ticked,
});

export type ProjectInput = Omit<z.output<typeof projectInput>, 'revision'>;

export type MemberInput = { organisationId: string; region: string; women: number; men: number; under40: number; newHires: number };

const region = z.string().refine((r): boolean => r === '' || isRegion(r), 'form.invalid');
const memberShape = { region: region.default(''), women: heads.default(0), men: heads.default(0), under40: heads.default(0), newHires: heads.default(0) };
const youngerFit = (m: { women: number; men: number; under40: number }) => m.under40 <= m.women + m.men;

const memberFields = z.object({ region, women: blankAs(heads, 0), men: blankAs(heads, 0), under40: blankAs(heads, 0), newHires: blankAs(heads, 0) });

/** `member.<organisation>.women` and so on, one set for each member. */
export const membersInput = z.looseObject({ revision }).transform((form, context): { revision: number; members: MemberInput[] } => {
  const grouped = new Map<string, Record<string, unknown>>();
  for (const [name, value] of Object.entries(form)) {
    const match = /^member\.([0-9a-f-]{36})\.(\w+)$/.exec(name);
    if (match && isUuid(match[1]!)) grouped.set(match[1]!, { ...grouped.get(match[1]!), [match[2]!]: value });
  }
  if (grouped.size > mostMembers) context.addIssue({ code: 'custom', message: 'form.invalid' });
  const members = [...grouped].flatMap(([organisationId, fields]) => {
    const parsed = memberFields.safeParse(fields);
    const at = (field: string) => [`member.${organisationId}.${field}`];
    if (!parsed.success) {
      for (const issue of parsed.error.issues) context.addIssue({ code: 'custom', path: at(String(issue.path[0])), message: 'form.invalid' });
      return [];
    }
    if (!youngerFit(parsed.data)) context.addIssue({ code: 'custom', path: at('under40'), message: 'application.tooManyYoung' });
    return [{ organisationId, ...parsed.data }];
  });
  return { revision: form.revision, members };
});

export const partnerInput = z.object({ organisationId: uuid });

export type MemberCostsInput = { organisationId: string; costs: CostFact[] };

/** `cost.<organisation>.<category>.<research type>`, an amount in euros as people type it; empty is nothing. */
export const budgetInput = z.looseObject({ revision }).transform((form, context): { revision: number; members: MemberCostsInput[]; next: string } => {
  const members = new Map<string, CostFact[]>();
  for (const [name, value] of Object.entries(form)) {
    const match = /^cost\.([0-9a-f-]{36})\.(\w+)\.(\w+)$/.exec(name);
    if (!match || !isUuid(match[1]!)) continue;
    const [category, researchType] = [costCategories.find((c) => c === match[2]), researchTypes.find((t) => t === match[3])];
    const cents = amount(value);
    if (!category || !researchType || cents === undefined) {
      context.addIssue({ code: 'custom', path: [name], message: category && researchType ? 'form.notAnAmount' : 'form.invalid' });
      continue;
    }
    const costs = members.get(match[1]!) ?? [];
    members.set(match[1]!, cents === 0 ? costs : [...costs, { category, researchType, cents }]);
  }
  if (members.size > mostMembers) context.addIssue({ code: 'custom', message: 'form.invalid' });
  return { revision: form.revision, members: [...members].map(([organisationId, costs]) => ({ organisationId, costs })), next: String(form['next'] ?? '') };
});

/** A cost line of ten thousand million is a typing error; the sums of all lines must stay exact. */
const mostCents = 1_000_000_000_000;

function amount(value: unknown): Cents | undefined {
  if (typeof value !== 'string') return undefined;
  if (value.trim() === '') return 0;
  const cents = parseEuros(value);
  return cents !== undefined && cents <= mostCents ? cents : undefined;
}

export const uploadInput = z.object({
  document: z.string().min(1).max(100),
  organisation: blankAs(uuid, null).default(null),
  file: z.instanceof(File, { message: 'application.fileMissing' }).refine((f) => f.size > 0, 'application.fileMissing'),
});

/** Documents as JSON: each PDF in base64, in the place that the call asks for it. */
export const documentsInput = z.object({
  documents: z
    .array(
      z
        .strictObject({
          document: z.string().min(1).max(100),
          organisation: uuid.nullable().default(null),
          fileName: z.string().min(1).max(300),
          base64: z.base64(),
        })
        .transform(({ base64, ...place }) => ({ ...place, bytes: new Uint8Array(Buffer.from(base64, 'base64')) })),
    )
    .min(1)
    .max(100),
});

export const submissionInput = z.object({
  declaration: z.preprocess((v) => v === 'on' || v === true, z.literal(true, { message: 'application.declarationMissing' })),
});

const id = z.string().min(1).max(100);

/** A whole application in one JSON document: what `GET` answers under `draft` can be changed and sent back. */
export const draftInput = z.strictObject({
  revision: z.int().min(1),
  answers: z.record(id, z.record(id, z.string().max(100_000))),
  mainSpoke: z.int().min(1).max(99).nullable(),
  spokes: z.array(z.int().min(1).max(99)).max(99),
  sector: z.string().max(60).nullable(),
  startsOn: day.nullable(),
  durationMonths: z.int().min(1).max(240).nullable(),
  wideDissemination: z.boolean(),
  mayPublishResults: z.boolean(),
  /** The lead first, then the partners in their order. */
  members: z
    .array(
      z
        .strictObject({
          organisationId: uuid,
          ...memberShape,
          costs: z
            .array(
              z.strictObject({ category: z.enum(costCategories), researchType: z.enum(researchTypes), cents: z.int('form.notAnAmount').min(1).max(mostCents) }),
            )
            .max(100)
            .default([]),
        })
        .refine(youngerFit, { message: 'application.tooManyYoung', path: ['under40'] }),
    )
    .min(1)
    .max(mostMembers),
});

export type DraftInput = z.output<typeof draftInput>;
