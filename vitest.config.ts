import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** The long files first, so that no worker is left alone with one in the end. */
class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isLong = (file: TestSpecification): boolean => /\/test\/(api|faults|journeys)\//.test(file.moduleId);
    const sorted = await super.sort(files);
    return [...sorted.filter(isLong), ...sorted.filter((f) => !isLong(f))];
  }
}

export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  test: {
    include: ['src/**/*.test.{ts,tsx}', 'test/**/*.test.{ts,tsx}'],
    globalSetup: ['test/setup.ts'],
    sequence: { sequencer: LongFirst },
    pool: 'forks',
    // Files share a process, its modules and its browser; each makes a house of its own.
    isolate: false,
    // One more than there are cores on a small machine: who waits for a browser leaves them free.
    maxWorkers: Math.max(3, availableParallelism()),
    testTimeout: 300_000,
    hookTimeout: 600_000,
  },
});
