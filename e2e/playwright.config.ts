import { defineConfig } from '@playwright/test';
import { CHROMIUM, CHROMIUM_ARGS } from './fixtures/chromium.ts';

/** The window in a real Chromium over the browser shell: `npm run e2e`. */
export default defineConfig({
  testDir: 'specs',
  outputDir: '../dist/e2e',
  globalSetup: './window/prepare.ts',
  // Each test has servers of its own: more at once would only make them wait for each other on a small machine.
  workers: 1,
  timeout: 90_000,
  expect: { timeout: 10_000 },
  forbidOnly: true,
  reporter: [['list'], ['./window/counts-reporter.ts']],
  use: {
    browserName: 'chromium',
    viewport: { width: 1440, height: 900 },
    locale: 'en-GB',
    timezoneId: 'UTC',
    acceptDownloads: true,
    screenshot: 'only-on-failure',
    trace: 'retain-on-failure',
    launchOptions: { executablePath: CHROMIUM, args: CHROMIUM_ARGS },
  },
});
