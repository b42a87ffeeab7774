import type { AggregateCall, Expression } from '../../plan/expression.ts';
import { columnsUsed, remapColumns } from '../../plan/expression-children.ts';
import { isMovable } from '../movable.ts';
import { isGroupable } from './groupable.ts';
import { isNullOnNulls } from './null-on-nulls.ts';
import type { Side } from './side.ts';

/**
 * What the partial aggregate of a side gives: its keys, then its calls. Expressions over the top may name a column of
 * it by `ref`: positions from the top's width on.
 */
export class SplitInput {
  readonly side: Side;
  readonly #width: number;
  readonly #keys: Expression[] = [];
  readonly #calls: AggregateCall[] = [];
  #groupable = true;

  constructor(side: Side, width: number) {
    this.side = side;
    this.#width = width;
    for (const index of side.read) this.#keyColumn(index);
  }

  get keys(): readonly Expression[] {
    return this.#keys;
  }

  get calls(): readonly AggregateCall[] {
    return this.#calls;
  }

  /** False where some key's type has equal values that are not the same value. */
  get isGroupable(): boolean {
    return this.#groupable;
  }

  /** The expression over the side where it reads nothing else, and may be evaluated before the joins; else null. */
  within(expression: Expression): Expression | null {
    const used = [...columnsUsed(expression)];
    if (used.length === 0 || !used.every((index) => this.#originOf(index) !== null)) return null;
    if (!isMovable(expression)) return null;
    if (this.side.nullSupplied && !isNullOnNulls(expression)) return null;
    return this.toSide(expression);
  }

  /** An expression that reads nothing else, over the side. */
  toSide(expression: Expression): Expression {
    return remapColumns(expression, (index) => this.#originOf(index) ?? index);
  }

  /** Makes keys of the side's columns that the expression reads, so that it can stand above the joins as it is. */
  keep(expression: Expression): void {
    for (const index of columnsUsed(expression)) {
      const origin = this.#originOf(index);
      if (origin !== null) this.#keyColumn(origin);
    }
  }

  /** A group as an expression over the top: a key where all of it can be found out at the side. */
  group(expression: Expression): () => Expression {
    const inside = this.within(expression);
    const known = [...columnsUsed(expression)].every((index) => {
      const origin = this.#originOf(index);
      return origin !== null && this.side.read.has(origin);
    });
    if (inside === null || known || inside.kind === 'column') {
      this.keep(expression);
      return () => expression;
    }
    const at = this.#key(inside);
    return () => this.#ref(at, inside.type);
  }

  /** The column of the top that a call over the side becomes. Only after the last key. */
  call(call: AggregateCall): Expression {
    const found = this.#calls.findIndex((one) => textOf(one) === textOf(call));
    if (found < 0) this.#calls.push(call);
    const at = found < 0 ? this.#calls.length - 1 : found;
    return this.#ref(this.#keys.length + at, call.type);
  }

  #ref(at: number, type: Expression['type']): Expression {
    return { kind: 'column', index: this.#width + at, type };
  }

  #keyColumn(index: number): void {
    const column = this.side.node.columns[index];
    if (column === undefined) throw new Error(`No column ${index} to group by`);
    this.#key({ kind: 'column', index, type: column.type });
  }

  #key(key: Expression): number {
    const found = this.#keys.findIndex((one) => textOf(one) === textOf(key));
    if (found >= 0) return found;
    if (!isGroupable(key.type)) this.#groupable = false;
    this.#keys.push(key);
    return this.#keys.length - 1;
  }

  #originOf(index: number): number | null {
    return this.side.origin[index] ?? null;
  }
}

/** Equal for expressions that differ at most in where the user wrote them. */
function textOf(part: Expression | AggregateCall): string {
  return JSON.stringify(part, (name, value: unknown) =>
    name === 'at' || name === 'conjuncts' ? undefined : value,
  );
}
