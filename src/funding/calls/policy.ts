import { hasRole, type Actor } from '#src/core/actor.ts';
import { all, unless, type Decision } from '#src/core/decision.ts';
import type { Instant } from '#src/core/time.ts';
import { currentDeadline } from './rules/calendar.ts';
import type { Call } from './schema.ts';

const office = (actor: Actor | null): Decision => unless(hasRole(actor, 'office'), 'call.officeOnly');

/** Who may do what with a call. Published calls are public; drafts are the office's. */
export const can = {
  readDraft: (actor: Actor | null): Decision => unless(hasRole(actor, 'office', 'auditor'), 'call.officeOnly'),
  draft: office,
  publish: (actor: Actor | null, published: boolean): Decision => all(office(actor), unless(!published, 'call.publishedAlready')),
  /** A raise can come at any time: it scrolls the ranking. */
  raiseBudget: office,
  rectify: office,
  /** A term that has run out is not extended but reopened, which no act here can do. */
  extendDeadline: (actor: Actor | null, call: Call, now: Instant): Decision =>
    all(
      office(actor),
      unless(
        now <= currentDeadline(call),
        'call.closedAlready',
        { deadline: currentDeadline(call) },
        { source: { ref: 'Cons. Stato, par. 220/2020', status: 'inferred' } },
      ),
    ),
};
