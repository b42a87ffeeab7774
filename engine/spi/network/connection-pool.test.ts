import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { ConnectionGate } from '../connection-gate.ts';
import { ConnectionPool, type PooledConnection } from './connection-pool.ts';

const NEVER = new AbortController().signal;

class Line implements PooledConnection {
  readonly socket: Socket;
  idle = true;
  resets = 0;
  /** What its reset waits for. */
  resetting: Promise<void> = Promise.resolve();

  constructor(socket: Socket) {
    this.socket = socket;
  }

  get alive(): boolean {
    return !this.socket.destroyed;
  }

  async reset(): Promise<void> {
    this.resets += 1;
    await this.resetting;
  }

  end(): void {
    this.socket.destroy();
  }

  destroy(): void {
    this.socket.destroy();
  }
}

let server: Server;
const accepted = new Set<Socket>();
beforeEach(async () => {
  accepted.clear();
  server = createServer((socket) => accepted.add(socket.on('error', () => undefined)));
  await once(server.listen(0, '127.0.0.1'), 'listening');
});
afterEach(() => {
  for (const socket of accepted) socket.destroy();
  server.close();
});

/** Counts those that are open, and lets in no more than `most`. */
class Counter implements ConnectionGate {
  open = 0;
  readonly #most: number;

  constructor(most = 100) {
    this.#most = most;
  }

  enter(): Promise<boolean> {
    if (this.open >= this.#most) return Promise.resolve(false);
    this.open += 1;
    return Promise.resolve(true);
  }

  leave(): void {
    this.open -= 1;
  }
}

function openPool(
  options: { most?: number; idleMs?: number; gate?: ConnectionGate } = {},
): ConnectionPool<Line> {
  return new ConnectionPool<Line>({
    source: 'shop',
    most: 2,
    idleMs: 60_000,
    resetTimeoutMs: 100,
    gate: new Counter(),
    connect: async () => {
      const socket = connect((server.address() as AddressInfo).port, '127.0.0.1').on(
        'error',
        () => undefined,
      );
      await once(socket, 'connect');
      return new Line(socket);
    },
    ...options,
  });
}

test('a connection is kept for the next user, after a reset', async () => {
  const pool = openPool();
  const first = await pool.acquire(NEVER);
  pool.release(first.wire);
  const second = await pool.acquire(NEVER);
  expect(second).toEqual({ wire: first.wire, reused: true });
  expect(second.wire.resets).toBe(1);
  pool.close();
});

test('one that is still being reset is waited for; one that never ends it is replaced', async () => {
  const pool = openPool();
  const { wire } = await pool.acquire(NEVER);
  wire.resetting = once(wire.socket, 'close').then(() => Promise.reject(new Error('closed')));
  pool.release(wire);
  const next = await pool.acquire(NEVER);
  expect(next.reused).toBe(false);
  expect(wire.alive).toBe(false);
  pool.close();
});

test('one that is busy, or in a transaction, is closed', async () => {
  const pool = openPool();
  const { wire } = await pool.acquire(NEVER);
  wire.idle = false;
  pool.release(wire);
  expect(wire.alive).toBe(false);
  pool.close();
});

test('unused ones are closed after a while, or when that is wished', async () => {
  const gate = new Counter();
  const pool = openPool({ idleMs: 50, gate });
  const [one, other] = [await pool.acquire(NEVER), await pool.acquire(NEVER)];
  pool.release(one.wire);
  await expect.poll(() => gate.open).toBe(1);
  pool.release(other.wire);
  pool.closeIdle();
  await expect.poll(() => gate.open).toBe(0);
  pool.close();
});

test('never more at once than the limit: one waits, one that may not wait gets none', async () => {
  const pool = openPool({ most: 1 });
  const { wire } = await pool.acquire(NEVER);
  expect(await pool.acquireFree(NEVER)).toBe(null);
  const waiting = pool.acquire(NEVER);
  pool.release(wire);
  expect((await waiting).wire).toBe(wire);
  pool.close();
});

test('where the gate lets no more in, a free one is not to be had; one that fails to connect leaves', async () => {
  const gate = new Counter(1);
  const pool = openPool({ gate });
  const { wire } = await pool.acquire(NEVER);
  expect(await pool.acquireFree(NEVER)).toBe(null);
  wire.destroy();
  pool.release(wire);
  await expect.poll(() => gate.open).toBe(0);
  server.close();
  for (const socket of accepted) socket.destroy();
  await expect(pool.acquire(NEVER)).rejects.toThrow();
  expect(gate.open).toBe(0);
  pool.close();
});

test('work on a kept connection that has died is done on another; its own failure is its own', async () => {
  const pool = openPool();
  const { wire } = await pool.acquire(NEVER);
  pool.release(wire);
  const used: Line[] = [];
  const result = await pool.use(NEVER, (line) => {
    used.push(line);
    if (line !== wire) return Promise.resolve('done');
    line.destroy();
    return Promise.reject(new Error('lost'));
  });
  expect(result).toBe('done');
  expect(used[0]).toBe(wire);
  expect(used).toHaveLength(2);
  await expect(pool.use(NEVER, () => Promise.reject(new Error('wrong text')))).rejects.toThrow('wrong text');
  pool.close();
});
