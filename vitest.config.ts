import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

const cores = availableParallelism();

export default defineConfig({
  test: {
    include: ['engine', 'connectors', 'main', 'renderer', 'assets', 'e2e'].map(
      (folder) => `${folder}/**/*.test.ts`,
    ),
    // Processes, not threads: native databases are loaded, and a crash must not take other files along.
    pool: 'forks',
    maxWorkers: cores <= 2 ? cores : Math.min(cores - 1, 6),
    testTimeout: 30_000,
    hookTimeout: 60_000,
    teardownTimeout: 20_000,
    // Nothing that a test opens may read or change the home of whoever runs it.
    env: {
      UV_THREADPOOL_SIZE: '16',
      TZ: 'UTC',
      ATOLL_HOME: join(tmpdir(), `atoll-test-home-${process.pid}`),
    },
  },
});
