import { openReports } from '#src/delivery/reports/actions/open.ts';
import type { House } from '#src/plumbing/house.ts';
import { sweepFrozen } from '#src/funding/applications/actions/submit/frozen.ts';
import { examineAhead } from '#src/funding/applications/actions/submit/ready.ts';
import { sweepUploads } from '#src/funding/applications/actions/uploads.ts';
import { sealEvidence } from '#src/plumbing/evidence/log.ts';
import { linkPeople } from '#src/delivery/projects/actions/people.ts';
import { recheckNews } from '#src/funding/conflicts/actions/recheck.ts';
import { sweepExpired } from '#src/partnership/identity/actions.ts';
import { Logger, run, type Runner, type TaskList } from 'graphile-worker';
import { jobTasks } from './jobs.ts';

/** Runs what the actions queued, and the schedule; begins again when the database was away. */
export async function startWorker(house: House): Promise<{ stop: () => Promise<void> }> {
  // Without a server there is one process only: what is locked was locked by one that is gone.
  if (house.settings.databaseUrl === null)
    await house.pool.query(
      'select graphile_worker.force_unlock_workers(array(select distinct locked_by from graphile_worker._private_jobs where locked_by is not null))',
    );
  let ended = false;
  let runner = await runOnce(house);
  const watch = (): void => {
    void runner.promise
      .catch((error: unknown) => console.error('the worker ended:', (error as Error).message))
      .then(async () => {
        while (!ended) {
          await new Promise((done) => setTimeout(done, 2000));
          try {
            runner = await runOnce(house);
            return watch();
          } catch (error) {
            console.error('the worker does not start yet:', (error as Error).message);
          }
        }
      });
  };
  watch();
  return {
    async stop() {
      ended = true;
      await runner.stop().catch(() => undefined);
    },
  };
}

function runOnce(house: House): Promise<Runner> {
  const tasks: TaskList = Object.fromEntries(
    Object.entries(jobTasks).map(([name, task]) => [name, (payload) => task(house, payload as Record<string, unknown>)]),
  );
  tasks['examine_ahead'] = async () => void (await examineAhead(house));
  tasks['link_people'] = async () => linkPeople(house);
  tasks['find_conflicts'] = async () => recheckNews(house);
  tasks['open_reports'] = async () => void (await openReports(house));
  tasks['seal_evidence'] = async () => void (await sealEvidence(house));
  tasks['sweep_uploads'] = async () => void (await sweepUploads(house));
  tasks['sweep_frozen'] = async () => void (await sweepFrozen(house));
  tasks['sweep_sessions'] = async () => void (await sweepExpired(house));
  return run({
    pgPool: house.pool,
    concurrency: 2,
    noHandleSignals: true,
    pollInterval: 2000,
    taskList: tasks,
    crontab:
      '* * * * * examine_ahead ?max=1\n* * * * * find_conflicts ?max=1\n*/5 * * * * seal_evidence ?max=1\n*/5 * * * * link_people ?max=1\n17 * * * * sweep_sessions ?max=1\n47 * * * * sweep_uploads ?max=1\n23 3 * * * sweep_frozen ?max=1\n7 * * * * open_reports ?max=1',
    logger: new Logger(() => (level, message) => {
      if (level === 'error') console.error(message);
    }),
  });
}
