import type { Call } from '#src/funding/calls/schema.ts';
import { assignReviewers } from '#src/funding/reviews/actions/assignment.ts';
import { declareConflicts } from '#src/funding/conflicts/actions/declare.ts';
import { addExperts } from '#src/funding/experts/actions/experts.ts';
import { recordReviews } from '#src/funding/reviews/actions/reviews.ts';
import type { Applied } from './applying.ts';
import { at, type ExampleContext } from './example.ts';
import { actorFor } from './experts.ts';

const dayLater = (when: string, days: number) => new Date(Date.parse(when) + days * 86_400_000).toISOString();

/** Experts join the call, declare, are assigned by the solver and hand in their reviews: all of them, or the given share. */
export async function judge({ house, office, judges }: ExampleContext, call: Call, applied: readonly Applied[], when: string, share: number): Promise<void> {
  const admitted = applied.filter((a) => a.proposal.screening === 'admitted');
  const needed = Math.ceil((admitted.length * call.evaluation.reviewsPerProposal * 1.2) / call.evaluation.maxLoad);
  const experts = judges.experts.slice(0, Math.min(judges.experts.length, Math.max(6, needed)));
  await addExperts(
    at(house, when),
    office,
    call.id,
    experts.map((e) => ({ email: e.person.email, maxLoad: call.evaluation.maxLoad })),
  );
  for (const { person } of experts)
    await declareConflicts(at(house, dayLater(when, 1)), actorFor(person), call.id, { answers: {}, noneElse: true, confidentiality: true });
  await assignReviewers(at(house, dayLater(when, 2)), office, call.id);
  const assigned = await house.db
    .selectFrom('review_assignments')
    .select(['id', 'application_id', 'person_id'])
    .where(
      'application_id',
      'in',
      admitted.map((a) => a.applicationId),
    )
    .orderBy('application_id')
    .orderBy('person_id')
    .execute();
  const seats = new Map<string, number>();
  const reviews = assigned.map((a) => {
    const seat = seats.get(a.application_id) ?? 0;
    seats.set(a.application_id, seat + 1);
    return { ...a, seat, proposal: admitted.find((x) => x.applicationId === a.application_id)!.proposal };
  });
  for (const { person } of experts) {
    const own = reviews.filter((r) => r.person_id === person.personId);
    const done = own.slice(0, Math.ceil(own.length * share));
    if (done.length > 0)
      await recordReviews(
        at(house, dayLater(when, 10)),
        actorFor(person),
        done.map((r) => ({ id: r.id, ...given(call, r.proposal.quality, r.proposal.social, r.seat) })),
      );
  }
}

/** Points around the proposal's quality: the three experts lie one step below, on and above it, so that their mean is what was planned. */
function given(call: Call, quality: number, social: number, seat: number) {
  const tilt = [-1, 0, 1][seat % 3]!;
  const points = Object.fromEntries(
    call.evaluation.criteria.map((c) => {
      const middle = Math.min(c.max - c.step, Math.round((quality * c.max) / c.step) * c.step);
      return [c.id, middle + tilt * c.step];
    }),
  );
  const premiums = Object.fromEntries(call.evaluation.premiums.flatMap((p) => (p.kind === 'judged' ? [[p.id, Math.min(p.max, social)]] : [])));
  const said =
    quality > 0.8 ? 'molto convincente e ben documentata' : quality > 0.6 ? 'buona, con alcuni aspetti da precisare' : 'ancora debole nelle prove e nei mezzi';
  const motivations = Object.fromEntries(
    call.evaluation.criteria.map((c) => [c.id, `Su «${c.title.it}» la proposta è ${said}: giudizio sintetico scritto per la dimostrazione.`]),
  );
  return { points, premiums, motivations, summary: 'Giudizio sintetico, scritto per la dimostrazione.' };
}
