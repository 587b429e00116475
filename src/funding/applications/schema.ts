import { checkOrcid } from '#src/core/codes.ts';
import { parseEuros, type Cents } from '#src/core/money.ts';
import { isRegion } from '#src/core/regions.ts';
import type { CostFact } from '#src/funding/calls/facts.ts';
import { costCategories, researchTypes } from '#src/funding/calls/vocabulary.ts';
import { z } from 'zod';
import { peopleRead } from './rules/named.ts';
import type { Answer, StaffLine } from './snapshot.ts';
import { ageBands, contracts, genders, invitationKinds } from './states.ts';

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

/** `from`: an earlier application whose answers are taken over. */
/** `quiz`: the address of the answers that were given before signing in, for what the draft can begin with. */
export const startInput = z.object({
  organisationId: uuid,
  from: z
    .union([z.literal('').transform(() => null), uuid])
    .nullable()
    .default(null),
  quiz: z.string().max(4000).default(''),
});

/** The answers of one section, each with its version as `_base.<field>`; which fields it has is the call's to say, so the action checks them. */
export const sectionInput = z.looseObject({ revision: revision.optional() });

/** Which of two texts is to count: what is current, the one beside it, or a third. */
export const settlementInput = z.looseObject({ choice: z.enum(['theirs', 'mine', 'written']) });

const commentText = z.string().transform(clean).pipe(z.string().min(1).max(4000));
export const commentInput = z
  .object({
    section: blankAs(z.string().max(100), null).optional(),
    field: blankAs(z.string().max(100), null).optional(),
    thread: blankAs(uuid, null).optional(),
    body: commentText,
    tell: listOf(uuid),
  })
  .refine(({ section, field }) => !section === !field, 'form.invalid');
export type CommentInput = z.output<typeof commentInput>;
export const editedCommentInput = z.object({ body: commentText });

/** Rows of a table out of a spreadsheet: pasted, or as a file, which then counts. A file field that was left empty sends an empty file. */
export const tableImportInput = z.object({
  rows: z.string().max(1_048_576).default(''),
  file: z
    .instanceof(File)
    .optional()
    .transform((f) => (f && f.size > 0 ? f : null)),
  how: z.enum(['append', 'replace']).default('append'),
  base: z.coerce.number().int().min(0).default(0),
});

const projectSeen = z.strictObject({
  mainSpoke: z.int().nullable(),
  spokes: z.array(z.int()).max(99),
  sector: z.string().max(60).nullable(),
  startsOn: z.string().max(10).nullable(),
  durationMonths: z.int().nullable(),
  wideDissemination: z.boolean(),
  mayPublishResults: z.boolean(),
});

/** What the form was drawn from, in JSON: only what was changed in it is saved. Without it the revision decides for all fields together. */
const seenProject = z
  .string()
  .max(2000)
  .optional()
  .transform((text, context) => {
    if (text === undefined) return null;
    try {
      const parsed = projectSeen.safeParse(JSON.parse(text));
      if (parsed.success) return parsed.data;
    } catch {
      // Not JSON at all.
    }
    context.addIssue({ code: 'custom', message: 'form.invalid' });
    return z.NEVER;
  });

export const projectInput = z.object({
  revision: revision.optional(),
  seen: seenProject,
  mainSpoke: blankAs(spoke, null).default(null),
  spokes: listOf(spoke),
  sector: blankAs(z.string().max(60), null).default(null),
  startsOn: blankAs(day, null).default(null),
  durationMonths: blankAs(months, null).default(null),
  wideDissemination: ticked,
  mayPublishResults: ticked,
});

export type ProjectInput = Omit<z.output<typeof projectInput>, 'revision' | 'seen'>;

export type MemberInput = { organisationId: string; region: string; women: number; men: number; under40: number; newHires: number };

const region = z.string().refine((r): boolean => r === '' || isRegion(r), 'form.invalid');
const memberShape = { region: region.default(''), women: heads.default(0), men: heads.default(0), under40: heads.default(0), newHires: heads.default(0) };
const youngerFit = (m: { women: number; men: number; under40: number; staff?: unknown }) => m.staff !== undefined || m.under40 <= m.women + m.men;

/** A member has at most so many lines of staff. */
export const mostLines = 60;
const statedAges = ageBands.filter((a) => a !== 'under40');
const statedContracts = contracts.filter((c) => c !== 'notStated');
const personMonths = z.coerce.number().int().min(0).max(100_000);

