import type { Actor } from '#src/core/actor.ts';
import { notFound } from '#src/core/errors.ts';
import type { Instant } from '#src/core/time.ts';
import type { Reader } from '../database/database.ts';
import type { House } from '../house.ts';
import type { Ask } from './door.ts';

/** Who asks, and when. What pages and the API show comes through it, so that both show the same and nobody more than they may see. */
export type Asking = { db: Reader; actor: Actor | null; now: Instant };

/** The same, with what later rooms answer. */
export type AskingAcross = Asking & Pick<House, 'ports'>;

export const asking = (ask: Ask<unknown>): AskingAcross => ({ db: ask.house.db, ports: ask.house.ports, actor: ask.actor, now: ask.now.toISOString() });

export const callIdOf = (ask: Ask<unknown>): string => ask.params['callId'] ?? '';

/** What is no id is nobody's. */
export function idOr404(text: string | undefined): string {
  if (!text || !/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text)) throw notFound();
  return text;
}

/** Who runs the evaluation of a call. Whether it is this call's chair is the policy's to say. */
export const organisers = { anyOf: ['office', 'chair'] } as const;
export const watchers = { anyOf: ['office', 'chair', 'auditor'] } as const;
