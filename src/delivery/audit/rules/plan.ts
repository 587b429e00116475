import type { Reason } from '#src/core/decision.ts';
import { reason } from '#src/core/decision.ts';
import type { Cents } from '#src/core/money.ts';
import type { StratifyBy } from '../states.ts';
import { samplingSource } from './confidence.ts';
import { monetarySize, type Method } from './draw.ts';

/** What stands in the way of drawing by this method. */
export function methodProblems(method: Method): Reason[] {
  if (method.kind === 'stratified' && method.by === null) return [reason('audit.strataMissing', {}, { at: 'by' })];
  if (method.kind !== 'monetary' && method.size === null) return [reason('audit.sizeMissing', {}, { at: 'size', source: samplingSource })];
  if (method.size === null && monetarySize(method) === null)
    return [reason('audit.noRoom', { materiality: method.materiality, expected: method.expected }, { at: 'expected', source: samplingSource })];
  return [];
}

/** The bands of amounts, by the power of ten of euros that an item stays under. */
export const bandOf = (cents: Cents): string => (cents < 100_000 ? '1' : cents < 1_000_000 ? '2' : cents < 10_000_000 ? '3' : '4');

export const stratumOf = (by: StratifyBy | null, item: { cents: Cents; spoke: number; call: string }): string =>
  by === null ? '' : by === 'spoke' ? String(item.spoke) : by === 'call' ? item.call : bandOf(item.cents);
