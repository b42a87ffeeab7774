import { setTimeout } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { aggregate, filter, join } from '../../engine/plan/builders.ts';
import type { AggregateCall, Expression } from '../../engine/plan/expression.ts';
import { inKeySet, isKeyType, isRangeType } from '../../engine/plan/key-set.ts';
import type { FilterNode, PlanNode } from '../../engine/plan/node.ts';
import { BIGINT, type DataType, typeToSql, VARCHAR } from '../../engine/types/data-type.ts';
import type { Refusal } from '../../engine/spi/dialect.ts';
import { type Bench, CALM, unordered } from './bench.ts';
import type { CatalogTable } from '../../engine/types/catalog.ts';
import { isText } from '../../engine/types/type-class.ts';
import type { TestKeys } from '../../e2e/fixtures/keyed-fragment.ts';
import { countingTable, EDGES, LEFT } from './tables.ts';

const NAME = 'f2 keys 1';
/** Texts that sources take for the same, or that quoting must keep apart. */
const TEXTS = [
  '',
  'a',
  'A',
  'a ',
  ' a',
  'ä',
  'Ä',
  'a\u0308',
  'e',
  'é',
  'ss',
  'ß',
  'NULL',
  'null',
  "it's",
].concat(['"quoted"', 'back\\slash', '{a,b}', '[1]', 'tab\t', 'line\nbreak', '🏝️', 'x'.repeat(3000)]);

const PAIRS = [
  { name: 'a', type: BIGINT },
  { name: 'b', type: VARCHAR },
];
/** Milliseconds within which a cancelled read must have ended. */
const PROMPT = 1000;
const MANY = 'many_keys';
const MANY_ROWS = 300_000;

/**
 * Whether keys of another fragment can be sent, and cut rows as DuckDB's own membership test does: exactly, but for
 * texts, of which a source may keep more.
 */
export function keySetsTopic(bench: () => Bench): void {
  const takes = (): boolean => bench().fixture.connector.capabilities.keySets;

  describe('key sets', () => {
    test('are refused where they are not claimed', async () => {
      if (takes()) return;
      expect(await refusalOf(bench(), cut(await bench().scan(LEFT.name), [1]))).not.toBeNull();
    });

    test.for([0, 1, 7, 1000, 100_000])('%i keys leave the rows that have one, and no NULL', async (count) => {
      if (!takes()) return;
      const rows = Array.from({ length: count }, (_, at) => [String(at * 10)]);
      const plan = cut(await bench().scan(LEFT.name), [1]);
      const { answer, expected } = await bench().answerWithKeys(plan, [
        { name: NAME, types: [BIGINT], rows },
      ]);
      expect(unordered(answer)).toEqual(unordered(expected));
      expect(answer.rows).toHaveLength(count < 7 ? 0 : 5);
    });

    test.for(EDGES.filter(([type]) => isKeyType(type)))('keys of each type: %j', async ([type, edges]) => {
      await provesType(bench(), type, edges.map(String));
    });

    test('texts are compared by bytes, or nearer together', async () => {
      await provesType(bench(), VARCHAR, TEXTS);
    });

    test('a composite key is found row by row, never by a NULL', async () => {
      if (!takes()) return;
      const rows = PAIR_KEYS.flatMap((a) => ['x', 'y', 'ß🏝️'].map((b) => [a, b]));
      const name = 'pairs';
      await bench().create({ name, columns: PAIRS, rows: [...rows, ['1', null], [null, 'x'], [null, null]] });
      const plan = cut(await bench().scan(name), [0, 1]);
      if ((await refusalOf(bench(), plan)) !== null) return;
      const sent = rows.filter((_, at) => at % 2 === 0);
      const keys = { name: NAME, types: PAIRS.map(({ type }) => type), rows: sent };
      const { answer, expected, forms } = await bench().answerWithKeys(plan, [keys]);
      expect(unordered(answer)).toEqual(unordered(expected));
      expect(answer.rows).toHaveLength(sent.length);
      expect(forms).toEqual(['list']);
    });
  });

  describe('many keys', () => {
    test('300,000 at once', { timeout: 60_000 }, async () => {
      if (!takes()) return;
      const { answer, expected, forms } = await bench().answerWithKeys(await many(bench()), [manyKeys()]);
      expect(answer).toEqual(expected);
      expect(answer.rows).toEqual([[String(TENTH)]]);
      expect(forms).toEqual(['list']);
    });

    test.for([
      ['about to be sent', 0],
      ['being taken in', 30],
      ['in use', 500],
    ] as const)(
      'a cancel while they are %s ends the read at once, and the source answers',
      {
        timeout: 60_000,
      },
      async ([, afterMs]) => {
        if (!takes() || !bench().fixture.connector.capabilities.cancel) return;
        const counted = await many(bench());
        await bench().withKeys(await endless(bench()), [manyKeys()], 'list', async ({ read, forms }) => {
          expect(forms).toEqual(['list']);
          const stopping = new AbortController();
          let ended = false;
          const outcome = read(stopping.signal)
            .then(() => 'an answer', String)
            .finally(() => (ended = true));
          await setTimeout(afterMs);
          // The statement has no end: whenever this is, its keys are being sent, taken in or looked up.
          expect(ended).toBe(false);
          const aborted = performance.now();
          stopping.abort(new Error('enough'));
          expect(await outcome).toMatch(/enough|cancelled/);
          expect(performance.now() - aborted).toBeLessThan(PROMPT);
        });
        const asked = performance.now();
        expect((await bench().answer(await bench().scan(LEFT.name))).rows).toHaveLength(LEFT.rows.length);
        expect(performance.now() - asked).toBeLessThan(2 * PROMPT);
        const { answer } = await bench().answerWithKeys(counted, [manyKeys()]);
        expect(answer.rows).toEqual([[String(TENTH)]]);
      },
    );
  });
}

