import { AtollError } from '../../errors/atoll-error.ts';
import type { Column } from '../../plan/column.ts';
import { typeToSql } from '../../types/data-type.ts';
import type { ColumnBuffer } from '../column-batch.ts';

/** Turns one column of a server's rows, which lie in slices, into a buffer of DuckDB's layout, batch by batch. */
export interface ColumnDecoder<Slice> {
  /** Decodes column `column` of the slice's rows into rows `into`… of the batch. */
  decode(slice: Slice, column: number, into: number): void;
  /** The buffer of the rows so far; valid until the next `clear`. */
  take(): ColumnBuffer;
  /** Begins the next batch. */
  clear(): void;
}

/** What a decoder needs to know. */
export interface DecoderContext {
  readonly source: string;
  readonly column: Column;
  /** Rows of a batch at most. */
  readonly rows: number;
}

/** A value that its column's DuckDB type can't hold. */
export function misfit(context: DecoderContext, what: string, hint: string): AtollError {
  const { source, column } = context;
  return new AtollError(
    'value-misfit',
    `Column ${column.name} of ${source} holds ${what}, which ${typeToSql(column.type)} can't hold.`,
    { source, step: 'read', hint },
  );
}
