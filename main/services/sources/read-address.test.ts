import { homedir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { CONNECTORS } from '../../../connectors/registry.ts';
import { makeWorkspace } from '../../../e2e/fixtures/cli.ts';
import { AtollError } from '../../../engine/errors/atoll-error.ts';
import { type ReadAddress, readAddress } from './read-address.ts';

const SECRET = 'canary-55e1';

let made: Awaited<ReturnType<typeof makeWorkspace>>;
beforeAll(async () => {
  made = await makeWorkspace();
});
afterAll(() => made[Symbol.asyncDispose]());

const read = (text: string): Promise<ReadAddress> => readAddress(text, made.dir, CONNECTORS);

test.each([
  [
    `postgres://app:${SECRET}@db.example:5433/shop`,
    'postgres',
    'shop',
    'postgres://app@db.example:5433/shop',
  ],
  [
    `postgresql://h/d?user=u&password=${SECRET}&sslmode=require`,
    'postgres',
    'd',
    'postgresql://h/d?user=u&sslmode=require',
  ],
  [`jdbc:postgresql://h/d?user=u&password=${SECRET}`, 'postgres', 'd', 'postgresql://h/d?user=u'],
  [`  "mysql://u:${SECRET}@h:3307/crm"  `, 'mysql', 'crm', 'mysql://u@h:3307/crm'],
  [`mariadb://u:${SECRET.replace('-', '%2F')}@h/crm`, 'mysql', 'crm', 'mariadb://u@h/crm'],
])('%s is a %s, its password apart', async (text, kind, name, withoutSecret) => {
  const found = await read(text);
  expect(found).toMatchObject({ kind, name, withoutSecret });
  expect(found.secret?.replace('/', '-')).toBe(SECRET);
  expect(JSON.stringify(found.config)).not.toMatch(/canary/);
});

test.each([
  ['data/crm.db', 'sqlite', 'data/crm.db'],
  ["'./data/local.duckdb'", 'duckdb', 'data/local.duckdb'],
  ['data/lake', 'files', 'data/lake'],
  ['data/lake/', 'files', 'data/lake'],
  ['data/lake/parcels.parquet', 'files', 'data/lake/parcels.parquet'],
  ['.', 'files', '.'],
])('%s is %s, kept as %s', async (text, kind, kept) => {
  expect(await read(text)).toMatchObject({ kind, config: { path: kept }, secret: null });
  const absolute = path.join(made.dir, text.replaceAll("'", ''));
  expect(await read(absolute)).toMatchObject({ kind, config: { path: kept } });
});

test('a file of Windows or of a browser, and the home folder', async () => {
  expect(await read(`file://${made.dir}/data/crm.db`)).toMatchObject({
    kind: 'sqlite',
    config: { path: 'data/crm.db' },
  });
  expect(await read('~')).toMatchObject({ kind: 'files', config: { path: homedir() } });
});

test.each([
  ['', /nothing to read/],
  ['gopher://host/x', /No kind of source/],
  ['no/such/file.csv', /There is no file or folder/],
  ['atoll.yaml', /no file that can be read as a source/],
  [`postgres://app:12/${SECRET}@host/db`, /ends them too early/],
  [`postgres://app:${SECRET}#x@host:port/db`, /No kind of source/],
])(
  '%s is refused with what can be pasted, and not repeated where it may hold a password',
  async (text, message) => {
    const error: unknown = await read(text).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(AtollError);
    const report = AtollError.from((error as AtollError).report).report;
    expect(report).toMatchObject({ code: 'usage', message: expect.stringMatching(message) as string });
    expect(report.hint).not.toBeNull();
    expect(JSON.stringify(report)).not.toContain(SECRET);
  },
);
