import type { CallExpression } from '../../../engine/plan/expression.ts';
import { childrenOf, withChildren } from '../../../engine/plan/children.ts';
import type { PlanNode, ScanNode } from '../../../engine/plan/node.ts';
import type { PrintedSql } from '../../../engine/spi/dialect.ts';
import { renderBlock } from '../../../engine/spi/sql/block.ts';
import { StatementBuilder } from '../../../engine/spi/sql/builder.ts';
import { refuse } from '../../../engine/spi/sql/refused.ts';
import type { SqlRules, Writer } from '../../../engine/spi/sql/rules.ts';
import { Bound, Label, type Sql, sql } from '../../../engine/spi/sql/sql-text.ts';
import { BOOLEAN, type DataType } from '../../../engine/types/data-type.ts';

const TID: DataType = { id: 'VARCHAR', alias: 'tid' };
/** A predicate that stands right above the scan until it is printed. */
const PAGE_RANGE = 'page_range';

/**
 * The statement for the rows of a scan within a range of places `[low, high)`: the last two placeholders, which `params`
 * leaves out.
 */
export function partitioned(node: PlanNode, scan: ScanNode, rules: SqlRules): PrintedSql {
  const bound = (value: string): Bound => new Bound({ type: TID, value });
  const bounds: readonly [Bound, Bound] = [bound('low'), bound('high')];
  const ranging: SqlRules = {
    ...rules,
    call: (call, writer) =>
      call.name === PAGE_RANGE ? pageRange(call, writer, bounds) : rules.call(call, writer),
  };
  const block = new StatementBuilder(ranging).build(marked(node, scan));
  const printed = renderBlock(block, ranging, bounds);
  return { ...printed, params: printed.params.slice(0, -2) };
}

function marked(node: PlanNode, scan: ScanNode): PlanNode {
  if (node !== scan) {
    return withChildren(
      node,
      childrenOf(node).map((child) => marked(child, scan)),
    );
  }
  const [column] = scan.columns;
  if (column === undefined) return refuse('dialect', 'A scan without columns is not read in ranges.');
  const range: CallExpression = {
    kind: 'call',
    name: PAGE_RANGE,
    type: BOOLEAN,
    args: [{ kind: 'column', index: 0, type: column.type }],
  };
  return { kind: 'filter', id: `${scan.id} range`, child: scan, predicates: [range], columns: scan.columns };
}

/** By the alias of the table whose column is named. */
function pageRange(call: CallExpression, writer: Writer, [low, high]: readonly [Bound, Bound]): Sql {
  const [column] = call.args;
  const table = column && writer.write(column).parts.find((part) => part instanceof Label);
  if (!(table instanceof Label)) return refuse('dialect', 'The table to read in ranges has no name.');
  return sql`${table}.ctid >= ${low} AND ${table}.ctid < ${high}`.at('logic');
}
