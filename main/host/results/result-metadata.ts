import { randomUUID } from 'node:crypto';
import { readFile, rename, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Measurement, ResultColumn } from '../../../engine/execute/execution.ts';
import type { Derivation, ResultNotes } from '../../services/results/result-notes.ts';

/** What is kept beside a result's rows, in `<runId>.json`. Its presence says that the result is complete. */
export interface ResultMetadata {
  readonly runId: string;
  readonly sql: string;
  readonly columns: readonly ResultColumn[];
  readonly rows: number;
  /** Size of the file. */
  readonly bytes: number;
  /** ISO 8601, UTC. */
  readonly finishedAt: string;
  /** The text has a top ORDER BY: the order of the rows is part of the answer. */
  readonly ordered: boolean;
  /** Why another run may answer otherwise; empty where it may not. */
  readonly nondeterminism: readonly string[];
  readonly measurement: Measurement;
  /** Pinned results are not removed by the quota. */
  readonly pinned: boolean;
  /** What is known of its run; absent where nobody wrote it down. */
  readonly notes?: ResultNotes;
  /** How it was made out of another result; absent in those of runs. */
  readonly derived?: Derivation;
}

export function resultFile(resultsDir: string, runId: string): string {
  return path.join(resultsDir, `${runId}.duckdb`);
}

export function metadataFile(resultsDir: string, runId: string): string {
  return path.join(resultsDir, `${runId}.json`);
}

/** Null where there is no complete result of that id. */
export async function readMetadata(resultsDir: string, runId: string): Promise<ResultMetadata | null> {
  try {
    return JSON.parse(await readFile(metadataFile(resultsDir, runId), 'utf8')) as ResultMetadata;
  } catch {
    return null;
  }
}

/** Replaces the metadata in one step, so that a reader never sees half of it. */
export async function writeMetadata(resultsDir: string, metadata: ResultMetadata): Promise<void> {
  const file = metadataFile(resultsDir, metadata.runId);
  const partial = `${file}.${randomUUID()}.partial`;
  await writeFile(partial, `${JSON.stringify(metadata)}\n`, { mode: 0o600 });
  await rename(partial, file);
}

/** Moves a finished result file into the store: the rows first, then the metadata that makes them count. */
export async function publishResult(
  file: string,
  resultsDir: string,
  metadata: Omit<ResultMetadata, 'bytes'>,
): Promise<void> {
  const { size } = await stat(file);
  await rename(file, resultFile(resultsDir, metadata.runId));
  await writeMetadata(resultsDir, { ...metadata, bytes: size });
}
