import { jobTasks } from '#src/house/jobs.ts';
import type { House } from '#src/plumbing/house.ts';

/** Runs what actions have queued and is due, with what that queues in turn, as the worker would; what waits for a later date stays. */
export async function runJobs(house: House, tasks: readonly string[] = Object.keys(jobTasks).filter((name) => name !== 'mail.send')): Promise<number> {
  let done = 0;
  for (;;) {
    const { rows } = await house.pool.query<{ id: string; task: string; payload: Record<string, unknown> }>(
      `select j.id, t.identifier as task, j.payload from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
       where t.identifier = any($1) and j.run_at <= now() order by j.run_at, j.id limit 1`,
      [tasks],
    );
    const job = rows[0];
    if (!job) return done;
    await jobTasks[job.task]!(house, job.payload);
    await house.pool.query('delete from graphile_worker._private_jobs where id = $1', [job.id]);
    done++;
  }
}
