import { Database } from '../../duckdb/database.ts';
import type { CatalogColumn, CatalogTable } from '../../types/catalog.ts';
import type { DataType, ScalarTypeId } from '../../types/data-type.ts';
import { typeToSql } from '../../types/data-type.ts';
import type { BindTables } from '../bind-tables.ts';
import { foldCase } from '../duckdb-names.ts';

const scalar = (id: ScalarTypeId): DataType => ({ id });

/** Column, type, and the SQL that makes its value in row `i`; `r(k)` is a pseudo-random number of row and column. */
type Recipe = readonly (readonly [name: string, type: DataType, sql: string])[];

const WORDS = "['apple','Apple','pear','','zoë','a_b','it''s','100%','Ω']";

const FACTS: Recipe = [
  ['id', scalar('INTEGER'), 'i'],
  ['a', scalar('INTEGER'), 'CASE WHEN r(1) % 6 = 0 THEN NULL ELSE r(2) % 11 - 3 END'],
  ['b', scalar('BIGINT'), 'CASE WHEN r(3) % 7 = 0 THEN NULL ELSE r(4) % 1000000007 END'],
  ['g', scalar('VARCHAR'), `CASE WHEN r(5) % 5 = 0 THEN NULL ELSE ${WORDS}[1 + r(6) % 4] END`],
  [
    'd',
    { id: 'DECIMAL', width: 12, scale: 2 },
    'CASE WHEN r(7) % 9 = 0 THEN NULL ELSE (r(8) % 20000 - 5000) / 100 END',
  ],
  ['x', scalar('DOUBLE'), 'CASE WHEN r(9) % 8 = 0 THEN NULL ELSE (r(10) % 4001 - 2000) / 8 END'],
  ['s', scalar('VARCHAR'), `CASE WHEN r(11) % 9 = 0 THEN NULL ELSE ${WORDS}[1 + r(12) % 9] END`],
  [
    'dt',
    scalar('DATE'),
    "CASE WHEN r(13) % 9 = 0 THEN NULL ELSE DATE '2019-12-28' + CAST(r(14) % 90 AS INTEGER) END",
  ],
  [
    'ts',
    scalar('TIMESTAMP'),
    "CASE WHEN r(15) % 9 = 0 THEN NULL ELSE TIMESTAMP '2020-01-30 23:59:58.123456' + to_hours(r(16) % 900) END",
  ],
  ['tz', scalar('TIMESTAMP WITH TIME ZONE'), "TIMESTAMPTZ '2020-03-28 22:00:00+00' + to_hours(r(17) % 90)"],
  ['f', scalar('BOOLEAN'), 'CASE WHEN r(18) % 4 = 0 THEN NULL ELSE r(19) % 2 = 0 END'],
  [
    'tags',
    { id: 'LIST', child: scalar('VARCHAR') },
    `CASE WHEN r(20) % 6 = 0 THEN NULL ELSE ${WORDS}[1:r(21) % 4] END`,
  ],
  [
    'nums',
    { id: 'LIST', child: scalar('INTEGER') },
    '[CAST(r(22) % 5 AS INTEGER), NULL, CAST(r(23) % 5 AS INTEGER)][1:r(24) % 4]',
  ],
  [
    'st',
    {
      id: 'STRUCT',
      fields: [
        { name: 'k', type: scalar('INTEGER') },
        { name: 'v', type: scalar('VARCHAR') },
      ],
    },
    "CASE WHEN r(25) % 6 = 0 THEN NULL ELSE {'k': r(26) % 4, 'v': 'v' || r(27) % 3} END",
  ],
  ['e', { id: 'ENUM', values: ['low', 'mid', 'high'] }, "['low','mid','high'][1 + r(28) % 3]"],
  ['j', { id: 'VARCHAR', alias: 'JSON' }, '\'{"n": \' || r(29) % 5 || \', "l": [1, 2]}\''],
  ['bl', scalar('BLOB'), "CAST('\\x00\\xFF' || r(30) % 3 AS BLOB)"],
  ['u', scalar('UUID'), "'c6ea5dd4-6b1a-4b2a-9d0a-6b1a4b2a9d0' || r(31) % 10"],
  ['ti', scalar('TIME'), "TIME '00:00:01' + to_seconds(r(32) % 80000)"],
  ['iv', scalar('INTERVAL'), 'to_days(CAST(r(33) % 40 AS INTEGER))'],
  ['h', scalar('HUGEINT'), 'CAST(r(34) AS HUGEINT) * 1000003'],
  ['ut', scalar('UTINYINT'), 'r(35) % 256'],
  [
    'm',
    { id: 'MAP', key: scalar('VARCHAR'), value: scalar('INTEGER') },
    "MAP {'p': CAST(r(36) % 3 AS INTEGER)}",
  ],
];

const PEOPLE: Recipe = [
  ['id', scalar('INTEGER'), 'CASE WHEN i % 10 = 9 THEN NULL ELSE i % 14 - 3 END'],
  ['name', scalar('VARCHAR'), `CASE WHEN r(1) % 7 = 0 THEN NULL ELSE ${WORDS}[1 + r(2) % 9] END`],
  ['NAME', scalar('VARCHAR'), "'N' || r(3) % 5"],
  ['region', scalar('VARCHAR'), "CASE WHEN r(4) % 5 = 0 THEN NULL ELSE ['n','s','e'][1 + r(5) % 3] END"],
  ['score', scalar('DOUBLE'), 'CASE WHEN r(6) % 5 = 0 THEN NULL ELSE (r(7) % 100) / 4 END'],
  ['since', scalar('DATE'), "DATE '2020-01-01' + CAST(r(8) % 60 AS INTEGER)"],
];

