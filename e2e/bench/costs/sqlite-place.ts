import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { sqliteConnector } from '../../../connectors/sqlite/connector.ts';
import { DEFAULT_LIMITS } from '../../../engine/types/limits.ts';
import { type FactsText, factsSql } from './facts.ts';
import type { Place } from './place.ts';
import { factsTable, pingMs, readFacts } from './read-facts.ts';

const TEXT: FactsText = {
  table: 'TABLE',
  decimal: 'decimal(15,2)',
  numbers: (count) =>
    `(WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${count}) SELECT i FROM n)`,
  day: (days) => `date('1992-01-01', (${days}) || ' days')`,
  decimalOf: (expression) => expression,
  text: (parts) => parts.join(' || '),
};

/** A SQLite file with the default settings, in the operating system's cache. */
export async function sqlitePlace(rows: number): Promise<Place> {
  const folder = await mkdtemp(path.join(tmpdir(), 'atoll-costs-'));
  const file = path.join(folder, 'costs.db');
  const writer = new DatabaseSync(file);
  writer.exec(`BEGIN; ${factsSql(TEXT, rows).join('; ')}; COMMIT; ANALYZE`);
  const version = writer.prepare('SELECT sqlite_version() AS version').get()?.['version'];
  writer.close();
  const reader = new DatabaseSync(file, { readOnly: true });
  const source = sqliteConnector.open(
    { path: file },
    {
      name: 'costs',
      workspaceDir: folder,
      limits: DEFAULT_LIMITS,
      secret: () => Promise.resolve(null),
      local: () => Promise.reject(new Error('There is no local engine here.')),
      onProgress: () => undefined,
    },
  );
  const table = await factsTable(source);
  return {
    name: `SQLite ${String(version)}`,
    profile: sqliteConnector.costs,
    coresOf: () => Promise.resolve(1),
    readingCores: 1,
    sortBy: 'number',
    parallel: false,
    run: (sql) => Promise.resolve(reader.prepare(sql).all()),
    read: (columns) => readFacts(source, table, columns, false),
    pingMs: (runs) => pingMs(source, runs),
    cpuMs: () => Promise.resolve(0),
    [Symbol.asyncDispose]: async () => {
      reader.close();
      await source.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
