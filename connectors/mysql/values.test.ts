import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { NO_MARIADB, startMariadb, type TestMariadb } from '../../e2e/fixtures/mariadb.ts';
import { mysqlFragment, mysqlRows, openMysqlSource } from '../../e2e/fixtures/mysql-source.ts';
import { failureOf, NEVER, readFragment } from '../../e2e/fixtures/postgres-source.ts';
import type { DataType, ScalarTypeId } from '../../engine/types/data-type.ts';
import { typeToSql } from '../../engine/types/data-type.ts';
import type { MysqlSource } from './source.ts';
import type { Wire } from './wire/wire.ts';

const scalar = (id: ScalarTypeId): DataType => ({ id });

(NO_MARIADB === null ? describe : describe.skip)(`values (${NO_MARIADB ?? 'of MariaDB'})`, () => {
  let server: TestMariadb;
  let wire: Wire;
  let source: MysqlSource;

  beforeAll(async () => {
    server = await startMariadb(['--max-allowed-packet=256M']);
    await server.createDatabase('crm');
    wire = await server.connect('crm');
    source = openMysqlSource(server, 'crm');
  });
  afterAll(async () => {
    await source?.close();
    wire?.end();
    await server?.stop();
  });

  test('types arrive as the README says, and their edges exactly', async () => {
    const columns: readonly (readonly [native: string, type: DataType, low: string, high: string])[] = [
      ['tinyint(1)', scalar('TINYINT'), '-128', '127'],
      ['tinyint unsigned', scalar('UTINYINT'), '0', '255'],
      ['smallint unsigned', scalar('USMALLINT'), '0', '65535'],
      ['mediumint', scalar('INTEGER'), '-8388608', '8388607'],
      ['mediumint unsigned', scalar('UINTEGER'), '0', '16777215'],
      ['int unsigned zerofill', scalar('UINTEGER'), '0', '4294967295'],
      ['bigint unsigned', scalar('UBIGINT'), '0', '18446744073709551615'],
      [
        'decimal(38,38)',
        { id: 'DECIMAL', width: 38, scale: 38 },
        `-.${'9'.repeat(38)}`,
        `.${'1'.repeat(38)}`,
      ],
      ['decimal(65,2)', scalar('VARCHAR'), `-${'9'.repeat(63)}.99`, '0.10'],
      ['float', scalar('FLOAT'), '-1.1754944e-38', '16777216.0'],
      ['double', scalar('DOUBLE'), '-1.7976931348623157e+308', '0.30000000000000004'],
      ['year', scalar('SMALLINT'), '1901', '2155'],
      ["enum('a','B')", scalar('VARCHAR'), 'a', 'B'],
      ["set('x','y')", scalar('VARCHAR'), 'x', 'x,y'],
      ['varchar(9) character set latin1', scalar('VARCHAR'), 'é', 'ß'],
      ['varchar(9) character set utf16', scalar('VARCHAR'), '漢', '😀'],
    ];
    const list = columns.map(([native], at) => `c${at} ${native}`).join(', ');
    await wire.command(`CREATE TABLE kinds (${list})`);
    const value = (text: string): string => (/^-?[\d.e+-]+$/.test(text) ? text : `'${text}'`);
    for (const row of [2, 3] as const)
      await wire.command(
        `INSERT INTO kinds VALUES (${columns.map((column) => value(column[row])).join(', ')})`,
      );
    const { tables } = await source.catalog(NEVER);
    const found = tables
      .find(({ path }) => path.name === 'kinds')
      ?.columns.map(({ type }) => typeToSql(type));
    expect(found).toEqual(columns.map(([, type]) => typeToSql(type)));
    const read = columns.map(([native], at) =>
      native === 'float' ? `CAST(c${at} AS DOUBLE) AS c${at}` : `c${at}`,
    );
    const types = Object.fromEntries(columns.map(([, type], at) => [`c${at}`, type]));
    expect(await mysqlRows(source, `SELECT ${read.join(', ')} FROM kinds`, types)).toEqual([
      columns.map(([, , low]) => low),
      columns.map(([, , , high]) => high),
    ]);
  });

  test('bits', async () => {
    const sql = "SELECT b'1', b'1010101010101010101010101010101010101010101010101010101010101010' + 0";
    await wire.command('CREATE TABLE bits (one bit(1), many bit(64))');
    await wire.command('INSERT INTO bits VALUES (1, 18446744073709551615), (0, 1), (NULL, NULL)');
    const rows = await mysqlRows(source, 'SELECT one, many FROM bits', {
      a: scalar('BOOLEAN'),
      b: scalar('UBIGINT'),
    });
    expect(rows).toEqual([
      ['true', '18446744073709551615'],
      ['false', '1'],
      [null, null],
    ]);
    expect((await wire.command(sql))[0]?.[1]).toBe('12297829382473034410');
  });

  test('zero dates are an error, or NULL where the source says so', async () => {
    await wire.command("SET SESSION sql_mode = ''");
    await wire.command('CREATE TABLE zeros (id int, day date, at datetime(3))');
    await wire.command(
      "INSERT INTO zeros VALUES (1, '2024-02-29', '2024-02-29 01:02:03.456'), (2, '0000-00-00', '2024-01-00 00:00:00')",
    );
    const types = { day: scalar('DATE'), at: scalar('TIMESTAMP') };
    const sql = 'SELECT day, at FROM zeros ORDER BY id';
    expect(await failureOf(mysqlRows(source, sql, types))).toMatchObject({
      code: 'value-misfit',
      source: 'crm',
    });
    const lenient = openMysqlSource(server, 'crm', { config: { zeroDates: 'null' } });
    expect(await mysqlRows(lenient, sql, types)).toEqual([
      ['2024-02-29', '2024-02-29 01:02:03.456'],
      [null, null],
    ]);
    await lenient.close();
  });

  test('times beyond a day are intervals, or a misfit', async () => {
    await wire.command('CREATE TABLE spans (t time(6))');
    await wire.command("INSERT INTO spans VALUES ('-838:59:59'), ('25:00:00.5'), ('-00:00:00.000001')");
    const rows = await mysqlRows(source, 'SELECT t FROM spans', { t: scalar('INTERVAL') });
    expect(rows).toEqual([['-838:59:59'], ['25:00:00.5'], ['-00:00:00.000001']]);
    expect(await failureOf(mysqlRows(source, 'SELECT t FROM spans', { t: scalar('TIME') }))).toMatchObject({
      code: 'value-misfit',
    });
  });

  test('rows over several packets of 16 MB, and right at their edge', async () => {
    const edge = 0xff_ff_ff;
    const types = { n: scalar('BIGINT'), v: scalar('BLOB'), tail: scalar('VARCHAR') };
    for (const bytes of [edge - 12, edge - 11, edge - 10, edge, 40_000_000]) {
      const sql = `SELECT ${bytes} AS n, repeat('ab', ${Math.floor(bytes / 2)}) AS v, 'end' AS tail UNION ALL SELECT 2, 'x', 'y'`;
      const session = await source.begin(NEVER);
      const lengths: number[] = [];
      for await (const { columns, rows } of readFragment(session, mysqlFragment(sql, types))) {
        const [, column] = columns;
        if (column?.layout !== 'string') throw new Error('Bytes are strings.');
        const entries = new Uint32Array(column.entries.buffer);
        for (let row = 0; row < rows; row += 1) lengths.push(entries[row * 4] ?? 0);
      }
      await session.close();
      expect(lengths).toEqual([Math.floor(bytes / 2) * 2, 1]);
    }
  });

  test('a cell of over 256 MB is refused with a typed error, and the next read works', async () => {
    const sql = "SELECT repeat('x', 200000000) AS a, repeat('y', 100000000) AS b";
    const types = { a: scalar('VARCHAR'), b: scalar('VARCHAR') };
    expect(await failureOf(mysqlRows(source, sql, types))).toMatchObject({
      code: 'source-lost',
      source: 'crm',
    });
    expect(await mysqlRows(source, 'SELECT 1 AS n', { n: scalar('INTEGER') })).toEqual([['1']]);
  });
});
