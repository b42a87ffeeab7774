import { rename } from 'node:fs/promises';

/** Puts a damaged file aside under a name of its own, which it returns. */
export async function keepDamaged(path: string, now: Date = new Date()): Promise<string> {
  const kept = `${path}.damaged-${now.toISOString().replaceAll(/[:.]/g, '-')}`;
  await rename(path, kept);
  return kept;
}
