import type { DatabaseSync } from 'node:sqlite';
import { isSqliteFailure } from './sqlite-error.ts';

/** A file beyond this is not walked through: that takes 0.2 s for 140 MB which are in memory, and more from a disk. */
const MOST_BYTES = 268_435_456;
/** Looked at between one table or index and the next, ms. */
const LONGEST_MS = 300;

/**
 * Bytes of the pages that each table takes in a file of `bytes`, without its indexes, as SQLite counts them
 * (dbstat.html). It reads every page: of a large file, and where the time is over, the others are missing.
 */
export function tableSizes(database: DatabaseSync, bytes: number): ReadonlyMap<string, number> {
  const sizes = new Map<string, number>();
  if (bytes > MOST_BYTES) return sizes;
  const began = performance.now();
  try {
    // Its second argument: one row for each tree.
    for (const { name, pgsize } of database.prepare(`SELECT name, pgsize FROM dbstat('main', 1)`).iterate()) {
      if (typeof name === 'string' && typeof pgsize === 'number') sizes.set(name, pgsize);
      if (performance.now() - began > LONGEST_MS) break;
    }
  } catch (error) {
    // Damage of its pages is for those to be told who read it; a table of this name hides the function.
    if (!isSqliteFailure(error)) throw error;
  }
  return sizes;
}
