import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Measurement } from '../../engine/execute/execution.ts';
import type { PlacedPlan } from '../../engine/plan/fragment.ts';
import type { Answer } from '../fixtures/federation.ts';
import { openFederation, type PlanningFederation } from '../fixtures/open-federation.ts';
import { type MariadbAddress, NO_MARIADB, startMariadb, type TestMariadb } from '../fixtures/mariadb.ts';
import { startPostgres } from '../fixtures/postgres.ts';

/** Rows of `pg.big` and of `lite.big`. */
export const BIG_ROWS = 600_000;

/** One row of `big` for each number from 1: its columns are the number in several types, NULL in every tenth row. */
const PG_BIG = `CREATE COLLATION nocase (provider = icu, locale = 'und-u-ks-level2', deterministic = false);
  CREATE TABLE big AS SELECT i AS id,
    CASE WHEN i % 10 > 0 THEN i END AS k, CASE WHEN i % 10 > 0 THEN i::bigint END AS wide,
    CAST(CASE WHEN i % 10 > 0 THEN i END AS numeric(12, 2)) AS exact,
    CASE WHEN i % 10 > 0 THEN DATE '1900-01-01' + i % 60000 END AS day,
    CASE WHEN i % 10 > 0 THEN md5(i::text)::uuid END AS code
    FROM generate_series(1, ${BIG_ROWS}) AS i;
  ALTER TABLE big ADD PRIMARY KEY (id);
  CREATE TABLE pairs AS SELECT i / 10 AS wide, i % 10 AS half, i % 50 AS lot FROM generate_series(1, ${BIG_ROWS}) AS i;
  CREATE TABLE words (id int PRIMARY KEY, word text COLLATE nocase, padded char(8));
  INSERT INTO words SELECT i, 'w' || i, 'w' || i FROM generate_series(1, 50000) AS i;
  INSERT INTO words VALUES (100001, 'apple', 'apple'), (100002, 'APPLE', 'APPLE'), (100003, 'apple ', 'apple'),
    (100004, 'äpple', 'äpple'), (100005, NULL, NULL), (100006, 'a"p\\{},ple', 'a"p\\{},p');
  ANALYZE`;

const LITE = `CREATE TABLE few (k INTEGER PRIMARY KEY, wide INTEGER, kind TEXT, day DATE, code TEXT);
  WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100000)
  INSERT INTO few SELECT i, CASE WHEN i % 5 > 0 THEN i END,
    CASE WHEN i = 1 THEN 'one' WHEN i <= 1001 THEN 'thousand' ELSE 'all' END,
    date('1900-01-01', '+' || (i % 60000) || ' days'), NULL FROM n;
  INSERT INTO few VALUES (3000000000, NULL, 'one', NULL, NULL);
  CREATE INDEX few_kind ON few (kind);
  CREATE TABLE words (word TEXT PRIMARY KEY, size INTEGER) WITHOUT ROWID;
  INSERT INTO words VALUES ('apple', 1), ('APPLE', 2), ('apple ', 3), ('äpple', 4), ('a"p\\{},ple', 5), ('none', 6);
  CREATE TABLE big (id INTEGER PRIMARY KEY, k INTEGER, word TEXT) STRICT;
  WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${BIG_ROWS})
  INSERT INTO big SELECT i, CASE WHEN i % 10 > 0 THEN i END, 'w' || i FROM n;
  CREATE INDEX big_k ON big (k);
  ANALYZE`;

/** The same at MariaDB, whose texts ignore case and trailing spaces by default, with a key of two columns. */
const MARIA = [
  `CREATE TABLE big (id INT PRIMARY KEY, k INT, word VARCHAR(20), wide BIGINT NOT NULL, half INT NOT NULL,
    KEY (k), KEY (wide, half))`,
  `INSERT INTO big SELECT seq, IF(seq % 10 > 0, seq, NULL), CONCAT('w', seq), seq DIV 10, seq % 10
    FROM seq_1_to_${BIG_ROWS}`,
  'CREATE TABLE words (id INT PRIMARY KEY, word VARCHAR(20), KEY (word))',
  `INSERT INTO words SELECT seq, CONCAT('w', seq) FROM seq_1_to_50000`,
  `INSERT INTO words VALUES (100001, 'apple'), (100002, 'APPLE'), (100003, 'apple '), (100004, 'äpple'),
    (100005, NULL), (100006, 'a"p\\\\{},ple')`,
  'ANALYZE TABLE big PERSISTENT FOR ALL',
  'ANALYZE TABLE words PERSISTENT FOR ALL',
];

/** What a query gave and moved. */
export interface Ran {
  readonly plan: PlacedPlan;
  readonly answer: Answer;
  readonly measurement: Measurement;
}

/**
 * PostgreSQL (`pg`), SQLite (`lite`) and, where there is one, MariaDB (`maria`), each with a large table and small ones,
 * all analysed.
 */
export class KeyWorld {
  readonly #servers: readonly { stop(): Promise<void> }[];
  readonly #folder: string;
  readonly federation: PlanningFederation;

  private constructor(
    servers: readonly { stop(): Promise<void> }[],
    folder: string,
    federation: PlanningFederation,
  ) {
    this.#servers = servers;
    this.#folder = folder;
    this.federation = federation;
  }

  static async open(): Promise<KeyWorld> {
    const server = await startPostgres();
    const folder = await mkdtemp(path.join(tmpdir(), 'atoll-keys-'));
    const database = await server.createDatabase('keys');
    const client = await server.connect(database);
    await client.query(PG_BIG);
    await client.end();
    const lite = path.join(folder, 'lite.db');
    const sqlite = new DatabaseSync(lite);
    sqlite.exec(LITE);
    sqlite.close();
    const maria = await openMaria();
    const { host, port, user, password } = server;
    const federation = await openFederation([
      { kind: 'postgres', name: 'pg', host, port, user, password, database },
      { kind: 'sqlite', name: 'lite', path: lite },
      ...(maria === null ? [] : [{ kind: 'mysql' as const, name: 'maria', ...addressOf(maria), database }]),
    ]);
    return new KeyWorld(maria === null ? [server] : [server, maria], folder, federation);
  }

  async run(sql: string): Promise<Ran> {
    const plan = await this.federation.plan(sql, 'full');
    return { plan, ...(await this.federation.execute(plan)) };
  }

  async close(): Promise<void> {
    await this.federation.close();
    await Promise.all(this.#servers.map((server) => server.stop()));
    await rm(this.#folder, { recursive: true, force: true });
  }
}

async function openMaria(): Promise<TestMariadb | null> {
  if (NO_MARIADB !== null) return null;
  const maria = await startMariadb();
  const client = await maria.connect(await maria.createDatabase('keys'));
  for (const statement of MARIA) await client.command(statement);
  client.end();
  return maria;
}

function addressOf({ host, port, user, password }: MariadbAddress): MariadbAddress {
  return { host, port, user, password };
}
