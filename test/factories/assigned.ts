import type { Call } from '#src/funding/calls/schema.ts';
import { declareConflicts } from '#src/funding/conflicts/actions/declare.ts';
import { addExperts } from '#src/funding/experts/actions/experts.ts';
import { assignReviewers, decideOnPair, liftPair } from '#src/funding/reviews/actions/assignment.ts';
import { recordReview } from '#src/funding/reviews/actions/reviews.ts';
import { admitTogether } from '#src/funding/screening/actions.ts';
import { seedPeople } from '#src/partnership/identity/actions.ts';
import { personaOf, personas } from '#src/partnership/identity/personas.ts';
import type { House } from '#src/plumbing/house.ts';
import { asActor, moreExperts } from '../journeys/partnership.ts';
import { evaluationWorld } from './evaluation.ts';

/** Who can sign in, and one who cannot, all at home in the same field. */
const experts = { chiara: personaOf('expert')!, paolo: personaOf('expert-2')!, silvia: personaOf('expert-3')!, bruno: moreExperts[1]! };
export type ExpertName = keyof typeof experts;

/** The personas about to judge: two proposals of two experts each, ALBA with Chiara and Paolo, BRINA with Chiara and Silvia, 14 days to do it. */
export async function assignedWorld(house: House, more: Partial<Call['evaluation']> = {}) {
  await seedPeople(house, [...personas, experts.bruno]);
  const world = await evaluationWorld(house, {
    change: (call) => ({ ...call, evaluation: { ...call.evaluation, reviewsPerProposal: 2, reviewDays: 14, ...more } }),
  });
  const [alba, brina] = [await world.organisation('Ateneo di Alba (esempio)'), await world.organisation('Ateneo di Brina (esempio)')];
  const applications = {
    alba: await world.submission(alba, 'Ateneo di Alba (esempio)', { acronym: 'ALBA' }),
    brina: await world.submission(brina, 'Ateneo di Brina (esempio)', { acronym: 'BRINA' }),
  };
  const { callId, office } = world;
  await admitTogether(house, office, callId, Object.values(applications));
  const profile = { employerId: null, region: 'lombardy' as const, gender: 'f' as const, spokes: [5], sectors: [], keywords: '' };
  await addExperts(
    house,
    office,
    callId,
    Object.values(experts).map(({ email }) => ({ email, maxLoad: 2, profile })),
  );
  for (const expert of Object.values(experts)) await declareConflicts(house, asActor(expert), callId, { answers: {}, noneElse: true, confidentiality: true });
  for (const [proposal, expert] of [
    [applications.alba, experts.chiara],
    [applications.alba, experts.paolo],
    [applications.brina, experts.chiara],
    [applications.brina, experts.silvia],
  ] as const)
    await decideOnPair(house, office, callId, { proposal, expert: expert.personId, kind: 'pinned', reason: 'Così è cominciata la prova.' });
  await assignReviewers(house, office, callId);
  // From here on nobody is fixed to anything.
  for (const { id } of await house.db.selectFrom('assignment_pairs').select('id').execute()) await liftPair(house, office, callId, id);
  const review = async (application: string, expert: ExpertName) =>
    (
      await house.db
        .selectFrom('review_assignments')
        .select('id')
        .where('application_id', '=', application)
        .where('person_id', '=', experts[expert].personId)
        .executeTakeFirstOrThrow()
    ).id;
  /** Hands a review in, with this part of the highest points. */
  const handIn = async (application: string, expert: ExpertName, part: number) => {
    const { criteria } = world.call.evaluation;
    const motivation = 'Obiettivi chiari, metodo solido, risultati che si possono misurare: giudizio scritto per la prova, lungo quanto chiede il bando.';
    await recordReview(house, asActor(experts[expert]), {
      id: await review(application, expert),
      points: Object.fromEntries(criteria.map((c) => [c.id, c.max * part])),
      motivations: Object.fromEntries(criteria.map((c) => [c.id, motivation])),
      premiums: { social: 1 },
      summary: 'Giudizio complessivo scritto per la prova.',
    });
  };
  return { ...world, applications, experts, review, handIn };
}
