import { existsSync } from 'node:fs';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect } from 'vitest';
import { Database } from '../duckdb/database.ts';
import type { PlacedPlan } from '../plan/fragment.ts';
import type { Source } from '../spi/connector.ts';
import type { ProgressEvent } from '../types/progress.ts';
import { executePlan } from './execute-plan.ts';
import type { ExecuteOptions, ExecutionOutcome } from './execution.ts';

/** Runs plans in a folder of the running test, which is removed after it. */
export class PlanBench {
  folder = '';
  events: ProgressEvent[] = [];

  constructor() {
    beforeEach(async () => {
      this.folder = await mkdtemp(path.join(tmpdir(), 'atoll-execute-'));
      this.events = [];
    });
    afterEach(() => rm(this.folder, { recursive: true, force: true }));
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
    expect(existsSync(this.resultPath)).toBe(false);
    expect(await readdir(path.join(this.folder, 'spill')).catch(() => [])).toEqual([]);
  }
}
