import { sql } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Actor } from '#src/core/actor.ts';
import { testHouse, type TestHouse } from '../../../test/database.ts';
import { AFTER_DEADLINE, evaluationWorld, readyToAssign } from '../../../test/factories/evaluation.ts';
import { assignReviewers } from '#src/funding/reviews/actions/assignment.ts';
import { recordReview } from '#src/funding/reviews/actions/reviews.ts';
import { assignmentsOf } from '#src/funding/reviews/queries/reviews.ts';
import { callStages } from './stages.ts';

let t: TestHouse;
beforeEach(async () => void (t = await testHouse({ at: AFTER_DEADLINE })));
afterEach(() => t.end());

const good = 'Un giudizio motivato e lungo abbastanza, con riferimenti precisi alla proposta e ai suoi limiti.';

test('the counts of the desk hold what the viewer may know: neither a proposal of their own organisation, nor one in conflict, nor its reviews', async () => {
  const world = await evaluationWorld(t.house);
  const { applications, organisations, people } = await readyToAssign(t.house, world, { proposals: 4, experts: 4 });
  const [member, conflicted] = [
    await world.person('Dora Dentro', [{ role: 'office', scope: null }], [organisations[0]!]),
    await world.person('Carla Conflitto', [{ role: 'office', scope: null }]),
  ];
  await t.house.writer
    .insertInto('conflicts')
    .values({ application_id: applications[1]!, person_id: conflicted.id, kind: 'office', detail: 'Sua sorella', found_at: AFTER_DEADLINE, found_by: null })
    .execute();
  // A draft of the same call, by whoever: it says nothing of anybody’s.
  await sql`insert into applications (call_id, call_version_id, state, lead_id, acronym, title, spokes, duration_months, created_by, created_at, updated_at)
    select call_id, call_version_id, 'draft', lead_id, 'BOZZA', 'Una bozza', spokes, duration_months, created_by, created_at, updated_at
    from applications where id = ${applications[3]!}`.execute(t.house.writer);
  await assignReviewers(t.house, world.office, world.callId);
  const reviews = await assignmentsOf(t.house.db, world.callId);
  expect(reviews).toHaveLength(12);
  for (const application of applications.slice(0, 3)) {
    const review = reviews.find((r) => r.applicationId === application)!;
    await recordReview(
      t.house,
      people.find((p) => p.id === review.personId)!,
      {
        id: review.id,
        points: { excellence: 12, impact: 12, implementation: 12, team: 12 },
        premiums: { social: 1 },
        motivations: { excellence: good, impact: good, implementation: good, team: good },
      },
    );
  }
  const counted = async (viewer: Actor) => {
    const [{ drafts, submitted, screened, admitted, experts, assigned, reviewed }] = (await callStages(t.house.db, world.call.programme, viewer)) as [
      Awaited<ReturnType<typeof callStages>>[number],
    ];
    return { drafts, submitted, screened, admitted, experts, assigned, reviewed };
  };
  expect(await counted(world.office)).toEqual({ drafts: 1, submitted: 4, screened: 4, admitted: 4, experts: 4, assigned: 12, reviewed: 3 });
  const less = { drafts: 1, submitted: 3, screened: 3, admitted: 3, experts: 4, assigned: 9, reviewed: 2 };
  expect(await counted(member)).toEqual(less);
  expect(await counted(conflicted)).toEqual(less);
});
