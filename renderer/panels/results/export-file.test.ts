import { expect, test } from 'vitest';
import { exportPath, withEnding } from './export-file.ts';

test('a title becomes the name of a file', () => {
  expect(exportPath('Revenue by region, 2026 €', 'csv')).toBe('exports/revenue-by-region-2026.csv');
  expect(exportPath('../../etc/passwd', 'json')).toBe('exports/etc-passwd.json');
  expect(exportPath('***', 'parquet')).toBe('exports/result.parquet');
  expect(exportPath('x'.repeat(200), 'xlsx')).toBe(`exports/${'x'.repeat(60)}.xlsx`);
});

test('another format changes the ending that it knows', () => {
  expect(withEnding('exports/a.csv', 'parquet')).toBe('exports/a.parquet');
  expect(withEnding('exports/a.data', 'parquet')).toBe('exports/a.data');
});
