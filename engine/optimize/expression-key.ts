import type { Expression } from '../plan/expression.ts';

/** What an expression is marked with, beside what it says. */
const NOT_COMPARED: ReadonlySet<string> = new Set(['at', 'implied', 'conjuncts']);

/** A text that two expressions share where they are the same but for their place in the user's text. */
export function expressionKey(expression: Expression): string {
  return JSON.stringify(expression, (name, value: unknown) => (NOT_COMPARED.has(name) ? undefined : value));
}
