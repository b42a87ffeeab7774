import type { AtollError } from '../../../engine/errors/atoll-error.ts';
import type {
  ColumnDecoder as AnyDecoder,
  DecoderContext,
} from '../../../engine/spi/buffers/column-decoder.ts';
import { drift } from '../../../engine/spi/network/statement-failures.ts';
import type { RowSlice } from './row-slice.ts';

/** Turns one column of PostgreSQL's rows into a buffer of DuckDB's layout, batch by batch. */
export interface ColumnDecoder extends AnyDecoder<RowSlice> {
  /** 0 for text, 1 for binary: what the server is asked for. */
  readonly format: 0 | 1;
}

/** A label that the enum did not have when the plan was made. */
export function unknownLabel({ source, column }: DecoderContext, label: string): AtollError {
  return drift(source, `column ${column.name} holds the label '${label}', which its type did not have`);
}
