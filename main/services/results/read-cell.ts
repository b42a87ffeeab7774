import { AtollError } from '../../../engine/errors/atoll-error.ts';
import { typeToSql } from '../../../engine/types/data-type.ts';
import type { ApiOutput } from '../../contract/api/api.ts';
import { cellText } from './formats/cell-text.ts';
import { jsonWriter } from './formats/json-value.ts';
import { columnsOf } from './measure-area.ts';
import type { ResultReader } from './result-reader.ts';

type Cell = ApiOutput<'results', 'cell'>;
type Records = ApiOutput<'results', 'record'>['cells'];

/** Characters of a text that a record shows; one that is longer ends with `…` and is read whole as a cell. */
const RECORD_TEXT = 100_000;

/**
 * One cell: the first `limit` UTF-16 units of its text, the length of all of it, and its value. Of a value whose text is
 * longer than the limit only the text's beginning is given. Throws `usage` for a cell that there is not.
 */
export async function readCell(
  reader: ResultReader,
  row: number,
  column: number,
  limit: number,
  signal: AbortSignal,
): Promise<Cell> {
  const [found] = columnsOf(reader, [column]);
  checkRow(reader, row);
  const [batch] = await reader.select([found?.read ?? 'NULL'], row, 1, signal);
  const stored = batch?.column(0)[0] ?? null;
  const type = found?.type ?? { id: 'NULL' };
  if (stored === null) return { type: typeToSql(type), text: null, length: 0, value: null };
  const text = cellText(type)(stored);
  const isCut = text.length > limit;
  const value: unknown = isCut ? null : JSON.parse(jsonWriter(type)(stored));
  return { type: typeToSql(type), text: isCut ? text.slice(0, limit) : text, length: text.length, value };
}

/** All cells of a row. Throws `usage` for a row that there is not. */
export async function readRecord(reader: ResultReader, row: number, signal: AbortSignal): Promise<Records> {
  checkRow(reader, row);
  const read = reader.columns.map(({ type, sql, read: whole }) =>
    type.id === 'VARCHAR' ? `left(${sql}, ${RECORD_TEXT + 1})` : whole,
  );
  const [batch] = await reader.select(read, row, 1, signal);
  const values = batch?.rows()[0] ?? [];
  return reader.columns.map(({ label, type }, at) => {
    const value = values[at] ?? null;
    return {
      name: label,
      type: typeToSql(type),
      text: value === null ? null : shortened(cellText(type)(value)),
    };
  });
}

function shortened(text: string): string {
  return text.length > RECORD_TEXT ? `${text.slice(0, RECORD_TEXT)}…` : text;
}

function checkRow(reader: ResultReader, row: number): void {
  if (row >= reader.rowCount)
    throw new AtollError('usage', `The result has ${reader.rowCount} rows; there is no row ${row + 1}.`);
}
