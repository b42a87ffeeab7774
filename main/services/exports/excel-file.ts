import { writeXlsxStream } from 'hucre/xlsx';
import { AtollError } from '../../../engine/errors/atoll-error.ts';
import type { FormatSource } from '../results/formats/row-format.ts';
import { escaped, excelColumn, type ExcelValue } from './excel-value.ts';

/** Excel's own limits. */
const MOST_COLUMNS = 16_384;
const MOST_CHARACTERS = 32_767;
/** Cells above which a sheet's XML may exceed 4 GiB. */
const LARGE_CELLS = 20_000_000;
const WIDEST = 60;
const NARROWEST = 10;

/**
 * A result as an Excel workbook, piece by piece; rows beyond 1,048,576 go into further sheets, each with the header.
 * Throws `value-misfit` for a text that no cell holds, or too many columns.
 */
export async function* excelFile(
  result: FormatSource,
  header: boolean,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array> {
  const count = result.columns.length;
  if (count > MOST_COLUMNS)
    throw misfit(`The result has ${count} columns; a sheet of Excel has ${MOST_COLUMNS}.`);
  const columns = result.columns.map(({ label, type }) => ({ label, ...excelColumn(type) }));
  const stream = writeXlsxStream(rowsOf(result, columns, header, signal), {
    name: 'Result',
    columns: columns.map(({ label, format }) => ({
      width: Math.min(WIDEST, Math.max(NARROWEST, label.length + 2)),
      ...(format === null ? {} : { numFmt: format }),
    })),
    repeatHeaders: header,
    zip64: result.rowCount * count > LARGE_CELLS,
    ...(header ? { freezePane: { rows: 1 } } : {}),
  });
  for await (const piece of stream) {
    signal.throwIfAborted();
    yield piece;
  }
}

interface WrittenColumn extends ReturnType<typeof excelColumn> {
  readonly label: string;
}

async function* rowsOf(
  result: FormatSource,
  columns: readonly WrittenColumn[],
  header: boolean,
  signal: AbortSignal,
): AsyncGenerator<ExcelValue[]> {
  if (header) yield columns.map(({ label }) => escaped(label));
  let row = 0;
  for await (const page of result.pages(signal)) {
    for (const values of page) {
      row += 1;
      yield columns.map(({ label, value }, at) => checked(value(values[at]), row, label));
    }
  }
}

function checked(value: ExcelValue, row: number, label: string): ExcelValue {
  if (typeof value !== 'string' || value.length <= MOST_CHARACTERS) return value;
  throw misfit(
    `The cell in row ${row} of ${label} has ${value.length} characters; a cell of Excel holds ${MOST_CHARACTERS}.`,
  );
}

function misfit(message: string): AtollError {
  return new AtollError('value-misfit', message, { hint: 'Export the result as CSV or Parquet.' });
}