const staffLine = z.object({
  profile: z.string().transform(clean).pipe(z.string().min(1, 'form.required').max(200)),
  gender: z.enum(genders, 'form.required'),
  age: z.enum(statedAges, 'form.required'),
  contract: z.enum(statedContracts, 'form.required'),
  newHire: ticked,
  heads: z.coerce.number('form.required').int().min(1).max(10_000),
  personMonths: blankAs(personMonths, null).default(null),
  people: z.string().transform(clean).pipe(z.string().max(10_000)).default(''),
});

/** A line as it came of plain counts: kept as it is until someone says more. */
const countedLine = z.object({
  profile: z.literal(''),
  gender: z.enum(genders).nullable(),
  age: z.enum(ageBands).nullable(),
  contract: z.literal('notStated'),
  newHire: z.boolean(),
  heads: z.int().min(1).max(10_000),
  personMonths: z.null(),
});

/**
 * One member's own part: `region`, and `staff.<n>.<field>` for each line of its people. A line in which nothing was chosen is no line; a line
 * out of plain counts (`staff.<n>.counted`) stays as it is unless it is filled in or ticked off.
 */
export const memberInput = z
  .looseObject({ region, seen: z.string().regex(/^[0-9a-f]{64}$/), next: z.string().max(40).default('') })
  .transform((form, context): { region: string; seen: string; next: string; staff: StaffLine[] } => {
    const rows = new Map<number, Record<string, unknown>>();
    for (const [name, value] of Object.entries(form)) {
      const match = /^staff\.(\d{1,3})\.(\w+)$/.exec(name);
      if (match) rows.set(Number(match[1]), { ...rows.get(Number(match[1])), [match[2]!]: value });
    }
    const staff: StaffLine[] = [];
    for (const [n, row] of [...rows].sort(([a], [b]) => a - b)) {
      if (row['remove'] === 'on') continue;
      const typed = ['profile', 'gender', 'age', 'contract', 'heads', 'personMonths', 'people'].filter((f) => typeof row[f] === 'string' && row[f] !== '');
      const counted = asCounted(row['counted']);
      if (counted && asItWas(row, counted)) {
        staff.push(counted);
        continue;
      }
      if (typed.length === 0) continue;
      const parsed = staffLine.safeParse(row);
      if (parsed.success) {
        const { people: text, ...line } = parsed.data;
        const { people, wrong } = peopleRead(text);
        const message = wrong ?? (people.length > line.heads ? 'application.namesTooMany' : null);
        if (message) context.addIssue({ code: 'custom', path: [`staff.${n}.people`], message });
        staff.push({ ...line, ...(people.length > 0 && { people }) });
      } else
        for (const issue of parsed.error.issues)
          context.addIssue({
            code: 'custom',
            path: [`staff.${n}.${String(issue.path[0])}`],
            message: issue.message.startsWith('form.') ? issue.message : 'form.invalid',
          });
    }
    if (staff.length > mostLines) context.addIssue({ code: 'custom', message: 'application.staffUnfit' });
    return { region: form.region, seen: form.seen, next: form.next, staff };
  });

/** Nothing was typed into it since it was drawn. */
const asItWas = (row: Record<string, unknown>, line: StaffLine): boolean =>
  !row['profile'] &&
  !row['contract'] &&
  !row['personMonths'] &&
  !row['people'] &&
  (row['gender'] ?? '') === (line.gender ?? '') &&
  (row['age'] ?? '') === (line.age ?? '') &&
  (row['heads'] ?? '') === String(line.heads) &&
  (row['newHire'] === 'on') === line.newHire;

function asCounted(value: unknown): StaffLine | undefined {
  if (typeof value !== 'string' || value === '') return undefined;
  try {
    return countedLine.safeParse(JSON.parse(value)).data;
  } catch {
    return undefined;
  }
}

const jsonPerson = z.strictObject({
  name: z.string().transform(clean).pipe(z.string().min(2, 'form.required').max(200)),
  orcid: z
    .string()
    .refine((text) => checkOrcid(text).ok, 'application.staffOrcid')
    .transform((text) => (checkOrcid(text) as { value: string }).value)
    .nullable()
    .default(null),
});

const jsonLine = z.union([
  z
    .strictObject({
      ...staffLine.shape,
      newHire: z.boolean(),
      heads: z.int().min(1).max(10_000),
      personMonths: z.int().min(0).max(100_000).nullable().default(null),
      people: z.array(jsonPerson).max(10_000).default([]),
    })
    .refine((line) => line.people.length <= line.heads, { path: ['people'], message: 'application.namesTooMany' })
    .transform(({ people, ...line }): StaffLine => ({ ...line, ...(people.length > 0 && { people }) })),
  z.strictObject(countedLine.shape),
]);

