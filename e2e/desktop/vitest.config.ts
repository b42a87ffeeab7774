import { defineConfig } from 'vitest/config';

/** The same contract over the real Electron, where its program is: `npm run e2e:electron`. */
export default defineConfig({
  test: {
    include: ['e2e/desktop/*.run.ts'],
    testTimeout: 60_000,
    env: { UV_THREADPOOL_SIZE: '16', TZ: 'UTC' },
  },
});
