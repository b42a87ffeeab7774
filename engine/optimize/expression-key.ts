import type { Expression } from '../plan/expression.ts';

/** A text that two expressions share where they are the same but for their place in the user's text. */
export function expressionKey(expression: Expression): string {
  return JSON.stringify(expression, (name, value: unknown) =>
    name === 'at' || name === 'implied' ? undefined : value,
  );
}
