import { createServer, type Server, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { NO_MARIADB, startMariadb, type TestMariadb } from '../../e2e/fixtures/mariadb.ts';
import { mysqlFragment, mysqlRows, openMysqlSource } from '../../e2e/fixtures/mysql-source.ts';
import { countRows, failureOf, NEVER, readFragment } from '../../e2e/fixtures/postgres-source.ts';
import { TcpProxy } from '../../e2e/fixtures/tcp-proxy.ts';
import type { DataType } from '../../engine/types/data-type.ts';
import { packet } from './wire/packets.ts';
import type { Wire } from './wire/wire.ts';

const BIGINT: DataType = { id: 'BIGINT' };
const TEXT: DataType = { id: 'VARCHAR' };
const MANY = mysqlFragment("SELECT seq, repeat('x', 500) AS v FROM seq_1_to_200000", { n: BIGINT, v: TEXT });

/** A greeting of a server without TLS, then OK for the login, then for each statement what `answer` gives. */
async function fakeServer(
  answer: (sql: string) => Buffer,
  plugin = 'mysql_native_password',
): Promise<Server> {
  const greeting = Buffer.concat([
    Buffer.from('\x0a8.0.36\0', 'latin1'),
    Buffer.from([7, 0, 0, 0]),
    Buffer.from('abcdefgh\0', 'latin1'),
    Buffer.from([0xff, 0xf7, 45, 2, 0, 0xff, 0x81, 21]),
    Buffer.alloc(10),
    Buffer.from(`ijklmnopqrst\0${plugin}\0`, 'latin1'),
  ]);
  const talk = (socket: Socket): void => {
    socket.on('error', () => undefined);
    socket.write(packet(greeting, 0));
    let loggedIn = false;
    socket.on('data', (bytes: Buffer) => {
      const change = Buffer.concat([Buffer.of(0xfe), Buffer.from('mysql_clear_password\0\0', 'latin1')]);
      if (!loggedIn && plugin === 'mysql_clear_password') socket.write(packet(change, 2));
      else if (!loggedIn) socket.write(packet(Buffer.from([0, 0, 0, 2, 0, 0, 0]), 2));
      else socket.write(answer(bytes.toString('utf8', 5)));
      loggedIn = true;
    });
  };
  const server = createServer(talk);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  return address.port;
}

const OK = packet(Buffer.from([0, 0, 0, 3, 0, 0, 0]), 1);

describe('a hostile server', () => {
  test('that asks for a file of this machine gets none', async () => {
    const asked: string[] = [];
    const fake = await fakeServer((sql) => {
      asked.push(sql);
      if (!sql.startsWith('SELECT')) return OK;
      return packet(Buffer.concat([Buffer.of(0xfb), Buffer.from('/etc/passwd')]), 1);
    });
    const address = { host: '127.0.0.1', port: portOf(fake), user: 'app', password: 'secret' };
    const source = openMysqlSource(address, 'crm', { config: { sslmode: 'prefer' } });
    const failure = await failureOf(mysqlRows(source, 'SELECT 1', { n: BIGINT }));
    expect(failure).toMatchObject({ code: 'source-lost', source: 'crm' });
    expect(failure.message).toContain('asked for a file');
    expect(asked.join('\n')).not.toContain('root:');
    await source.close();
    fake.close();
  });

  test('that wants the password itself without TLS does not get it', async () => {
    let seen = '';
    const fake = await fakeServer((sql) => {
      seen += sql;
      return OK;
    }, 'mysql_clear_password');
    const address = { host: '127.0.0.1', port: portOf(fake), user: 'app', password: 'secret' };
    const source = openMysqlSource(address, 'crm');
    const failure = await failureOf(source.catalog(NEVER));
    expect(failure).toMatchObject({ code: 'source-unavailable', step: 'login' });
    expect(failure.message).toContain('mysql_clear_password');
    expect(seen).not.toContain('secret');
    await source.close();
    fake.close();
  });

  test('that refuses the first query', async () => {
    const refusal = Buffer.concat([
      Buffer.of(0xff, 0x76, 0x04),
      Buffer.from("#42000SELECT command denied to user 'app'", 'latin1'),
    ]);
    const fake = await fakeServer((sql) => (sql.includes('database()') ? packet(refusal, 1) : OK));
    const address = { host: '127.0.0.1', port: portOf(fake), user: 'app', password: 'secret' };
    const source = openMysqlSource(address, 'crm', { config: { sslmode: 'prefer' } });
    const { steps } = await source.probe(NEVER);
    const hint = 'Ask for SELECT on what is named, or connect as another user.';
    expect(steps.at(-1)).toMatchObject({
      step: 'query',
      error: { code: 'source-query', step: 'query', source: 'crm', hint },
    });
    await source.close();
    fake.close();
  });

  test('that is no MySQL at all', async () => {
    const fake = createServer((socket) => void socket.end('SSH-2.0-OpenSSH_9.2\r\n'));
    await new Promise<void>((resolve) => fake.listen(0, '127.0.0.1', resolve));
    const address = { host: '127.0.0.1', port: portOf(fake), user: 'app', password: '' };
    const source = openMysqlSource(address, 'crm', { limits: { connectTimeoutMs: 1000 } });
    expect(await failureOf(source.catalog(NEVER))).toMatchObject({ code: 'source-unavailable', step: 'tls' });
    await source.close();
    fake.close();
  });
});

(NO_MARIADB === null ? describe : describe.skip)(`faults (${NO_MARIADB ?? 'of MariaDB'})`, () => {
  let server: TestMariadb;
  let wire: Wire;

  beforeAll(async () => {
    // Modes that read text otherwise: what is sent must mean the same under them.
    server = await startMariadb([
      '--sql-mode=ANSI_QUOTES,NO_BACKSLASH_ESCAPES,PIPES_AS_CONCAT,PAD_CHAR_TO_FULL_LENGTH',
    ]);
    await server.createDatabase('crm');
    wire = await server.connect('crm');
  });
  afterAll(async () => {
    wire?.end();
    await server?.stop();
  });

  const running = async (): Promise<number> => {
    const rows = await wire.command(
      "SELECT id FROM information_schema.processlist WHERE info LIKE '%sleep(%' AND info NOT LIKE '%processlist%'",
    );
    return rows.length;
  };
  const SLEEP = mysqlFragment('SELECT sleep(30) AS n', { n: BIGINT });

  test('a statement that sleeps is stopped within a second, and the session reads on', async () => {
    const source = openMysqlSource(server, 'crm');
    const session = await source.begin(NEVER);
    const controller = new AbortController();
    const reading = failureOf(countRows(readFragment(session, SLEEP, controller.signal)));
    await expect.poll(running).toBe(1);
    const began = performance.now();
    controller.abort(new Error('enough'));
    expect(await reading).toMatchObject({ code: 'cancelled', source: 'crm' });
    expect(performance.now() - began).toBeLessThan(1000);
    expect(await running()).toBe(0);
    expect(await countRows(readFragment(session, MANY, NEVER))).toBe(200_000);
    await session.close();
    await source.close();
  });

  test('another process stops it by its handle', async () => {
    const source = openMysqlSource(server, 'crm');
    const other = openMysqlSource(server, 'crm');
    const session = await source.begin(NEVER);
    const reading = failureOf(countRows(readFragment(session, SLEEP, NEVER)));
    await expect.poll(running).toBe(1);
    for (const handle of session.backends?.() ?? []) await other.cancelBackend(handle);
    // A sleep that is stopped gives 1 and no error.
    await reading.catch(() => undefined);
    expect(await running()).toBe(0);
    await session.close();
    await source.close();
    await other.close();
  });

  test('the limit of time holds at the server', async () => {
    const source = openMysqlSource(server, 'crm', { limits: { timeoutMs: 500 } });
    const slow = 'SELECT count(*) FROM seq_1_to_100000 a, seq_1_to_100000 b WHERE a.seq + b.seq = 0';
    expect(await failureOf(mysqlRows(source, slow, { n: BIGINT }))).toMatchObject({ code: 'limit-time' });
    await source.close();
  });

  test('a connection reset in mid-stream is an error, never an end', async () => {
    const proxy = await TcpProxy.start(server);
    const source = openMysqlSource({ ...server, port: proxy.port }, 'crm');
    const session = await source.begin(NEVER);
    let rows = 0;
    const reading = async (): Promise<void> => {
      for await (const batch of readFragment(session, MANY, NEVER)) {
        rows += batch.rows;
        proxy.set({ kind: 'reset_peer', ms: 0 });
      }
    };
    expect(await failureOf(reading())).toMatchObject({ code: 'source-lost', source: 'crm' });
    expect(rows).toBeLessThan(200_000);
    await session.close();
    await source.close();
    await proxy.stop();
  });

  test('a wrong password and a missing one', async () => {
    const wrong = openMysqlSource(server, 'crm', { password: 'other' });
    expect(await failureOf(wrong.catalog(NEVER))).toMatchObject({
      code: 'secret-rejected',
      step: 'login',
    });
    const missing = openMysqlSource(server, 'crm', { password: null });
    expect(await failureOf(missing.catalog(NEVER))).toMatchObject({ code: 'secret-missing' });
    await wrong.close();
    await missing.close();
  });
});
