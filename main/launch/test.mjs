/** `npm test`: prepares the checkout, runs every step of suites.mjs, and ends with `N passed, N failed, N skipped`. */
import { canInstall, installPackages, missingPackages } from './debian.mjs';
import { outcomeOfMissing, summarise } from './outcome.mjs';
import { runStep } from './run-step.mjs';
import { setUp } from './set-up.mjs';
import { STEPS } from './suites.mjs';

process.once('SIGINT', () => process.exit(130));
process.once('SIGTERM', () => process.exit(143));

const node = await setUp();
const needed = STEPS.flatMap((step) => step.needs ?? []);
if (canInstall()) installPackages(missingPackages(needed));
const missing = missingPackages(needed);

/** @type {import('./outcome.mjs').Outcome[]} */
const outcomes = [];
for (const step of STEPS) {
  const lacking = (step.needs ?? []).filter((name) => missing.includes(name));
  const began = Date.now();
  const runs = lacking.length === 0 || step.partly === true;
  if (runs) process.stdout.write(`\n${step.name}\n`);
  if (lacking.length > 0) outcomes.push(outcomeOfMissing(step.name, lacking));
  if (!runs) continue;
  const outcome = await runStep(node, step);
  outcomes.push(outcome);
  const verdict = outcome.failed > 0 ? 'failed' : 'passed';
  process.stdout.write(`${step.name} ${verdict} in ${((Date.now() - began) / 1000).toFixed(1)} s\n`);
}

const { lines, code } = summarise(outcomes);
process.stdout.write(`\n${lines.join('\n')}\n`);
process.exitCode = code;
