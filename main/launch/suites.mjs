/**
 * What `npm test` runs, in order. A step that fails does not stop those after it.
 *
 * To add a suite: a line here. `run` is a program of the checkout (or of a package) and its arguments, run by Node 24
 * from the root. A `suite` ends its output with the line `N passed, N failed, N skipped`; one that does not, and every
 * `check`, counts as one test. `needs` names Debian packages of packages.mjs: without one of them the step is skipped,
 * by name; a step marked `partly` runs all the same, and its tests skip themselves by name. A step that has not ended
 * after `minutes` (15 where it does not say) is stopped and has failed. A `check` may end with a line of its own that
 * says what was not run: `NAME: not run (WHY)` is repeated among the last lines and counts as skipped.
 *
 * @typedef {{ name: string, kind: 'check' | 'vitest' | 'suite', run: readonly string[], needs?: readonly string[],
 *   partly?: boolean, minutes?: number }} Step
 */

/** @type {readonly Step[]} */
export const STEPS = [
  { name: 'format', kind: 'check', run: ['node_modules/@biomejs/biome/bin/biome', 'format', '.'] },
  {
    name: 'lint',
    kind: 'check',
    run: ['node_modules/oxlint/bin/oxlint', '--type-aware', '--deny-warnings'],
  },
  { name: 'types', kind: 'check', run: ['node_modules/typescript/bin/tsc', '--noEmit'] },
  {
    name: 'types of the window',
    kind: 'check',
    run: ['node_modules/typescript/bin/tsc', '--noEmit', '-p', 'renderer'],
  },
  {
    name: 'types of the specs',
    kind: 'check',
    run: ['node_modules/typescript/bin/tsc', '--noEmit', '-p', 'e2e/specs'],
  },
  { name: 'house', kind: 'check', run: ['e2e/house/main.ts'] },
  { name: 'window is built', kind: 'check', run: ['main/launch/build.mjs'] },
  {
    name: 'unit',
    kind: 'vitest',
    run: ['node_modules/vitest/vitest.mjs', 'run', '--update=none'],
    needs: ['mariadb-server', 'gnome-keyring', 'dbus-x11'],
    partly: true,
  },
  {
    name: 'window',
    kind: 'suite',
    run: ['node_modules/@playwright/test/cli.js', 'test', '-c', 'e2e'],
    needs: ['chromium'],
    minutes: 25,
  },
  { name: 'real Electron', kind: 'check', run: ['e2e/desktop/run-electron.ts'] },
];