export const partnerInput = z.object({ organisationId: uuid });

/** `seen` is the stamp of the costs that the form was drawn from; without one, the application's revision decides. */
export type MemberCostsInput = { organisationId: string; costs: CostFact[]; seen?: string };

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
  const seenOf = (id: string) => (typeof form[`seen.${id}`] === 'string' ? { seen: form[`seen.${id}`] as string } : {});
  return {
    revision: form.revision,
    members: [...members].map(([organisationId, costs]) => ({ organisationId, costs, ...seenOf(organisationId) })),
    next: String(form['next'] ?? ''),
  };
});

/** A cost line of ten thousand million is a typing error; the sums of all lines must stay exact. */
const mostCents = 1_000_000_000_000;

function amount(value: unknown): Cents | undefined {
  if (typeof value !== 'string') return undefined;
  if (value.trim() === '') return 0;
  const cents = parseEuros(value);
  return cents !== undefined && cents <= mostCents ? cents : undefined;
}

/** Until when a document is valid, where the call asks. */
export const validityInput = z.object({ validUntil: blankAs(day, null).default(null) });

export const uploadInput = z.object({
  document: z.string().min(1).max(100),
  organisation: blankAs(uuid, null).default(null),
  ...validityInput.shape,
  file: z.instanceof(File, { message: 'application.fileMissing' }).refine((f) => f.size > 0, 'application.fileMissing'),
});

export const invitationInput = z
  .object({
    kind: z.enum(invitationKinds, 'form.required'),
    email: z
      .string()
      .transform((e) => clean(e).toLowerCase())
      .pipe(z.email('form.invalid').max(254)),
    organisationId: blankAs(uuid, null).nullable().default(null),
    message: z.string().transform(clean).pipe(z.string().max(1000)).default(''),
  })
  .transform((i) => ({ ...i, organisationId: i.kind === 'partner' ? i.organisationId : null }));
export type InvitationInput = z.output<typeof invitationInput>;

export const acceptanceInput = z.object({ organisationId: blankAs(uuid, null).nullable().default(null) });
export const motiveInput = z.object({ motive: z.string().transform(clean).pipe(z.string().min(1, 'application.motiveMissing').max(1000)) });
export const replacementInput = z.object({
  organisationId: uuid,
  motive: z.string().transform(clean).pipe(z.string().max(1000)).default(''),
});
/** `data`, `mandate` and each declaration are ticked one by one. */
export const confirmationInput = z.object({
  seen: z.string().regex(/^[0-9a-f]{64}$/),
  data: ticked,
  mandate: ticked.default(false),
  declarations: listOf(z.string().max(100)),
});
export type ConfirmationInput = z.output<typeof confirmationInput>;

/** One member's own part as JSON: what is left out stays. */
export const memberPartInput = z.strictObject({
  region: region.optional(),
  staff: z.array(jsonLine).max(mostLines).optional(),
  costs: z
    .array(z.strictObject({ category: z.enum(costCategories), researchType: z.enum(researchTypes), cents: z.int('form.notAnAmount').min(1).max(mostCents) }))
    .max(100)
    .optional(),
});
export type MemberPart = z.output<typeof memberPartInput>;

/** Documents as JSON: each PDF in base64, in the place that the call asks for it. */
export const documentsInput = z.object({
  documents: z
    .array(
      z
        .strictObject({
          document: z.string().min(1).max(100),
          organisation: uuid.nullable().default(null),
          validUntil: day.nullable().default(null),
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

const answerText = z.string().max(100_000);
const rowInput = z.record(id, answerText).refine((row): row is Record<string, string> & { id: string } => 'id' in row && /^[\w-]{1,40}$/.test(row['id']!));
/** A text, the options chosen, or the rows of a table with their ids. */
export const answerInput = z.union([answerText, z.array(id).max(100), z.array(rowInput).max(300)]).transform((answer) => answer as Answer);

/** Answers to be saved, each against the version that its writer had. */
export const answersInput = z.object({
  answers: z
    .array(z.strictObject({ section: id, field: id, value: answerInput, base: z.int().min(0) }))
    .min(1)
    .max(100)
    .refine((all) => new Set(all.map((a) => `${a.section}/${a.field}`)).size === all.length, 'form.invalid'),
});

/** A whole application in one JSON document: what `GET` answers under `draft` can be changed and sent back. */
export const draftInput = z.strictObject({
  revision: z.int().min(1),
  answers: z.record(id, z.record(id, answerInput)),
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
          /** The staff line by line; where it is left out, the counts above stand for it. */
          staff: z.array(jsonLine).max(mostLines).optional(),
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
