import type { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { postgresDialect } from '../../connectors/postgres/dialect.ts';
import * as build from '../../engine/plan/builders.ts';
import type { Expression } from '../../engine/plan/expression.ts';
import type { PlanNode, ScanNode } from '../../engine/plan/node.ts';
import { partitionScan } from '../../engine/plan/partition-scan.ts';
import { id, int } from '../../engine/spi/sql/testing/shorthand.ts';
import { BOOLEAN } from '../../engine/types/data-type.ts';
import { startPostgres, type TestPostgres } from '../fixtures/postgres.ts';
import { DialectPair } from './dialect-pair.ts';
import { fillPostgres, POSTGRES_PROBE, runAtPostgres } from './postgres-probe.ts';
import { PROBE_ROWS } from './probe-table.ts';
import { aggregateCases, groupingCases } from './plans-groups.ts';
import { collationCases, orderCases } from './plans-collations.ts';
import { joinCases } from './plans-joins.ts';
import type { ProbeTable } from './probe-table.ts';
import { setCases } from './plans-sets.ts';
import { windowCases } from './plans-windows.ts';

let server: TestPostgres;
let client: Client;
let pair: DialectPair;
beforeAll(async () => {
  server = await startPostgres();
  client = await server.connect(await server.createDatabase('relations'));
  await client.query("SET extra_float_digits = 3; SET TimeZone = 'UTC'; SET DateStyle = 'ISO'");
  await fillPostgres(client);
  pair = await DialectPair.open([POSTGRES_PROBE], PROBE_ROWS, postgresDialect, runAtPostgres(client));
});
afterAll(async () => {
  pair?.close();
  await client?.end();
  await server?.stop();
});

const topics = {
  collations: (table: ProbeTable) =>
    ['x', 'l'].flatMap((name) => [...collationCases(table, name), ...orderCases(table, name)]),
  aggregates: aggregateCases,
  groups: groupingCases,
  joins: joinCases,
  sets: setCases,
  windows: windowCases,
};
for (const [topic, cases] of Object.entries(topics)) {
  describe(topic, () => {
    test.each(cases(POSTGRES_PROBE).map((one) => [one.name, one] as const))(
      '%s',
      async (_, { plan, ordered }) => {
        const outcome = await pair.compare(plan, ordered);
        expect({ ...outcome, duckdb: null }).toEqual({ ...outcome, duckdb: null, source: outcome.duckdb });
      },
    );
  });
}

/** A scan of the probe's table under a filter and a projection, alone and joined. */
const POSITIVE = {
  kind: 'compare',
  op: '>',
  left: POSTGRES_PROBE.column('a'),
  right: int(0),
  type: BOOLEAN,
} as const;
const SAME: Expression = {
  kind: 'compare',
  op: '=',
  left: POSTGRES_PROBE.column('a'),
  right: {
    ...POSTGRES_PROBE.column('a'),
    index: POSTGRES_PROBE.scan().columns.length + aIndex(),
  } as Expression,
  type: BOOLEAN,
};

function aIndex(): number {
  const column = POSTGRES_PROBE.column('a');
  return column.kind === 'column' ? column.index : 0;
}

test.each<[string, (scan: ScanNode) => PlanNode]>([
  [
    'alone',
    (scan) => build.project(build.filter(scan, [POSITIVE], id()), [POSTGRES_PROBE.column('a')], null, id()),
  ],
  [
    'at the left of a join',
    (scan) => build.join('inner', build.filter(scan, [POSITIVE], id()), POSTGRES_PROBE.scan(), [SAME], id()),
  ],
  ['at the right of a join', (scan) => build.join('inner', POSTGRES_PROBE.scan(), scan, [SAME], id())],
  ['preserved', (scan) => build.join('left', scan, POSTGRES_PROBE.scan(), [SAME], id())],
  [
    'asked',
    (scan) => build.join('anti', scan, build.filter(POSTGRES_PROBE.scan(), [POSITIVE], id()), [SAME], id()),
  ],
])('ranges of a scan together give its rows, their bounds last: %s', async (_, planOver) => {
  const scan = POSTGRES_PROBE.scan();
  const node = planOver(scan);
  expect(partitionScan(node, (one) => (one === scan ? 1000 : 10))).toBe(scan);
  const printed = postgresDialect.printPartition?.(node, scan);
  const whole = postgresDialect.print(node);
  expect(printed?.params).toEqual(whole.params);
  const values = whole.params.map(({ value }) => value);
  const rows = async (low: string, high: string): Promise<number> =>
    (await client.query(printed?.sql ?? '', [...values, low, high])).rows.length;
  const all = (await client.query(whole.sql, values)).rows.length;
  expect(all).toBeGreaterThan(0);
  expect((await rows('(0,0)', '(0,20)')) + (await rows('(0,20)', '(4294967295,65535)'))).toBe(all);
});
