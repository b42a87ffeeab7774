/** Reads vitest's JSON report, so that nothing it skipped, or never ran, goes unsaid. */
import { relative, sep } from 'node:path';

/** @typedef {import('./outcome.mjs').Outcome} Outcome */
/** @typedef {{ fullName: string, status: string }} Assertion */
/** @typedef {{ name: string, status: string, message?: string, assertionResults: Assertion[] }} FileResult */
/** @typedef {{ testResults: FileResult[] }} Report */

/**
 * @param {Report} report
 * @param {number} code exit code of vitest
 * @param {string} root of the checkout
 * @param {readonly string[]} files test files on disk, relative to the root, with `/`
 * @returns {Outcome}
 */
export function outcomeOfReport(report, code, root, files) {
  const reported = report.testResults.map((result) => outcomeOfFile(result, nameOf(result.name, root)));
  const seen = new Set(report.testResults.map((result) => nameOf(result.name, root)));
  const unseen = files
    .filter((file) => !seen.has(file))
    .map((file) =>
      failure(`failed: ${file}: no part of vitest's report; is it outside the folders it reads?`),
    );
  const all = [...reported, ...unseen];
  const failed = all.reduce((sum, outcome) => sum + outcome.failed, 0);
  if (code !== 0 && failed === 0)
    all.push(failure(`failed: vitest ended with ${code}, see its errors above`));
  return {
    passed: all.reduce((sum, outcome) => sum + outcome.passed, 0),
    failed: all.reduce((sum, outcome) => sum + outcome.failed, 0),
    skipped: all.reduce((sum, outcome) => sum + outcome.skipped, 0),
    notes: all.flatMap((outcome) => outcome.notes),
  };
}

/**
 * @param {FileResult} result
 * @param {string} file
 * @returns {Outcome}
 */
function outcomeOfFile(result, file) {
  const tests = result.assertionResults;
  const passed = tests.filter((test) => test.status === 'passed');
  const failed = tests.filter((test) => test.status === 'failed');
  const skipped = tests.filter((test) => test.status !== 'passed' && test.status !== 'failed');
  const broken = result.status === 'failed' && failed.length === 0;
  const notes = failed.map((test) => `failed: ${file}: ${test.fullName}`);
  if (broken) notes.push(`failed: ${file}: ${firstLine(result.message) ?? 'a hook or the file itself'}`);
  if (skipped.length > 0) {
    const names = skipped.slice(0, 3).map((test) => test.fullName);
    const more = skipped.length > 3 ? `; and ${skipped.length - 3} more` : '';
    notes.push(`skipped: ${file}: ${names.join('; ')}${more}`);
  }
  return {
    passed: passed.length,
    failed: failed.length + (broken ? 1 : 0),
    skipped: skipped.length,
    notes,
  };
}

/**
 * @param {string} note
 * @returns {Outcome}
 */
function failure(note) {
  return { passed: 0, failed: 1, skipped: 0, notes: [note] };
}

/**
 * @param {string} path
 * @param {string} root
 */
function nameOf(path, root) {
  return relative(root, path).split(sep).join('/');
}

/** @param {string | undefined} text */
function firstLine(text) {
  const line = text?.trim().split('\n')[0];
  return line === '' ? undefined : line;
}
