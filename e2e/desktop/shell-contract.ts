import type { Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

/** A desktop shell that shows its window. */
export interface OpenShell {
  readonly page: Page;
  close(): Promise<void>;
}

/** Asks in the page: `fetch` with a JSON body. */
async function ask(page: Page, path: string, body: unknown): Promise<unknown> {
  return await page.evaluate(
    async ({ path, body }) => {
      const headers = { 'content-type': 'application/json' };
      const response = await fetch(path, { method: 'POST', headers, body });
      return await response.json();
    },
    { path, body: JSON.stringify(body) },
  );
}

/** What a person and the page may rely on in the desktop shell, whoever plays Electron. */
export function shellContract(name: string, open: () => Promise<OpenShell>): void {
  describe(name, () => {
    let shell: OpenShell;
    beforeAll(async () => {
      shell = await open();
    }, 60_000);
    afterAll(() => shell?.close());

    test('shows the window, which knows that it is the desktop shell', async () => {
      expect(await shell.page.title()).toContain('Atoll');
      expect(await ask(shell.page, '/api/app/state', {})).toMatchObject({ shell: 'desktop' });
    });

    test('answers come as streams: events arrive while the request is open', async () => {
      const first = await shell.page.evaluate<string>(`(async () => {
        const reader = (await fetch('/api/events?after=0')).body.getReader();
        const { value } = await reader.read();
        await reader.cancel();
        return new TextDecoder().decode(value);
      })()`);
      expect(first).toMatch(/^(?::|id: )/);
    });

    test('errors keep their status and report', async () => {
      expect(await ask(shell.page, '/api/app/nothing', {})).toMatchObject({
        error: { code: 'request-unknown' },
      });
    });

    test('the page has the bridge and nothing of Node', async () => {
      const found = await shell.page.evaluate(() => {
        const all = globalThis as unknown as Record<string, unknown>;
        const bridge = all['atoll'] as { pathForFile: (file: File) => string };
        const path = bridge.pathForFile(new File(['x'], 'made-by-the-page.txt'));
        return { node: [typeof all['require'], typeof all['process']], bridge: Object.keys(bridge), path };
      });
      expect(found).toEqual({ node: ['undefined', 'undefined'], bridge: ['pathForFile'], path: '' });
    });

    test('no window is opened, no other page is gone to, no permission is given', async () => {
      const before = shell.page.url();
      const opened = await shell.page.evaluate<boolean>("window.open('https://example.org/') === null");
      const permission = await shell.page.evaluate<string>('Notification.requestPermission()');
      await shell.page.evaluate("void (location.href = 'https://example.org/')");
      await shell.page.waitForTimeout(300);
      expect({ opened, permission, url: shell.page.url() }).toEqual({
        opened: true,
        permission: 'denied',
        url: before,
      });
    });

    test('nothing is fetched from elsewhere, no text becomes code', async () => {
      const outcome = await shell.page.evaluate(`(async () => {
        const fetched = await fetch('https://example.org/').then(() => 'fetched', () => 'refused');
        const script = document.createElement('script');
        script.textContent = 'globalThis.ranInline = true';
        document.head.append(script);
        return { fetched, evaluated: 'ranInline' in globalThis };
      })()`);
      expect(outcome).toEqual({ fetched: 'refused', evaluated: false });
    });
  });
}
