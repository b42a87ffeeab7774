import type { DataType } from '../types/data-type.ts';
import type { LiteralValue } from '../types/literal.ts';

/**
 * Typed scalar expressions. A column stands for a position in the input of the node that holds the expression;
 * in a join the input is the left columns followed by the right ones. Implicit casts are written out.
 */
export type Expression =
  | ColumnExpression
  | LiteralExpression
  | ParameterExpression
  | CallExpression
  | CastExpression
  | CaseExpression
  | BetweenExpression
  | InExpression
  | CompareExpression
  | AndExpression
  | OrExpression
  | NotExpression
  | IsNullExpression
  | CoalesceExpression
  | LambdaExpression
  | LambdaParameterExpression;

interface ExpressionBase {
  readonly type: DataType;
  /** Where the user wrote it: UTF-16 offset of its operator in the text it came from. */
  readonly at?: number;
  /** A predicate that follows from others of the plan: the rows are the same without it. */
  readonly implied?: true;
  /** Of a predicate: the user's conjuncts that it stands for, as `conjunctId` names them. */
  readonly conjuncts?: readonly string[];
}

export interface ColumnExpression extends ExpressionBase {
  readonly kind: 'column';
  readonly index: number;
}

export interface LiteralExpression extends ExpressionBase {
  readonly kind: 'literal';
  readonly value: LiteralValue;
}

/** A parameter of the query whose value is not known yet. */
export interface ParameterExpression extends ExpressionBase {
  readonly kind: 'parameter';
  readonly name: string;
  /** Not the user's: keys of another fragment, filled in while the query runs (`plan/key-set.ts`). */
  readonly keys?: true;
}

/** A scalar function or operator by DuckDB's canonical name (`+`, `~~`, `date_part`, `struct_extract`). */
export interface CallExpression extends ExpressionBase {
  readonly kind: 'call';
  readonly name: string;
  readonly args: readonly Expression[];
  /** True for what gives another value at each row or call (`random()`), and must never move or repeat. */
  readonly volatile?: boolean;
}

export interface CastExpression extends ExpressionBase {
  readonly kind: 'cast';
  readonly child: Expression;
  /** TRY_CAST: NULL where the value does not fit. */
  readonly try: boolean;
}

export interface CaseExpression extends ExpressionBase {
  readonly kind: 'case';
  readonly branches: readonly { readonly when: Expression; readonly then: Expression }[];
  readonly otherwise: Expression;
}

export interface BetweenExpression extends ExpressionBase {
  readonly kind: 'between';
  readonly child: Expression;
  readonly lower: Expression;
  readonly upper: Expression;
  readonly lowerInclusive: boolean;
  readonly upperInclusive: boolean;
}

export interface InExpression extends ExpressionBase {
  readonly kind: 'in';
  readonly child: Expression;
  readonly list: readonly Expression[];
  readonly negated: boolean;
}

export const COMPARISONS = [
  '=',
  '<>',
  '<',
  '<=',
  '>',
  '>=',
  'is distinct from',
  'is not distinct from',
] as const;
export type Comparison = (typeof COMPARISONS)[number];

export interface CompareExpression extends ExpressionBase {
  readonly kind: 'compare';
  readonly op: Comparison;
  readonly left: Expression;
  readonly right: Expression;
}

export interface AndExpression extends ExpressionBase {
  readonly kind: 'and';
  readonly args: readonly Expression[];
}

export interface OrExpression extends ExpressionBase {
  readonly kind: 'or';
  readonly args: readonly Expression[];
}

export interface NotExpression extends ExpressionBase {
  readonly kind: 'not';
  readonly child: Expression;
}

export interface IsNullExpression extends ExpressionBase {
  readonly kind: 'is-null';
  readonly child: Expression;
  readonly negated: boolean;
}

export interface CoalesceExpression extends ExpressionBase {
  readonly kind: 'coalesce';
  readonly args: readonly Expression[];
}

/** `lambda x, y: body`, as an argument of a list function. */
export interface LambdaExpression extends ExpressionBase {
  readonly kind: 'lambda';
  readonly parameters: readonly string[];
  readonly body: Expression;
}

export interface LambdaParameterExpression extends ExpressionBase {
  readonly kind: 'lambda-parameter';
  readonly name: string;
}

/** A sort key; the order of NULLs is always explicit. */
export interface SortKey {
  readonly expression: Expression;
  readonly descending: boolean;
  readonly nullsFirst: boolean;
}

/** A call of an aggregate function; it stands only in an aggregate node. */
export interface AggregateCall {
  readonly kind: 'aggregate-call';
  /** DuckDB's canonical name; `count_star` has no arguments. */
  readonly name: string;
  readonly args: readonly Expression[];
  readonly type: DataType;
  readonly distinct: boolean;
  readonly filter: Expression | null;
  readonly orderBy: readonly SortKey[];
  readonly at?: number;
}

export type FrameUnit = 'rows' | 'range' | 'groups';

export type FrameBound =
  | { readonly kind: 'unbounded-preceding' }
  | { readonly kind: 'preceding'; readonly offset: Expression }
  | { readonly kind: 'current-row' }
  | { readonly kind: 'following'; readonly offset: Expression }
  | { readonly kind: 'unbounded-following' };

export type FrameExclusion = 'no others' | 'current row' | 'group' | 'ties';

export interface WindowFrame {
  readonly unit: FrameUnit;
  readonly start: FrameBound;
  readonly end: FrameBound;
  readonly exclude: FrameExclusion;
}

/** A call of a window function or of an aggregate over a window; it stands only in a window node. */
export interface WindowCall {
  readonly kind: 'window-call';
  readonly name: string;
  readonly args: readonly Expression[];
  readonly type: DataType;
  readonly distinct: boolean;
  readonly filter: Expression | null;
  readonly ignoreNulls: boolean;
  readonly partitionBy: readonly Expression[];
  readonly orderBy: readonly SortKey[];
  /** Keys inside the argument list, as in `first_value(x ORDER BY y) OVER (…)`. */
  readonly argumentOrder: readonly SortKey[];
  readonly frame: WindowFrame;
  readonly at?: number;
}
