import type { PlanNode } from '../plan/node.ts';
import type { ExactJson } from './exact-json.ts';
import { FieldReader } from './field-reader.ts';
import type { OperatorContext } from './operator-context.ts';
import { exactly } from './operator-context.ts';
import { readCte, readCteRef, readDummy, readSetOperation, readValues } from './read-composition.ts';
import { readAnyJoin, readComparisonJoin, readDelimJoin, readDelimScan, readProduct } from './read-join.ts';
import {
  readAggregation,
  readDistinct,
  readFilter,
  readLimit,
  readProjection,
  readSample,
  readSort,
  readUnnest,
  readWindows,
} from './read-row-operators.ts';
import { readGet } from './read-scan.ts';
import type { Relation } from './relation.ts';
import type { Translation } from './translation.ts';
import { Unmodelled } from './unmodelled.ts';

type ReadOperator = (reader: FieldReader, context: OperatorContext) => Relation;

/** The operators that unoptimised binding gives. Any other one is refused. */
const READERS: Readonly<Record<string, ReadOperator>> = {
  LOGICAL_GET: readGet,
  LOGICAL_FILTER: readFilter,
  LOGICAL_PROJECTION: readProjection,
  LOGICAL_COMPARISON_JOIN: (reader, context) => readComparisonJoin(reader, false, context),
  LOGICAL_ASOF_JOIN: (reader, context) => readComparisonJoin(reader, true, context),
  LOGICAL_ANY_JOIN: readAnyJoin,
  LOGICAL_CROSS_PRODUCT: (reader, context) => readProduct(reader, 'cross', context),
  LOGICAL_POSITIONAL_JOIN: (reader, context) => readProduct(reader, 'positional', context),
  LOGICAL_DELIM_JOIN: readDelimJoin,
  LOGICAL_DELIM_GET: readDelimScan,
  LOGICAL_AGGREGATE_AND_GROUP_BY: readAggregation,
  LOGICAL_WINDOW: readWindows,
  LOGICAL_ORDER_BY: readSort,
  LOGICAL_LIMIT: readLimit,
  LOGICAL_DISTINCT: readDistinct,
  LOGICAL_UNNEST: readUnnest,
  LOGICAL_SAMPLE: readSample,
  LOGICAL_UNION: (reader, context) => readSetOperation(reader, 'union', context),
  LOGICAL_EXCEPT: (reader, context) => readSetOperation(reader, 'except', context),
  LOGICAL_INTERSECT: (reader, context) => readSetOperation(reader, 'intersect', context),
  LOGICAL_MATERIALIZED_CTE: readCte,
  LOGICAL_CTE_REF: readCteRef,
  LOGICAL_DUMMY_SCAN: readDummy,
  LOGICAL_EXPRESSION_GET: readValues,
};

/** DuckDB's bound plan as ours, its columns exactly those of the query. Throws Unmodelled where it can't be certain. */
export function readPlan(json: ExactJson, translation: Translation): PlanNode {
  const context: OperatorContext = { translation, read: readOperator };
  return exactly(readOperator(json, translation), context);
}

function readOperator(json: ExactJson, translation: Translation): Relation {
  const type = new FieldReader(json, 'An operator').text('type');
  const reader = new FieldReader(json, type);
  reader.ignore('type');
  const read = READERS[type];
  if (read === undefined) throw new Unmodelled(`the operator ${type}`);
  const relation = read(reader, { translation, read: readOperator });
  reader.end();
  return relation;
}
