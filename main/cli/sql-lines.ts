/** Words that begin a clause, and so a line where a text is too long for one. */
const CLAUSE =
  /\b(?:WITH|SELECT|FROM|WHERE|GROUP BY|HAVING|WINDOW|QUALIFY|ORDER BY|LIMIT|OFFSET|UNION ALL|UNION|INTERSECT|EXCEPT|(?:LEFT |RIGHT |FULL |INNER |CROSS |ANTI |SEMI |NATURAL |ASOF |POSITIONAL )*(?:OUTER )?JOIN)\b/i;

/** Quoted texts, names and comments: nothing in them begins a line, and none is broken. */
const TOKEN = /'(?:[^']|'')*'|"(?:[^"]|"")*"|--[^\n]*|\s+|\w+|[^\s\w]/g;

/** SQL in lines of about `width` columns, broken before clauses and, where that is not enough, between words. */
export function sqlLines(sql: string, width: number): readonly string[] {
  if (sql.includes('--')) return sql.split(/\r?\n/);
  const flat = (sql.match(TOKEN) ?? []).map((token) => (/^\s+$/.test(token) ? ' ' : token)).join('');
  if (flat.trim().length <= width) return [flat.trim()];
  return clausesOf(flat).flatMap((clause) => wrapped(clause.trim(), width));
}

/** Cuts before each clause at the outermost level of parentheses. */
function clausesOf(sql: string): readonly string[] {
  const clauses: string[] = [];
  let depth = 0;
  let current = '';
  let rest = sql;
  while (rest !== '') {
    const clause = depth === 0 && /\W$/.test(` ${current}`.slice(-1)) ? CLAUSE.exec(rest) : null;
    if (clause?.index === 0) {
      if (current.trim() !== '') clauses.push(current);
      current = clause[0];
      rest = rest.slice(current.length);
      continue;
    }
    const [token = rest] = rest.match(TOKEN) ?? [];
    if (token === '(') depth += 1;
    if (token === ')') depth -= 1;
    current += token;
    rest = rest.slice(token.length);
  }
  return [...clauses, current];
}

/** One clause in lines, the later ones indented. A word longer than a line has a line of its own. */
function wrapped(clause: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of wordsOf(clause)) {
    if (line.trim() !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = ` `;
    }
    line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line];
}

/** Pieces between white space that is in no quotes. */
function wordsOf(clause: string): readonly string[] {
  const words: string[] = [];
  let word = '';
  for (const token of clause.match(TOKEN) ?? []) {
    if (/^\s/.test(token)) {
      if (word !== '') words.push(word);
      word = '';
    } else word += token;
  }
  return word === '' ? words : [...words, word];
}
