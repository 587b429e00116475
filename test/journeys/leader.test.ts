import { seedPeople } from '#src/partnership/identity/actions.ts';
import { personas } from '#src/partnership/identity/personas.ts';
import { afterAll, beforeAll, test, vi } from 'vitest';
import { fundedWorld } from '../factories/funded.ts';
import { startStage, type Stage } from './browser.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

// Who leads a Spoke sees at a glance what is late and what is at risk in it, goes from there to the project, and sees nothing of other Spokes.

let stage: Stage;
let projectId: string;

beforeAll(async () => {
  stage = await startStage({ at: '2025-03-01T10:00:00.000Z' });
  await seedPeople(stage.house, [...personas]);
  ({ projectId } = await fundedWorld(stage.house));
  const db = stage.house.pool;
  // The example's leader leads Spoke 6.
  await db.query('update projects set main_spoke = 6 where id = $1', [projectId]);
  await db.query(
    "insert into project_milestones (project_id, id, position, title, month, proof) values ($1, 'm1', 1, 'Primo prototipo', 6, 'Verbale di prova')",
    [projectId],
  );
  await db.query(
    "insert into project_risks (project_id, risk, likelihood, impact, measure) values ($1, 'Il fornitore della resina chiude', 'high', 'high', 'Un secondo fornitore')",
    [projectId],
  );
  await db.query(
    `insert into reports (project_id, number, from_on, until_on, due_on, state, technical, milestones, revision, opened_at, late)
     values ($1, 1, '2024-07-15', '2025-01-14', '2025-02-13', 'open', '', '', 1, '2025-01-15T08:00:00Z', false)`,
    [projectId],
  );
});
afterAll(() => stage?.end());

test('what is late and what is at risk in one’s Spoke, each a click from where it is', async () => {
  const leader = await stage.signInAs('spoke-leader');
  await leader.visit('/oversight');
  await leader.press('Allarmi');
  await leader.sees('rendiconto in ritardo', 'risultato o traguardo in ritardo', 'Primo prototipo');
  await leader.seesNot('pagamento in ritardo', 'garanzia scaduta');
  await leader.picture('alarms-it');
  await leader.picture('alarms-it-390', { width: 390 });
  await leader.visit('/oversight/alarms?kind=workLate');
  await leader.page.locator('#terms tbody').getByRole('link').first().click();
  await leader.sees('PROVA', 'Primo prototipo');
  await leader.visit('/projects/watch');
  await leader.sees('Primo prototipo', 'Il fornitore della resina chiude');
});

test('another Spoke’s leader sees none of it', async () => {
  await stage.house.pool.query('update projects set main_spoke = 5 where id = $1', [projectId]);
  const other = await stage.signInAs('spoke-leader');
  await other.visit('/oversight/alarms');
  await other.sees('Nessun termine passato');
  await other.seesNot('Primo prototipo');
});
