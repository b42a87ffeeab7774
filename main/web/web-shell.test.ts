import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { connect } from 'node:net';
import { API } from '../contract/api/api.ts';
import { type Asking, ask, openTestShell, type TestShell } from '../../e2e/fixtures/browser-shell.ts';

const ID = '00000000-0000-4000-8000-000000000000';
const JSON_BODY = { headers: { 'content-type': 'application/json' }, body: '{}' };

/** Every route there is, and one that is not. */
const READS: readonly Asking[] = [
  '/',
  '/index.html',
  '/assets/app-Bx3_9-aZ.js',
  '/enter',
  '/enter/door.js',
  '/enter/door.css',
  '/enter/tokens.css',
  '/api/events?after=0',
  `/api/results/${ID}?from=0&count=1`,
  `/api/exports/${ID}`,
  '/nothing',
].map((path) => ({ path }));

const CHANGES: readonly Asking[] = [
  ...Object.entries(API).flatMap(([service, methods]) =>
    Object.keys(methods).map((name) => ({
      method: 'POST',
      path: `/api/${service}/${name}`,
      ...JSON_BODY,
    })),
  ),
  { method: 'POST', path: '/enter', ...JSON_BODY },
  { method: 'POST', path: '/nothing', ...JSON_BODY },
  { method: 'PUT', path: '/api/files/orders.csv', body: 'a,b\n1,2\n' },
  { method: 'DELETE', path: '/' },
  { method: 'OPTIONS', path: '/api/app/state' },
];

const BEHIND_THE_DOOR = [...READS, ...CHANGES].filter(({ path }) => !path.startsWith('/enter'));

let shell: TestShell;
let cookie = '';

beforeAll(async () => {
  shell = await openTestShell();
  cookie = await shell.enter();
});
afterAll(() => shell[Symbol.asyncDispose]());

/** The statuses of requests that are right but for these headers. */
async function statuses(
  requests: readonly Asking[],
  headers: Readonly<Record<string, string>>,
): Promise<readonly string[]> {
  const answers = requests.map(async ({ path, method = 'GET', ...rest }) => {
    const right = { cookie, origin: `http://127.0.0.1:${shell.port}` };
    const all = { ...right, ...rest.headers, ...headers };
    const kept = Object.fromEntries(Object.entries(all).filter(([, value]) => value !== ABSENT));
    const { status } = await ask(shell.port, { ...rest, path, method, headers: kept });
    return `${status} ${method} ${path}`;
  });
  return await Promise.all(answers);
}

/** In place of a header's value: the header is left out. */
const ABSENT = '(absent)';

function allWith(status: number, requests: readonly Asking[]): readonly string[] {
  return requests.map(({ path, method = 'GET' }) => `${status} ${method} ${path}`);
}

describe('another name for this port (row 18)', () => {
  test.each([
    ['evil.test'],
    ['evil.test:PORT'],
    ['127.0.0.1.evil.test:PORT'],
    ['127.0.0.1'],
    ['127.0.0.1:1'],
    ['127.0.0.1:PORT0'],
    ['localhost'],
    ['[::1]:PORT'],
    ['LOCALHOST:PORT'],
    [' '],
  ])('Host: %s is refused on every route', async (name) => {
    const host = name.replace('PORT', String(shell.port));
    const requests = [...READS, ...CHANGES];
    expect(await statuses(requests, { host, origin: `http://${host}` })).toEqual(allWith(403, requests));
  });

  test('two Host headers are refused, whichever comes first', async () => {
    const own = `127.0.0.1:${shell.port}`;
    for (const [first, second] of [
      [own, 'evil.test'],
      ['evil.test', own],
      [own, own],
    ])
      for (const { path } of READS)
        expect(
          await raw(
            `GET ${path} HTTP/1.1\r\nHost: ${first}\r\nHost: ${second}\r\nCookie: ${cookie}\r\nConnection: close\r\n\r\n`,
          ),
        ).toMatch(/^HTTP\/1.1 40[03] /);
  });

  test('localhost is another name for it', async () => {
    const host = `localhost:${shell.port}`;
    const root = [{ path: '/' }];
    expect(await statuses(root, { host, origin: `http://${host}` })).toEqual(allWith(200, root));
  });
});

