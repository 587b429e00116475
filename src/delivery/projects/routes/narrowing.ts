import { sectorWords } from '#src/funding/calls/copy.ts';
import { publishedCalls } from '#src/funding/calls/queries.ts';
import type { House } from '#src/plumbing/house.ts';
import type { Narrowing } from '../views/list.tsx';

/** What the list of projects can be narrowed to: calls, Spokes, sectors as the calls name them. */
export async function narrowing({ db, settings }: House): Promise<Narrowing> {
  const calls = await publishedCalls(db, settings.programme);
  const sectors = new Map(calls.flatMap(({ call }) => call.rules.flatMap((r) => (r.rule === 'sectors' ? r.among.map((s) => [s, call] as const) : []))));
  return {
    calls: calls.map((c) => ({ id: c.callId, code: c.call.officialCode })),
    spokes: [1, 2, 3, 4, 5, 6, 7, 8],
    sectors: [...sectors].map(([value, call]) => ({ value, label: sectorWords(call, value) })),
  };
}
