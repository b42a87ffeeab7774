import type { FileHandle } from 'node:fs/promises';
import { deserialize, serialize } from 'node:v8';
import { crc32 } from 'node:zlib';
import type { ColumnBatch, ColumnBuffer } from '../../spi/column-batch.ts';
import type { DataType } from '../../types/data-type.ts';
import { fixedWidth } from '../type-width.ts';

/*
 * A fragment's batches as they came, so that reading them is what reading the source was: records of a length, a
 * checksum and a serialised value each. The first says what the rows are, then come the batches, the last is their
 * number: without it the file is not whole. In the byte order of the machine that wrote it.
 */

/** The beginning of a file. */
export interface BatchFileHead {
  readonly key: string;
  /** Since 1970, ms: when reading at the source began. */
  readonly readAt: number;
  /** Files of one run hold rows of one snapshot of their source. */
  readonly snapshot: string;
}

type FileRecord =
  | { readonly kind: 'head'; readonly head: BatchFileHead }
  | { readonly kind: 'batch'; readonly rows: number; readonly columns: readonly ColumnBuffer[] }
  | { readonly kind: 'end'; readonly rows: number };

const FRAME_BYTES = 8;
/** A record is at most a batch, which ends early where values are large. */
const LARGEST_RECORD = 2 ** 31;

/** One record in its frame. */
export function headRecord(head: BatchFileHead): Buffer {
  return framed({ kind: 'head', head });
}

/** A copy of what the batch uses of its buffers, which may be used again afterwards. */
export function batchRecord({ rows, columns }: ColumnBatch, types: readonly DataType[]): Buffer {
  return framed({ kind: 'batch', rows, columns: columns.map((column, at) => used(column, rows, types[at])) });
}

export function endRecord(rows: number): Buffer {
  return framed({ kind: 'end', rows });
}

/** The head of a file that is whole; null where it is damaged or of another kind. Reads all of it. */
export async function checkedHead(file: FileHandle): Promise<BatchFileHead | null> {
  let head: BatchFileHead | null = null;
  let rows = 0;
  let last: FileRecord | null = null;
  try {
    for await (const record of records(file)) {
      if (head === null && record.kind !== 'head') return null;
      if (record.kind === 'head') head = record.head;
      if (record.kind === 'batch') rows += record.rows;
      last = record;
    }
  } catch {
    return null;
  }
  return last?.kind === 'end' && last.rows === rows ? head : null;
}

/** The batches of a file that `checkedHead` found whole; nothing of them came over a wire. */
export async function* batchesOf(file: FileHandle): AsyncGenerator<ColumnBatch, void, void> {
  for await (const record of records(file)) {
    if (record.kind === 'batch') yield { rows: record.rows, columns: record.columns, bytes: 0 };
  }
}

async function* records(file: FileHandle): AsyncGenerator<FileRecord, void, void> {
  const frame = Buffer.alloc(FRAME_BYTES);
  for (let place = 0; ; ) {
    const { bytesRead } = await file.read(frame, 0, FRAME_BYTES, place);
    if (bytesRead === 0) return;
    const length = frame.readUInt32LE(0);
    if (bytesRead < FRAME_BYTES || length > LARGEST_RECORD) throw new RangeError('A record has no length.');
    const body = Buffer.alloc(length);
    const got = await file.read(body, 0, length, place + FRAME_BYTES);
    if (got.bytesRead < length || crc32(body) !== frame.readUInt32LE(4))
      throw new RangeError('A record is damaged.');
    place += FRAME_BYTES + length;
    yield deserialize(body) as FileRecord;
  }
}

function framed(record: FileRecord): Buffer {
  const body = serialize(record);
  const frame = Buffer.alloc(FRAME_BYTES);
  frame.writeUInt32LE(body.length, 0);
  frame.writeUInt32LE(crc32(body), 4);
  return Buffer.concat([frame, body]);
}

function used(column: ColumnBuffer, rows: number, type: DataType | undefined): ColumnBuffer {
  switch (column.layout) {
    case 'fixed': {
      if (type === undefined) throw new RangeError('A batch has more columns than its fragment.');
      const data = column.data.subarray(0, rows * fixedWidth(type));
      return { layout: 'fixed', data, validity: validityOf(column, rows) };
    }
    case 'string': {
      const { entries, heap, heapLength } = column;
      return {
        layout: 'string',
        entries: entries.subarray(0, rows * 16),
        heap: heap.subarray(0, heapLength),
        heapLength,
        validity: validityOf(column, rows),
      };
    }
    case 'values':
      return { layout: 'values', values: column.values.slice(0, rows) };
  }
}

function validityOf(
  { validity }: Exclude<ColumnBuffer, { layout: 'values' }>,
  rows: number,
): BigUint64Array | null {
  return validity?.subarray(0, Math.ceil(rows / 64)) ?? null;
}
