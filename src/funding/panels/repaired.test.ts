import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor } from '#src/core/actor.ts';
import { decideScreening } from '#src/funding/screening/actions.ts';
import { giveFile, sendRepair } from '#src/funding/screening/actions/answers.ts';
import { openRepair } from '#src/funding/screening/actions/repairs.ts';
import { frame } from '#src/house/frame.tsx';
import { web } from '#src/house/web.ts';
import { renderPdf } from '#src/plumbing/documents/pdf.ts';
import { testHouse, type TestHouse } from '../../../test/database.ts';
import { AFTER_DEADLINE, evaluationWorld, type World } from '../../../test/factories/evaluation.ts';
import { reviewsDoors } from '#src/funding/reviews/routes.tsx';
import { panelsDoors } from './routes.tsx';

let t: TestHouse;
let world: World;
beforeAll(async () => {
  t = await testHouse({ at: AFTER_DEADLINE });
  world = await evaluationWorld(t.house, {
    change: (call) => ({ ...call, documents: call.documents.map((d) => ({ ...d, signature: 'none' as const })) }),
  });
});
afterAll(() => t.end());

test('experts and the panel read what came back after a request for repair, marked as such, and can open it', async () => {
  const uno = await world.organisation('Università Uno');
  const lead = await world.person('Lia Legale', [{ role: 'applicant', scope: null }], [uno]);
  const asked = world.call.documents.filter((d) => d.when === 'always');
  const missing = asked.find((d) => d.repairable)!;
  const a = await world.submission(uno, 'Università Uno', { documents: asked.filter((d) => d !== missing).map((d) => d.id) });
  const item = `document.${missing.id}${missing.of === 'eachMember' ? `.${uno}` : ''}`;
  const defects = { [item]: 'Il documento manca: allegarlo.' };
  const repair = await openRepair(t.house, world.office, world.callId, a, { days: 10, note: '', defects }, null);
  const bytes = new Uint8Array(
    renderPdf({ locale: 'it', title: 'Documento', issuer: ['Uno'], at: AFTER_DEADLINE, foot: 'x', blocks: [{ kind: 'text', text: 'Testo.' }] }),
  );
  await giveFile(t.house, lead, repair, { item, fileName: 'tornato.pdf', bytes }, AFTER_DEADLINE);
  await sendRepair(t.house, lead, repair, { incomplete: false, key: 'key-repaired', arrivedAt: AFTER_DEADLINE });
  await decideScreening(t.house, world.office, world.callId, a, { outcome: 'admitted', verified: ['all'], reasons: [], written: '', note: '' });

  const expert = await world.person('Ada Esperta', [{ role: 'expert', scope: null }]);
  const chair = await world.person('Clara Presidente', [{ role: 'chair', scope: world.callId }]);
  await t.house.pool.query("insert into experts (person_id, region, gender) values ($1, 'lombardy', 'f')", [expert.id]);
  await t.house.pool.query("insert into call_experts (call_id, person_id, pseudonym, max_load, added_at) values ($1, $2, 'E01', 9, now())", [
    world.callId,
    expert.id,
  ]);
  const { rows } = await t.house.pool.query(
    "insert into review_assignments (application_id, person_id, state, assigned_at, updated_at) values ($1, $2, 'assigned', now(), now()) returning id",
    [a, expert.id],
  );

  let asks: Actor = expert;
  const app = web({
    house: t.house,
    doors: [...reviewsDoors, ...panelsDoors],
    identify: () => Promise.resolve(asks),
    assets: { address: (name) => `/assets/${name}`, serve: () => new Response('') },
    frame: frame({ acronym: 'MICS', name: { it: 'MICS', en: 'MICS' }, projectCode: 'P', cup: 'C' }),
  });
  for (const [who, page] of [
    [expert, `/reviews/${rows[0].id}`],
    [chair, `/calls/${world.callId}/panel/${a}`],
  ] as const) {
    asks = who;
    const response = await app.request(`http://localhost${page}`);
    const text = await response.text();
    expect([response.status, text.includes('tornato.pdf'), text.includes(`${world.callId}-INT-0001`)]).toEqual([200, true, true]);
    const sha256 = /documents\/([0-9a-f]{64})[^>]*>[^<]*tornato\.pdf/.exec(text)![1];
    const opened = await app.request(`http://localhost${page}/documents/${sha256}`);
    expect([
      opened.status,
      Buffer.from(await opened.arrayBuffer())
        .subarray(0, 5)
        .toString(),
    ]).toEqual([200, '%PDF-']);
  }
});
