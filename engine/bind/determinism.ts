/** Scalar functions that may give another value at each call. */
const VOLATILE: ReadonlySet<string> = new Set([
  'random',
  'uuid',
  'gen_random_uuid',
  'uuidv4',
  'uuidv7',
  'setseed',
  'nextval',
  'currval',
  'sleep_ms',
]);

/** Aggregates whose value depends on the order in which rows come, unless they have an ORDER BY of their own. */
const ORDER_SENSITIVE: ReadonlySet<string> = new Set([
  'any_value',
  'arbitrary',
  'first',
  'last',
  'list',
  'array_agg',
  'string_agg',
  'group_concat',
  'listagg',
  'arg_min',
  'arg_max',
  'argmin',
  'argmax',
  'min_by',
  'max_by',
  'arg_min_null',
  'arg_max_null',
  'arg_min_nulls_last',
  'arg_max_nulls_last',
  'mode',
  'approx_quantile',
  'approx_top_k',
  'reservoir_quantile',
  'histogram_exact',
]);

/** Window functions that tell rows apart by their place; RANK and its kin do not. */
const PLACE_SENSITIVE: ReadonlySet<string> = new Set([
  'row_number',
  'ntile',
  'lag',
  'lead',
  'first_value',
  'last_value',
  'nth_value',
  'fill',
]);

export function isVolatile(name: string): boolean {
  return VOLATILE.has(name);
}

export function isOrderSensitive(aggregate: string): boolean {
  return ORDER_SENSITIVE.has(aggregate);
}

export function isPlaceSensitive(windowFunction: string): boolean {
  return PLACE_SENSITIVE.has(windowFunction);
}
