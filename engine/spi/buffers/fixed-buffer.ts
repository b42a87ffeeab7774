import type { FixedColumn } from '../column-batch.ts';
import { Nulls } from './nulls.ts';

/** One column of fixed width: the bytes of its values and its NULLs. */
export class FixedBuffer {
  readonly width: number;
  readonly data: Uint8Array<ArrayBuffer>;
  readonly nulls: Nulls;

  constructor(width: number, rows: number) {
    this.width = width;
    this.data = new Uint8Array(width * rows);
    this.nulls = new Nulls(rows);
  }

  take(): FixedColumn {
    return { layout: 'fixed', data: this.data, validity: this.nulls.validity };
  }

  clear(): void {
    this.nulls.clear();
  }
}
