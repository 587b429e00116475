import type { Ask } from '#src/plumbing/http/door.ts';
import { callIdOf } from '#src/plumbing/http/asking.ts';
import type { Asking } from '../desk.ts';

export const readers = { anyOf: ['office', 'auditor'] } as const;
export const officers = { anyOf: ['office'] } as const;
export const asking = (ask: Ask<unknown>): Asking => ({ db: ask.house.db, actor: ask.actor, callId: callIdOf(ask), now: ask.now.toISOString() });
