import { chmod, chown, mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Client } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  columnsOf,
  countRows,
  failureOf,
  fragmentOf,
  NEVER,
  openPostgresSource,
  readFragment,
} from '../../e2e/fixtures/postgres-source.ts';
import { FUTURE, makeCertificates, OLD, PAST } from '../../e2e/fixtures/certificates.ts';
import { startPostgres, type TestPostgres } from '../../e2e/fixtures/postgres.ts';

let server: TestPostgres;
let client: Client;
let folder: string;

beforeAll(async () => {
  server = await startPostgres();
  await server.createDatabase('shop');
  client = await server.connect('shop');
  folder = await mkdtemp(path.join(tmpdir(), 'atoll-tls-'));
});

afterAll(async () => {
  await client.end();
  await server.stop();
  await rm(folder, { recursive: true, force: true });
});

const ROWS = fragmentOf(
  "SELECT i AS id, repeat('x', 100) AS v FROM generate_series(1, 200000) AS i",
  columnsOf({ id: { id: 'INTEGER' }, v: { id: 'VARCHAR' } }),
);

async function useCertificate({ cert, key }: { cert: string; key: string }): Promise<void> {
  const { rows } = await client.query<{ data_directory: string }>('SHOW data_directory');
  const owner = await stat(rows[0]?.data_directory ?? '');
  await chmod(folder, 0o755);
  for (const file of [cert, key]) {
    await chmod(file, 0o600);
    if (process.getuid?.() === 0) await chown(file, owner.uid, owner.gid);
  }
  await client.query(`ALTER SYSTEM SET ssl_cert_file = '${cert}'`);
  await client.query(`ALTER SYSTEM SET ssl_key_file = '${key}'`);
  await client.query('ALTER SYSTEM SET ssl = on');
  await client.query('SELECT pg_reload_conf()');
  await expect.poll(async () => await tried({ sslmode: 'require' }), { timeout: 5000 }).toBe('ok');
}

/** `ok`, or the message of the step that failed. */
async function tried(config: Record<string, string>): Promise<string> {
  const source = openPostgresSource(server, 'shop', { config });
  const probe = await source.probe(NEVER);
  await source.close();
  const failed = probe.steps.find((step) => !step.ok);
  if (failed === undefined) return 'ok';
  expect(failed.step).toBe('tls');
  return failed.error?.message ?? '';
}

test('each kind of failure is told apart, and none is downgraded', { timeout: 30_000 }, async () => {
  const good = await makeCertificates(folder, 'good', '127.0.0.1', OLD, FUTURE);
  await useCertificate(good);
  expect(await tried({ sslmode: 'verify-full', sslrootcert: good.root })).toBe('ok');
  expect(await tried({ sslmode: 'prefer' })).toBe('ok');
  expect(await tried({ sslmode: 'verify-full' })).toMatch(
    /self-signed|root that is not trusted|issuer of its certificate is not known/,
  );
  expect(await tried({ sslmode: 'verify-ca' })).toMatch(/not trusted|not known/);

  const other = await makeCertificates(folder, 'other', 'db.example.org', OLD, FUTURE);
  await useCertificate(other);
  await expect
    .poll(async () => await tried({ sslmode: 'verify-full', sslrootcert: other.root }))
    .toContain('made for another host');
  expect(await tried({ sslmode: 'verify-ca', sslrootcert: other.root })).toBe('ok');
  expect(await tried({ sslmode: 'require', sslrootcert: good.root })).toMatch(/can't be trusted/);

  const expired = await makeCertificates(folder, 'expired', '127.0.0.1', OLD, PAST);
  await useCertificate(expired);
  await expect
    .poll(async () => await tried({ sslmode: 'verify-full', sslrootcert: expired.root }))
    .toContain('has expired');
});

test('rows come over TLS, and a statement is cancelled there', async () => {
  const source = openPostgresSource(server, 'shop', { config: { sslmode: 'require' } });
  const session = await source.begin(NEVER);
  const { rows } = await client.query(
    "SELECT count(*)::int AS n FROM pg_stat_ssl JOIN pg_stat_activity USING (pid) WHERE ssl AND application_name = 'atoll'",
  );
  expect(rows).toEqual([{ n: 1 }]);
  expect(await countRows(readFragment(session, ROWS))).toBe(200_000);
  const stop = new AbortController();
  setTimeout(() => stop.abort(), 200);
  const began = performance.now();
  const sleeping = fragmentOf('SELECT pg_sleep(30)::text AS v', columnsOf({ v: { id: 'VARCHAR' } }));
  expect((await failureOf(countRows(readFragment(session, sleeping, stop.signal)))).code).toBe('cancelled');
  expect(performance.now() - began).toBeLessThan(1500);
  await session.close();
  await source.close();
});
