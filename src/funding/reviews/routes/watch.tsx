import { AppError, see } from '#src/core/errors.ts';
import { speak } from '#src/core/words.ts';
import { hasRole, hasRoleFor } from '#src/core/actor.ts';
import { can as ofExperts } from '#src/funding/experts/policy.ts';
import { stageOf } from '#src/funding/experts/queries/stage.ts';
import { asking, callIdOf, idOr404, organisers, watchers } from '#src/plumbing/http/asking.ts';
import { door, type Again, type Ask, type Door } from '#src/plumbing/http/door.ts';
import { file, page, seeOther, type Reply } from '#src/plumbing/http/reply.ts';
import { csv, list } from '#src/plumbing/listing.ts';
import { proposeAssignment, substituteExpert } from '../actions/assignment.ts';
import { revealProposers } from '../actions/reveal.ts';
import { remindReviewers, takeBackReview } from '../actions/watch.ts';
import { watchWords } from '../copy/watch.ts';
import { watchDesk } from '../desk.ts';
import { can } from '../policy.ts';
import { revealedAt } from '../queries/blind.ts';
import { lateCounts, watchedReview, watchList, watchSpec } from '../queries/watch.ts';
import { remindInput, substituteInput, takingBackInput } from '../schema.ts';
import { WatchedPage, WatchPage } from '../views/watch.tsx';

type AnyAsk = Ask<unknown>;
const baseOf = (ask: AnyAsk) => `/calls/${callIdOf(ask)}/reviews`;
const mayAct = (ask: AnyAsk) => hasRole(ask.actor, 'office') || hasRoleFor(ask.actor, 'chair', callIdOf(ask));

async function watchPage(ask: AnyAsk, form?: Again): Promise<Reply> {
  const callId = callIdOf(ask);
  see(ofExperts.seeExperts(ask.actor, callId));
  const { db } = ask.house;
  const stage = await stageOf(db, callId);
  const { version } = stage;
  const watching = { evaluation: version.call.evaluation, now: ask.now.toISOString(), viewer: ask.actor! };
  const listed = await list(db, watchList(callId, watching) as never, watchSpec, ask.url);
  if (listed.state.csv) return file(csv(watchSpec, listed.rows, ask.locale), 'text/csv; charset=utf-8', `${callId}-reviews.csv`);
  const done = (['reminded', 'takenBack'] as const).find((d) => ask.url.searchParams.get('done') === d) ?? null;
  const chosen = [form?.values['reviews'] ?? []].flat().map(String);
  const double = version.call.evaluation.blind === 'double';
  const since = double ? await revealedAt(db, callId) : null;
  const view = (
    <WatchPage
      version={version}
      listed={listed}
      counts={await lateCounts(db, callId, watching)}
      mayAct={mayAct(ask)}
      blind={double ? { since, reveal: can.reveal(ask.actor, stage, { double, revealed: since !== null }) } : null}
      chosen={chosen}
      done={done}
      form={form}
    />
  );
  return page(`${speak(watchWords, ask.locale).watch} · ${version.call.officialCode}`, view, { wide: true, address: baseOf(ask) });
}

async function watchedPage(ask: AnyAsk, form?: Again): Promise<Reply> {
  const callId = callIdOf(ask);
  const found = await watchDesk(asking(ask), callId, idOr404(ask.params['id']));
  const { version } = await stageOf(ask.house.db, callId);
  const title = `${found.review.acronym} · ${found.review.expert}`;
  return page(title, <WatchedPage {...found} version={version} mayAct={mayAct(ask)} form={form} />, { address: `${baseOf(ask)}/${found.review.id}` });
}

export const watchDoors: Door[] = [
  door({ method: 'GET', path: '/calls/:callId/reviews', access: watchers, handler: (ask) => watchPage(ask) }),
  door({ method: 'GET', path: '/calls/:callId/reviews/:id', access: watchers, handler: (ask) => watchedPage(ask) }),
  door({
    method: 'POST',
    path: '/calls/:callId/reviews/reminders',
    access: organisers,
    does: 'review.remind',
    input: remindInput,
    again: watchPage,
    async handler(ask) {
      await remindReviewers(ask.house, ask.actor, callIdOf(ask), ask.input.reviews);
      return seeOther(`${baseOf(ask)}?done=reminded`);
    },
  }),
  door({
    method: 'POST',
    path: '/calls/:callId/reviews/reveal',
    access: { anyOf: ['office'] },
    does: 'review.reveal',
    async handler(ask) {
      await revealProposers(ask.house, ask.actor, callIdOf(ask));
      return seeOther(`${baseOf(ask)}#reveal`);
    },
  }),
  door({
    method: 'POST',
    path: '/calls/:callId/reviews/:id/substitute',
    access: organisers,
    does: 'assignment.substitute',
    input: substituteInput,
    async handler(ask) {
      const id = idOr404(ask.params['id']);
      // Whoever may not is refused before it is looked whether there is such a review.
      await substituteExpert(ask.house, ask.actor, callIdOf(ask), id, ask.input.expert);
      const { personId } = await watchedReview(ask.house.db, callIdOf(ask), id, ask.actor);
      return seeOther(hasRole(ask.actor, 'office') ? `/calls/${callIdOf(ask)}/experts/${personId}/release#places` : baseOf(ask));
    },
  }),
  door({
    method: 'POST',
    path: '/calls/:callId/reviews/:id/taking-back',
    access: organisers,
    does: 'review.takeBack',
    input: takingBackInput,
    again: watchedPage,
    async handler(ask) {
      await takeBackReview(ask.house, ask.actor, callIdOf(ask), idOr404(ask.params['id']), ask.input);
      if (!ask.input.substitute) return seeOther(`${baseOf(ask)}?done=takenBack`);
      try {
        await proposeAssignment(ask.house, ask.actor, callIdOf(ask));
      } catch (refused) {
        // The review is taken back all the same; the page of the assignment says what stands in the way of another.
        if (!(refused instanceof AppError)) throw refused;
      }
      return seeOther(`/calls/${callIdOf(ask)}/assignment#run`);
    },
  }),
];
