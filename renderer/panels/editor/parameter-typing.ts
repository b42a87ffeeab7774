import type { Check } from './text-analysis.ts';

/** A parameter as its input is drawn. */
export interface TypedParameter {
  readonly name: string;
  /** DuckDB's, as the query asks for it; null where it takes any. */
  readonly type: string | null;
  readonly input: 'date' | 'datetime' | 'time' | 'number' | 'boolean' | 'text';
}

const NUMBER = /^(?:U?(?:TINY|SMALL|BIG|HUGE)?INT(?:EGER)?|DECIMAL.*|DOUBLE|FLOAT|REAL|BIGNUM)$/i;

/** Which input takes values of that type. Moments with a zone stay text: an input of the browser has no zone. */
export function inputFor(type: string | null): TypedParameter['input'] {
  if (type === null) return 'text';
  if (type === 'DATE') return 'date';
  if (type === 'TIME') return 'time';
  if (type === 'BOOLEAN') return 'boolean';
  if (/^TIMESTAMP(?:_S|_MS|_NS)?$/.test(type)) return 'datetime';
  return NUMBER.test(type) ? 'number' : 'text';
}

/** The parameters of some statements, each once, in the order they come; `known` has types of earlier texts. */
export function typedParameters(
  checks: readonly (Check | null)[],
  known: ReadonlyMap<string, string> = new Map(),
): readonly TypedParameter[] {
  const types = new Map<string, string | null>();
  for (const { name, type } of checks.flatMap((check) => check?.parameters ?? [])) {
    types.set(name, types.get(name) ?? type ?? known.get(name) ?? null);
  }
  return [...types].map(([name, type]) => ({ name, type, input: inputFor(type) }));
}

/** The names that have no value yet. An empty text is a value where the parameter takes text. */
export function missingValues(
  parameters: readonly TypedParameter[],
  values: Readonly<Record<string, string>>,
): readonly string[] {
  return parameters
    .filter(({ name, input }) => values[name] === undefined || (values[name] === '' && input !== 'text'))
    .map(({ name }) => name);
}
