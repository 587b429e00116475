import type { Actor } from '#src/core/actor.ts';
import { all, only, unless, type Decision } from '#src/core/decision.ts';
import { isOwn, type Standing } from '../policy.ts';

/** Comments and history are for those who work on an application, whether they may write it or only read it. Nobody else hears of them. */
export const reads = (actor: Actor | null, application: Standing): Decision => only(isOwn(actor, application), 'application.ownPeopleDiscuss');

export const discusses = (actor: Actor | null, application: Standing): Decision =>
  all(reads(actor, application), unless(application.state !== 'withdrawn', 'application.withdrawnSilent'));

export const changesComment = (actor: Actor | null, application: Standing, comment: { personId: string; deletedAt: string | null }): Decision =>
  all(
    discusses(actor, application),
    only(actor?.id === comment.personId, 'application.notYourComment'),
    unless(comment.deletedAt === null, 'application.commentDeleted'),
  );
