import type { Expression } from '../plan/expression.ts';
import { BIGINT } from '../types/data-type.ts';
import { Unmodelled } from './unmodelled.ts';

const SLICES: ReadonlySet<string> = new Set(['array_slice', 'list_slice']);

/**
 * `x[2:]` and `x[:2]` arrive with an empty list in place of the missing bound, which no SQL text can write. Forwards
 * the first element is 1 and the last is -1; backwards the ends have no numbers.
 */
export function closeSlice(name: string, args: readonly Expression[]): readonly Expression[] {
  if (!SLICES.has(name) || !args.some(isEmptyList)) return args;
  const [value, begin, end, step] = args;
  const forwards = step === undefined || (isNumber(step) && !isNegative(step));
  if (value === undefined || begin === undefined || end === undefined || !forwards) {
    throw new Unmodelled('a slice backwards with an open end');
  }
  const closed = [value, isEmptyList(begin) ? bound('1') : begin, isEmptyList(end) ? bound('-1') : end];
  return step === undefined ? closed : [...closed, step];
}

function isEmptyList(expression: Expression): boolean {
  return expression.kind === 'literal' && Array.isArray(expression.value) && expression.value.length === 0;
}

/** Constants are not folded yet: a number may stand in a cast or behind a sign. */
function isNumber(step: Expression): boolean {
  if (step.kind === 'cast') return isNumber(step.child);
  return step.kind === 'literal' || (step.kind === 'call' && step.name === '-' && step.args.length === 1);
}

function isNegative(step: Expression): boolean {
  if (step.kind === 'cast') return isNegative(step.child);
  return step.kind === 'call' || (step.kind === 'literal' && String(step.value).startsWith('-'));
}

function bound(value: string): Expression {
  return { kind: 'literal', type: BIGINT, value };
}
