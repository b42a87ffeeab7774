import { createWriteStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ExportFormat } from '../../contract/api/results.ts';
import { csvFormat } from '../results/formats/csv.ts';
import { jsonFormat } from '../results/formats/json.ts';
import { writeParquet } from '../results/formats/parquet.ts';
import type { FormatContext, FormatSource } from '../results/formats/row-format.ts';
import type { ResultReader } from '../results/result-reader.ts';

/** What is to be written, and into which file, which must not exist. */
export interface ExportWish {
  readonly format: ExportFormat;
  readonly file: string;
  readonly header: boolean;
  readonly delimiter: string;
}

/** How far an export is. */
export interface ExportProgress {
  readonly rows: number;
  readonly bytes: number;
}

const SIZE_POLL_MS = 200;

/** Writes a whole result into a new file. Rejects with the signal's reason where it was aborted; the file may then be left. */
export async function writeExport(
  reader: ResultReader,
  { format, file, header, delimiter }: ExportWish,
  signal: AbortSignal,
  onProgress: (progress: ExportProgress) => void,
): Promise<ExportProgress> {
  if (format === 'parquet') return await parquet(reader, file, signal, onProgress);
  const counted = new CountedSource(reader, signal);
  const pieces = await piecesOf(format, counted.source, { header, delimiter }, signal);
  let bytes = 0;
  async function* measured(): AsyncGenerator<string | Uint8Array> {
    for await (const piece of pieces) {
      bytes += typeof piece === 'string' ? Buffer.byteLength(piece) : piece.byteLength;
      yield piece;
      onProgress({ rows: counted.rows, bytes });
    }
  }
  await pipeline(Readable.from(measured()), createWriteStream(file, { flags: 'wx', mode: 0o644 }), {
    signal,
  });
  return { rows: reader.rowCount, bytes };
}

type Pieces = AsyncIterable<string | Uint8Array>;

/** Libraries are loaded only where they are wanted. */
async function piecesOf(
  format: Exclude<ExportFormat, 'parquet'>,
  source: FormatSource,
  csv: NonNullable<FormatContext['csv']>,
  signal: AbortSignal,
): Promise<Pieces> {
  const context: FormatContext = { width: null, csv };
  switch (format) {
    case 'csv':
      return csvFormat(source, context);
    case 'json':
      return jsonFormat(source, context);
    case 'arrow': {
      const { arrowFormat } = await import('../results/formats/arrow.ts');
      return arrowFormat(source, context);
    }
    case 'xlsx': {
      const { excelFile } = await import('./excel-file.ts');
      return excelFile(source, csv.header, signal);
    }
  }
}

/** DuckDB writes by itself: how many rows it has written is not known before the end. */
async function parquet(
  reader: ResultReader,
  file: string,
  signal: AbortSignal,
  onProgress: (progress: ExportProgress) => void,
): Promise<ExportProgress> {
  const sizeOf = async (): Promise<number> => (await stat(file).catch(() => null))?.size ?? 0;
  const poll = setInterval(() => void sizeOf().then((bytes) => onProgress({ rows: 0, bytes })), SIZE_POLL_MS);
  try {
    await writeParquet(reader, file, signal);
  } finally {
    clearInterval(poll);
  }
  return { rows: reader.rowCount, bytes: await sizeOf() };
}

/** A result that counts the rows taken of it and heeds a signal. */
class CountedSource {
  rows = 0;
  readonly source: FormatSource;

  constructor(reader: ResultReader, signal: AbortSignal) {
    const count = (rows: number): void => {
      this.rows += rows;
    };
    this.source = {
      columns: reader.columns,
      rowCount: reader.rowCount,
      measure: (expressions) => reader.measure(expressions),
      copy: (...options) => reader.copy(...options),
      pages: async function* () {
        for await (const page of reader.pages(signal)) {
          count(page.length);
          yield page;
        }
      },
    };
  }
}
