import type { Column } from '../../plan/column.ts';
import type { AggregateCall, Expression, WindowCall } from '../../plan/expression.ts';
import type { PlanNode } from '../../plan/node.ts';
import type { Dialect, PrintedSql, Refusal } from '../dialect.ts';
import { aggregateCall } from './aggregates.ts';
import { type Block, itemsOf, renderBlock } from './block.ts';
import type { Item } from './item.ts';
import { StatementBuilder } from './builder.ts';
import { refusalOf } from './refused.ts';
import type { SqlRules } from './rules.ts';
import { Label } from './sql-text.ts';
import { windowCall } from './windows.ts';

/**
 * A dialect from its rules. Refusals come from the printing itself: what is refused is what could not be printed, so
 * the two can't disagree. Blocks of nodes that were asked about are kept with the (immutable) nodes.
 */
export function sqlDialect(rules: SqlRules): Dialect {
  const known = new WeakMap<PlanNode, Block>();
  const examine = (attempt: (builder: StatementBuilder) => unknown): Refusal | null =>
    refusalOf(() => attempt(new StatementBuilder(rules, known)));
  return {
    name: rules.name,
    refuse: (node) => examine((builder) => builder.build(node)),
    refuseExpression: (expression: Expression, input) =>
      examine((builder) => builder.writer(loose(input, rules)).top(expression)),
    refuseCall: (call: AggregateCall | WindowCall, input) =>
      examine((builder) =>
        call.kind === 'aggregate-call'
          ? aggregateCall(builder, call, loose(input, rules))
          : windowCall(builder, call, loose(input, rules)),
      ),
    print: (node): PrintedSql => renderBlock(new StatementBuilder(rules).build(node), rules),
  };
}

/** Input columns of which nothing is known but what the plan says: not how the source declares or collates them. */
function loose(input: readonly Column[], rules: SqlRules): readonly Item[] {
  const names = input.map((column) => column.name);
  const unknown = input.map(() => null);
  return itemsOf(new Label('t'), input, names, unknown, rules);
}
