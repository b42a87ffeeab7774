import { setTimeout as sleep } from 'node:timers/promises';
import { beforeEach, expect, test } from 'vitest';
import type { ConnectionHolder } from './connection-account.ts';
import { ConnectionLedger } from './connection-ledger.ts';

const NEVER = new AbortController().signal;
const need = (name: string, connections: number) => ({ name, limits: { connections } });
const SHOP = need('shop', 2);

/** A process whose unused connections close when they are asked to. */
class Holder implements ConnectionHolder {
  unused = 0;
  asked = 0;

  closeIdle(source: string): void {
    this.asked += 1;
    for (; this.unused > 0; this.unused -= 1) ledger.leave(this, source);
  }
}

let ledger: ConnectionLedger;
let freed: number;
beforeEach(() => {
  freed = 0;
  ledger = new ConnectionLedger();
  ledger.onFreed(() => {
    freed += 1;
  });
});

const enter = (holder: Holder, wait = false, signal = NEVER): Promise<boolean> =>
  ledger.gate(holder, SHOP).enter(wait, signal);

test('a query gets its first connection at once, and further ones while there are some', async () => {
  const [one, other] = [new Holder(), new Holder()];
  expect(ledger.reserve(one, [SHOP])).toBe(true);
  expect(ledger.reserve(other, [SHOP])).toBe(true);
  expect(await enter(one, true)).toBe(true);
  expect(await enter(one)).toBe(false);
  expect(await enter(other, true)).toBe(true);
  expect(ledger.reserve(new Holder(), [SHOP])).toBe(false);
  ledger.leave(other, 'shop');
  ledger.release(other);
  expect(freed).toBe(2);
  expect(await enter(one)).toBe(true);
});

test('a query is let in at all of its sources or at none', () => {
  const [one, other] = [new Holder(), new Holder()];
  const crm = need('crm', 1);
  expect(ledger.reserve(one, [crm])).toBe(true);
  expect(ledger.reserve(other, [SHOP, crm])).toBe(false);
  ledger.release(one);
  expect(ledger.reserve(other, [SHOP, crm])).toBe(true);
});

test('unused connections of other processes are closed for one that needs them', async () => {
  const [idle, busy] = [new Holder(), new Holder()];
  await enter(idle);
  await enter(idle);
  idle.unused = 2;
  expect(ledger.reserve(busy, [SHOP])).toBe(true);
  expect(await enter(busy, true)).toBe(true);
  expect(await enter(busy)).toBe(true);
  expect(idle.asked).toBe(1);
});

test('a process that does not answer holds nobody up who can do without', async () => {
  const [deaf, busy] = [new Holder(), new Holder()];
  await enter(deaf);
  ledger.reserve(busy, [SHOP]);
  expect(await enter(busy, true)).toBe(true);
  expect(await enter(busy)).toBe(false);
  ledger.forget(deaf);
  expect(await enter(busy)).toBe(true);
});

test('what must wait gets its turn, or stops when its signal says so', async () => {
  const [busy, host] = [new Holder(), new Holder()];
  ledger.reserve(busy, [SHOP]);
  await enter(busy, true);
  await enter(busy);
  const stop = new AbortController();
  const given = enter(host, true, stop.signal);
  stop.abort(new Error('no more'));
  await expect(given).rejects.toThrow('no more');
  const waiting = enter(host, true);
  await sleep(0);
  ledger.leave(busy, 'shop');
  expect(await waiting).toBe(true);
});

test("a process's own unused connections do not keep its next query out", async () => {
  const [one, other] = [new Holder(), new Holder()];
  await enter(one);
  await enter(one);
  one.unused = 2;
  expect(ledger.reserve(other, [SHOP])).toBe(true);
  expect(ledger.reserve(one, [SHOP])).toBe(false);
  expect(freed).toBeGreaterThan(0);
  expect(ledger.reserve(one, [SHOP])).toBe(true);
});
