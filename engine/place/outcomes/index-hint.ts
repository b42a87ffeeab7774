import type { Expression } from '../../plan/expression.ts';
import { partsOf } from '../../plan/expression-children.ts';
import { beginOf } from './begin-of.ts';
import type { StandingPredicate } from './placed-operators.ts';

const RANGES: ReadonlySet<string> = new Set(['<', '<=', '>', '>=']);

/**
 * What to declare so that an index can serve a predicate that a source checks: a range of text goes there by bytes, and
 * an index is sorted by its column's own collation. Null where that is the same, or the predicate is no range.
 */
export function indexHint(
  { node, fragment, predicate }: StandingPredicate,
  byteCollation: (source: string) => string | null,
): string | null {
  const declared = fragment && byteCollation(fragment.source);
  if (declared === null || node.kind !== 'filter' || !isRange(predicate)) return null;
  for (const part of partsOf(predicate)) {
    if (part.kind !== 'column') continue;
    const begin = beginOf(node.child, part.index);
    if (begin.node.kind !== 'scan') continue;
    const field = begin.node.fields[begin.index];
    if (field?.collation?.orderIsBytes !== false) continue;
    return `${field.name} is tested by bytes but sorted by ${field.collation.name}, so its index may not serve: declare it ${declared}.`;
  }
  return null;
}

/** Whether an index that is sorted by bytes could serve it: a range, or a LIKE that begins with a text. */
function isRange(predicate: Expression): boolean {
  if (predicate.kind === 'between') return true;
  if (predicate.kind === 'compare') return RANGES.has(predicate.op);
  if (predicate.kind !== 'call' || predicate.name !== '~~') return false;
  const [, pattern] = predicate.args;
  return pattern?.kind === 'literal' && typeof pattern.value === 'string' && /^[^%_]/.test(pattern.value);
}
