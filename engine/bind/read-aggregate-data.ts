import type { Expression } from '../plan/expression.ts';
import type { LiteralValue } from '../types/literal.ts';
import { VARCHAR } from '../types/data-type.ts';
import type { ExactJson } from './exact-json.ts';
import { ExactNumber } from './exact-json.ts';
import type { FieldReader } from './field-reader.ts';
import { readLiteral } from './read-literal.ts';
import { Unmodelled } from './unmodelled.ts';

/** Quantiles that the name itself says. */
const FIXED_QUANTILES: ReadonlySet<string> = new Set(['median', 'mad']);

/** The arguments that the binder moved into an aggregate's `function_data`; `asList` tells whether the quantiles were written as a list. */
export function readAggregateData(name: string, asList: boolean, data: FieldReader): readonly Expression[] {
  const extra = extraArguments(name, asList, data);
  data.end();
  return extra;
}

function extraArguments(name: string, asList: boolean, data: FieldReader): readonly Expression[] {
  switch (name) {
    case 'string_agg':
    case 'listagg':
    case 'group_concat':
      return [{ kind: 'literal', type: VARCHAR, value: data.text('separator') }];
    case 'quantile':
    case 'quantile_disc':
    case 'quantile_cont':
    case 'median':
    case 'mad':
      return exactQuantiles(name, asList, data);
    case 'approx_quantile':
      return approximateQuantiles(asList, data);
    default:
      throw new Unmodelled(`the aggregate ${name} with function_data`);
  }
}

function exactQuantiles(name: string, asList: boolean, data: FieldReader): readonly Expression[] {
  const descending = data.flag('desc');
  data.ignore('order');
  const quantiles = data.list('quantiles').map((json) => readLiteral(json));
  if (FIXED_QUANTILES.has(name))
    return fixedQuantile(
      name,
      quantiles.map((one) => one.value),
      descending,
    );
  const [first] = quantiles;
  if (first === undefined) throw new Unmodelled(`${name} without a quantile`);
  // A quantile from the upper end is written as a negative one.
  const values = quantiles.map(({ value }) =>
    descending && typeof value === 'string' ? negated(value) : value,
  );
  return [quantileLiteral(asList, first.type, values)];
}

function fixedQuantile(
  name: string,
  values: readonly LiteralValue[],
  descending: boolean,
): readonly Expression[] {
  const half = values.length === 1 && Number(values[0]) === 0.5;
  if (!half || descending) throw new Unmodelled(`${name} with quantiles of its own`);
  return [];
}

function negated(value: string): string {
  if (value.startsWith('-')) return value;
  if (Number(value) === 0) throw new Unmodelled('the quantile 0 from the upper end');
  return `-${value}`;
}

function approximateQuantiles(asList: boolean, data: FieldReader): readonly Expression[] {
  const values = data.list('quantiles').map(floatText);
  return [quantileLiteral(asList, { id: 'FLOAT' }, values)];
}

function quantileLiteral(
  asList: boolean,
  type: Expression['type'],
  values: readonly LiteralValue[],
): Expression {
  if (asList) return { kind: 'literal', type: { id: 'LIST', child: type }, value: values };
  const [value] = values;
  if (value === undefined || values.length !== 1) throw new Unmodelled('several quantiles outside of a list');
  return { kind: 'literal', type, value };
}

function floatText(value: ExactJson): string {
  if (typeof value === 'number') return String(value);
  if (value instanceof ExactNumber) return value.text;
  throw new Unmodelled('a quantile that is not a number');
}
