import type { CalendarDate } from '#src/core/time.ts';
import type { Call } from '../schema.ts';

/** The reserve for the South that the call holds to whatever happens: a hard one, until the date from which it gives on. */
export const hardReserve = (call: Call, on: CalendarDate): Call['ranking']['quotas'][number] | undefined =>
  call.ranking.quotas.find((q) => q.form === 'hard' && (q.spillsFrom === undefined || on < q.spillsFrom));
