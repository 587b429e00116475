import type { Actor } from '#src/core/actor.ts';
import { canonical, hashOf, sha256 } from '#src/core/canonical.ts';
import { reason } from '#src/core/decision.ts';
import { AppError, demand, notFound } from '#src/core/errors.ts';
import { sum } from '#src/core/money.ts';
import { membersOf } from '#src/delivery/payments/queries.ts';
import { lastHead, sealEvidence } from '#src/plumbing/evidence/log.ts';
import { act, type Deed, type House } from '#src/plumbing/house.ts';
import { sql } from 'kysely';
import { can } from '../policy.ts';
import { itemsOf, type Filters, type Found } from '../queries/populations.ts';
import { allItems, choices, estimateOf, roundsOf, sampleById, type Sample, type SampleContent, type SampleOutcome } from '../queries/samples.ts';
import { draw, type Drawn, type Method, type Unit } from '../rules/draw.ts';
import { methodProblems, stratumOf } from '../rules/plan.ts';
import type { FindingInput, SampleInput } from '../schema.ts';

/** `MICS-A-2026-000001`: the samples of a year, without gaps. */
async function nextCode({ tx, at }: Deed, programme: string): Promise<string> {
  await sql`select pg_advisory_xact_lock(7112030)`.execute(tx);
  const start = `${programme.toUpperCase()}-A-${at.slice(0, 4)}-`;
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from audit_samples where code like ${`${start}%`}`.execute(tx);
  return `${start}${String(rows[0]!.n + 1).padStart(6, '0')}`;
}

/**
 * Draws a sample and keeps all that it was drawn from. The seed is the one given (a public draw, say), else the root of the evidence log as it was last
 * signed, which nobody chooses; both are in the log with the fingerprint of the population. The same key draws once. Returns the sample's id.
 */
export async function drawSample(house: House, actor: Actor | null, input: SampleInput, key: string | null): Promise<string> {
  const head = input.seed === '' ? ((await lastHead(house.db)) ?? (await sealEvidence(house))) : null;
  return act(house, actor, 'audit.draw', 'audit', async (deed) => {
    const { tx, at } = deed;
    const callId = input.call || null;
    demand(can.draw(actor, { callId }));
    const idempotencyKey = key === null ? null : `${actor!.id}/${key}`;
    const before =
      idempotencyKey === null ? undefined : await tx.selectFrom('audit_samples').select('id').where('idempotency_key', '=', idempotencyKey).executeTakeFirst();
    if (before) {
      await deed.record({ kind: 'audit.drawRepeated', subject: `audit/${before.id}` });
      return before.id;
    }
    const { programme } = house.settings;
    if (callId !== null && !(await choices(tx, programme)).calls.some((c) => c.id === callId))
      throw new AppError('invalid', [reason('form.invalid', {}, { at: 'call' })]);
    const { kind, by } = { kind: input.method, by: input.method === 'stratified' ? input.by || null : null };
    const method: Method = { kind, by, size: input.size, confidence: input.confidence, materiality: input.materiality, expected: input.expected };
    const problems = methodProblems(method);
    if (problems.length > 0) throw new AppError('invalid', problems);
    const filters: Filters = { programme, call: callId, spoke: input.spoke, from: input.from || null, until: input.until || null };
    const found = await itemsOf(tx, input.population, filters);
    if (found.length === 0) throw new AppError('conflict', [reason('audit.emptyPopulation', {}, { at: 'population' })]);

    const units: Unit[] = found.map((f) => ({ id: f.id, cents: f.cents, stratum: stratumOf(by, f) }));
    const [seed, seedFrom] = input.seed === '' ? ([head?.root ?? hashOf(units), 'log'] as const) : ([input.seed, 'given'] as const);
    const drawn = draw(seed, units, method);
    const code = await nextCode(deed, programme);
    const content = canonical({
      format: 'mics-audit-sample/1',
      code,
      population: input.population,
      filters,
      method,
      seed,
      seedFrom,
      at,
      units,
      drawn,
    } satisfies SampleContent);
    const populationSha256 = hashOf(units);
    const { id } = await tx
      .insertInto('audit_samples')
      .values({
        code,
        title: input.title,
        population: input.population,
        call_id: callId,
        spoke: filters.spoke,
        from_on: filters.from,
        until_on: filters.until,
        method: JSON.stringify(method),
        seed,
        seed_from: seedFrom,
        state: 'drawn',
        population_items: units.length,
        population_cents: sum(units.map((u) => u.cents)),
        population_sha256: populationSha256,
        content,
        sha256: sha256(content),
        drawn_at: at,
        drawn_by: actor!.id,
        outcome: null,
        outcome_sha256: null,
        systemic_cents: null,
        systemic_how: null,
        conclusion: null,
        closed_at: null,
        closed_by: null,
        idempotency_key: idempotencyKey,
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    const byId = new Map(found.map((f, i) => [f.id, { ...f, unit: units[i]! }]));
    await tx
      .insertInto('audit_sample_items')
      .values(drawn.map((d, i) => itemRow(id, i + 1, d, byId.get(d.id)!, byId.get(d.id)!.unit, 0)))
      .execute();
    await deed.record({
      kind: 'audit.sampleDrawn',
      subject: `audit/${id}`,
      body: {
        code,
        population: input.population,
        filters,
        method,
        seed,
        seedFrom,
        units: units.length,
        drawn: drawn.length,
        populationSha256,
        sha256: sha256(content),
      },
    });
    return id;
  });
}

/** An item as it is drawn: what it is called today, what it was worth when the population was frozen. */
export const itemRow = (sampleId: string, number: number, { id, as }: Drawn, f: Found, unit: Unit, round: number) => ({
  sample_id: sampleId,
  number,
  item: id,
  report_id: f.reportId,
  project_id: f.projectId,
  drawn_as: as,
  stratum: unit.stratum,
  cents: unit.cents,
  label: f.label,
  acronym: f.acronym,
  beneficiary: f.beneficiary,
  happened_on: f.on,
  outcome: null,
  nature: null,
  round,
  noted_at: null,
  noted_by: null,
});

/** The sample under a lock, for whoever may read it. */
export async function locked({ tx }: Deed, actor: Actor | null, id: string): Promise<Sample> {
  const sample = await sampleById(tx, id);
  if (!sample) throw notFound();
  demand(can.read(actor, sample));
  await tx.selectFrom('audit_samples').select('id').where('id', '=', id).forUpdate().execute();
  return (await sampleById(tx, id))!;
}

/** Notes what was found in one item; until the sample is closed it can be noted again, and each time is in the log. */
export function noteFinding(house: House, actor: Actor | null, id: string, number: number, input: FindingInput): Promise<void> {
  return act(house, actor, 'audit.note', `audit/${id}`, async (deed) => {
    const sample = await locked(deed, actor, id);
    const item = (await allItems(deed.tx, id)).find((i) => i.number === number);
    if (!item) throw notFound();
    const memberIds = (await membersOf(deed.tx, [item.projectId])).get(item.projectId) ?? [];
    demand(can.note(actor, sample, { memberIds, cents: item.cents }));
    demand(can.finding({ memberIds, cents: item.cents }, input), 'invalid');
    const nature = input.outcome === 'irregular' ? input.nature || 'random' : null;
    await deed.tx
      .updateTable('audit_sample_items')
      .set({ outcome: input.outcome, nature, error_cents: input.cents, finding: input.finding, noted_at: deed.at, noted_by: actor!.id })
      .where('sample_id', '=', id)
      .where('number', '=', number)
      .execute();
    // Where nothing systemic is left there is nothing to delimit.
    if (sample.systemicCents !== null && (await sampleById(deed.tx, id))!.systemicFoundCents === 0)
      await deed.tx.updateTable('audit_samples').set({ systemic_cents: null, systemic_how: null }).where('id', '=', id).execute();
    await deed.record({
      kind: 'audit.findingNoted',
      subject: `audit/${id}`,
      body: { number, item: item.item, outcome: input.outcome, nature, cents: input.cents, finding: sha256(input.finding) },
    });
  });
}

/** Closes a sample: the findings and what they say of the whole population are frozen. */
export function closeSample(house: House, actor: Actor | null, id: string, conclusion: string): Promise<void> {
  return act(house, actor, 'audit.close', `audit/${id}`, async (deed) => {
    const sample = await locked(deed, actor, id);
    demand(can.close(actor, sample));
    const items = await allItems(deed.tx, id);
    const result = estimateOf(sample, items)!;
    const outcome = canonical({
      format: 'mics-audit-outcome/2',
      sample: sample.sha256,
      topUps: (await roundsOf(deed.tx, id)).map((r) => r.sha256),
      systemic: sample.systemicCents === null ? null : { cents: sample.systemicCents, how: sample.systemicHow! },
      findings: items.map((i) => ({
        item: i.item,
        outcome: i.outcome === 'irregular' ? 'irregular' : 'conform',
        nature: i.nature,
        errorCents: i.errorCents,
        finding: i.finding,
      })),
      estimate: result,
      conclusion,
    } satisfies SampleOutcome);
    await deed.tx
      .updateTable('audit_samples')
      .set({ state: 'closed', outcome, outcome_sha256: sha256(outcome), conclusion, closed_at: deed.at, closed_by: actor!.id })
      .where('id', '=', id)
      .execute();
    await deed.record({
      kind: 'audit.sampleClosed',
      subject: `audit/${id}`,
      body: { irregular: sample.irregular, verdict: result.verdict, likelyCents: result.likelyCents, sha256: sha256(outcome) },
    });
  });
}
