import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** A page on disk that leads a browser to an address with a code, so that the code is in no argument list. */
export interface RedirectFile extends AsyncDisposable {
  /** `file:` URL. */
  readonly url: string;
  /** For the end of the process, which waits for nothing. */
  removeNow(): void;
}

/** Writes the page for this user alone. It is removed when it is disposed of: after a minute it leads nowhere. */
export async function writeRedirect(home: string, address: string): Promise<RedirectFile> {
  const folder = join(home, 'run');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, `enter-${randomUUID()}.html`);
  const page = `<!doctype html>
<meta charset="utf-8">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<meta http-equiv="refresh" content="0;url=${address}">
<title>Atoll</title>
`;
  await writeFile(path, page, { mode: 0o600, flag: 'wx' });
  return {
    url: pathToFileURL(path).href,
    removeNow: () => rmSync(path, { force: true }),
    [Symbol.asyncDispose]: () => rm(path, { force: true }),
  };
}
