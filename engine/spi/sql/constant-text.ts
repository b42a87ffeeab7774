import type { Expression } from '../../plan/expression.ts';
import type { LiteralValue } from '../../types/literal.ts';
import { isText } from '../../types/type-class.ts';

/** The value of a constant text, null otherwise, and for one with a NUL, at which some sources end a text. */
export function constantText(expression: Expression | undefined): string | null {
  const value: LiteralValue =
    expression?.kind === 'literal' && isText(expression.type) ? expression.value : null;
  return typeof value === 'string' && !value.includes('\0') ? value : null;
}
