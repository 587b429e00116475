import fc from 'fast-check';
import type { Actor } from '#src/core/actor.ts';
import { AppError } from '#src/core/errors.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testHouse, type TestHouse } from '../../../test/database.ts';
import { anOrganisation, aPerson, applicationsScene, confirmPartners, fullDraft, openCall, type Body } from '../../../test/factories/applications.ts';
import { removePartner } from './actions/departures.ts';
import { saveDraft } from './actions/draft.ts';
import { startApplication } from './actions/start.ts';
import { submitApplication } from './actions/submit.ts';
import { withdrawApplication } from './actions/withdraw.ts';
import { applicationById } from './queries/application.ts';

// Limits on proposals per applicant hold at every instant, whatever lives the applications that share members lead.

let t: TestHouse;
let office: Actor;
const bodies: { body: Body; actor: Actor }[] = [];

beforeAll(async () => {
  t = await testHouse({ at: '2026-02-02T10:00:00.000Z' });
  const scene = await applicationsScene(t.house);
  office = scene.office;
  for (const [body, actor] of [
    [scene.lead, scene.applicant],
    [scene.second, scene.partner],
  ] as const)
    bodies.push({ body, actor });
  const third = await anOrganisation(t.house, 'Maglieria Gamma S.r.l.', 'enterprise');
  bodies.push({ body: third, actor: await aPerson(t.house, 'Ugo Gamma', [], [third.id]) });
});
afterAll(() => t.end());

type Counts = 'lead' | 'member';
let calls = 0;

/** A call of its own for each life: at most `max` proposals for each applicant, as lead or in any role. */
const aCall = (max: number, counts: Counts) =>
  openCall(t.house, office, `limite-${++calls}`, (c) => ({
    ...c,
    documents: [],
    form: {
      source: c.form.source,
      sections: [{ id: 'one', title: { it: 'Uno', en: 'One' }, fields: [{ id: 'title', kind: 'text', label: { it: 'Titolo', en: 'Title' }, required: true }] }],
    },
    rules: [
      ...c.rules.filter((r) => !['proposalsPerApplicant', 'maxShare', 'projectCost', 'mustInclude'].includes(r.rule)),
      { rule: 'proposalsPerApplicant', id: 'limit', source: { ref: 'Prova', status: 'example' }, max, counts },
    ],
  }));

const cost = [{ category: 'personnel' as const, researchType: 'industrial' as const, cents: 6_000_000 }];
const member = (i: number) => ({ organisationId: bodies[i]!.body.id, region: 'lazio', women: 1, men: 0, under40: 0, newHires: 0, costs: cost });

type Step =
  | { do: 'submit' | 'withdraw'; which: number }
  | { do: 'both'; which: number; other: number }
  | { do: 'members'; which: number; with: readonly number[] };

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('submit' as const), which: fc.nat(3) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('withdraw' as const), which: fc.nat(3) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('both' as const), which: fc.nat(3), other: fc.nat(3) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('members' as const), which: fc.nat(3), with: fc.subarray([0, 1, 2]) }) },
);

const life = fc.record({
  max: fc.integer({ min: 1, max: 2 }),
  counts: fc.constantFrom<Counts>('lead', 'member'),
  /** Who leads each of the four applications. */
  leads: fc.array(fc.nat(2), { minLength: 4, maxLength: 4 }),
  steps: fc.array(step, { minLength: 4, maxLength: 12 }),
});

/** Applications that count now, for each organisation: as lead, or in any role. */
async function counted(callId: string, counts: Counts): Promise<number[]> {
  const { rows } = await t.house.pool.query(
    `select count(*)::int as n from submission_members m join submissions s on s.id = m.submission_id
     where s.call_id = $1 and s.superseded_at is null ${counts === 'lead' ? "and m.role = 'lead'" : ''} group by m.organisation_id`,
    [callId],
  );
  return rows.map((r: { n: number }) => r.n);
}

const refusable = <T>(work: Promise<T>): Promise<T | null> =>
  work.catch((error: unknown) => {
    if (error instanceof AppError) return null;
    throw error;
  });

let keys = 0;
const seen = { in: 0, out: 0 };

