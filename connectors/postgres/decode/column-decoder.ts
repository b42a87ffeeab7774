import { AtollError } from '../../../engine/errors/atoll-error.ts';
import type { ColumnBuffer } from '../../../engine/spi/column-batch.ts';
import type { Column } from '../../../engine/plan/column.ts';
import { typeToSql } from '../../../engine/types/data-type.ts';
import { drift } from '../../../engine/spi/network/statement-failures.ts';
import type { RowSlice } from './row-slice.ts';

/** Turns one column of PostgreSQL's rows into a buffer of DuckDB's layout, batch by batch. */
export interface ColumnDecoder {
  /** 0 for text, 1 for binary: what the server is asked for. */
  readonly format: 0 | 1;
  /** Bytes that a row takes in the buffers, values outside of the rows left out. */
  readonly rowBytes: number;
  /** Decodes column `column` of the slice's rows into rows `into`… of the batch. */
  decode(slice: RowSlice, column: number, into: number): void;
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

/** A label that the enum did not have when the plan was made. */
export function unknownLabel({ source, column }: DecoderContext, label: string): AtollError {
  return drift(source, `column ${column.name} holds the label '${label}', which its type did not have`);
}
