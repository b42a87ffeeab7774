/** A stretch of a text, in UTF-16 offsets; `to` is after its end. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/**
 * The statement at the cursor: the one that holds it or ends at it; between two, the one before on the same line, else
 * the next one, else the last.
 */
export function statementAt(sql: string, statements: readonly Stretch[], cursor: number): Stretch | null {
  const holding = statements.find(({ from, to }) => from <= cursor && cursor <= to);
  if (holding !== undefined) return holding;
  const before = statements.findLast(({ to }) => to < cursor);
  const after = statements.find(({ from }) => from > cursor);
  if (before !== undefined && !sql.slice(before.to, cursor).includes('\n')) return before;
  return after ?? before ?? null;
}

/** What Run runs: the selected text where something is selected, else the statement at the cursor. */
export function runTarget(
  sql: string,
  statements: readonly Stretch[],
  selection: Stretch,
): readonly Stretch[] {
  if (sql.slice(selection.from, selection.to).trim() !== '') {
    return statementsWithin(statements, selection);
  }
  const one = statementAt(sql, statements, selection.from);
  return one === null ? [] : [one];
}

/** The parts of statements that a selection covers. */
function statementsWithin(statements: readonly Stretch[], selection: Stretch): readonly Stretch[] {
  return statements
    .map(({ from, to }) => ({ from: Math.max(from, selection.from), to: Math.min(to, selection.to) }))
    .filter(({ from, to }) => from < to);
}

/**
 * The statements with the comments that stand above them: they name what a statement is for, and a cursor in them
 * means it. What follows the statement before on its own line stays with that one.
 */
export function withLeadingComments(sql: string, statements: readonly Stretch[]): readonly Stretch[] {
  return statements.map(({ from, to }, at) => {
    const before = statements[at - 1];
    const lineEnd = before === undefined ? -1 : sql.indexOf('\n', before.to);
    if (before !== undefined && (lineEnd === -1 || lineEnd > from)) return { from, to };
    const above = sql.slice(lineEnd + 1, from);
    return { from: from - above.replace(/^[\s;]+/, '').length, to };
  });
}
