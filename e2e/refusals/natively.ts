import { DatabaseSync } from 'node:sqlite';
import { Client } from 'pg';
import type { SourceSpec } from '../fixtures/federation.ts';
import { connectMariadb } from '../fixtures/mariadb.ts';

/** Rows with every value as text. */
export type TextRows = readonly (readonly string[])[];

/** A number, text or truth as text, the same for the values of every client. */
export function textOf(value: unknown): string {
  if (value === null) return 'NULL';
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'bigint' ? value.toString() : JSON.stringify(value);
}

/** Runs a text at a source as it is, past Atoll. */
export async function natively(spec: SourceSpec, sql: string): Promise<TextRows> {
  switch (spec.kind) {
    case 'postgres': {
      const { host, port, user, password, database } = spec;
      const client = new Client({ host, port, user, password, database });
      await client.connect();
      try {
        const { rows } = await client.query<unknown[]>({ text: sql, rowMode: 'array' });
        return rows.map((row) => row.map(textOf));
      } finally {
        await client.end();
      }
    }
    case 'mysql': {
      const wire = await connectMariadb(spec, spec.database);
      try {
        const rows = await wire.command(sql);
        return rows.map((row) => row.map(textOf));
      } finally {
        wire.end();
      }
    }
    case 'sqlite': {
      const database = new DatabaseSync(spec.path, { readOnly: true });
      try {
        const statement = database.prepare(sql);
        statement.setReturnArrays(true);
        // With arrays asked for, the rows are no objects by name.
        const rows: readonly unknown[] = statement.all();
        return rows.map((row) => (Array.isArray(row) ? row.map(textOf) : []));
      } finally {
        database.close();
      }
    }
    case 'files':
    case 'duckdb':
      throw new Error(`${spec.name} is read by DuckDB itself.`);
  }
}
