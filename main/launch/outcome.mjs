/**
 * What a step of `npm test` came to.
 *
 * @typedef {{ passed: number, failed: number, skipped: number }} Counts
 * @typedef {Counts & { notes: readonly string[] }} Outcome notes name what failed or was skipped, and why
 */

/**
 * The outcome of a step that has no report: its last line if that gives counts, else one test.
 * @param {string} name
 * @param {number} code its exit code
 * @param {string} output
 * @param {boolean} isSuite whether its last line may give counts
 * @returns {Outcome}
 */
export function outcomeOfOutput(name, code, output, isSuite = true) {
  const notRun = /(?:^|\n)([^\n]+: not run \([^\n]+\))\s*$/.exec(output);
  if (code === 0 && notRun !== null) return { passed: 0, failed: 0, skipped: 1, notes: [notRun[1] ?? name] };
  const counts = isSuite ? /(?:^|\n)(\d+) passed, (\d+) failed, (\d+) skipped\s*$/.exec(output) : null;
  if (counts === null) {
    return code === 0
      ? { passed: 1, failed: 0, skipped: 0, notes: [] }
      : { passed: 0, failed: 1, skipped: 0, notes: [`failed: ${name} ended with ${code}`] };
  }
  const [passed = 0, failed = 0, skipped = 0] = counts.slice(1).map(Number);
  const notes = [
    ...(failed > 0 ? [`failed: ${name}: ${failed}, named above`] : []),
    ...(skipped > 0 ? [`skipped: ${name}: ${skipped}, named above`] : []),
  ];
  if (code === 0 || failed > 0) return { passed, failed, skipped, notes };
  return { passed, failed: 1, skipped, notes: [...notes, `failed: ${name} ended with ${code}`] };
}

/**
 * The outcome of a step that could not run.
 * @param {string} name
 * @param {readonly string[]} missing Debian packages
 * @returns {Outcome}
 */
export function outcomeOfMissing(name, missing) {
  const packages = missing.join(' ');
  const note = `skipped: ${name}: needs ${packages} (on Debian: apt-get install ${packages})`;
  return { passed: 0, failed: 0, skipped: 1, notes: [note] };
}

/**
 * The last lines of `npm test`.
 * @param {readonly Outcome[]} outcomes
 * @returns {{ lines: string[], code: number }}
 */
export function summarise(outcomes) {
  const total = { passed: 0, failed: 0, skipped: 0 };
  for (const outcome of outcomes) {
    total.passed += outcome.passed;
    total.failed += outcome.failed;
    total.skipped += outcome.skipped;
  }
  const notes = outcomes.flatMap((outcome) => outcome.notes);
  const line = `${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`;
  return { lines: [...notes, line], code: total.failed > 0 ? 1 : 0 };
}
