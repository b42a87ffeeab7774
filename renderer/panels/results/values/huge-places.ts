/**
 * Where a type of DuckDB holds integers that Arrow has no type for. Pages bring them as text, and only the type's own
 * name tells them from words. `leaf` is such an integer itself; children stand in the order of Arrow's.
 */
export interface HugePlaces {
  readonly leaf: boolean;
  readonly children: readonly HugePlaces[];
}

const HUGE = new Set(['HUGEINT', 'UHUGEINT', 'BIGNUM']);
const NOWHERE: HugePlaces = { leaf: false, children: [] };

/** Reads a type as DuckDB writes it, such as `STRUCT("a b" HUGEINT, c INTEGER[])[3]`. */
export function hugePlaces(type: string): HugePlaces {
  const text = type.trim();
  const items = /^(.*)\[\d*\]$/s.exec(text);
  if (items !== null) return { leaf: false, children: [hugePlaces(items[1] ?? '')] };
  const nested = /^(STRUCT|UNION|MAP)\s*\((.*)\)$/s.exec(text);
  if (nested === null) return HUGE.has(text) ? { leaf: true, children: [] } : NOWHERE;
  const parts = splitParts(nested[2] ?? '');
  if (nested[1] === 'MAP') return { leaf: false, children: parts.map(hugePlaces) };
  return { leaf: false, children: parts.map((part) => hugePlaces(withoutName(part))) };
}

/** Splits at the commas that stand in no bracket and no quotes. */
function splitParts(text: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let from = 0;
  for (const { 0: piece, index } of text.matchAll(/"(?:[^"]|"")*"|'(?:[^']|'')*'|[(),]/g)) {
    if (piece === '(') depth += 1;
    else if (piece === ')') depth -= 1;
    else if (piece === ',' && depth === 0) {
      parts.push(text.slice(from, index));
      from = index + 1;
    }
  }
  parts.push(text.slice(from));
  return parts.map((part) => part.trim());
}

/** The type of `name TYPE`; of a part without a name, the part. */
function withoutName(part: string): string {
  const quoted = /^"(?:[^"]|"")*"\s+(.*)$/s.exec(part);
  if (quoted !== null) return quoted[1] ?? '';
  const first = /^(\w+)\s+(.*)$/s.exec(part);
  return first === null || /^(?:TIME|TIMESTAMP)\s+WITH\b/.test(part) ? part : (first[2] ?? '');
}
