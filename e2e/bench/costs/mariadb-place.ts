import { readFile } from 'node:fs/promises';
import { mysqlConnector } from '../../../connectors/mysql/connector.ts';
import { startMariadb } from '../../fixtures/mariadb.ts';
import { openMysqlSource } from '../../fixtures/mysql-source.ts';
import { serverCpuMs } from './clock.ts';
import { type FactsText, factsSql } from './facts.ts';
import type { Place } from './place.ts';
import { factsTable, pingMs, readFacts } from './read-facts.ts';

const DATABASE = 'costs';
/** Beyond the defaults only what keeps its tables in memory. */
const OPTIONS = ['--innodb-buffer-pool-size=1G', '--pid-file=pid'];

const TEXT: FactsText = {
  table: 'TABLE',
  decimal: 'decimal(15,2)',
  numbers: (count) => `(SELECT seq AS i FROM seq_1_to_${count}) AS numbers`,
  day: (days) => `date '1992-01-01' + INTERVAL (${days}) DAY`,
  decimalOf: (expression) => expression,
  text: (parts) => `concat(${parts.join(', ')})`,
};

/** A MariaDB with its default settings, but for the memory that its tables need. */
export async function mariadbPlace(rows: number): Promise<Place> {
  const server = await startMariadb(OPTIONS);
  await server.createDatabase(DATABASE);
  const wire = await server.connect(DATABASE);
  for (const sql of factsSql(TEXT, rows)) await wire.command(sql);
  await wire.command('ANALYZE TABLE facts, dims, kinds');
  const [told = []] = await wire.command('SELECT version(), @@pid_file');
  const pid = Number(await readFile(told[1] ?? '', 'utf8'));
  const source = openMysqlSource(server, DATABASE);
  const table = await factsTable(source);
  return {
    name: `MariaDB ${told[0]?.split('-')[0] ?? ''}`,
    profile: mysqlConnector.costs,
    coresOf: () => Promise.resolve(1),
    readingCores: 1,
    sortBy: 'offset',
    parallel: false,
    run: (sql) => wire.command(sql),
    read: (columns) => readFacts(source, table, columns, false),
    pingMs: (runs) => pingMs(source, runs),
    cpuMs: () => serverCpuMs(pid),
    [Symbol.asyncDispose]: async () => {
      wire.end();
      await source.close();
      await server.stop();
    },
  };
}
