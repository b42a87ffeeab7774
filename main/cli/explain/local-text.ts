import type { ExplainReport, PlanTree } from '../../../engine/types/explain.ts';
import { cutText, displayWidth } from '../formats/display-width.ts';
import { visibleText } from '../formats/visible-text.ts';
import { countText } from '../human.ts';
import { shortPaths } from '../short-paths.ts';
import { sqlLines } from '../sql-lines.ts';
import { type Layout, section, wrap } from './layout.ts';

/** Lines that one operator takes at most. */
const MOST_LINES = 3;

/** What runs in the local DuckDB: the operators over the fragments, or with `sql` the exact text. */
export function localText(report: ExplainReport, layout: Layout, sql: boolean): string {
  const { local, fragments, plan } = report;
  const heading = layout.paint.heading('here, in DuckDB');
  if (local.opaque)
    return section(
      `${heading}: your own text, over copies of the tables that it names`,
      textLines(report, layout),
    );
  if (local.operators.length === 0 && fragments.length === 1)
    return 'nothing runs here: the source gives the answer whole';
  if (sql) return section(heading, textLines(report, layout));
  const lineOf = new Map(local.operators.map(({ node, line }) => [node, line]));
  return section(heading, treeLines(plan, lineOf, layout));
}

function textLines({ local }: ExplainReport, { width, workspaceDir }: Layout): readonly string[] {
  return sqlLines(shortPaths(local.sql, workspaceDir), width - 4).map((line) => `  ${visibleText(line)}`);
}

function treeLines(
  node: PlanTree,
  lineOf: ReadonlyMap<string, string>,
  layout: Layout,
  head = '',
  tail = '',
): readonly string[] {
  const [only] = node.children;
  if (node.fragment === null && only !== undefined && isPicking(node))
    return treeLines(only, lineOf, layout, head, tail);
  // A source may be called `local` too: what runs at a source belongs to a fragment.
  const isSent = node.fragment !== null;
  const text = isSent ? `${node.fragment} at ${node.site}` : readable(lineOf.get(node.id) ?? node.line);
  const children = isSent ? [] : node.children;
  const last = children.length - 1;
  const below = last < 0 ? tail : `${tail}│ `;
  return [
    ...operatorLines(visibleText(text), rowsOf(node), { head, below, layout }),
    ...children.flatMap((child, at) =>
      treeLines(
        child,
        lineOf,
        layout,
        `${tail}${at === last ? '└ ' : '├ '}`,
        `${tail}${at === last ? '  ' : '│ '}`,
      ),
    ),
  ];
}

interface Place {
  readonly head: string;
  readonly below: string;
  readonly layout: Layout;
}

/** An operator in a few lines, its number of rows at the right edge. */
function operatorLines(text: string, rows: string, { head, below, layout }: Place): readonly string[] {
  const width = layout.width - 2 - Math.max(10, rows.length) - 2;
  const wrapped = wrap(text, width - Math.max(head.length, below.length + 4));
  const shown = wrapped.slice(0, MOST_LINES);
  if (wrapped.length > MOST_LINES) shown[MOST_LINES - 1] = `${shown[MOST_LINES - 1] ?? ''} …`;
  return shown.map((line, at) => {
    const whole = cutText(at === 0 ? `${head}${line}` : `${below}    ${line}`, width);
    if (at > 0 || rows === '') return whole;
    return `${whole}${' '.repeat(layout.width - 2 - displayWidth(whole) - rows.length)}${layout.paint.faint(rows)}`;
  });
}

function rowsOf({ actualRows, estimatedRows }: PlanTree): string {
  if (actualRows !== null) return countText(actualRows);
  return estimatedRows === null ? '' : `~${countText(estimatedRows)}`;
}

/** Whether it only picks and names columns. */
function isPicking({ kind, line }: PlanTree): boolean {
  return (
    kind === 'project' &&
    line
      .replace(/^project /, '')
      .split(', ')
      .every((part) => /^[^('"]+#\d+(?: as [^(]+)?$/.test(part))
  );
}

/** An operator's line without the positions of its columns. */
function readable(line: string): string {
  return line.replaceAll(/'(?:[^']|'')*'|(?<=[^\s(,])#\d+(?!\w)/g, (part) =>
    part.startsWith('#') ? '' : part,
  );
}
