import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { startPostgres, type TestPostgres } from '../fixtures/postgres.ts';
import type { Places } from './places.ts';
import { test as base, expect, watchRequests } from './test.ts';

const PASSWORD = 'shop-password';

/** A PostgreSQL with the tables of a shop, and a role that may only read them. */
export interface Shop {
  readonly server: TestPostgres;
  readonly database: string;
  readonly user: string;
  readonly password: string;
  readonly url: string;
  /** Statements of the role that run now. */
  readonly running: () => Promise<readonly string[]>;
  /** Statements of the role that the server has written to its log, the texts as they came. */
  readonly sent: () => readonly string[];
}

interface Options {
  /** What stands in atoll.yaml below its sources. */
  readonly settings: string;
  /** What stands in the section of the source beside where it is. */
  readonly marks: string;
  /** False leaves the workspace without a source. */
  readonly registered: boolean;
}

/** A test of the window over a workspace with one source, `shop`, a real PostgreSQL. */
export const test = base.extend<Options, { readonly shop: Shop }>({
  settings: ['', { option: true }],
  marks: ['', { option: true }],
  registered: [true, { option: true }],
  begins: 'empty',
  environment: { SHOP_PASSWORD: PASSWORD },
  shop: [
    // The browser is there before anyway; Playwright needs the names of fixtures to stand here.
    async ({ browser }, use) => {
      expect(browser.isConnected()).toBe(true);
      await using server = await startPostgres();
      await use(await makeShop(server));
    },
    { scope: 'worker', timeout: 60_000 },
  ],
  places: async ({ places, shop, settings, marks, registered }, use) => {
    if (registered) await registerShop(places, shop, marks, settings);
    await use(places);
  },
});

async function registerShop(places: Places, shop: Shop, marks: string, settings: string): Promise<void> {
  const { port } = shop.server;
  const where = `kind: postgres, host: 127.0.0.1, port: ${port}, database: shop, user: app, sslmode: disable`;
  await writeFile(
    path.join(places.workspace, 'atoll.yaml'),
    `version: 1\nsources:\n  shop: { ${where}, secret: 'env:SHOP_PASSWORD'${marks} }\n${settings}`,
  );
}

/** Orders of 20,000 rows, customers of 500, and a view that takes ten minutes. */
export async function makeShop(server: TestPostgres): Promise<Shop> {
  const database = await server.createDatabase('shop');
  await server.run(
    database,
    `CREATE ROLE app LOGIN PASSWORD '${PASSWORD}';
    CREATE TABLE customers (id integer PRIMARY KEY, name text NOT NULL, city text);
    INSERT INTO customers SELECT n, 'Customer ' || n, (ARRAY['Ulm', 'Kiel', 'Bonn'])[1 + n % 3]
      FROM generate_series(1, 500) AS n;
    CREATE TABLE orders (id integer PRIMARY KEY, customer_id integer REFERENCES customers, amount numeric(10, 2));
    INSERT INTO orders SELECT n, 1 + n % 500, n % 100 FROM generate_series(1, 20000) AS n;
    CREATE VIEW slow AS SELECT n, pg_sleep(1)::text AS slept FROM generate_series(1, 600) AS n;
    ALTER ROLE app SET log_statement = 'all';
    COMMENT ON COLUMN orders.amount IS 'In euros, taxes included';
    GRANT SELECT ON customers, orders, slow TO app;
    ANALYZE`,
  );
  const running = async (): Promise<readonly string[]> => {
    const client = await server.connect(database);
    const { rows } = await client.query<{ query: string }>(
      "SELECT query FROM pg_stat_activity WHERE usename = 'app' AND state <> 'idle'",
    );
    await client.end();
    return rows.map(({ query }) => query);
  };
  const url = `postgres://app:${PASSWORD}@127.0.0.1:${server.port}/${database}`;
  return {
    server,
    database,
    user: 'app',
    password: PASSWORD,
    url,
    running,
    sent: () => statementsOf(server.log.join('')),
  };
}

/** Further lines of an entry begin with a tab. */
function statementsOf(log: string): readonly string[] {
  const entries = log.replaceAll('\n\t', '\u0000').split('\n');
  return entries.flatMap((entry) => {
    const [, text] = / LOG: {2}(?:statement|execute [^:]*): (.*)$/.exec(entry) ?? [];
    return text === undefined ? [] : [text.replaceAll('\u0000', '\n')];
  });
}

export { expect, watchRequests };
