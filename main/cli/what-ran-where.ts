import type { ExplainReport, FragmentMeasurement, FragmentReport } from '../../engine/types/explain.ts';
import { cutText } from './formats/display-width.ts';
import { visibleText } from './formats/visible-text.ts';
import { ageText, bytesText, msText, rowsText } from './human.ts';
import { shortPaths } from './short-paths.ts';
import { sqlLines } from './sql-lines.ts';

const WIDTH = 98;
/** Lines of SQL shown of one fragment. */
const LINES = 5;

/** What each source was sent and what came back, shortened; for those who want to see that it was not all copied. */
export function whatRanWhere(report: ExplainReport, workspaceDir: string): string {
  const parts = report.fragments.map((fragment) => fragmentText(fragment, workspaceDir));
  const { rowsMoved, bytesMoved } = report.totals;
  const moved =
    rowsMoved === null ? '' : ` over the ${rowsText(rowsMoved)} (${bytesText(bytesMoved)}) that travelled`;
  parts.push(`here, in DuckDB   ${msText(report.local.ms ?? 0)}${moved}\n`);
  return `What ran where\n\n${parts.join('\n')}`;
}

function fragmentText({ source, sql, params, actual }: FragmentReport, workspaceDir: string): string {
  const cost =
    actual === null
      ? ''
      : `${rowsText(actual.rows)} · ${bytesText(actual.bytes)} · ${msText(actual.ms)}${cachedText(actual)}`;
  const lines = sqlLines(withValues(shortPaths(sql, workspaceDir), params), WIDTH - 4).map(visibleText);
  const shown = lines.slice(0, LINES).map((line) => `    ${cutText(line, WIDTH - 4)}`);
  if (lines.length > LINES) shown.push('    …');
  return `${visibleText(source)}   ${cost}\n${shown.join('\n')}\n`;
}

function cachedText({ cachedAgeMs }: FragmentMeasurement): string {
  return cachedAgeMs === undefined ? '' : ` · from the cache, ${ageText(cachedAgeMs)} old`;
}

/** Values in the places of their parameters: for reading alone, they are sent apart. */
function withValues(sql: string, params: readonly (string | null)[]): string {
  let next = 0;
  const value = (at: number): string => {
    const text = params[at];
    return text === null || text === undefined ? 'NULL' : `'${text}'`;
  };
  return sql.replaceAll(/\$(\d+)|\?/g, (_, number: string | undefined) => {
    next += 1;
    return value((number === undefined ? next : Number(number)) - 1);
  });
}
