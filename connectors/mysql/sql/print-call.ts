import type { CallExpression } from '../../../engine/plan/expression.ts';
import type { Writer } from '../../../engine/spi/sql/rules.ts';
import type { Sql } from '../../../engine/spi/sql/sql-text.ts';

/** Prints a call with exactly DuckDB's meaning, or throws a refusal. */
export type PrintCall = (call: CallExpression, writer: Writer) => Sql;
