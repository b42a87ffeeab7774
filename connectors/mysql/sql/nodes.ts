import type { PlanNode } from '../../../engine/plan/node.ts';
import { admitNode } from '../../../engine/spi/sql/admit-node.ts';
import { refuse } from '../../../engine/spi/sql/refused.ts';

/** Throws for operators that MySQL does not have, or has otherwise. */
export function admitMysql(node: PlanNode): void {
  admitNode(node, 'MySQL');
  if (node.kind === 'values' && node.columns.length === 0)
    refuse('dialect', 'Rows without columns are not sent to MySQL.');
  if (node.kind === 'join' && node.joinType === 'full') refuse('dialect', 'MySQL has no FULL JOIN.');
}
