import type { CallExpression } from '../../plan/expression.ts';
import type { Writer } from './rules.ts';
import type { Sql } from './sql-text.ts';

/** Prints a call with exactly DuckDB's meaning, or throws a refusal. */
export type PrintCall = (call: CallExpression, writer: Writer) => Sql;
