import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { INTEGER } from '../../../engine/types/data-type.ts';
import type { SourceCatalog } from '../../../engine/types/catalog.ts';
import { KeptCatalogs } from './kept-catalogs.ts';

let dir: string;
let kept: KeptCatalogs;
beforeEach(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'atoll-kept-'));
  kept = new KeptCatalogs(dir);
});
afterEach(() => rm(dir, { recursive: true, force: true }));

const SHOP: SourceCatalog = {
  source: 'shop',
  defaultSchema: 'public',
  fetchedAt: '2026-07-01T00:00:00.000Z',
  tables: [
    {
      path: { schema: 'public', name: 'orders' },
      kind: 'table',
      columns: [
        {
          name: 'id',
          nativeType: 'integer',
          type: INTEGER,
          nullable: false,
          collation: null,
          comment: null,
          statistics: null,
          typeEnforced: true,
        },
      ],
      keys: [],
      rows: 3,
      bytes: 10,
      comment: null,
      fingerprint: 'f',
    },
  ],
};
const files = (): Promise<readonly string[]> => readdir(path.join(dir, 'cache', 'catalogs'));

test('a kept catalog comes back as it was, with its time, for the same configuration alone', async () => {
  await kept.keep('a', { catalog: SHOP, readAt: 12 });
  expect(await kept.find('shop', 'a')).toMatchObject({ catalog: SHOP, readAt: 12 });
  expect(await kept.find('shop', 'b')).toBe(null);
  expect(await kept.find('crm', 'a')).toBe(null);
  expect(await files()).toEqual(['shop.json']);
});

test.each([
  ['half a file', '{"format":1,"readAt":1'],
  ['another format', JSON.stringify({ format: 0, readAt: 1, configuration: 'a', catalog: SHOP })],
  [
    'a table without columns',
    JSON.stringify({
      format: 1,
      readAt: 1,
      configuration: 'a',
      catalog: { ...SHOP, tables: [{ path: { name: 'x' } }] },
    }),
  ],
])('%s is no catalog, and is removed', async (_, text) => {
  await mkdir(path.join(dir, 'cache', 'catalogs'), { recursive: true });
  await writeFile(path.join(dir, 'cache', 'catalogs', 'shop.json'), text);
  expect(await kept.find('shop', 'a')).toBe(null);
  expect(await files()).toEqual([]);
});