describe('another origin (row 19)', () => {
  const foreign = [
    ['null'],
    ['http://evil.test'],
    ['http://127.0.0.1'],
    ['http://127.0.0.1:1'],
    ['https://127.0.0.1:PORT'],
    ['http://127.0.0.1:PORT.evil.test'],
    ['http://127.0.0.1:PORT0'],
    ['http://localhost:PORT'],
  ];

  test.each(foreign)('%s may neither read nor change', async (name) => {
    const origin = name.replace('PORT', String(shell.port));
    const requests = [...READS, ...CHANGES];
    expect(await statuses(requests, { origin })).toEqual(allWith(403, requests));
  });

  test('whatever changes must tell its origin', async () => {
    expect(await statuses(CHANGES, { origin: ABSENT })).toEqual(allWith(403, CHANGES));
  });

  test.each([['text/plain'], ['application/x-www-form-urlencoded'], ['multipart/form-data'], [ABSENT]])(
    'a simple POST (%s) is no request',
    async (type) => {
      const posts = CHANGES.filter(({ method, path }) => method === 'POST' && /^\/(api|enter)/.test(path));
      expect(await statuses(posts, { 'content-type': type })).toEqual(allWith(403, posts));
    },
  );

  test.each([['cross-site'], ['same-site'], ['elsewhere']])(
    'what a %s page asks for is refused',
    async (site) => {
      const requests = [...READS, ...CHANGES];
      expect(await statuses(requests, { 'sec-fetch-site': site })).toEqual(allWith(403, requests));
    },
  );

  test('nothing is shown inside another page', async () => {
    for (const dest of ['iframe', 'frame', 'embed', 'object'])
      expect(await statuses(READS, { 'sec-fetch-dest': dest })).toEqual(allWith(403, READS));
  });

  test('a link may lead to the door, and no further', async () => {
    const link = {
      origin: ABSENT,
      'sec-fetch-site': 'cross-site',
      'sec-fetch-mode': 'navigate',
      'sec-fetch-dest': 'document',
    };
    expect(await statuses([{ path: '/enter' }, { path: '/' }], link)).toEqual([
      '200 GET /enter',
      '403 GET /',
    ]);
  });

  test('web sockets and tunnels are refused on every route', async () => {
    const upgrade = { connection: 'Upgrade', upgrade: 'websocket', 'sec-websocket-version': '13' };
    expect(await statuses(READS, upgrade)).toEqual(allWith(403, READS));
    expect(await raw('CONNECT evil.test:443 HTTP/1.1\r\nHost: evil.test:443\r\n\r\n')).toMatch(
      /^HTTP\/1.1 403 /,
    );
  });
});

describe('no token (row 20)', () => {
  test('nothing but the door answers without a cookie', async () => {
    expect(await statuses(BEHIND_THE_DOOR, { cookie: ABSENT })).toEqual(allWith(401, BEHIND_THE_DOOR));
  });

  test.each([
    ['of another start', (token: string) => token.replace(/=.*/, `=${'A'.repeat(43)}`)],
    ['of another port', (token: string) => token.replace(/^atoll-\d+/, 'atoll-1')],
    ['cut short', (token: string) => token.slice(0, -1)],
    ['empty', (token: string) => token.replace(/=.*/, '=')],
  ])('a token %s lets nobody in', async (_what, changed) => {
    expect(await statuses(BEHIND_THE_DOOR, { cookie: changed(cookie) })).toEqual(
      allWith(401, BEHIND_THE_DOOR),
    );
  });

  test('a browser without a cookie gets the page that says how to get in, without foreign or inline scripts', async () => {
    const { status, text, headers } = await ask(shell.port, { path: '/' });
    expect(status).toBe(401);
    expect(headers['content-type']).toBe('text/html; charset=utf-8');
    expect(text).toContain('run the command that started it again');
    expect(text.match(/(?:src|href)="[^"]*"/g)).toEqual([
      'href="/enter/icon.svg"',
      'href="/enter/tokens.css"',
      'href="/enter/door.css"',
      'src="/enter/door.js"',
    ]);
    expect(text).not.toMatch(/<script[^>]*>[^<]|\son\w+=|style=/);
  });
});

describe('paths (row 21)', () => {
  test.each([
    ['/../window-secret/secret.txt'],
    ['/assets/../../window-secret/secret.txt'],
    ['/%2e%2e/window-secret/secret.txt'],
    ['/assets/%2e%2e%2f%2e%2e%2fwindow-secret%2fsecret.txt'],
    ['/assets/..%5c..%5cwindow-secret%5csecret.txt'],
    ['/assets/..\\..\\window-secret\\secret.txt'],
    ['/assets/%252e%252e/secret.txt'],
    ['/./index.html'],
    ['//index.html'],
    ['//evil.test/index.html'],
    ['/index.html/'],
    ['/index.html%00.js'],
    ['/%zz'],
    ['/-secret/secret.txt'],
    ['/assets/link.txt'],
    ['/assets'],
    ['/enter/../index.html'],
    ['/enter/door.html'],
    ['/enter/fonts.css'],
    ['/api'],
    ['/api/app/state/more'],
    ['/API/app/state'],
  ])('%s leads nowhere', async (path) => {
    const { status, text } = await ask(shell.port, { path, headers: { cookie } });
    expect([status, text]).toEqual([404, expect.stringContaining('request-unknown')]);
  });

  test('a proxy request leads nowhere', async () => {
    const own = `127.0.0.1:${shell.port}`;
    const request = `GET http://${own}/index.html HTTP/1.1\r\nHost: ${own}\r\nCookie: ${cookie}\r\nConnection: close\r\n\r\n`;
    expect(await raw(request)).toMatch(/^HTTP\/1.1 404 /);
  });

  test.each([
    ['__proto__/state'],
    ['constructor/state'],
    ['app/constructor'],
    ['app/__proto__'],
    ['app/toString'],
  ])('the request %s is unknown', async (name) => {
    const post = [{ method: 'POST', path: `/api/${name}`, ...JSON_BODY }];
    expect(await statuses(post, {})).toEqual(allWith(404, post));
  });
});

/** Sends bytes as they are; gives what comes until the end. */
function raw(text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(shell.port, '127.0.0.1', () => socket.write(text));
    let answer = '';
    socket.setEncoding('utf8');
    socket.on('data', (part: string) => (answer += part));
    socket.once('error', reject);
    socket.once('end', () => resolve(answer));
  });
}
