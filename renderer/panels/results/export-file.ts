import type { ExportFormat } from '../../../main/contract/api/results.ts';

export const EXPORT_NAMES: Readonly<Record<ExportFormat, string>> = {
  csv: 'CSV',
  parquet: 'Parquet',
  arrow: 'Arrow (IPC file)',
  json: 'JSON',
  xlsx: 'Excel',
};

/** Letters of a file's name; names longer than this are cut. */
const NAME_LETTERS = 60;

/** Where a result goes unless somebody says otherwise: `exports/revenue-by-region.csv`. */
export function exportPath(title: string, format: ExportFormat): string {
  const name = title
    .normalize('NFC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '-')
    .slice(0, NAME_LETTERS)
    .replaceAll(/^-+|-+$/g, '');
  return `exports/${name === '' ? 'result' : name}.${format}`;
}

/** The same path with the ending of another format, where it had that of a format. */
export function withEnding(path: string, format: ExportFormat): string {
  return path.replace(/\.(csv|parquet|arrow|json|xlsx)$/i, `.${format}`);
}
