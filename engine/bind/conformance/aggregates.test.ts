import { afterAll, beforeAll, describe, it } from 'vitest';
import { Conformance } from './conformance.fixture.ts';

/** Every aggregate, over groups with NULLs and over an empty input. Those that depend on the order of rows have one. */
const AGGREGATES = [
  'count(*)',
  'count(a)',
  'count(DISTINCT g)',
  'count(DISTINCT (a, f))',
  'sum(a)',
  'sum(b)',
  'sum(d)',
  'sum(x)',
  'sum(h)',
  'sum(DISTINCT a)',
  'avg(a)',
  'avg(d)',
  'avg(x)',
  'avg(iv)',
  'min(a)',
  'max(s)',
  'min(ts)',
  'max(e)',
  'min(tags)',
  'max(st)',
  'max(a, 2)',
  'min(a, 2)',
  'bool_and(f)',
  'bool_or(a > 2)',
  'bit_and(a)',
  'bit_or(a)',
  'bit_xor(a)',
  'first(a ORDER BY id)',
  'last(a ORDER BY id)',
  'any_value(a ORDER BY id DESC)',
  'arg_min(id, b)',
  'arg_max(g, id)',
  'arg_max(id, b, 2)',
  'min_by(a, id)',
  'max_by(a, id)',
  'list(a ORDER BY id)',
  'list(a ORDER BY id DESC) FILTER (a > 2)',
  'list(DISTINCT a ORDER BY a)',
  'array_agg(g ORDER BY g NULLS FIRST, id)',
  "string_agg(s, ', ' ORDER BY id)",
  "string_agg(DISTINCT g, '|' ORDER BY g)",
  'group_concat(s ORDER BY s, id)',
  "listagg(s, '-' ORDER BY id)",
  'median(a)',
  'median(d)',
  'median(dt)',
  'mad(a)',
  'mode(a ORDER BY a)',
  'quantile_cont(x, 0.25)',
  'quantile_cont(x, [0.1, 0.9])',
  'quantile_disc(a, 0.5)',
  'quantile_disc(s, [0.9, 0.1])',
  'quantile_cont(d, 0.25)',
  'quantile(a, 0.3)',
  'percentile_cont(0.25) WITHIN GROUP (ORDER BY x)',
  'percentile_cont(0.25) WITHIN GROUP (ORDER BY x DESC)',
  'percentile_disc([0.25, 0.5]) WITHIN GROUP (ORDER BY a DESC)',
  'mode() WITHIN GROUP (ORDER BY a)',
  'approx_count_distinct(a)',
  'approx_quantile(a, 0.5) IS NOT NULL',
  'approx_quantile(a, [0.25, 0.5]) IS NOT NULL',
  'approx_top_k(f, 2) IS NULL',
  'stddev(a)',
  'stddev_pop(x)',
  'var_samp(x)',
  'variance(d)',
  'var_pop(a)',
  'corr(a, x)',
  'covar_pop(a, x)',
  'covar_samp(x, a)',
  'regr_slope(x, a)',
  'regr_count(x, a)',
  'regr_r2(x, a)',
  'skewness(x)',
  'kurtosis(x)',
  'entropy(a)',
  'sem(x)',
  'histogram(a)',
  'histogram(a, [0, 3, 6])',
  'product(a)',
  'favg(x)',
  'fsum(x)',
  'kahan_sum(x)',
  'count_if(a > 2)',
  'countif(f)',
  'count(*) FILTER (f)',
  "sum(a) FILTER (WHERE g = 'apple')",
  'avg(DISTINCT a) FILTER (f)',
  'geomean(abs(a) + 1)',
  'weighted_avg(x, a)',
  'sum(a + id) / count(*)',
  'max(a) - min(a)',
];

/** Aggregates whose data is not all in the plan: they must be opaque, not guessed. */
const OPAQUE = ['reservoir_quantile(a, 0.5)', 'bitstring_agg(ut, 0, 255)'];

describe('aggregates', () => {
  let conformance: Conformance;
  beforeAll(async () => {
    conformance = await Conformance.open();
  });
  afterAll(() => conformance.close());
  it.each(AGGREGATES)('%s', async (call) => {
    await conformance.proves(`SELECT f, ${call} AS value FROM shop.facts GROUP BY f`);
    await conformance.proves(`SELECT ${call} AS value FROM shop.facts WHERE id < 0`);
  });
  it.each(OPAQUE)('%s', async (call) => {
    await conformance.isOpaque(`SELECT ${call} AS value FROM shop.facts`, /function_data/);
  });
});
