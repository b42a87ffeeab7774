import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

/** Every file below a folder that holds the text, as bytes. */
export async function filesWith(folder: string, text: string): Promise<readonly string[]> {
  const found: string[] = [];
  for (const file of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!file.isFile()) continue;
    const name = path.join(file.parentPath, file.name);
    if ((await readFile(name, 'latin1').catch(() => '')).includes(text)) found.push(name);
  }
  return found;
}
