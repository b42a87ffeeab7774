import { tokenize } from '../../../engine/bind/sql-tokens.ts';

/** A piece of a text, in UTF-16 offsets, `to` exclusive. */
export interface TextRange {
  readonly from: number;
  readonly to: number;
}

/** The statements of a text, each from its first to its last token, without the semicolon. */
export function statementsOf(sql: string): readonly TextRange[] {
  const parts: (readonly TextRange[])[] = [[]];
  for (const { kind, text, start, end } of tokenize(sql)) {
    if (kind === 'symbol' && text === ';') parts.push([]);
    else parts.push([...(parts.pop() ?? []).slice(0, 1), { from: start, to: end }]);
  }
  return parts.flatMap((tokens) => {
    const [first, last = first] = tokens;
    return first === undefined || last === undefined ? [] : [{ from: first.from, to: last.to }];
  });
}

/** The stretch between two semicolons that the offset is in, which may hold no token yet. */
export function stretchAt(sql: string, offset: number): TextRange {
  const ends = tokenize(sql).filter(({ kind, text }) => kind === 'symbol' && text === ';');
  const before = ends.findLast(({ end }) => end <= offset);
  const after = ends.find(({ start }) => start >= offset);
  return { from: before?.end ?? 0, to: after?.start ?? sql.length };
}
