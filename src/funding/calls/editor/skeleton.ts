import { addDays, romeDate, type Instant } from '#src/core/time.ts';
import { blank } from './form.ts';
import type { DraftValue } from './chapters.ts';
import { callSchema, type Call } from '../schema.ts';

export type Beginning = { id: string; officialCode: string; titleIt: string; titleEn: string; from: string | null };

/** A call before anything is said of it, or a copy of another: without its acts, under its own name. */
export function skeleton({ id, officialCode, titleIt, titleEn }: Beginning, programme: string, at: Instant, from?: Call): DraftValue {
  const own = { id, officialCode, programme, title: { it: titleIt, en: titleEn }, acts: [] };
  if (from) return { ...from, ...own };
  const empty = blank(callSchema) as DraftValue;
  const today = romeDate(at);
  return {
    ...empty,
    ...own,
    format: 'mics-call/1',
    kind: 'grant',
    example: false,
    scope: 'allSpokes',
    dates: { ...(empty['dates'] as DraftValue), publishedOn: today, opensAt: `${addDays(today, 7)}T09:00`, closesAt: `${addDays(today, 67)}T12:00` },
  };
}
