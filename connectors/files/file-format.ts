/** What DuckDB reads a file with; TSV stands apart so that one table has one delimiter. */
export type FileFormat = 'parquet' | 'csv' | 'tsv' | 'json';

const ENDINGS: readonly (readonly [RegExp, FileFormat])[] = [
  [/\.(?:parquet|pq)$/iu, 'parquet'],
  [/\.csv(?:\.gz|\.zst)?$/iu, 'csv'],
  [/\.tsv(?:\.gz|\.zst)?$/iu, 'tsv'],
  [/\.(?:json|ndjson|jsonl)(?:\.gz|\.zst)?$/iu, 'json'],
];

export interface NamedFormat {
  readonly format: FileFormat;
  /** The name without its ending. */
  readonly stem: string;
  /** The ending as one word: `csv`, `ndjson`. */
  readonly ending: string;
}

/** The format by a file's name; null for files that are no tables. */
export function formatOf(name: string): NamedFormat | null {
  for (const [ending, format] of ENDINGS) {
    const at = name.search(ending);
    if (at > 0)
      return {
        format,
        stem: name.slice(0, at),
        ending: name
          .slice(at + 1)
          .replace(/\.(?:gz|zst)$/iu, '')
          .toLowerCase(),
      };
  }
  return null;
}
