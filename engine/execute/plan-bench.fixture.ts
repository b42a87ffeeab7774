import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Database } from '../duckdb/database.ts';
import type { PlacedPlan } from '../plan/fragment.ts';
import type { Source } from '../spi/connector.ts';
import type { ProgressEvent } from '../types/progress.ts';
import { executePlan } from './execute-plan.ts';
import type { ExecuteOptions, ExecutionOutcome } from './execution.ts';

/** Runs plans in a folder of its own. Tests open it before and close it after each. */
export class PlanBench {
  folder = '';
  events: ProgressEvent[] = [];

  async open(): Promise<void> {
    this.folder = await mkdtemp(path.join(tmpdir(), 'atoll-execute-'));
    this.events = [];
  }

  async close(): Promise<void> {
    await rm(this.folder, { recursive: true, force: true });
  }

  get resultPath(): string {
    return path.join(this.folder, 'result.duckdb');
  }

  run(
    plan: PlacedPlan,
    sources: readonly Source[],
    more: Partial<ExecuteOptions> = {},
  ): Promise<ExecutionOutcome> {
    return executePlan({
      plan,
      sources: new Map(sources.map((source) => [source.name, source])),
      limits: new Map(),
      resultPath: this.resultPath,
      spillDir: path.join(this.folder, 'spill'),
      signal: new AbortController().signal,
      onProgress: (event) => void this.events.push(event),
      ...more,
    });
  }

  /** Rows of the result file, attached as `r`. */
  async rowsOf(sql = 'SELECT * FROM r.result ORDER BY rowid'): Promise<readonly (readonly unknown[])[]> {
    const db = await Database.open();
    try {
      await db.run(`ATTACH '${this.resultPath}' AS r (READ_ONLY)`);
      return (await db.query(sql)).rows;
    } finally {
      db.close();
    }
  }

  async nothingLeft(): Promise<void> {
    assert.equal(existsSync(this.resultPath), false);
    assert.deepEqual(await readdir(path.join(this.folder, 'spill')).catch(() => []), []);
  }
}
