import { optimize } from '../../optimize/driver.ts';
import { KEYS_DOWN } from '../../optimize/rule-list.ts';
import { filter } from '../../plan/builders.ts';
import type { Expression } from '../../plan/expression.ts';
import type { Fragment, KeyedText } from '../../plan/fragment.ts';
import type { NodeIds } from '../../plan/ids.ts';
import { inKeySet } from '../../plan/key-set.ts';
import type { PlanNode } from '../../plan/node.ts';
import type { Refusal } from '../../spi/dialect.ts';
import { refusalOf } from '../../spi/sql/refused.ts';
import { partitionOf } from '../fragments.ts';
import type { SourceSite } from '../source-site.ts';

/** Columns of a fragment and the name of the keys that cut them; several are one composite key. */
export interface Cut {
  readonly indexes: readonly [number, ...number[]];
  readonly name: string;
}

/** Why the source can't be given keys for the columns; null where it can. */
export function refuseKeys(fragment: Fragment, cut: Cut, site: SourceSite, ids: NodeIds): Refusal | null {
  if (!site.capabilities.keySets || !site.capabilities.filter) {
    return { code: 'capability', reason: 'This kind of source takes no keys.', expression: null };
  }
  return refusalOf(() => site.dialect.print(cutPlan(fragment.plan, [cut], ids)));
}

/** The text of a fragment with a test for each set of keys, as far down as it goes. */
export function keyedText(
  fragment: Fragment,
  cuts: readonly Cut[],
  site: SourceSite,
  ids: NodeIds,
): KeyedText {
  const plan = cutPlan(fragment.plan, cuts, ids);
  const { sql, params, slots = [], tests = [] } = site.dialect.print(plan);
  return {
    sql,
    params,
    slots,
    tests,
    partition: partitionOf(plan, site),
  };
}

function cutPlan(plan: PlanNode, cuts: readonly Cut[], ids: NodeIds): PlanNode {
  const predicates = cuts.map(({ indexes: [first, ...further], name }) =>
    inKeySet([keyOf(plan, first), ...further.map((index) => keyOf(plan, index))], name),
  );
  const above = filter(plan, predicates, ids.next());
  return optimize(above, [{ name: 'keys', rules: KEYS_DOWN }], { ids }).plan;
}

function keyOf(plan: PlanNode, index: number): Expression {
  const column = plan.columns[index];
  if (column === undefined) throw new Error(`The fragment has no column ${index}`);
  return { kind: 'column', index, type: column.type };
}
