import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Database } from '../duckdb/database.ts';
import { clockAt } from './clock.ts';
import { isVolatile } from './determinism.ts';
import { isRefusedFunction } from './refused-functions.ts';

/** Volatile in DuckDB only so that it is not evaluated early; it has no value that could differ. */
const RAISES = new Set(['error']);

describe('DuckDB’s own list of functions', () => {
  let database: Database;
  beforeAll(async () => {
    database = await Database.open();
  });
  afterAll(() => database.close());

  async function namesOf(stability: string): Promise<readonly string[]> {
    const { rows } = await database.query(
      `SELECT DISTINCT function_name FROM duckdb_functions() WHERE stability = '${stability}'`,
    );
    return rows.map(([name]) => String(name));
  }

  it('has no volatile function that is neither known nor refused', async () => {
    const names = await namesOf('VOLATILE');
    expect(names.length).toBeGreaterThan(10);
    expect(
      names.filter((name) => !isVolatile(name) && !isRefusedFunction(name) && !RAISES.has(name)),
    ).toEqual([]);
  });

  it('has no function that is fixed for a query but by the clock or refused', async () => {
    const clock = clockAt(new Date(0));
    const names = await namesOf('CONSISTENT_WITHIN_QUERY');
    const timed = (name: string): boolean =>
      (['DATE', 'TIME WITH TIME ZONE', 'TIMESTAMP WITH TIME ZONE'] as const).some(
        (id) => clock(name, { id }) !== null,
      );
    expect(names).toContain('now');
    expect(names.filter((name) => !timed(name) && !isRefusedFunction(name))).toEqual([]);
  });
});
