import { foldCase } from './duckdb-names.ts';
import type { ExactJson, ExactObject } from './exact-json.ts';
import { ExactNumber, isExactObject, textOf } from './exact-json.ts';

/** A table named in FROM, and where. Positions are in UTF-8 bytes; null where DuckDB has none. */
export interface NamedTable {
  readonly parts: readonly string[];
  /** It stands in a DESCRIBE alone, which reads no rows. */
  readonly shapeOnly: boolean;
  readonly location: number | null;
}

/** A table function called in FROM. */
export interface CalledTableFunction {
  readonly name: string;
  readonly location: number | null;
  readonly alias: string;
  readonly args: readonly ExactJson[];
}

/** All that a statement names, found in its syntax tree; names of CTEs in scope are not tables. */
export interface StatementNames {
  readonly tables: readonly NamedTable[];
  readonly tableFunctions: readonly CalledTableFunction[];
  readonly functions: readonly { readonly name: string; readonly location: number | null }[];
  readonly columns: readonly { readonly name: string; readonly location: number | null }[];
  readonly parameters: ReadonlySet<string>;
  /** SHOW or DESCRIBE of the catalog stand in it. */
  readonly shows: boolean;
  /** DESCRIBE or SUMMARIZE of a table or query stand in it. */
  readonly describes: boolean;
  /** The result has an ORDER BY. */
  readonly ordered: boolean;
}

interface Findings {
  tables: NamedTable[];
  tableFunctions: CalledTableFunction[];
  functions: { name: string; location: number | null }[];
  columns: { name: string; location: number | null }[];
  parameters: Set<string>;
  shows: boolean;
  describes: boolean;
  /** Inside of a DESCRIBE. */
  shapeOnly: boolean;
}

/** Walks the syntax tree that `json_serialize_sql` gives for one statement. */
export function statementNames(statement: ExactJson): StatementNames {
  const found: Findings = {
    tables: [],
    tableFunctions: [],
    functions: [],
    columns: [],
    parameters: new Set(),
    shows: false,
    describes: false,
    shapeOnly: false,
  };
  visit(statement, new Set(), found);
  return { ...found, ordered: isOrdered(statement) };
}

function isOrdered(statement: ExactJson): boolean {
  const node = isExactObject(statement) ? statement['node'] : undefined;
  const modifiers = isExactObject(node) ? node['modifiers'] : undefined;
  const list = Array.isArray(modifiers) ? (modifiers as readonly ExactJson[]) : [];
  return list.some((modifier) => isExactObject(modifier) && modifier['type'] === 'ORDER_MODIFIER');
}

function visit(json: ExactJson | undefined, ctes: ReadonlySet<string>, found: Findings): void {
  if (Array.isArray(json)) {
    for (const part of json as readonly ExactJson[]) visit(part, ctes, found);
  } else if (isExactObject(json)) {
    visitObject(json, ctes, found);
  }
}

function visitObject(json: ExactObject, outer: ReadonlySet<string>, found: Findings): void {
  collect(json, outer, found);
  const ctes = visitCtes(json, outer, found);
  const around = found.shapeOnly;
  if (json['show_type'] === 'DESCRIBE') found.shapeOnly = true;
  for (const [key, value] of Object.entries(json)) if (key !== 'cte_map') visit(value, ctes, found);
  found.shapeOnly = around;
}

/** The names that a query node's WITH adds; each definition sees those before it, a recursive one itself too. */
function visitCtes(json: ExactObject, outer: ReadonlySet<string>, found: Findings): ReadonlySet<string> {
  const map = isExactObject(json['cte_map']) ? json['cte_map']['map'] : undefined;
  const names = new Set(outer);
  for (const entry of Array.isArray(map) ? (map as readonly ExactJson[]) : []) {
    if (!isExactObject(entry) || typeof entry['key'] !== 'string') continue;
    const name = foldCase(entry['key']);
    visit(entry['value'], isRecursive(entry['value']) ? new Set([...names, name]) : new Set(names), found);
    names.add(name);
  }
  return names;
}

function isRecursive(definition: ExactJson | undefined): boolean {
  const query = isExactObject(definition) ? definition['query'] : undefined;
  const node = isExactObject(query) ? query['node'] : undefined;
  return isExactObject(node) && node['type'] === 'RECURSIVE_CTE_NODE';
}

function collect(json: ExactObject, ctes: ReadonlySet<string>, found: Findings): void {
  const location = locationOf(json);
  switch (json['type']) {
    case 'BASE_TABLE':
      collectTable(json, location, ctes, found);
      break;
    case 'TABLE_FUNCTION':
      collectTableFunction(json, location, found);
      break;
    case 'SHOW_REF':
      if (isExactObject(json['query'])) found.describes = true;
      else found.shows = true;
      break;
    default:
      collectExpression(json, location, found);
  }
}

function collectTable(
  json: ExactObject,
  location: number | null,
  ctes: ReadonlySet<string>,
  found: Findings,
): void {
  const names = [json['catalog_name'], json['schema_name'], json['table_name']];
  const parts = names.filter((name): name is string => typeof name === 'string' && name !== '');
  const [only] = parts;
  const isCte = parts.length === 1 && only !== undefined && ctes.has(foldCase(only));
  const isRecurring =
    parts.length === 2 && foldCase(parts[0] ?? '') === 'recurring' && ctes.has(foldCase(parts[1] ?? ''));
  if (!isCte && !isRecurring) found.tables.push({ parts, location, shapeOnly: found.shapeOnly });
}

function collectTableFunction(json: ExactObject, location: number | null, found: Findings): void {
  const call = json['function'];
  if (!isExactObject(call)) return;
  const args = Array.isArray(call['children']) ? (call['children'] as readonly ExactJson[]) : [];
  const alias = typeof json['alias'] === 'string' ? json['alias'] : '';
  found.tableFunctions.push({ name: textOf(call['function_name']), location, alias, args });
}

function collectExpression(json: ExactObject, location: number | null, found: Findings): void {
  const name = json['function_name'];
  if (typeof name === 'string') found.functions.push({ name, location });
  if (json['class'] === 'PARAMETER') found.parameters.add(textOf(json['identifier']));
  const names = json['class'] === 'COLUMN_REF' ? json['column_names'] : undefined;
  const column = Array.isArray(names) ? (names as readonly ExactJson[]).at(-1) : undefined;
  if (typeof column === 'string') found.columns.push({ name: column, location });
}

function locationOf(json: ExactObject): number | null {
  const location = json['query_location'];
  if (location instanceof ExactNumber) return null;
  return typeof location === 'number' ? location : null;
}
