/** Runs one step of `npm test` and tells what it came to. */
import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, sep } from 'node:path';
import { outcomeOfOutput } from './outcome.mjs';
import { ROOT } from './places.mjs';
import { programEnvironment } from './run-program.mjs';
import { outcomeOfReport } from './vitest-report.mjs';

/** @typedef {import('./outcome.mjs').Outcome} Outcome */
/** @typedef {import('./suites.mjs').Step} Step */

/**
 * Checks speak only when they fail; suites show what they do as they do it.
 * @param {string} node
 * @param {Step} step
 * @returns {Promise<Outcome>}
 */
export async function runStep(node, step) {
  if (step.kind === 'vitest') return runVitest(node, step);
  const live = step.kind === 'suite';
  const { code, output } = await runNode(node, step.run, live, step.minutes);
  if (code !== 0 && !live) process.stdout.write(`${output.trimEnd()}\n`);
  return outcomeOfOutput(step.name, code, output, live);
}

/**
 * @param {string} node
 * @param {Step} step
 * @returns {Promise<Outcome>}
 */
async function runVitest(node, step) {
  const folder = mkdtempSync(join(tmpdir(), 'atoll-test-'));
  try {
    const file = join(folder, 'report.json');
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
    const { code } = await runNode(node, [...step.run, ...reporters], true, step.minutes);
    const report = /** @type {import('./vitest-report.mjs').Report} */ (
      JSON.parse(readFileSync(file, 'utf8'))
    );
    return outcomeOfReport(report, code, ROOT, testFiles(ROOT));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { passed: 0, failed: 1, skipped: 0, notes: [`failed: ${step.name}: no report (${reason})`] };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * @param {string} node
 * @param {readonly string[]} args
 * @param {boolean} live whether the output is shown as it comes
 * @param {number} minutes after which it is stopped, and has failed
 * @returns {Promise<{ code: number, output: string }>}
 */
function runNode(node, args, live, minutes = 15) {
  const child = spawn(node, args, {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: programEnvironment(),
  });
  const stop = () => child.kill('SIGTERM');
  process.once('exit', stop);
  const limit = setTimeout(() => {
    process.stdout.write(`stopped after ${minutes} minutes\n`);
    stop();
    setTimeout(() => {
      child.kill('SIGKILL');
      // What it started may hold its output open.
      child.stdout.destroy();
      child.stderr.destroy();
    }, 5_000).unref();
  }, minutes * 60_000);
  let output = '';
  /** @param {NodeJS.WriteStream} to */
  const collect = (to) => (/** @type {Buffer} */ data) => {
    output += data.toString();
    if (live) to.write(data);
  };
  child.stdout.on('data', collect(process.stdout));
  child.stderr.on('data', collect(process.stderr));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      clearTimeout(limit);
      process.removeListener('exit', stop);
      resolve({ code: code ?? 1, output });
    });
  });
}

/**
 * Every test file of the checkout.
 * @param {string} root
 * @returns {string[]} relative to the root, with `/`
 */
export function testFiles(root) {
  return readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.') && entry.name !== 'node_modules')
    .flatMap(({ name }) =>
      readdirSync(join(root, name), { recursive: true, encoding: 'utf8' }).map((path) => join(name, path)),
    )
    .map((path) => path.split(sep).join('/'))
    .filter((path) => /\.test\.tsx?$/.test(path));
}
