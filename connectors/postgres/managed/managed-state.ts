import { readFile, rename, writeFile } from 'node:fs/promises';
import { z } from 'zod';
import type { ManagedHome } from './managed-home.ts';

const clusterSchema = z.object({
  /** The layout of these files and the settings of initdb; another number means: initialise again. */
  format: z.literal(1),
  serverVersion: z.string(),
  /** SHA-256 of the seed script; null without one. */
  seedHash: z.string().nullable(),
  database: z.string(),
  user: z.string(),
  password: z.string(),
  adminPassword: z.string(),
});

const stateSchema = z.object({
  port: z.int().positive(),
});

/** What a cluster was made for, and how to log in to it. */
export type ManagedCluster = z.infer<typeof clusterSchema>;

/** Where the running server is reached. */
export type ManagedState = z.infer<typeof stateSchema>;

/** The cluster's record; undefined if it was never wholly seeded or the record can't be read. */
export async function readCluster(home: ManagedHome): Promise<ManagedCluster | undefined> {
  return readRecord(home.cluster, clusterSchema);
}

export async function writeCluster(home: ManagedHome, cluster: ManagedCluster): Promise<void> {
  await writeRecord(home.cluster, cluster);
}

export async function readState(home: ManagedHome): Promise<ManagedState | undefined> {
  return readRecord(home.state, stateSchema);
}

export async function writeState(home: ManagedHome, state: ManagedState): Promise<void> {
  await writeRecord(home.state, state);
}

async function readRecord<T>(path: string, schema: z.ZodType<T>): Promise<T | undefined> {
  try {
    return schema.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch {
    // Absent, cut short by a crash, or of another version: all mean that there is nothing to reuse.
    return undefined;
  }
}

/** Whole or not at all, and readable by the owner alone: the records hold passwords. */
async function writeRecord(path: string, record: ManagedCluster | ManagedState): Promise<void> {
  const draft = `${path}.${process.pid}`;
  await writeFile(draft, `${JSON.stringify(record, null, 2)}\n`, { mode: 0o600, flush: true });
  await rename(draft, path);
}
