import type { Column } from '../plan/column.ts';
import type { PlanNode, ScanNode } from '../plan/node.ts';
import type { CatalogColumn, CatalogTable } from '../types/catalog.ts';
import type { DataType } from '../types/data-type.ts';
import { sameType } from '../types/data-type.ts';
import { isInteger, isText } from '../types/type-class.ts';
import type { ExactJson } from './exact-json.ts';
import { FieldReader } from './field-reader.ts';
import type { OperatorContext } from './operator-context.ts';
import { readType } from './read-type.ts';
import { readTableFunction } from './read-table-function.ts';
import type { Output, Relation } from './relation.ts';
import { bindingKey } from './relation.ts';
import type { StubTarget } from './translation.ts';
import { Unmodelled } from './unmodelled.ts';

/** Column numbers from here on are virtual: a row's address and the like. */
const FIRST_VIRTUAL = 1n << 63n;

const UNSET = '18446744073709551615';

/** LOGICAL_GET: a stub's scan, or a table function. */
export function readGet(reader: FieldReader, context: OperatorContext): Relation {
  reader.ignore(
    'arguments',
    'original_arguments',
    'catalog_name',
    'schema_name',
    'has_serialize',
    'extra_info',
  );
  reader.ignore('input_table_names').expect('projection_ids', []);
  expectNoFilters(reader);
  if (reader.digits('ordinality_idx') !== UNSET) throw new Unmodelled('WITH ORDINALITY');
  const name = reader.text('name');
  const columns = reader.list('column_indexes').map(readColumnIndex);
  const tableIndex = reader.digits('table_index');
  return name === 'seq_scan'
    ? readStubScan(reader, tableIndex, columns, context)
    : readTableFunction(name, reader, tableIndex, columns, context);
}

function expectNoFilters(reader: FieldReader): void {
  const filters = reader.object('table_filters');
  filters.expect('filters', []).end();
}

/** The column's number in the table; null for a virtual one. */
function readColumnIndex(json: ExactJson): number | null {
  const reader = new FieldReader(json, 'A column of a scan');
  reader
    .expect('child_indexes', [])
    .expect('index_type', 'FULL_READ')
    .expect('field', '')
    .expect('has_index', true);
  reader.ignore('type');
  const index = BigInt(reader.digits('index'));
  reader.end();
  return index >= FIRST_VIRTUAL ? null : Number(index);
}

function readStubScan(
  reader: FieldReader,
  tableIndex: string,
  columns: readonly (number | null)[],
  context: OperatorContext,
): Relation {
  reader.expect('children', []).expect('projected_input', []).ignore('names');
  const types = reader.list('returned_types').map((type) => readType(type));
  const data = reader.object('function_data');
  const [catalog, schema, table] = [data.text('catalog'), data.text('schema'), data.text('table')];
  data.expect('is_index_scan', false).expect('is_create_index', false).expect('result_ids', []).end();
  const target = context.translation.stub(catalog, schema, table);
  if (target === null)
    throw new Unmodelled(`the table ${catalog}.${schema}.${table}, which stands for nothing`);
  const id = context.translation.ids.next();
  if (target.kind === 'table') {
    expectTypes(
      types,
      target.table.columns.map((column) => column.type),
      target.table.path.name,
    );
    const real = columns.filter((column) => column !== null);
    return { node: scanOf(target, real, id), outputs: scanOutputs(tableIndex, columns) };
  }
  const child = target.translate(context.translation.ids);
  expectTypes(
    types,
    child.columns.map((column) => column.type),
    target.name,
  );
  const named = child.columns.map((column, at) => ({ ...column, name: target.names[at] ?? column.name }));
  const node: PlanNode = { kind: 'model', id, child, name: target.name, columns: named };
  const outputs = columns.map((index, at) => ({ binding: bindingKey(tableIndex, String(at)), index }));
  return { node, outputs };
}

/** The stub that was bound has the shape of what it stands for. */
function expectTypes(bound: readonly DataType[], meant: readonly DataType[], name: string): void {
  const same =
    bound.length === meant.length && bound.every((type, at) => sameType(type, meant[at] ?? { id: 'NULL' }));
  if (!same) throw new Unmodelled(`the stub of ${name}, which has another shape than the table`);
}

/** Virtual columns are not in our scan: the others move up. */
function scanOutputs(tableIndex: string, columns: readonly (number | null)[]): readonly Output[] {
  let next = 0;
  return columns.map((column, at) => {
    const index = column === null ? null : next;
    next += column === null ? 0 : 1;
    return { binding: bindingKey(tableIndex, String(at)), index };
  });
}

function scanOf(
  target: Extract<StubTarget, { kind: 'table' }>,
  positions: readonly number[],
  id: string,
): PlanNode {
  const { source, table, names } = target;
  const fields = positions.map((position) => fieldAt(table, position));
  const columns = fields.map((field, at) => {
    return scanColumn(source, table, field, names[positions[at] ?? -1] ?? field.name);
  });
  const uniqueKeys = uniqueKeysOf(table);
  const scan: ScanNode = { kind: 'scan', id, source, table: table.path, fields, columns };
  return uniqueKeys.length === 0 ? scan : { ...scan, uniqueKeys };
}

/**
 * The declared keys that hold for the values as they are read: of columns without NULL, whose stored values are known to
 * fit their type, and of types of which no two values at the source are one when read.
 */
function uniqueKeysOf(table: CatalogTable): readonly (readonly string[])[] {
  const exact = new Set(
    table.columns
      .filter((column) => !column.nullable && column.typeEnforced)
      .filter(({ type }) => isInteger(type) || isText(type) || type.id === 'UUID' || type.id === 'DATE')
      .map((column) => column.name),
  );
  return table.keys
    .filter((key) => key.kind !== 'foreign' && key.columns.every((name) => exact.has(name)))
    .map((key) => key.columns);
}

function fieldAt(table: CatalogTable, position: number): CatalogColumn {
  const field = table.columns[position];
  if (field === undefined) throw new Unmodelled(`column ${position} of ${table.path.name}`);
  return field;
}

function scanColumn(source: string, table: CatalogTable, field: CatalogColumn, name: string): Column {
  const { schema, name: tableName } = table.path;
  const shown = schema === null ? tableName : `${schema}.${tableName}`;
  return {
    name,
    type: field.type,
    nullable: field.nullable,
    collation: field.collation,
    origins: [{ source, table: shown, column: field.name }],
    tags: [],
  };
}
