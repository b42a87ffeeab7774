import { type Browser, chromium, type Page } from '@playwright/test';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestShell, type TestShell } from '../../e2e/fixtures/browser-shell.ts';
import { CHROMIUM, CHROMIUM_ARGS } from '../../e2e/fixtures/chromium.ts';
import { writeRedirect } from './redirect-file.ts';

const hasChromium = CHROMIUM !== '';

let shell: TestShell;
let browser: Browser | null = null;

beforeAll(async () => {
  shell = await openTestShell();
  if (hasChromium) browser = await chromium.launch({ executablePath: CHROMIUM, args: CHROMIUM_ARGS });
});
afterAll(async () => {
  await browser?.close();
  await shell[Symbol.asyncDispose]();
});

/** A page of a browser that was never here. */
async function newPage(): Promise<Page> {
  if (browser === null) throw new Error('There is no browser.');
  return await (await browser.newContext()).newPage();
}

async function inside(): Promise<Page> {
  const page = await newPage();
  await page.goto(shell.shell.freshAddress());
  await page.waitForURL(`http://127.0.0.1:${shell.port}/`);
  return page;
}

test.runIf(hasChromium)(
  'nothing is refused on the way in, and the browser knows every permission denied',
  async () => {
    const page = await newPage();
    const complaints: string[] = [];
    page.on('console', (message) => complaints.push(message.text()));
    page.on('response', (response) => {
      if (response.status() >= 400) complaints.push(`${response.status()} ${response.url()}`);
    });
    const icon = page.waitForResponse((response) => response.url().endsWith('/enter/icon.svg'));
    await page.goto(`http://127.0.0.1:${shell.port}/enter`);
    expect((await icon.catch(() => null))?.status()).toBe(200);
    expect(complaints).toEqual([]);
  },
);

test.runIf(hasChromium)('an address opens the window and leaves no code in the history', async () => {
  const page = await inside();
  expect(await page.title()).toBe('Atoll');
  await page.goBack().catch(() => undefined);
  expect(page.url()).not.toContain('#');
});

test.runIf(hasChromium)('the file that a browser is started with leads into the window', async () => {
  await using redirect = await writeRedirect(shell.home, shell.shell.freshAddress());
  const page = await newPage();
  await page.goto(redirect.url);
  await page.waitForURL(`http://127.0.0.1:${shell.port}/`);
  expect(await page.title()).toBe('Atoll');
});

test.runIf(hasChromium)(
  'without a code the page says how to get in, and takes one by keyboard alone',
  async () => {
    const page = await newPage();
    await page.goto(`http://127.0.0.1:${shell.port}/`);
    expect(await page.getByRole('status').textContent()).toContain('has not been let in yet');
    const field = page.getByRole('textbox', { name: 'Address or code' });
    expect(await field.and(page.locator(':focus')).count()).toBe(1);
    await page.keyboard.type('wrong');
    await page.keyboard.press('Enter');
    await expect.poll(() => page.getByRole('alert').textContent()).toContain('This code is not valid');
    await page.keyboard.type(shell.shell.freshAddress());
    await page.keyboard.press('Enter');
    await expect.poll(() => page.title()).toBe('Atoll');
  },
);

/** In a task of its own: what the test's protocol runs itself is above the page's policy. */
const ATTEMPTS = `(async () => {
  await new Promise((resolve) => setTimeout(resolve));
  const outcome = async (act) => { try { return 'done: ' + (await act()); } catch (error) { return error.name; } };
  const script = document.createElement('script');
  script.textContent = 'globalThis.injected = true';
  document.body.append(script);
  return {
    text: await outcome(() => new Function('return 1')()),
    wasm: await outcome(() => WebAssembly.compile(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]))),
    elsewhere: await outcome(() => fetch('http://127.0.0.1:1/')),
    data: await outcome(() => fetch('data:text/plain,x')),
    script: String(globalThis.injected),
    cookie: document.cookie,
  };
})()`;

test.runIf(hasChromium)('a page can run no text, reach no other place, and read no cookie', async () => {
  const page = await inside();
  expect(await page.evaluate(ATTEMPTS)).toEqual({
    text: 'EvalError',
    wasm: 'CompileError',
    elsewhere: 'TypeError',
    data: 'TypeError',
    script: 'undefined',
    cookie: '',
  });
});

test.runIf(hasChromium)('a page of another port of this machine can neither ask nor frame', async () => {
  const page = await inside();
  const foreign = await page.context().newPage();
  const base = `http://127.0.0.1:${shell.port}`;
  await foreign.route('http://localhost:1/', (route) =>
    route.fulfill({
      contentType: 'text/html',
      body: `<title>foreign</title><iframe src="${base}/enter"></iframe>`,
    }),
  );
  await foreign.goto('http://localhost:1/');
  const results = await foreign.evaluate(async (to) => {
    const credentials = 'include' as const;
    const asked = await Promise.allSettled([
      fetch(`${to}/api/events?after=0`, { mode: 'no-cors', credentials }),
      fetch(`${to}/api/app/state`, { mode: 'no-cors', method: 'POST', credentials, body: '{}' }),
      fetch(`${to}/api/app/state`, { method: 'POST', credentials, body: '{}' }),
    ]);
    return asked.map(({ status }) => status);
  }, base);
  expect(results).toEqual(['rejected', 'rejected', 'rejected']);
  expect(foreign.frames().map((frame) => frame.url())).toEqual([
    'http://localhost:1/',
    'chrome-error://chromewebdata/',
  ]);
});
