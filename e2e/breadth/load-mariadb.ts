import type { SourceSpec } from '../fixtures/federation.ts';
import type { TestMariadb } from '../fixtures/mariadb.ts';
import { type BreadthSource, type CellText, quoted, type TestTable } from './table.ts';

export const MARIADB_STORAGES = ['mariadb-ci', 'mariadb-bin'] as const;
type MariadbStorage = (typeof MARIADB_STORAGES)[number];

/** The collation that a column has where its type names none. */
const COLLATIONS: Readonly<Record<MariadbStorage, string>> = {
  'mariadb-ci': 'utf8mb4_general_ci',
  'mariadb-bin': 'utf8mb4_nopad_bin',
};
const NAMES: Readonly<Record<MariadbStorage, BreadthSource>> = { 'mariadb-ci': 'ci', 'mariadb-bin': 'bin' };

// As hexadecimal digits, which no sql_mode reads otherwise.
const valueOf = (cell: CellText): string => {
  if (cell === null) return 'NULL';
  if (typeof cell === 'boolean') return cell ? '1' : '0';
  const value = typeof cell === 'object' ? cell.native : cell;
  const bytes = typeof value === 'string' || typeof value === 'number' ? Buffer.from(String(value)) : value;
  const introducer = typeof value === 'object' ? '' : '_utf8mb4';
  return `${introducer} X'${Buffer.from(bytes).toString('hex')}'`;
};

/** Creates a database for each of MariaDB's two ways to keep text and loads its tables. */
export async function loadMariadb(
  tables: readonly TestTable[],
  server: TestMariadb,
): Promise<readonly SourceSpec[]> {
  const { host, port, user, password } = server;
  const specs: SourceSpec[] = [];
  for (const storage of MARIADB_STORAGES) {
    const name = NAMES[storage];
    const database = await server.createDatabase(`breadth_${name}`);
    const wire = await server.connect(database);
    try {
      await wire.command(`ALTER DATABASE ${quoted(database)} COLLATE ${COLLATIONS[storage]}`);
      for (const table of tables.filter((one) => one.storage === storage)) {
        const columns = table.columns.map((column) => `${quoted(column.name)} ${column.native} NULL`);
        await wire.command(`CREATE TABLE ${quoted(table.name)} (${columns.join(', ')})`);
        const rows = table.rows.map((row) => `(${row.map(valueOf).join(', ')})`);
        if (rows.length > 0)
          await wire.command(`INSERT INTO ${quoted(table.name)} VALUES ${rows.join(', ')}`);
        await wire.command(`ANALYZE TABLE ${quoted(table.name)} PERSISTENT FOR ALL`);
      }
    } finally {
      wire.end();
    }
    specs.push({ kind: 'mysql', name, host, port, user, password, database });
  }
  return specs;
}
