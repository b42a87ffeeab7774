import type { Expression } from '../plan/expression.ts';
import type { ExactJson } from './exact-json.ts';
import type { Scope } from './relation.ts';
import type { Translation } from './translation.ts';

/** Resolves DuckDB's reference by position; lambdas replace it for their bodies. */
export type Refer = (position: number) => Expression;

/** Where an expression stands, and how its parts are read. */
export interface ExpressionContext {
  readonly translation: Translation;
  readonly scope: Scope;
  readonly refer: Refer;
  /** How many lambdas stand around the expression. */
  readonly lambdaDepth: number;
  readonly read: (json: ExactJson | undefined, context: ExpressionContext) => Expression;
}
