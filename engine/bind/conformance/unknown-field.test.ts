import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { NodeIds } from '../../plan/ids.ts';
import { BindingDatabase } from '../binding-database.ts';
import { clockAt } from '../clock.ts';
import type { ExactJson, ExactObject } from '../exact-json.ts';
import { ExactNumber, isExactObject } from '../exact-json.ts';
import { readPlan } from '../read-plan.ts';
import type { Translation } from '../translation.ts';
import { Unmodelled } from '../unmodelled.ts';

/** A query that holds most operators and expression classes. */
const TEXT = `
  WITH t AS MATERIALIZED (SELECT id, list_transform([id], lambda x: x + id) AS l FROM held)
  SELECT DISTINCT ON (h.id) h.id, CASE WHEN h.id BETWEEN 1 AND 3 THEN 'a' ELSE CAST(h.id AS VARCHAR) END, sum(h.id) OVER (ORDER BY h.id ROWS 1 PRECEDING),
    (SELECT count(*) FILTER (q.id > 1) FROM held q WHERE q.id = h.id), h.id IN (1, 2) OR NOT (h.id IS NULL)
  FROM held h LEFT JOIN t ON t.id = h.id, range(3) r(i), (VALUES (1), (2)) v(n)
  WHERE h.id > 0 AND EXISTS (SELECT 1 FROM held e WHERE e.id < h.id) AND h.id IN (SELECT id FROM held UNION SELECT unnest([4]))
  GROUP BY GROUPING SETS ((h.id, h.id), (h.id)) ORDER BY h.id LIMIT 5`;

/**
 * Objects in which an unknown field can't change the plan: those that are passed over as a whole. The place of each is
 * the name of the field that holds it.
 */
const PASSED_OVER = [
  'extra_info',
  'arguments',
  'original_arguments',
  'mark_types',
  'type',
  'input_table_types',
];

function translation(): Translation {
  return {
    ids: new NodeIds(),
    stub: () => ({ kind: 'model', name: 'held', names: ['id'], translate: heldPlan }),
    at: (location) => location,
    clock: clockAt(new Date(0)),
    ctes: new Map(),
    delim: null,
  };
}

const heldPlan: Extract<ReturnType<Translation['stub']>, { kind: 'model' }>['translate'] = (ids) => ({
  kind: 'values',
  id: ids.next(),
  rows: [],
  columns: [{ name: 'id', type: { id: 'INTEGER' }, nullable: true, collation: null, origins: [], tags: [] }],
});

/** The plan once for each of its objects, with a field added to that object. */
function* withUnknownField(json: ExactJson, path: string): Generator<{ path: string; json: ExactJson }> {
  if (Array.isArray(json)) {
    const list = json as readonly ExactJson[];
    for (const [at, part] of list.entries()) {
      for (const changed of withUnknownField(part, path)) {
        yield { path: changed.path, json: list.map((one, index) => (index === at ? changed.json : one)) };
      }
    }
  } else if (isExactObject(json)) {
    yield { path, json: { ...json, surprise: 1 } };
    for (const [key, value] of Object.entries(json)) {
      if (value instanceof ExactNumber) continue;
      for (const changed of withUnknownField(value, `${path}.${key}`))
        yield { path: changed.path, json: { ...json, [key]: changed.json } };
    }
  }
}

describe('a field that nobody knows', () => {
  let database: BindingDatabase;
  let plan: ExactJson;
  beforeAll(async () => {
    database = await BindingDatabase.open();
    await database.database.run('CREATE TABLE held (id INTEGER)');
    const answer = (await database.planOf(TEXT)) as ExactObject;
    plan = (answer['plans'] as readonly ExactJson[])[0] ?? null;
  });
  afterAll(() => database.close());

  it('the plan as it is translates', () => {
    expect(readPlan(plan, translation()).columns).toHaveLength(5);
  });

  it('refuses the plan in whatever object it stands', () => {
    const missed = new Set<string>();
    let refused = 0;
    for (const { path, json } of withUnknownField(plan, '')) {
      if (PASSED_OVER.some((name) => path.split('.').includes(name))) continue;
      try {
        readPlan(json, translation());
        missed.add(path);
      } catch (error) {
        if (!(error instanceof Unmodelled)) throw error;
        refused += 1;
      }
    }
    expect([...missed]).toEqual([]);
    expect(refused).toBeGreaterThan(190);
  });

  it('names the object and the field', () => {
    expect(() => readPlan({ ...(plan as ExactObject), surprise: true }, translation())).toThrow(
      /LOGICAL_\w+ has the unknown field surprise/,
    );
  });

  it('refuses operators, classes and values that it does not know', () => {
    const dummy: ExactObject = { type: 'LOGICAL_DUMMY_SCAN', children: [], table_index: 0 };
    const project = (expression: ExactJson): ExactObject => ({
      type: 'LOGICAL_PROJECTION',
      children: [dummy],
      table_index: 1,
      expressions: [expression],
    });
    const read = (json: ExactJson): unknown => readPlan(json, translation());
    expect(() => read({ type: 'LOGICAL_MAGIC', children: [] })).toThrow('the operator LOGICAL_MAGIC');
    expect(() => read(project({ expression_class: 'BOUND_MAGIC', type: 'X' }))).toThrow(
      'an expression of class BOUND_MAGIC',
    );
    expect(() => read(project({ expression_class: 'BOUND_REF', type: 'BOUND_REF', index: 0 }))).toThrow(
      'physical row address',
    );
    const bit: ExactJson = { type: { id: 'BIT' }, is_null: false, value: '' };
    expect(() =>
      read(project({ expression_class: 'BOUND_CONSTANT', type: 'VALUE_CONSTANT', value: bit })),
    ).toThrow('a constant of type BIT');
    const data = {
      expression_class: 'BOUND_FUNCTION',
      type: 'BOUND_FUNCTION',
      name: 'f',
      return_type: { id: 'INTEGER' },
      children: [],
      function_data: {},
    };
    expect(() => read(project(data))).toThrow('the function f with function_data');
  });
});
