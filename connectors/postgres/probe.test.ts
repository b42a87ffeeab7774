import { createServer } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { NEVER, openPostgresSource } from '../../e2e/fixtures/postgres-source.ts';
import { freePort, startPostgres, type TestPostgres } from '../../e2e/fixtures/postgres.ts';
import type { ErrorReport } from '../../engine/errors/atoll-error.ts';
import type { PostgresSource } from './source.ts';

let server: TestPostgres;

beforeAll(async () => {
  server = await startPostgres();
  await server.createDatabase('shop');
});

afterAll(async () => {
  await server.stop();
});

async function failedProbe(source: PostgresSource): Promise<ErrorReport> {
  const probe = await source.probe(NEVER);
  await source.close();
  const last = probe.steps.at(-1);
  if (probe.ok || last === undefined || last.error === null) throw new Error('The probe did not fail.');
  expect(last.ms).toBeGreaterThanOrEqual(0);
  expect(probe.steps.slice(0, -1).every((step) => step.ok)).toBe(true);
  return last.error;
}

test('each step fails by its own name', async () => {
  const unknown = openPostgresSource({ ...server, host: 'no-such-host.invalid' }, 'shop');
  expect(await failedProbe(unknown)).toMatchObject({ code: 'source-unavailable', step: 'lookup' });
  const closed = openPostgresSource({ ...server, port: await freePort() }, 'shop');
  expect(await failedProbe(closed)).toMatchObject({
    step: 'tcp',
    message: expect.stringContaining('refuses connections') as string,
  });
  const absent = openPostgresSource(server, 'no_such_database');
  expect(await failedProbe(absent)).toMatchObject({
    step: 'login',
    message: expect.stringContaining('has no database no_such_database') as string,
  });
  const encrypted = openPostgresSource(server, 'shop', { config: { sslmode: 'require' } });
  expect(await failedProbe(encrypted)).toMatchObject({
    step: 'tls',
    message: expect.stringContaining('offers no encryption') as string,
  });
});

test('a first query that is refused says so, with what to do', async () => {
  await server.createDatabase('closed');
  await server.run(
    'closed',
    `CREATE ROLE visitor LOGIN PASSWORD 'guest';
     REVOKE EXECUTE ON FUNCTION pg_catalog.pg_is_in_recovery() FROM PUBLIC`,
  );
  const report = await failedProbe(
    openPostgresSource({ ...server, user: 'visitor' }, 'closed', { password: 'guest' }),
  );
  expect(report).toMatchObject({ code: 'source-query', step: 'query', source: 'shop' });
  expect(report.message).toContain('permission denied for function pg_is_in_recovery');
  expect(report.hint).toContain('connect as another user');
});

test('a wrong password, and none', async () => {
  const wrong = openPostgresSource(server, 'shop', { password: 'guess' });
  const report = await failedProbe(wrong);
  expect(report).toMatchObject({ code: 'secret-rejected', step: 'login', source: 'shop' });
  expect(report.message).toContain('refuses the password of postgres');
  expect(report.message).not.toContain('guess');
  expect(await failedProbe(openPostgresSource(server, 'shop', { password: null }))).toMatchObject({
    code: 'secret-missing',
  });
});

test('a probe that succeeds says all steps', async () => {
  const source = openPostgresSource(server, 'shop');
  const probe = await source.probe(NEVER);
  expect(probe.ok).toBe(true);
  expect(probe.steps.map((step) => step.step)).toEqual(['config', 'lookup', 'tcp', 'tls', 'login', 'query']);
  await source.close();
});

test('what is no PostgreSQL, and one that sends an oversized message', async () => {
  const answers: Buffer[] = [Buffer.from('HTTP/1.1 400 Bad Request\r\n\r\n'), Buffer.from('N')];
  const impostor = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.once('data', () => {
      socket.write(answers.shift() ?? Buffer.alloc(0));
      // A row of 4 GB is announced where the login should be answered.
      socket.once('data', () => socket.write(Buffer.from([0x52, 0xff, 0xff, 0xff, 0xff])));
    });
  });
  await new Promise<void>((resolve) => impostor.listen(0, '127.0.0.1', resolve));
  const address = impostor.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const limits = { connectTimeoutMs: 500 };
  const http = openPostgresSource({ ...server, port }, 'shop', { limits });
  expect(await failedProbe(http)).toMatchObject({
    step: 'tls',
    message: expect.stringContaining('does not answer as PostgreSQL does') as string,
  });
  const huge = openPostgresSource({ ...server, port }, 'shop', { limits });
  expect(await failedProbe(huge)).toMatchObject({ code: 'source-unavailable', step: 'login' });
  await new Promise<void>((resolve) => impostor.close(() => resolve()));
});
