import { expect, test } from 'vitest';
import { stopStatement, type StoppedWire } from './stop-statement.ts';

/** A statement that ends with a request which comes when it has begun; how often it is asked, and what follows. */
class Running implements StoppedWire {
  alive = true;
  busy = true;
  readonly told: string[] = [];
  readonly inbox = { proceed: (): void => void this.told.push('proceed') };
  readonly #deaf: number;
  readonly #ended = Promise.withResolvers<void>();

  /** The first `deaf` requests come too early. */
  constructor(deaf: number) {
    this.#deaf = deaf;
  }

  request = async (): Promise<void> => {
    this.told.push('request');
    if (this.told.filter((what) => what === 'request').length > this.#deaf) this.#ended.resolve();
    await Promise.resolve();
  };

  drain = async (): Promise<void> => {
    await this.#ended.promise;
    this.busy = false;
  };

  destroy(): void {
    this.alive = false;
    this.#ended.reject(new Error('The connection was closed.'));
  }
}

test('a request that comes before the statement has begun is made again, and one too many is absorbed', async () => {
  const running = new Running(2);
  const absorb = (): Promise<number> => Promise.resolve(running.told.push('absorb'));
  expect(await stopStatement(running, { request: running.request, drain: running.drain, absorb })).toBe(true);
  expect(running.told).toEqual(['request', 'proceed', 'request', 'request', 'absorb']);
});

test('a server that goes on in spite of all is given up after a second', async () => {
  const running = new Running(Infinity);
  const began = performance.now();
  expect(await stopStatement(running, running)).toBe(false);
  expect(performance.now() - began).toBeGreaterThan(900);
  expect(running.alive).toBe(false);
});

test('nothing is asked where nothing runs', async () => {
  const running = new Running(0);
  running.busy = false;
  expect(await stopStatement(running, running)).toBe(true);
  expect(running.told).toEqual(['proceed']);
});