const PAIR_KEYS = ['-9223372036854775808', '-1', '0', '9007199254740993', '9223372036854775807'];
/** Every tenth row of the table has a key. */
const TENTH = 300;

function manyKeys(): TestKeys {
  return { name: NAME, types: [BIGINT], rows: [], sql: `SELECT range * 10 FROM range(${MANY_ROWS})` };
}

async function manyTable(bench: Bench): Promise<CatalogTable> {
  const known = await bench.table(MANY).catch(() => null);
  if (known === null) await bench.create(countingTable(MANY, TENTH * 10));
  return known ?? (await bench.table(MANY));
}

/** A count of the rows of a table that have a key. */
async function many(bench: Bench): Promise<PlanNode> {
  return count(cut(bench.scanOf(await manyTable(bench)), [0]));
}

/** A count that no source ends: of those rows beside each three of the table. */
async function endless(bench: Bench): Promise<PlanNode> {
  const table = await manyTable(bench);
  const beside = (rows: PlanNode, id: string): PlanNode =>
    join('cross', rows, bench.scanOf(table, id), [], `beside ${id}`);
  return count(['b', 'c', 'd'].reduce(beside, cut(bench.scanOf(table, 'a'), [0])));
}

function count(rows: PlanNode): PlanNode {
  const call: AggregateCall = {
    kind: 'aggregate-call',
    name: 'count_star',
    args: [],
    type: BIGINT,
    distinct: false,
    filter: null,
    orderBy: [],
  };
  const shape = { groups: [], groupingSets: [[]], aggregates: [call], groupingFunctions: [] };
  return aggregate(rows, shape, ['n'], 'counted');
}

/** A table of the values, of which the even ones are keys, beside values that no row has. */
async function provesType(bench: Bench, type: DataType, all: readonly string[]): Promise<void> {
  const { fixture } = bench;
  const values = all.filter((value) => !value.includes('\0') && fixture.holds(type, value));
  if (!fixture.connector.capabilities.keySets || !fixture.holds(type) || values.length === 0) return;
  const name = `keys_${typeToSql(type).replaceAll(/\W/g, '_').toLowerCase()}_${values.length}`;
  const columns = [
    { name: 'id', type: BIGINT },
    { name: 'k', type },
  ];
  const rows = [...values, null].map((value, at) => [String(at), value]);
  await bench.create({ name, columns, rows });
  const scan = await bench.scan(name);
  const found = scan.columns[1]?.type ?? type;
  const plan = cut(scan, [1]);
  if (!isKeyType(found) || (await refusalOf(bench, plan)) !== null) return;
  const sent = values.filter((_, at) => at % 2 === 0).map((value) => [value]);
  const keys = { name: NAME, types: [found], rows: sent };
  const listed = await bench.answerWithKeys(plan, [keys]);
  expect(listed.forms).toEqual(['list']);
  expect(listed.expected.rows).toHaveLength(sent.length);
  if (isText(type))
    expect(unordered(listed.answer).rows).toEqual(expect.arrayContaining([...listed.expected.rows]));
  else expect(unordered(listed.answer)).toEqual(unordered(listed.expected));
  if (!isRangeType(found) || fixture.connector.dialect === null) return;
  const ranged = await bench.answerWithKeys(plan, [keys], 'range');
  expect(ranged.answer.rows).toEqual(expect.arrayContaining([...ranged.expected.rows]));
  expect(ranged.forms).not.toContain('list');
}

function cut(child: PlanNode, indexes: readonly [number, ...number[]]): FilterNode {
  const keyAt = (index: number): Expression => {
    return { kind: 'column', index, type: child.columns[index]?.type ?? BIGINT };
  };
  const [first, ...further] = indexes;
  return filter(child, [inKeySet([keyAt(first), ...further.map(keyAt)], NAME)], 'cut');
}

async function refusalOf(bench: Bench, plan: PlanNode): Promise<Refusal | null> {
  const session = await bench.source.begin(CALM);
  const refusal = bench.dialect(session).refuse(plan);
  await session.close();
  return refusal;
}
