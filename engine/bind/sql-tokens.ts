/** A token of SQL text; comments and white space are left out. Offsets are in UTF-16 units, `end` exclusive. */
export interface SqlToken {
  readonly kind: 'word' | 'quoted' | 'string' | 'number' | 'parameter' | 'symbol';
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/**
 * DuckDB's lexical rules (PostgreSQL's): nested comments, E-strings with backslashes, dollar quotes. It is used to find
 * where something stands, never to understand a statement.
 */
const PATTERNS: readonly (readonly [SqlToken['kind'] | null, RegExp])[] = [
  [null, /\s+|--[^\n]*/y],
  ['string', /[eE]'(?:[^'\\]|\\[^]|'')*'/y],
  ['string', /'(?:[^']|'')*'/y],
  ['string', /\$(?<tag>[\p{L}_][\p{L}\p{N}_]*)?\$[^]*?\$\k<tag>\$/uy],
  ['quoted', /"(?:[^"]|"")*"/y],
  ['parameter', /\$[\p{L}\p{N}_]+|\?\d*/uy],
  ['number', /\d[\d_]*(?:\.[\d_]*)?(?:[eE][+-]?\d+)?|\.\d[\d_]*(?:[eE][+-]?\d+)?/y],
  ['word', /[\p{L}_][\p{L}\p{N}_$]*/uy],
  ['symbol', /[^]/uy],
];

export function tokenize(sql: string): readonly SqlToken[] {
  const tokens: SqlToken[] = [];
  let start = 0;
  while (start < sql.length) {
    const comment = sql.startsWith('/*', start) ? endOfComment(sql, start) : null;
    const { kind, end } = comment === null ? match(sql, start) : { kind: null, end: comment };
    if (kind !== null) tokens.push({ kind, text: sql.slice(start, end), start, end });
    start = end;
  }
  return tokens;
}

function match(sql: string, start: number): { kind: SqlToken['kind'] | null; end: number } {
  for (const [kind, pattern] of PATTERNS) {
    pattern.lastIndex = start;
    if (pattern.test(sql)) return { kind, end: pattern.lastIndex };
  }
  return { kind: 'symbol', end: start + 1 };
}

/** Comments nest; an open one reaches to the end of the text. */
function endOfComment(sql: string, start: number): number {
  const marks = /\/\*|\*\//g;
  marks.lastIndex = start;
  let depth = 0;
  for (let mark = marks.exec(sql); mark !== null; mark = marks.exec(sql)) {
    depth += mark[0] === '/*' ? 1 : -1;
    if (depth === 0) return marks.lastIndex;
  }
  return sql.length;
}
