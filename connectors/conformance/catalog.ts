import { beforeAll, describe, expect, test } from 'vitest';
import { typeToSql } from '../../engine/types/data-type.ts';
import type { Bench } from './bench.ts';
import { CALM, unordered } from './bench.ts';
import { countingTable, HOSTILE_NAMES, HOSTILE_TABLES, hostileTable, typesTable } from './tables.ts';

/** Names, types and shapes of tables. */
export function catalogTopic(bench: () => Bench): void {
  const holdsName = (name: string): boolean => bench().fixture.holdsName?.(name) ?? true;

  describe('catalog', () => {
    beforeAll(async () => {
      await bench().create({ ...typesTable(bench().fixture), name: 'catalogued' });
      await bench().create(countingTable('canary', 3));
      for (const name of HOSTILE_TABLES.filter(holdsName))
        await bench().create(hostileTable(name, holdsName));
    });

    test('every type arrives as the DuckDB type it was declared as', async () => {
      const wanted = typesTable(bench().fixture).columns.map(({ name, type }) => [name, typeToSql(type)]);
      const table = await bench().table('catalogued');
      expect(table.columns.map(({ name, type }) => [name, typeToSql(type)])).toEqual(wanted);
      for (const { nativeType } of table.columns) expect(nativeType).not.toBe('');
    });

    test('only text has a collation', async () => {
      const { columns } = await bench().table('catalogued');
      for (const { type, collation } of columns) {
        if (type.id !== 'VARCHAR') expect(collation).toBeNull();
        if (type.id === 'VARCHAR' && type.alias === undefined) expect(collation).not.toBeNull();
      }
    });

    test('figures are the source\u2019s own or null', async () => {
      const { rows, bytes } = await bench().table('canary');
      for (const figure of [rows, bytes]) if (figure !== null) expect(figure).toBeGreaterThanOrEqual(0);
    });

    test('the catalog tells when it was fetched, and lists each table once', async () => {
      const catalog = await bench().source.catalog(CALM);
      const paths = catalog.tables.map(({ path }) => JSON.stringify(path));
      expect(new Set(paths).size).toBe(paths.length);
      expect(Date.parse(catalog.fetchedAt)).toBeGreaterThan(0);
      expect(JSON.parse(JSON.stringify(catalog))).toEqual(catalog);
    });

    test.each(HOSTILE_TABLES)('a table and columns of hostile names: %j', async (name) => {
      if (!holdsName(name)) {
        // What the source makes of such a name instead, if anything, is then another name.
        await bench()
          .create(hostileTable(name, holdsName))
          .catch(() => null);
        const { tables } = await bench().source.catalog(CALM);
        expect(tables.map(({ path }) => path.name)).not.toContain(name);
        return;
      }
      const scan = await bench().scan(name);
      const names = [...HOSTILE_NAMES.filter(holdsName), 'constructor'];
      expect(scan.fields.map((field) => field.name)).toEqual(names);
      expect(unordered(await bench().answer(scan))).toEqual(unordered(await bench().expected(scan)));
      expect((await bench().answer(await bench().scan('canary'))).rows).toHaveLength(3);
    });

    test('the fingerprint stays with the shape and changes with it', async () => {
      const shape = countingTable('shaped', 1);
      await bench().create(shape);
      const before = await bench().table('shaped');
      expect((await bench().table('shaped')).fingerprint).toBe(before.fingerprint);
      const wider = {
        ...shape,
        columns: [...shape.columns, { name: 'm', type: { id: 'DOUBLE' } as const }],
        rows: [['1', '2.5']],
      };
      await bench().fixture.replace(wider);
      expect((await bench().table('shaped')).fingerprint).not.toBe(before.fingerprint);
    });
  });
}
