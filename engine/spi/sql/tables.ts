import type {
  FragmentScanNode,
  SampleNode,
  ScanNode,
  TableFunctionNode,
  UnnestNode,
  ValuesNode,
} from '../../plan/node.ts';
import type { Block } from './block.ts';
import type { Item } from './item.ts';
import { blockOver, itemsOf, opened, outputNames } from './block.ts';
import type { Builder } from './build-context.ts';
import { aliasFor, uniqueNames } from './names.ts';
import { costOf } from './projections.ts';
import { Alias, joined, Label, sql, text } from './sql-text.ts';
import { isVolatile } from './writer.ts';

/** A table of the source under a short alias. */
export function scanBlock(builder: Builder, node: ScanNode): Block {
  const { rules } = builder;
  const label = new Label(aliasFor(node.table.name));
  const names = node.fields.map((field) => field.name);
  const items = itemsOf(label, node.columns, names, node.fields, rules).map((item) =>
    rules.scanned === undefined ? item : { ...item, sql: rules.scanned(item) },
  );
  return blockOver(sql`${rules.table(node)} AS ${label}`, items);
}

/** The staged table of a fragment, under its own name. */
export function fragmentBlock(builder: Builder, node: FragmentScanNode): Block {
  const { rules } = builder;
  const label = new Label(node.fragment);
  const names = outputNames(node.columns, rules);
  const fields = node.columns.map(() => null);
  return blockOver(
    sql`${rules.quote(node.fragment)}${new Alias(label)}`,
    itemsOf(label, node.columns, names, fields, rules),
  );
}

/** Constant rows: a single row needs no FROM, none needs a false WHERE. */
export function valuesBlock(builder: Builder, node: ValuesNode): Block {
  const { rules } = builder;
  const writer = builder.writer([]);
  const fragile = node.rows.some((row) => row.some(isVolatile));
  const [first] = node.rows;
  if (first === undefined) {
    const nulls = node.columns.map((column) => rules.literal({ type: column.type, value: null }));
    const items = nulls.map((value, at) => constant(value, node, at, 0));
    return { ...blockOver(null, items), where: [text('1 = 0')] };
  }
  if (node.rows.length === 1) {
    const items = first.map((value, at) =>
      constant(rules.branch(value, writer), node, at, costOf(value, [])),
    );
    return { ...blockOver(null, items), fragile };
  }
  if (node.columns.length === 0) {
    const rows = joined(
      node.rows.map(() => text('(1)')),
      ', ',
    );
    return blockOver(sql`(VALUES ${rows}) AS ${new Label('v')}`, []);
  }
  if (rules.features.valuesRows === false) return { ...unionOfRows(builder, node), fragile };
  const rows = node.rows.map(
    (row) =>
      sql`(${joined(
        row.map((value) => rules.branch(value, writer)),
        ', ',
      )})`,
  );
  return { ...overValues(builder, node, sql`VALUES ${joined(rows, ', ')}`), fragile };
}

/** Constant rows for engines whose VALUES differ: the first SELECT names the columns. */
function unionOfRows(builder: Builder, node: ValuesNode): Block {
  const { rules } = builder;
  const writer = builder.writer([]);
  const names = outputNames(node.columns, rules);
  const rows = node.rows.map((row, at) => {
    const values = row.map((value, place) => {
      const written = rules.branch(value, writer);
      return at === 0 ? sql`${written} AS ${rules.quote(names[place] ?? '')}` : written;
    });
    return sql`SELECT ${joined(values, ', ')}`;
  });
  const label = new Label('v');
  const fields = node.columns.map(() => null);
  return blockOver(
    sql`(${joined(rows, ' UNION ALL ')}) AS ${label}`,
    itemsOf(label, node.columns, names, fields, rules),
  );
}

function constant(value: Item['sql'], node: ValuesNode, at: number, cost: number): Item {
  const column = node.columns[at];
  if (column === undefined) throw new Error('A row of constants has more values than columns');
  return { sql: value, column, origin: 'constant', field: null, cost };
}

/** Names the columns by a CTE-like list, which all engines but SQLite take in FROM: it names them column1, column2…. */
function overValues(builder: Builder, node: ValuesNode, values: Item['sql']): Block {
  const { rules } = builder;
  const label = new Label('v');
  const fields = node.columns.map(() => null);
  if (!rules.features.columnAliases) {
    const names = node.columns.map((_, at) => `column${at + 1}`);
    return blockOver(sql`(${values}) AS ${label}`, itemsOf(label, node.columns, names, fields, rules));
  }
  const names = outputNames(node.columns, rules);
  const list = joined(
    names.map((name) => text(rules.quote(name))),
    ', ',
  );
  return blockOver(sql`(${values}) AS ${label}(${list})`, itemsOf(label, node.columns, names, fields, rules));
}

/** Lists side by side in the SELECT list; nothing may be merged above, since the rows are made there. */
export function unnestBlock(builder: Builder, node: UnnestNode): Block {
  const child = builder.ready(builder.build(node.child), 'rows', node.lists);
  const writer = builder.writer(child.items);
  const lists = node.lists.map((list, at): Item => {
    const column = node.columns[child.items.length + at];
    if (column === undefined) throw new Error('An unnest has fewer columns than lists');
    return { sql: sql`unnest(${writer.top(list)})`, column, origin: 'scalar', field: null, cost: 9 };
  });
  return { ...child, items: [...child.items, ...lists], stage: 'sealed' };
}

/** A function in FROM, lateral where its arguments are over an input. */
export function tableFunctionBlock(builder: Builder, node: TableFunctionNode): Block {
  const { rules } = builder;
  const child = node.child && builder.ready(builder.build(node.child), 'rows', node.args);
  const writer = builder.writer(child?.items ?? []);
  const own = node.columns.slice(0, node.columns.length - node.passed.length);
  const names = uniqueNames(own.map((column) => column.name));
  const label = new Label(aliasFor(node.name));
  const args = joined(
    node.args.map((arg) => writer.top(arg)),
    ', ',
  );
  const list = joined(
    names.map((name) => text(rules.quote(name))),
    ', ',
  );
  const call = sql`${rules.quote(node.name)}(${args}) AS ${label}(${list})`;
  const items = itemsOf(
    label,
    own,
    names,
    own.map(() => null),
    rules,
  );
  if (!child) return blockOver(call, items);
  const from = child.from ? sql`${child.from} CROSS JOIN LATERAL ${call}` : call;
  const passed = node.passed.map((index) => writer.item(index));
  return { ...child, from, single: false, items: [...items, ...passed] };
}

/** TABLESAMPLE on a table or, where the input is more than that, on a subquery. */
export function sampleBlock(builder: Builder, node: SampleNode): Block {
  const input = builder.build(node.child);
  const bare = input.stage === 'rows' && input.single && input.where.length === 0 && input.from !== null;
  const child = bare && !input.fragile ? opened(input) : builder.wrapped(input);
  const seed = node.seed === null ? '' : ` REPEATABLE (${node.seed})`;
  const size = `${node.size} ${node.percent ? 'PERCENT' : 'ROWS'}`;
  const from = sql`${child.from ?? ''} TABLESAMPLE ${node.method}(${size})${seed}`;
  return { ...child, from, single: false, fragile: true };
}
