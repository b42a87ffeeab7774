import { describe, expect, test } from 'vitest';
import { filter } from '../../engine/plan/builders.ts';
import type { Expression } from '../../engine/plan/expression.ts';
import { inKeySet, isKeyType } from '../../engine/plan/key-set.ts';
import type { FilterNode, PlanNode } from '../../engine/plan/node.ts';
import { BIGINT, type DataType, typeToSql, VARCHAR } from '../../engine/types/data-type.ts';
import type { Refusal } from '../../engine/spi/dialect.ts';
import { type Bench, CALM, unordered } from './bench.ts';
import { EDGES, LEFT } from './tables.ts';

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

/** Whether keys of another fragment can be sent, and cut rows just as DuckDB's own membership test does. */
export function keySetsTopic(bench: () => Bench): void {
  describe('key sets', () => {
    test('are refused where they are not claimed', async () => {
      if (bench().fixture.connector.capabilities.keySets) return;
      expect(await refusalOf(bench(), cut(await bench().scan(LEFT.name), 1))).not.toBeNull();
    });

    test.for([0, 1, 7, 1000, 100_000])('%i keys leave the rows that have one, and no NULL', async (count) => {
      if (!bench().fixture.connector.capabilities.keySets) return;
      const values = Array.from({ length: count }, (_, at) => String(at * 10));
      const plan = cut(await bench().scan(LEFT.name), 1);
      const { answer, expected } = await bench().answerWithKeys(plan, [{ name: NAME, type: BIGINT, values }]);
      expect(unordered(answer)).toEqual(unordered(expected));
      expect(answer.rows).toHaveLength(count < 7 ? 0 : 5);
    });

    test.for(EDGES.filter(([type]) => isKeyType(type)))('keys of each type: %j', async ([type, edges]) => {
      await provesType(bench(), type, edges.map(String));
    });

    test('texts are compared by bytes', async () => {
      await provesType(bench(), VARCHAR, TEXTS);
    });
  });
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
  const plan = cut(scan, 1);
  if (!isKeyType(found) || (await refusalOf(bench, plan)) !== null) return;
  const sent = values.filter((_, at) => at % 2 === 0);
  const { answer, expected } = await bench.answerWithKeys(plan, [{ name: NAME, type: found, values: sent }]);
  expect(unordered(answer)).toEqual(unordered(expected));
  expect(answer.rows).toHaveLength(sent.length);
}

function cut(child: PlanNode, index: number): FilterNode {
  const key: Expression = { kind: 'column', index, type: child.columns[index]?.type ?? BIGINT };
  return filter(child, [inKeySet(key, NAME)], 'cut');
}

async function refusalOf(bench: Bench, plan: PlanNode): Promise<Refusal | null> {
  const session = await bench.source.begin(CALM);
  const refusal = bench.dialect(session).refuse(plan);
  await session.close();
  return refusal;
}