test('at no instant more than the limit, through withdrawals, changes of members and hand-ins at once', async () => {
  await fc.assert(
    fc.asyncProperty(life, async ({ max, counts, leads, steps }) => {
      const call = await aCall(max, counts);
      const ids: string[] = [];
      for (const lead of leads) {
        const id = await startApplication(t.house, bodies[lead]!.actor, { callId: call.id, organisationId: bodies[lead]!.body.id });
        await saveDraft(t.house, bodies[lead]!.actor, id, fullDraft(call, bodies[lead]!.body.id, 1, { members: [member(lead)] }));
        ids.push(id);
      }
      const actorOf = (which: number) => bodies[leads[which]!]!.actor;
      const submit = (which: number) =>
        submitApplication(t.house, actorOf(which), ids[which]!, { arrivedAt: t.house.clock(), idempotencyKey: `life-${++keys}` }).then(
          () => void seen.in++,
          (error: unknown) => {
            if (!(error instanceof AppError)) throw error;
            if (error.reasons.some((r) => r.code === 'rule.proposalsPerApplicant.over')) seen.out++;
          },
        );
      for (const s of steps) {
        if (s.do === 'submit') await submit(s.which);
        else if (s.do === 'withdraw') await refusable(withdrawApplication(t.house, actorOf(s.which), ids[s.which]!));
        else if (s.do === 'both') await Promise.all(s.which === s.other ? [submit(s.which)] : [submit(s.which), submit(s.other)]);
        else if (s.do === 'members') {
          const lead = leads[s.which]!;
          const { revision } = (await applicationById(t.house.db, ids[s.which]!))!;
          const members = [member(lead), ...s.with.filter((i) => i !== lead).map(member)];
          await refusable(saveDraft(t.house, actorOf(s.which), ids[s.which]!, fullDraft(call, bodies[lead]!.body.id, revision, { members })));
          await refusable(confirmPartners(t.house, ids[s.which]!));
        }
        expect(Math.max(0, ...(await counted(call.id, counts)))).toBeLessThanOrEqual(max);
      }
    }),
    { numRuns: 30, endOnFailure: true },
  );
  // Both were seen to happen: a test that never hands in would hold too.
  expect([seen.in > 30, seen.out > 10]).toEqual([true, true]);
}, 120_000);

test('two at once with one applicant in common: never both, and one of them always', async () => {
  for (let round = 0; round < 5; round++) {
    const call = await aCall(1, 'member');
    const ids = await Promise.all(
      [0, 1].map(async (lead) => {
        const id = await startApplication(t.house, bodies[lead]!.actor, { callId: call.id, organisationId: bodies[lead]!.body.id });
        await saveDraft(t.house, bodies[lead]!.actor, id, fullDraft(call, bodies[lead]!.body.id, 1, { members: [member(lead), member(2)] }));
        await confirmPartners(t.house, id);
        return id;
      }),
    );
    const done = await Promise.all(
      ids.map((id, i) => refusable(submitApplication(t.house, bodies[i]!.actor, id, { arrivedAt: t.house.clock(), idempotencyKey: `at-once-${round}-${i}` }))),
    );
    expect(done.filter((d) => d !== null)).toHaveLength(1);
    expect(await counted(call.id, 'member')).toEqual([1, 1]);
  }
}, 60_000);

test('a partner taken out of a draft is free only once the application is handed in without it', async () => {
  const call = await aCall(1, 'member');
  const make = async (lead: number, members: number[]) => {
    const id = await startApplication(t.house, bodies[lead]!.actor, { callId: call.id, organisationId: bodies[lead]!.body.id });
    await saveDraft(t.house, bodies[lead]!.actor, id, fullDraft(call, bodies[lead]!.body.id, 1, { members: members.map(member) }));
    await confirmPartners(t.house, id);
    return id;
  };
  const submit = (lead: number, id: string) =>
    refusable(submitApplication(t.house, bodies[lead]!.actor, id, { arrivedAt: t.house.clock(), idempotencyKey: `free-${++keys}` }));
  const first = await make(0, [0, 2]);
  const other = await make(1, [1, 2]);
  expect(await submit(0, first)).not.toBeNull();
  await removePartner(t.house, bodies[0]!.actor, first, bodies[2]!.body.id);
  expect(await submit(1, other)).toBeNull();
  expect(await submit(0, first)).not.toBeNull();
  expect(await submit(1, other)).not.toBeNull();
  // And back: what was given up is not taken again while another has it.
  await withdrawApplication(t.house, bodies[0]!.actor, first);
  const again = await make(0, [0, 2]);
  expect(await submit(0, again)).toBeNull();
});
