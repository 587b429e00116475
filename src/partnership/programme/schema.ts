import { organisationDefinition } from '#src/partnership/organisations/schema.ts';
import { z } from 'zod';
import { founderRoles, indicatorCounts } from './states.ts';

/**
 * A partnership as data, `programmes/<id>/programme.json`. Published as `docs/formats/programme.schema.json`.
 * Money in whole cents. What has no source of its own comes from the file's `source`.
 */
const words = z.strictObject({ it: z.string().min(1), en: z.string().min(1) });
const slug = z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/);
const cents = z.int().min(0).max(Number.MAX_SAFE_INTEGER);
const source = z.strictObject({ ref: z.string().min(1), status: z.enum(['sourced', 'brief', 'inferred', 'example']) });

const founder = organisationDefinition.extend({ role: z.enum(founderRoles), sector: slug.nullable() });

export const programmeSchema = z
  .strictObject({
    $schema: z.string().optional(),
    format: z.literal('mics-programme/1'),
    id: slug,
    source,
    acronym: z.string().min(1),
    name: words,
    kind: words,
    funder: words,
    mission: words,
    hub: z.strictObject({ name: z.string().min(1), source }),
    codes: z.strictObject({ projectCode: z.string().min(1), cup: z.string().regex(/^[A-Z]\d{2}[A-Z]\d{11}$/), source }),
    endowment: z.strictObject({ publicCents: cents, privateCents: cents }),
    southFloorPercent: z.number().min(0).max(100),
    /** The least share of women in teams and among new hires. */
    womenFloor: z.strictObject({ percent: z.number().min(0).max(100), source }).optional(),
    /** The least share of new hires in the South. */
    southHiresFloor: z.strictObject({ percent: z.number().min(0).max(100), source }).optional(),
    /** The indicators that the funder asks for each half-year, and how each is counted here. */
    indicators: z
      .strictObject({
        source,
        collectedUntil: z.iso.date(),
        list: z.array(z.strictObject({ number: z.int().min(1), title: words, unit: words, counts: z.enum(indicatorCounts) })).min(1),
      })
      .optional(),
    goal: words,
    scope: words,
    transfer: words,
    aims: z.array(words).min(1),
    lifecycle: z.array(z.strictObject({ id: slug, title: words })).min(1),
    sectors: z.array(z.strictObject({ id: slug, name: words })).min(1),
    spokes: z.array(z.strictObject({ number: z.int().min(1), title: words, leader: z.string().min(1), /** The `key` of a founder. */ lead: slug })).min(1),
    founders: z.array(founder).min(1),
    /** Others that are often named: parts of the founders, and where experts work. */
    organisations: z.array(organisationDefinition).optional(),
    /** How many synthetic researchers to make for each founder, and from which seed: the same seed makes the same ones. */
    exampleResearchers: z.strictObject({ source, seed: z.string().min(1), perFounder: z.record(slug, z.int().min(0)) }).optional(),
  })
  .superRefine((programme, context) => {
    const keys = new Set(programme.founders.map((f) => f.key));
    const sectors = new Set(programme.sectors.map((s) => s.id));
    const say = (path: (string | number)[], message: string) => context.addIssue({ code: 'custom', path, message });
    if (keys.size !== programme.founders.length) say(['founders'], 'two founders have the same key');
    if (sectors.size !== programme.sectors.length) say(['sectors'], 'two sectors have the same id');
    if (new Set(programme.spokes.map((s) => s.number)).size !== programme.spokes.length) say(['spokes'], 'two Spokes have the same number');
    const named = [...programme.founders, ...(programme.organisations ?? [])];
    if (new Set(named.map((o) => o.key)).size !== keys.size + (programme.organisations ?? []).length)
      say(['organisations'], 'two organisations have the same key');
    for (const o of named)
      for (const { key } of o.partOf ?? []) if (!named.some((other) => other.key === key)) say(['organisations'], `no organisation has the key ${key}`);
    for (const [i, s] of programme.spokes.entries()) if (!keys.has(s.lead)) say(['spokes', i, 'lead'], `no founder has the key ${s.lead}`);
    for (const [i, f] of programme.founders.entries())
      if (f.sector !== null && !sectors.has(f.sector)) say(['founders', i, 'sector'], `no sector has the id ${f.sector}`);
    for (const key of Object.keys(programme.exampleResearchers?.perFounder ?? {}))
      if (!keys.has(key)) say(['exampleResearchers', 'perFounder', key], `no founder has the key ${key}`);
  });
export type ProgrammeDefinition = z.output<typeof programmeSchema>;

/** The partnership's own projects, `programmes/<id>/projects.json`. One without a source of its own is an example. */
export const projectsSchema = z.strictObject({
  $schema: z.string().optional(),
  format: z.literal('mics-projects/1'),
  programme: slug,
  source,
  projects: z.array(z.strictObject({ code: z.string().regex(/^\d+\.\d\d$/), title: words, spoke: z.int().min(1), sector: slug, source: source.optional() })),
});
export type ProjectsDefinition = z.output<typeof projectsSchema>;
