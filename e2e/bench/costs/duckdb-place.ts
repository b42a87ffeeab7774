import { availableParallelism } from 'node:os';
import { Database } from '../../../engine/duckdb/database.ts';
import { LOCAL_COSTS } from '../../../engine/spi/cost-profile.ts';
import { type FactsText, factsSql } from './facts.ts';
import type { Place } from './place.ts';

const TEXT: FactsText = {
  table: 'TABLE',
  decimal: 'decimal(15,2)',
  numbers: (count) => `range(1, ${count + 1}) AS numbers(i)`,
  day: (days) => `date '1992-01-01' + (${days})::integer`,
  decimalOf: (expression) => `(${expression})::decimal(15,2)`,
  text: (parts) => parts.join(' || '),
};

/** The local DuckDB over tables in memory; reading is what it does with a fragment that it reads in place: copying it. */
export async function duckdbPlace(rows: number): Promise<Place> {
  const cores = availableParallelism();
  const database = await Database.open(':memory:', { threads: cores });
  for (const sql of factsSql(TEXT, rows)) await database.run(sql);
  const { rows: told } = await database.query('SELECT version()');
  return {
    name: `DuckDB ${String(told[0]?.[0]).replace(/^v/, '')}`,
    profile: LOCAL_COSTS,
    coresOf: () => Promise.resolve(cores),
    readingCores: cores,
    sortBy: 'number',
    parallel: false,
    run: (sql) => database.run(sql),
    read: async (columns) =>
      void (await database.run(`CREATE OR REPLACE TABLE f1 AS SELECT ${columns.join(', ')} FROM facts`)),
    pingMs: async (runs) => {
      let fastest = Number.POSITIVE_INFINITY;
      for (let run = 0; run < runs; run += 1) {
        const began = performance.now();
        await database.run('SELECT 1 AS n');
        fastest = Math.min(fastest, performance.now() - began);
      }
      return fastest;
    },
    cpuMs: () => Promise.resolve(0),
    [Symbol.asyncDispose]: () => {
      database.close();
      return Promise.resolve();
    },
  };
}
