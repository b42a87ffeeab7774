import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { MIXED, type OpenRuns, openRuns } from '../../../e2e/fixtures/open-runs.ts';
import type { COPY_FORMATS } from '../../contract/choices.ts';

let open: OpenRuns;
let mixed: string;
/** Two hundred thousand rows. */
let numbers: string;
beforeAll(async () => {
  open = await openRuns();
  mixed = await open.result(MIXED);
  numbers = await open.result('SELECT n, digit, n::VARCHAR AS t FROM local.numbers ORDER BY numbers.n');
});
afterAll(() => open[Symbol.asyncDispose]());

const signal = new AbortController().signal;

describe('copy', () => {
  const copy = (format: (typeof COPY_FORMATS)[number], columns: readonly number[], from = 0, to = 4) =>
    open.services.results.copy(mixed, { columns, from, to }, format, signal);

  test('TSV as spreadsheets take it', async () => {
    expect(await copy('tsv-header', [0, 2, 1])).toBe(
      'big\ttext\tprice\n9007199254740993\t"a|b\tc"\t1.50\n-1\t\t0.25\n\t"say ""x""\ny"\t\n2\t\t0.25\n',
    );
    expect(await copy('tsv', [3], 0, 2)).toBe('2026-07-01\n\n');
  });

  test('CSV', async () => {
    expect(await copy('csv', [2, 5])).toBe(
      'text,flag\r\na|b\tc,true\r\n"",false\r\n"say ""x""\ny",\r\n,true\r\n',
    );
  });

  test('JSON', async () => {
    expect(JSON.parse(await copy('json', [0, 4, 6], 0, 2))).toEqual([
      { big: '9007199254740993', at: '2026-07-01T10:00:00.000000Z', list: [1, 2] },
      { big: -1, at: null, list: null },
    ]);
    expect(await copy('json', [0], 4, 9)).toBe('[]\n');
  });

  test('Markdown', async () => {
    expect(await copy('markdown', [0, 2], 0, 3)).toBe(
      '| big | text |\n| ---: | --- |\n| 9007199254740993 | a\\|b\tc |\n| -1 |  |\n| NULL | say "x"<br>y |\n',
    );
  });

  test('an IN list that finds the rows again', async () => {
    expect(await copy('in-list', [0])).toBe('(9007199254740993, -1, 2)');
    expect(await copy('in-list', [1])).toBe('(1.50, 0.25)');
    expect(await copy('in-list', [3])).toBe("(DATE '2026-07-01', DATE '2025-01-31')");
    expect(await copy('in-list', [0, 2], 0, 2)).toBe("((9007199254740993, 'a|b\tc'), (-1, ''))");
    expect(await copy('in-list', [0], 2, 3)).toBe('(NULL)');
    for (const [at, name] of ['big', 'price', '"text"', 'day', '"at"', 'flag', 'list'].entries()) {
      const found = await open.ran(
        `SELECT * FROM (${MIXED}\n) v WHERE ${name} IN ${await copy('in-list', [at])}`,
      );
      const { nulls } = await open.services.results.measure(mixed, { columns: [at], from: 0, to: 4 }, signal);
      expect(found).toMatchObject({ state: 'complete', rows: 4 - nulls });
    }
  });

  test('of too many cells is refused', async () => {
    const area = { columns: Array.from({ length: 6 }, () => 0), from: 0, to: 200_000 };
    await expect(open.services.results.copy(numbers, area, 'tsv', signal)).rejects.toMatchObject({
      report: { code: 'usage' },
    });
  });
});
