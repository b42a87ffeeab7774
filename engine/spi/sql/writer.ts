import { assertNever } from '../../errors/assert-never.ts';
import { walkExpression } from '../../plan/expression-children.ts';
import type { BetweenExpression, CaseExpression, Expression, SortKey } from '../../plan/expression.ts';
import { printExpression } from '../../plan/print-expression.ts';
import { BOOLEAN } from '../../types/data-type.ts';
import type { Item } from './item.ts';
import { conjunction } from './block.ts';
import { Comparison } from './comparison.ts';
import { constantOf } from './constants.ts';
import { Refused, refuse } from './refused.ts';
import type { SqlRules, Writer } from './rules.ts';
import { joined, Slot, type Sql, sql, text } from './sql-text.ts';

/** Prints expressions over the items of a block by the rules of a dialect. */
export class ExpressionWriter implements Writer {
  readonly #rules: SqlRules;
  readonly #items: readonly Item[];

  constructor(rules: SqlRules, items: readonly Item[]) {
    this.#rules = rules;
    this.#items = items;
  }

  item(index: number): Item {
    const item = this.#items[index];
    if (item === undefined) throw new Error(`No column at position ${index} of ${this.#items.length}`);
    return item;
  }

  atom(expression: Expression): Sql {
    return this.write(expression).within('atom');
  }

  /** Prints; a refusal that names no expression is given the whole one. */
  top(expression: Expression): Sql {
    try {
      return this.write(expression);
    } catch (error) {
      if (!(error instanceof Refused) || error.refusal.expression !== null) throw error;
      const shown = printExpression(expression, (index) => this.item(index).column.name);
      throw new Refused({ ...error.refusal, expression: shown });
    }
  }

  write(expression: Expression): Sql {
    const rules = this.#rules;
    const constant = rules.foldsConstants ? constantOf(expression) : null;
    if (constant !== null) return rules.literal(constant);
    switch (expression.kind) {
      case 'column':
        return rules.column(this.item(expression.index), expression);
      case 'literal':
        return rules.literal({ type: expression.type, value: expression.value });
      case 'parameter':
        return expression.keys === true
          ? sql`${new Slot(expression.name, expression.type)}`
          : rules.parameter(expression.name);
      case 'call':
        return rules.call(expression, this);
      case 'cast':
        return rules.cast(expression, this);
      case 'compare':
        return rules.compare(expression, this);
      case 'in':
        return rules.membership(expression, this);
      case 'between':
        return this.#between(expression);
      case 'case':
        return this.#case(expression);
      case 'and':
        return conjunction(expression.args.map((part) => this.write(part)));
      case 'or':
        return this.#or(expression.args);
      case 'not':
        return sql`NOT ${this.atom(expression.child)}`.at('logic');
      case 'is-null':
        return this.#isNull(expression.child, expression.negated);
      case 'coalesce':
        return this.#coalesce(expression.args);
      case 'lambda': {
        const names = expression.parameters.map((name) => text(rules.quote(name)));
        return sql`lambda ${joined(names, ', ')}: ${this.write(expression.body)}`.at('logic');
      }
      case 'lambda-parameter':
        return text(rules.quote(expression.name));
    }
    return assertNever(expression);
  }

  /** One key of ORDER BY with direction and place of NULLs. */
  sortKey(key: SortKey): Sql {
    this.#rules.sortKey?.(key);
    const direction = key.descending ? ' DESC' : '';
    const written = this.#rules.orderKey(key.expression, this).within('atom');
    if (this.#rules.features.nullsClause === false) return this.#nullsBeside(key, written);
    const nulls = key.nullsFirst ? 'NULLS FIRST' : 'NULLS LAST';
    return sql`${written}${direction} ${nulls}`;
  }

  /** The key where NULLs are the lowest values: a key of their own goes first where they would stand elsewhere. */
  #nullsBeside({ expression, descending, nullsFirst }: SortKey, written: Sql): Sql {
    const direction = descending ? ' DESC' : '';
    const never = expression.kind === 'column' && !this.item(expression.index).column.nullable;
    if (never || descending !== nullsFirst) return sql`${written}${direction}`;
    return sql`${written} IS NULL${direction}, ${written}${direction}`;
  }

  #or(args: readonly Expression[]): Sql {
    if (args.length === 0) return text('false');
    return joined(
      args.map((part) => this.write(part).within('comparison')),
      ' OR ',
    ).at('logic');
  }

  /** SQLite takes no coalesce of one. */
  #coalesce(args: readonly Expression[]): Sql {
    const values = args.map((part) => this.#rules.branch(part, this));
    const [only] = values;
    return values.length === 1 && only !== undefined ? only : sql`coalesce(${joined(values, ', ')})`;
  }

  /** NULL-ness is the same whatever the rules do to a column's value, so a bare column stays bare. */
  #isNull(child: Expression, negated: boolean): Sql {
    const value = child.kind === 'column' ? this.item(child.index).sql : this.write(child);
    return sql`${value.within('atom')} IS ${negated ? 'NOT ' : ''}NULL`.at('comparison');
  }

  #case(expression: CaseExpression): Sql {
    const branches = expression.branches.map(
      ({ when, then }) => sql`WHEN ${this.write(when)} THEN ${this.#rules.branch(then, this)}`,
    );
    return sql`CASE ${joined(branches, ' ')} ELSE ${this.#rules.branch(expression.otherwise, this)} END`;
  }

  /** As two comparisons by the dialect's rules; written with BETWEEN where both keep the child's text. */
  #between(expression: BetweenExpression): Sql {
    const { child, lower, upper } = expression;
    const low = expression.lowerInclusive ? '>=' : '>';
    const high = expression.upperInclusive ? '<=' : '<';
    const type = BOOLEAN;
    const first = this.#rules.compare({ kind: 'compare', type, op: low, left: child, right: lower }, this);
    const second = this.#rules.compare({ kind: 'compare', type, op: high, left: child, right: upper }, this);
    const inclusive =
      first instanceof Comparison && second instanceof Comparison && low === '>=' && high === '<=';
    if (inclusive && first.left.equals(second.left)) {
      return sql`${first.left} BETWEEN ${first.right} AND ${second.right}`.at('comparison');
    }
    if (isVolatile(child))
      refuse('volatile', 'A volatile expression can be bounded only where it is evaluated once.');
    return conjunction([first, second]);
  }
}

/** Whether evaluating an expression twice may give two values. */
export function isVolatile(expression: Expression): boolean {
  for (const part of walkExpression(expression))
    if (part.kind === 'call' && part.volatile === true) return true;
  return false;
}
