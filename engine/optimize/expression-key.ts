import type { Expression } from '../plan/expression.ts';

/** What an expression is marked with, beside what it says. */
const NOT_COMPARED: ReadonlySet<string> = new Set(['at', 'implied', 'conjuncts']);

/** Expressions are never changed, and the same ones are asked for time and again. */
const KEYS = new WeakMap<object, string>();

/** A text that two expressions share where they are the same but for their place in the user's text. */
export function expressionKey(expression: Expression): string {
  return keyOf(expression);
}

/** Much as JSON has it, without the marks. */
function keyOf(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(keyOf).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const found = KEYS.get(value);
  if (found !== undefined) return found;
  let fields = '';
  for (const [name, one] of Object.entries(value))
    if (one !== undefined && !NOT_COMPARED.has(name)) fields += `${JSON.stringify(name)}:${keyOf(one)},`;
  const key = `{${fields}}`;
  KEYS.set(value, key);
  return key;
}
