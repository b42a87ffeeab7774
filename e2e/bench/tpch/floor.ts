import { DuckDBInstance } from '@duckdb/node-api';
import type { Answer } from '../../fixtures/federation.ts';
import { answerOf } from '../../fixtures/oracle.ts';

/** One DuckDB that holds everything: how fast an answer could be had if nothing had to travel, and which is right. */
export interface Floor extends AsyncDisposable {
  readonly version: string;
  run(sql: string): Promise<Answer>;
}

/** Opens the file for reading, with as many threads as Atoll's own DuckDB has. */
export async function openFloor(file: string): Promise<Floor> {
  const instance = await DuckDBInstance.create(file, { access_mode: 'READ_ONLY', threads: '2' });
  const connection = await instance.connect();
  await connection.run(`SET TimeZone = 'UTC'`);
  const { rows } = await answerOf(connection, 'SELECT version()');
  return {
    version: String(rows[0]?.[0]),
    run: (sql) => answerOf(connection, sql),
    [Symbol.asyncDispose]: () => {
      connection.closeSync();
      instance.closeSync();
      return Promise.resolve();
    },
  };
}
