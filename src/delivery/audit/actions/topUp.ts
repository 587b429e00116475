import type { Actor } from '#src/core/actor.ts';
import { canonical, sha256 } from '#src/core/canonical.ts';
import { reason } from '#src/core/decision.ts';
import { AppError, demand } from '#src/core/errors.ts';
import { act, type House } from '#src/plumbing/house.ts';
import { can } from '../policy.ts';
import { itemsOf } from '../queries/populations.ts';
import { allItems, estimateOf, roundsOf, type SampleContent, type TopUpContent } from '../queries/samples.ts';
import { topUp } from '../rules/draw.ts';
import type { SystemicInput, TopUpInput } from '../schema.ts';
import { itemRow, locked } from './samples.ts';

/**
 * Draws further items where the findings decide nothing: from the population that was frozen, by the same method, the seed going on. What the estimate was, what was
 * asked for and what came of it are frozen under their own fingerprint. The round that a page showed as next is drawn once.
 */
export function topUpSample(house: House, actor: Actor | null, id: string, { round, more }: TopUpInput): Promise<void> {
  return act(house, actor, 'audit.topUp', `audit/${id}`, async (deed) => {
    const { tx, at } = deed;
    const sample = await locked(deed, actor, id);
    const rounds = await roundsOf(tx, id);
    if (rounds[round - 1]?.more === more) return deed.record({ kind: 'audit.topUpRepeated', subject: `audit/${id}`, body: { round } });
    const items = await allItems(tx, id);
    const estimate = estimateOf(sample, items);
    demand(can.topUp(actor, sample, estimate));
    if (round !== rounds.length + 1) throw new AppError('conflict', [reason('form.stale')]);
    const { seed, units, method, population, filters } = JSON.parse(sample.content) as SampleContent;
    const before = items.map((i) => ({ id: i.item, as: i.drawnAs }));
    const drawn = topUp(seed, units, method, before, round, more);
    // What is left has no value at all.
    if (drawn.length === 0) throw new AppError('conflict', [reason('audit.allExamined', { items: items.length })]);
    const content = canonical({
      format: 'mics-audit-topup/1',
      sample: sample.sha256,
      round,
      more,
      seed,
      at,
      estimate: estimate!,
      drawn,
    } satisfies TopUpContent);
    await tx
      .insertInto('audit_topups')
      .values({ sample_id: id, round, more, content, sha256: sha256(content), drawn_at: at, drawn_by: actor!.id })
      .execute();
    const known = new Map((await itemsOf(tx, population, filters)).map((f) => [f.id, f]));
    // Names as they are today; values as they were when the population was frozen. What has left the population since has no evidence to be looked into.
    const gone = drawn.filter((d) => !known.has(d.id));
    if (gone.length > 0) throw new AppError('conflict', [reason('audit.itemsGone', { count: gone.length })]);
    const frozen = new Map(units.map((u) => [u.id, u]));
    await tx
      .insertInto('audit_sample_items')
      .values(drawn.map((d, i) => itemRow(id, items.length + i + 1, d, known.get(d.id)!, frozen.get(d.id)!, round)))
      .execute();
    await deed.record({
      kind: 'audit.sampleToppedUp',
      subject: `audit/${id}`,
      body: { code: sample.code, round, more, seed, drawn: drawn.length, verdict: estimate!.verdict, sha256: sha256(content) },
    });
  });
}

/** Writes what systemic errors come to in the whole population, and how that was found out; until the sample is closed it can be written again. */
export function delimitSystemic(house: House, actor: Actor | null, id: string, { cents, how }: SystemicInput): Promise<void> {
  return act(house, actor, 'audit.delimit', `audit/${id}`, async (deed) => {
    const sample = await locked(deed, actor, id);
    demand(can.delimit(actor, sample));
    if (cents < sample.systemicFoundCents || cents > sample.populationCents)
      throw new AppError('invalid', [
        reason('audit.systemicBounds', { leastCents: sample.systemicFoundCents, mostCents: sample.populationCents }, { at: 'cents' }),
      ]);
    await deed.tx.updateTable('audit_samples').set({ systemic_cents: cents, systemic_how: how }).where('id', '=', id).execute();
    await deed.record({ kind: 'audit.systemicDelimited', subject: `audit/${id}`, body: { cents, how: sha256(how) } });
  });
}
