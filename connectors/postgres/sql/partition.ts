import type { PlanNode } from '../../../engine/plan/node.ts';
import type { PrintedSql } from '../../../engine/spi/dialect.ts';
import { renderBlock } from '../../../engine/spi/sql/block.ts';
import { StatementBuilder } from '../../../engine/spi/sql/builder.ts';
import { refuse } from '../../../engine/spi/sql/refused.ts';
import type { SqlRules } from '../../../engine/spi/sql/rules.ts';
import { Bound, Label, sql } from '../../../engine/spi/sql/sql-text.ts';
import type { DataType } from '../../../engine/types/data-type.ts';

const TID: DataType = { id: 'VARCHAR', alias: 'tid' };

/**
 * The statement of one scan, filters and projections on it included, for the rows of a range of places `[low, high)`:
 * the last two placeholders, which `params` leaves out.
 */
export function partitioned(node: PlanNode, rules: SqlRules): PrintedSql {
  const block = new StatementBuilder(rules).build(node);
  const table = block.from?.parts.find((part) => part instanceof Label);
  if (!isOneScan(node) || block.stage !== 'rows' || !(table instanceof Label)) {
    return refuse('dialect', 'Only one scan with filters and projections can be read in ranges.');
  }
  const bound = (value: string): Bound => new Bound({ type: TID, value });
  const [low, high] = [bound('low'), bound('high')];
  const range = [
    sql`${table}.ctid >= ${low}`.at('comparison'),
    sql`${table}.ctid < ${high}`.at('comparison'),
  ];
  const printed = renderBlock({ ...block, where: [...block.where, ...range] }, rules, [low, high]);
  return { ...printed, params: printed.params.slice(0, -2) };
}

function isOneScan(node: PlanNode): boolean {
  if (node.kind === 'scan') return true;
  return (node.kind === 'filter' || node.kind === 'project') && isOneScan(node.child);
}
