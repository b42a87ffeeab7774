import type { Database } from '../duckdb/database.ts';
import { quoteName, quoteText } from '../duckdb/quote.ts';

/** Functions that read the clock, as the binder knows them (`engine/bind/clock.ts`), and what they give. */
const CLOCKS: Readonly<Record<string, 'DATE' | 'TIME' | 'TIMESTAMP' | 'TIMETZ' | 'TIMESTAMPTZ'>> = {
  now: 'TIMESTAMPTZ',
  get_current_timestamp: 'TIMESTAMPTZ',
  transaction_timestamp: 'TIMESTAMPTZ',
  current_timestamp: 'TIMESTAMPTZ',
  current_date: 'DATE',
  today: 'DATE',
  current_time: 'TIMETZ',
  get_current_time: 'TIMETZ',
  current_localtime: 'TIME',
  current_localtimestamp: 'TIMESTAMP',
};

/**
 * Lets the clock of an instance stand still at the instant (ISO 8601, in UTC) that the query was planned at, also for
 * text that nobody translated: macros of the same names come before DuckDB's own functions, in views too.
 */
export async function stopClock(db: Database, now: string): Promise<void> {
  const [day = '', time = ''] = now.replace('Z', '').split('T');
  const texts = {
    DATE: day,
    TIME: time,
    TIMESTAMP: `${day} ${time}`,
    TIMETZ: `${time}+00`,
    TIMESTAMPTZ: `${day} ${time}+00`,
  };
  for (const [name, type] of Object.entries(CLOCKS)) {
    await db.run(`CREATE MACRO ${quoteName(name)}() AS CAST(${quoteText(texts[type])} AS ${type})`);
  }
  const midnight = `CAST(${quoteText(`${day} 00:00:00+00`)} AS TIMESTAMPTZ)`;
  const age = 'system.main.age';
  await db.run(`CREATE MACRO age(past) AS ${age}(${midnight}, past), (later, past) AS ${age}(later, past)`);
}
