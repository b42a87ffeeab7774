import { createHash } from 'node:crypto';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import { Client } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { managedHome } from '../../connectors/postgres/managed/managed-home.ts';
import { ensureManagedServer, stopManagedServer } from '../../connectors/postgres/managed/managed-server.ts';
import { generateDemo } from './generate.ts';

const demo = fileURLToPath(new URL('.', import.meta.url));
let dir: string;
let duckdb: DuckDBConnection;

beforeAll(async () => {
  dir = await newWorkspace();
  await generateDemo(dir, () => undefined);
  duckdb = await (await DuckDBInstance.create(':memory:')).connect();
  await duckdb.run(`CREATE VIEW shipments AS FROM read_parquet('${dir}/data/lake/shipments/**/*.parquet')`);
});

afterAll(async () => {
  duckdb.closeSync();
  await stopManagedServer(dir, 'shop');
  await rm((await managedHome(dir, 'shop')).dir, { recursive: true, force: true });
  await rm(dir, { recursive: true, force: true });
});

async function newWorkspace(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'demo-'));
  await cp(join(demo, 'seed'), join(folder, 'seed'), { recursive: true });
  return folder;
}

async function hashesOf(folder: string): Promise<Map<string, string>> {
  const names = await readdir(join(folder, 'data'), { recursive: true });
  const hashes = new Map<string, string>();
  for (const name of names.filter((name) => /\.(parquet|csv|ndjson|db)$/.test(name)).sort()) {
    const bytes = await readFile(join(folder, 'data', name));
    hashes.set(name, createHash('sha256').update(bytes).digest('hex'));
  }
  return hashes;
}

async function column(sql: string): Promise<unknown[]> {
  const reader = await duckdb.runAndReadAll(sql);
  return reader.getRowsJS().map((row) => row[0]);
}

test('the same bytes each time', async () => {
  const other = await newWorkspace();
  await generateDemo(other, () => undefined);
  const hashes = await hashesOf(dir);
  expect(hashes.size).toBe(36);
  expect(await hashesOf(other)).toEqual(hashes);
  await rm(other, { recursive: true, force: true });
});

test('nothing is written when the data is fresh, and a changed script makes it anew', async () => {
  const file = join(dir, 'data/lake/exchange_rates.csv');
  const before = await stat(file);
  const heard: string[] = [];
  await generateDemo(dir, (text) => heard.push(text));
  expect(heard).toEqual([]);
  expect((await stat(file)).ino).toBe(before.ino);
  const script = join(dir, 'seed/local.sql');
  const text = await readFile(script, 'utf8');
  await writeFile(script, `${text}\n-- changed\n`);
  await generateDemo(dir, (text) => heard.push(text));
  expect(heard).toHaveLength(4);
  expect((await stat(file)).ino).not.toBe(before.ino);
  await writeFile(script, text);
  await generateDemo(dir, () => undefined);
});

test('what a killed generation left is removed, and half a folder is not taken for data', async () => {
  const other = await newWorkspace();
  const abandoned = join(other, '.atoll/generate-999999999');
  await mkdir(abandoned, { recursive: true });
  await mkdir(join(other, 'data'));
  await writeFile(join(other, 'data/crm.db'), 'half');
  await generateDemo(other, () => undefined);
  expect(await readdir(join(other, '.atoll'))).toEqual([]);
  expect((await hashesOf(other)).get('crm.db')).toBe((await hashesOf(dir)).get('crm.db'));
  await rm(other, { recursive: true, force: true });
});

test('the islands are of the promised size, and some of what people typed is dirty', async () => {
  const crm = new DatabaseSync(join(dir, 'data/crm.db'), { readOnly: true });
  const one = (sql: string) => Object.values(crm.prepare(sql).get() ?? {})[0];
  expect(one('SELECT count(*) FROM tickets')).toBeGreaterThan(15_000);
  expect(one('SELECT count(*) FROM ticket_events')).toBeGreaterThan(70_000);
  expect(one(`SELECT count(*) FROM contacts WHERE birthday = '1985-02-30'`)).toBeGreaterThan(100);
  expect(one('SELECT count(*) FROM contacts WHERE email <> trim(lower(email))')).toBeGreaterThan(1000);
  expect(one('PRAGMA integrity_check')).toBe('ok');
  expect(one('SELECT count(*) FROM pragma_foreign_key_check')).toBe(0);
  crm.close();
  expect(Number((await column('SELECT count(*) FROM shipments'))[0])).toBeGreaterThan(100_000);
  expect(
    await column(`SELECT typeof(payload) FROM read_json('${dir}/data/lake/web_events.ndjson') LIMIT 1`),
  ).toEqual(['JSON']);
});

test('the shop in PostgreSQL and the other islands agree on who ordered what, and when', async () => {
  const server = await ensureManagedServer({
    workspaceDir: dir,
    source: 'shop',
    database: 'shop',
    user: 'app',
    seedFile: 'seed/shop.sql',
  });
  const client = new Client(server);
  await client.connect();
  const orders = await client.query({
    text: `SELECT order_no, extract(epoch FROM ordered_at)::float8, country FROM orders JOIN customers USING (customer_id)`,
    rowMode: 'array',
  });
  const emails = await client.query({
    text: 'SELECT DISTINCT lower(email) FROM customers',
    rowMode: 'array',
  });
  await client.end();
  const known = new Map(orders.rows.map(([no, at, country]) => [no, { at, country }]));
  expect(known.size).toBeGreaterThan(120_000);
  const sent = await duckdb.runAndReadAll(
    'SELECT order_number, epoch(shipped_at), destination FROM shipments',
  );
  const strays = sent.getRowsJS().filter(([no, at, country]) => {
    const order = known.get(no);
    return (
      order === undefined ||
      order.country !== country ||
      Number(at) <= order.at ||
      Number(at) > order.at + 9 * 86_400
    );
  });
  expect(strays).toEqual([]);
  const crm = new DatabaseSync(join(dir, 'data/crm.db'), { readOnly: true });
  const people = new Set(emails.rows.map(([email]) => email));
  const contacts = crm.prepare('SELECT lower(trim(email)) AS email FROM contacts').all();
  crm.close();
  expect(contacts.filter(({ email }) => !people.has(email))).toEqual([]);
});
