import type { House } from '#src/plumbing/house.ts';
import { sealEvidence } from '#src/plumbing/evidence/log.ts';
import { sweepExpired } from '#src/partnership/identity/actions.ts';
import { Logger, run, type Runner, type TaskList } from 'graphile-worker';
import { jobTasks } from './jobs.ts';

/** Runs what the actions queued, and the schedule. */
export async function startWorker(house: House): Promise<Runner> {
  const tasks: TaskList = Object.fromEntries(
    Object.entries(jobTasks).map(([name, task]) => [name, (payload) => task(house, payload as Record<string, unknown>)]),
  );
  tasks['seal_evidence'] = async () => void (await sealEvidence(house));
  tasks['sweep_sessions'] = async () => void (await sweepExpired(house));
  return run({
    pgPool: house.pool,
    concurrency: 2,
    noHandleSignals: true,
    pollInterval: 2000,
    taskList: tasks,
    crontab: '*/5 * * * * seal_evidence ?max=1\n17 * * * * sweep_sessions ?max=1',
    logger: new Logger(() => (level, message) => {
      if (level === 'error') console.error(message);
    }),
  });
}
