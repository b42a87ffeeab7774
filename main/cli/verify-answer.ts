import { AtollError } from '../../engine/errors/atoll-error.ts';
import type { PushdownMode } from '../../engine/types/pushdown.ts';
import type { VerifyReport } from '../contract/verify.ts';
import { compareAnswers } from '../services/queries/compare-answers.ts';
import type { QueryAnswer } from '../services/queries/query-service.ts';
import type { CommandContext } from './command.ts';
import type { FormatName } from './formats/formats.ts';
import { visibleText } from './formats/visible-text.ts';
import { rowsText } from './human.ts';

/**
 * Compares the answer with that of the same query with nothing pushed, and says on standard error how they compare.
 * Throws `verify-different` where they differ.
 */
export async function verifyAnswer(
  pushed: QueryAnswer,
  unpushed: QueryAnswer,
  mode: PushdownMode,
  format: FormatName,
  { stderr }: CommandContext,
): Promise<void> {
  const report = await compareAnswers(pushed, unpushed, mode);
  stderr.write(format === 'json' ? `${JSON.stringify({ verify: report })}\n` : verifyText(report));
  if (!report.equal) {
    throw new AtollError(
      'verify-different',
      `Pushdown ${mode} and pushdown none give different answers (${rowsText(report.rows.pushed)} and ${rowsText(report.rows.unpushed)}).`,
      {
        hint: 'This is a fault of Atoll: please report the query. Until then --pushdown none gives the right rows.',
      },
    );
  }
}

function verifyText(report: VerifyReport): string {
  const { nondeterminism, rows, pushdown, differences } = report;
  const lines = [verdict(report), ...nondeterminism.map((why) => `  ${why}`)];
  for (const row of differences.onlyPushed) lines.push(`  only with ${pushdown}: ${rowText(row)}`);
  for (const row of differences.onlyUnpushed) lines.push(`  only with none: ${rowText(row)}`);
  if (differences.firstOutOfOrder !== null)
    lines.push(
      `  ${rowsText(rows.pushed)} agree, their order does not from row ${differences.firstOutOfOrder} on`,
    );
  return `${lines.join('\n')}\n`;
}

function verdict({ equal, compared, ordered, rows, pushdown }: VerifyReport): string {
  if (!equal)
    return `different: ${rowsText(rows.pushed)} with pushdown ${pushdown}, ${rowsText(rows.unpushed)} with none`;
  switch (compared) {
    case 'rows':
      return `verified: pushdown ${pushdown} and none agree on ${rowsText(rows.pushed)}${ordered ? ' and their order' : ''}`;
    case 'count':
      return `not verified, only counted: ${rowsText(rows.pushed)} both ways; which ones may differ from run to run`;
    case 'nothing':
      return 'not verified: the answer differs from run to run';
  }
}

function rowText(row: VerifyReport['differences']['onlyPushed'][number]): string {
  return Object.entries(row)
    .map(([name, value]) => visibleText(`${name} ${typeof value === 'string' ? value : 'NULL'}`))
    .join(' · ');
}
