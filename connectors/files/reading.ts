import type { CatalogColumn } from '../../engine/types/catalog.ts';

/**
 * How text files were understood when the catalog was read. It stands in the native type of each column, because that
 * is what a plan carries: the same understanding then holds when the table is read, whatever is in the files by then.
 */
export type Reading = CsvReading | JsonReading;

export interface CsvReading {
  readonly kind: 'CSV';
  readonly delim: string;
  readonly quote: string;
  readonly escape: string;
  readonly header: boolean;
  readonly skip: number;
  readonly comment?: string;
  readonly dateformat?: string;
  readonly timestampformat?: string;
  readonly encoding?: string;
  readonly nullstr?: readonly string[];
}

/** What is known of a reading where no plan and no catalog tells the rest: the options. */
export type GivenReading = ({ readonly kind: 'CSV' } & Partial<CsvReading>) | JsonReading;

export interface JsonReading {
  readonly kind: 'JSON';
  readonly format: string;
  /** False where the values are not objects, and the table has them in one column `json`. */
  readonly records: boolean;
}

export function nativeTypeOf(reading: Reading): string {
  const { kind, ...settings } = reading;
  return `${kind} ${JSON.stringify(settings)}`;
}

/** The native type of columns that come from the names of folders. */
export const PARTITION_TYPE = 'partition folder';

/** The reading that a planned column carries; null for Parquet and partitions. */
export function readingOf(fields: readonly CatalogColumn[]): Reading | null {
  for (const { nativeType } of fields) {
    const match = /^(CSV|JSON) (\{.*\})$/su.exec(nativeType);
    if (match !== null) return { kind: match[1], ...(JSON.parse(match[2] ?? '{}') as object) } as Reading;
  }
  return null;
}
