import type { Call } from '#src/funding/calls/schema.ts';

/** Where a page of the ranking stands. */
export const trailOf = (call: Call, t: { calls: string; ranking: string }, more: { label: string; href?: string }[] = []) => [
  { label: t.calls, href: '/calls' },
  { label: call.officialCode, href: `/calls/${call.id}` },
  ...(more.length > 0 ? [{ label: t.ranking, href: `/calls/${call.id}/ranking` }, ...more] : [{ label: t.ranking }]),
];
