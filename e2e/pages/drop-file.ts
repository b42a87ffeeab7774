import type { Page } from '@playwright/test';

/** Drops a file on the window, as from a file manager. */
export async function dropFile(page: Page, name: string, bytes: Buffer): Promise<void> {
  const dataTransfer = await page.evaluateHandle(
    ([file, text]) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0))], file));
      return transfer;
    },
    [name, bytes.toString('base64')] as const,
  );
  const body = page.locator('body');
  for (const type of ['dragenter', 'dragover', 'drop']) await body.dispatchEvent(type, { dataTransfer });
}