interface FixtureTable {
  readonly source: string;
  readonly schema: string | null;
  readonly name: string;
  readonly rows: number;
  readonly recipe: Recipe;
}

const TABLES: readonly FixtureTable[] = [
  { source: 'shop', schema: null, name: 'facts', rows: 120, recipe: FACTS },
  { source: 'crm', schema: 'public', name: 'people', rows: 25, recipe: PEOPLE },
  { source: 'crm', schema: 'public', name: 'nobody', rows: 0, recipe: PEOPLE },
];

function column([name, type]: Recipe[number]): CatalogColumn {
  const nullable = name !== 'id' || type.id !== 'INTEGER';
  return {
    name,
    nativeType: '',
    type,
    nullable,
    collation: null,
    comment: null,
    statistics: null,
    typeEnforced: true,
  };
}

/** The catalog entry of a fixture table. `facts.id` is its primary key. */
function catalogTable(table: FixtureTable): CatalogTable {
  const isFacts = table.name === 'facts';
  return {
    path: { schema: table.schema, name: table.name },
    kind: 'table',
    columns: table.recipe.map(column).map((one) => (isFacts ? one : { ...one, nullable: true })),
    keys: isFacts ? [{ kind: 'primary', columns: ['id'], references: null }] : [],
    rows: table.rows,
    bytes: null,
    comment: null,
    fingerprint: '1',
  };
}

/** Models of the fixture by name. */
const MODELS: Readonly<Record<string, string>> = {
  busy: "SELECT id, a, d * 2 AS twice FROM shop.facts WHERE g = 'apple' OR a > 2",
  pairs: 'SELECT l.id, r.id, l.a FROM models.busy l JOIN models.busy r ON l.a = r.a',
  round: 'SELECT * FROM models.about',
  about: 'SELECT 1\nFROM models.round',
  wrong: 'SELECT id,\n  nonsense\nFROM shop.facts',
  unknown: 'FROM shop.nothing',
  shapeless: 'PIVOT shop.facts ON g USING count(*)',
};

/** What the fixture's subject may name: `shop.facts`, `crm.people`, `crm.public.people`, `models.busy` …. */
export const FIXTURE_TABLES: BindTables = {
  find: (parts) => {
    const [source = '', ...rest] = parts.map(foldCase);
    const found = TABLES.find((table) => {
      const bare = rest.length === 1 && rest[0] === table.name;
      return (
        source === table.source &&
        (bare || (rest[0] === (table.schema ?? 'main') && rest[1] === table.name && rest.length === 2))
      );
    });
    return found === undefined ? null : { source: found.source, table: catalogTable(found) };
  },
  suggest: (parts) => {
    const last = foldCase(parts.at(-1) ?? '');
    return TABLES.filter(({ name }) => name.startsWith(last.slice(0, 3))).map(
      ({ source, name }) => `${source}.${name}`,
    );
  },
  model: (name) => {
    const sql = MODELS[foldCase(name)];
    return sql === undefined ? null : { sql, file: `models/${name}.sql` };
  },
};

/** A DuckDB with the fixture's data under the names that queries use. The same seed gives the same rows. */
export async function openFixture(seed = 1): Promise<Database> {
  const database = await Database.open(':memory:', { threads: 1 });
  for (const source of ['shop', 'crm']) await database.run(`ATTACH ':memory:' AS ${source}`);
  await database.run('CREATE SCHEMA crm.public');
  for (const table of TABLES) await fill(database, table, seed);
  for (const name of ['busy', 'pairs']) {
    await database.run("ATTACH IF NOT EXISTS ':memory:' AS models");
    await database.run(`CREATE TABLE models.${name} AS ${MODELS[name]}`);
  }
  return database;
}

async function fill(database: Database, table: FixtureTable, seed: number): Promise<void> {
  const spelled = spelledNames(table.recipe);
  const columns = table.recipe.map(([, type], at) => `"${spelled[at]}" ${typeToSql(type)}`).join(', ');
  const values = table.recipe.map(([, , sql]) => withRandom(sql, seed)).join(', ');
  for (const schema of ['main', ...(table.schema === null ? [] : [table.schema])]) {
    await database.run(`CREATE TABLE ${table.source}.${schema}.${table.name} (${columns})`);
    await database.run(
      `INSERT INTO ${table.source}.${schema}.${table.name} SELECT ${values} FROM range(${table.rows}) AS rows(i)`,
    );
  }
}

/** `people` has `name` and `NAME`: DuckDB knows the second one as `NAME_1`. */
function spelledNames(recipe: Recipe): readonly string[] {
  return recipe.map(([name]) => (name === 'NAME' ? 'NAME_1' : name));
}

/** `r(k)` written out. */
function withRandom(sql: string, seed: number): string {
  return sql.replace(/\br\((\d+)\)/g, (_, k: string) => {
    return `CAST(hash(i * 7919 + ${k} * 104729 + ${seed}) % 1000000007 AS BIGINT)`;
  });
}
