import { randomUUID } from 'node:crypto';
import { open, rename, rm, stat } from 'node:fs/promises';

/**
 * Replaces a file in one step: readers see the old text or the new one, never half, and a power cut leaves one of
 * them; of several writers at once the last is kept. Its mode is kept,
 * unless one is given. A link is followed by the caller, not here.
 */
export async function saveFile(path: string, text: string, wantedMode: number | null = null): Promise<void> {
  const partial = `${path}.${randomUUID()}.partial`;
  const mode =
    wantedMode ??
    (await stat(path).then(
      (found) => found.mode & 0o777,
      () => 0o644,
    ));
  try {
    const file = await open(partial, 'w', mode);
    try {
      await file.writeFile(text);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(partial, path);
  } catch (error) {
    await rm(partial, { force: true });
    throw error;
  }
}
