import { request } from 'node:http';
import { connect } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ask, openTestShell, type TestShell } from '../../../e2e/fixtures/browser-shell.ts';

let shell: TestShell;
let cookie = '';

beforeAll(async () => {
  shell = await openTestShell();
  // It tells once what it found.
  await shell.host.vault.ready();
  cookie = await shell.enter();
});
afterAll(() => shell[Symbol.asyncDispose]());

interface Heard {
  readonly numbers: number[];
  readonly kinds: string[];
  text: string;
  readonly stop: () => void;
}

/** Follows the events, as bytes come, until it is stopped. */
function follow(after: number): Promise<Heard> {
  return new Promise((resolve, reject) => {
    const headers = { host: `127.0.0.1:${shell.port}`, cookie };
    const path = `/api/events?after=${after}`;
    const asking = request({ host: '127.0.0.1', port: shell.port, path, headers, agent: false });
    const heard: Heard = { numbers: [], kinds: [], text: '', stop: () => void asking.destroy() };
    asking.once('error', reject);
    asking.once('response', (response) => {
      response.setEncoding('utf8');
      response.on('error', () => undefined);
      response.on('data', (part: string) => {
        heard.text += part;
        const blocks = heard.text.split('\n\n').slice(0, -1);
        const events = blocks.filter((block) => block.startsWith('id: '));
        heard.numbers.splice(0, Infinity, ...events.map((block) => Number(/^id: (\d+)/.exec(block)?.[1])));
        heard.kinds.splice(0, Infinity, ...events.map((block) => /"kind":"([\w-]+)"/.exec(block)?.[1] ?? ''));
      });
      resolve(heard);
    });
    asking.end();
  });
}

function publish(count: number): void {
  for (let at = 0; at < count; at += 1) shell.host.events.publish({ kind: 'catalog', source: `s${at}` });
}

test('a window that was cut off hears every event once, in order, whenever it comes back', async () => {
  const begin = shell.host.events.last;
  const numbers: number[] = [];
  let last = begin;
  for (let round = 0; round < 20; round += 1) {
    const heard = await follow(last);
    publish(25);
    await expect.poll(() => heard.numbers.length).toBeGreaterThan(0);
    heard.stop();
    // While nobody follows.
    publish(25);
    numbers.push(...heard.numbers);
    last = numbers.at(-1) ?? begin;
  }
  const rest = await follow(last);
  await expect.poll(() => rest.numbers.at(-1)).toBe(begin + 1000);
  rest.stop();
  numbers.push(...rest.numbers);
  expect(numbers).toEqual(Array.from({ length: 1000 }, (_, at) => begin + 1 + at));
});

test('two windows hear the same', async () => {
  const { last } = shell.host.events;
  const [one, other] = await Promise.all([follow(last), follow(last)]);
  publish(10);
  await expect.poll(() => [one.numbers.length, other.numbers.length]).toEqual([10, 10]);
  expect(one.text.replaceAll(': \n\n', '')).toBe(other.text.replaceAll(': \n\n', ''));
  one.stop();
  other.stop();
});

test('numbers of another start are a reset', async () => {
  const heard = await follow(shell.host.events.last + 100);
  await expect.poll(() => heard.kinds).toEqual(['reset']);
  expect(heard.numbers).toEqual([shell.host.events.last]);
  heard.stop();
});

test('a window hears at once that the host is there', async () => {
  const heard = await follow(shell.host.events.last);
  await expect.poll(() => heard.text).toBe(': \n\n');
  heard.stop();
});

test.each([['/api/events'], ['/api/events?after='], ['/api/events?after=-1'], ['/api/events?after=x']])(
  '%s is wrong usage',
  async (path) => {
    expect((await ask(shell.port, { path, headers: { cookie } })).status).toBe(400);
  },
);

test('an event that breaks the contract is logged and not sent', async () => {
  const heard = await follow(shell.host.events.last);
  shell.host.events.publish({ kind: 'catalog', source: 7 } as never);
  publish(1);
  await expect.poll(() => heard.numbers).toEqual([shell.host.events.last]);
  expect(shell.log.at(-1)).toBe('event catalog: not as it must be: source');
  heard.stop();
});

test('a window hears something at least every ten seconds', { timeout: 20_000 }, async () => {
  const heard = await follow(shell.host.events.last);
  await expect.poll(() => heard.text, { timeout: 10_000 }).toBe(': \n\n: \n\n');
  heard.stop();
});

test('a window that reads slowly gets all of it in the end, and costs nothing meanwhile', async () => {
  const { last } = shell.host.events;
  const socket = connect(shell.port, '127.0.0.1');
  socket.write(
    `GET /api/events?after=${last} HTTP/1.1\r\nHost: 127.0.0.1:${shell.port}\r\nCookie: ${cookie}\r\n\r\n`,
  );
  await new Promise((resolve) => socket.once('readable', resolve));
  const text = 'x'.repeat(500_000);
  for (let at = 0; at < 100; at += 1)
    shell.host.events.publish({ kind: 'notice', level: 'info', source: null, text });
  const numbers: string[] = [];
  let tail = '';
  socket.setEncoding('utf8').on('data', (part: string) => {
    const lines = (tail + part).split('\n');
    tail = (lines.pop() ?? '').slice(-100);
    numbers.push(...lines.filter((line) => line.startsWith('id: ')));
  });
  const all = Array.from({ length: 100 }, (_, at) => `id: ${last + 1 + at}`);
  await expect.poll(() => numbers, { timeout: 10_000 }).toEqual(all);
  socket.destroy();
});
