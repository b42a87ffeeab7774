import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type EmbeddedSources, embeddedSources } from '../fixtures/embedded-sources.ts';
import { AtollError, type ErrorReport } from '../../engine/errors/atoll-error.ts';
import type { PlacedPlan } from '../../engine/plan/fragment.ts';
import { type PlanOptions, Session } from '../../engine/session.ts';

let sources: EmbeddedSources;
let session: Session;
/** Names of the sources whose catalogs were asked for. */
let asked: string[] = [];

beforeAll(async () => {
  sources = await embeddedSources();
  session = await Session.create({
    ...sources,
    catalog: (name, signal) => {
      asked.push(name);
      return sources.catalog(name, signal);
    },
  });
});
afterAll(async () => {
  session.close();
  await sources.close();
});

function plan(sql: string, options: Partial<PlanOptions> = {}): Promise<PlacedPlan> {
  asked = [];
  return session.plan(sql, { mode: 'full', ...options });
}

async function failure(sql: string, options: Partial<PlanOptions> = {}): Promise<ErrorReport> {
  try {
    await plan(sql, options);
  } catch (error) {
    if (error instanceof AtollError) return error.report;
    throw error;
  }
  throw new Error(`It was planned: ${sql}`);
}

const sent = (placed: PlacedPlan): Record<string, string> =>
  Object.fromEntries(placed.fragments.map((one) => [one.source, one.sql]));

describe('a federated query', () => {
  const SQL = `SELECT p.name, sum(o.amount) AS total FROM crm.people p JOIN local.orders o ON o.person = p.id
    WHERE o.amount > 1 GROUP BY p.name ORDER BY total`;

  test('is cut into one fragment for each source and a local remainder', async () => {
    const placed = await plan(SQL);
    expect(Object.keys(sent(placed)).toSorted()).toEqual(['crm', 'local']);
    expect(sent(placed)['local']).toContain('> CAST(');
    expect(placed.columns.map((column) => column.name)).toEqual(['name', 'total']);
    expect(placed.ordered).toBe(true);
    expect(placed.opaque).toBeNull();
    expect(placed.localSql).toContain('f1');
    expect(placed.notPushed).toMatchObject([{ operator: 'join', code: 'cross-source' }]);
  });

  test('survives the way to another process as plain data', async () => {
    const placed = await plan(SQL);
    expect(structuredClone(placed)).toEqual(placed);
    expect(JSON.parse(JSON.stringify(placed))).toEqual(placed);
  });

  test('asks for the catalogs of the sources that it names, and no others', async () => {
    await plan(SQL);
    expect(new Set(asked)).toEqual(new Set(['crm', 'local']));
  });

  test('reads nothing but the needed columns where nothing is to be pushed', async () => {
    const placed = await plan(SQL, { mode: 'none' });
    expect(placed.localSql).toBe(SQL);
    expect(placed.opaque?.map((one) => one.name).toSorted()).toEqual(['orders', 'people']);
    const columns = placed.fragments.map((one) => one.columns.map((column) => column.name).join(' '));
    expect(columns.toSorted()).toEqual(['id name', 'person amount']);
  });

  test('over three kinds of source', async () => {
    const placed = await plan(
      'SELECT p.name, e.kind FROM crm.people p JOIN lake.events e ON e.person = p.id JOIN local.orders o ON o.id = p.id',
    );
    expect(Object.keys(sent(placed)).toSorted()).toEqual(['crm', 'lake', 'local']);
  });
});

describe('a query that has no plan', () => {
  test('runs as its own text over copies of its tables, and the ledger says why', async () => {
    const sql = 'PIVOT crm.people ON city USING count(*)';
    const placed = await plan(sql);
    expect(placed.remainder).toBeNull();
    expect(placed.opaque).toMatchObject([{ catalog: 'crm', name: 'people' }]);
    expect(placed.opaque?.[0]?.columns.map((column) => column.name)).toEqual(['id', 'name', 'city']);
    expect(placed.notPushed).toMatchObject([{ operator: 'query', code: 'opaque' }]);
  });

  test('fetches a table once, however often the text names it', async () => {
    const placed = await plan('PIVOT (SELECT a.city FROM crm.people a, crm.people b) ON city USING count(*)');
    expect(placed.fragments).toHaveLength(1);
  });
});

describe('names', () => {
  test('an unknown table gets the nearest name of any source, named in the text or not', async () => {
    const report = await failure('SELECT * FROM locl.orders');
    expect(report).toMatchObject({ code: 'sql-unknown-table', line: 1 });
    expect(report.hint).toContain('local.orders');
    expect(new Set(asked)).toEqual(new Set(['crm', 'local', 'lake', 'gone']));
  });

  test("an unknown column has DuckDB's wording and its place", async () => {
    const report = await failure('SELECT p.id,\n  p.nme FROM crm.people p');
    expect(report).toMatchObject({ code: 'sql-unknown-column', line: 2, column: 3 });
    expect(`${report.message} ${report.hint}`).toContain('name');
  });

  test('wrong syntax has its place', async () => {
    expect(await failure('SELECT FROM WHERE')).toMatchObject({ code: 'sql-syntax', line: 1 });
  });
});

describe('a source that can not be reached', () => {
  test('fails the queries that read it, and says where', async () => {
    expect(await failure('SELECT * FROM gone.things')).toMatchObject({ source: 'gone' });
  });

  test('does not fail a query that only has its name in it', async () => {
    const placed = await plan("SELECT name AS gone FROM crm.people WHERE city <> 'gone'");
    expect(asked).toContain('gone');
    expect(Object.keys(sent(placed))).toEqual(['crm']);
  });

  test('does not hide the hint for a table of another', async () => {
    expect((await failure('SELECT * FROM crm.peple, gone.things')).code).toMatch(/unknown-table|source|file/);
    expect((await failure('SELECT gone.x FROM crm.peple gone')).hint).toContain('crm.people');
  });
});

describe('models', () => {
  test('are placed like the query itself: what is of one source goes there whole', async () => {
    const placed = await plan('SELECT person, total FROM models.spent WHERE person = 1');
    expect(Object.keys(sent(placed))).toEqual(['local']);
    expect(sent(placed)['local']).toMatch(/WHERE .*person = .*GROUP BY/s);
  });

  test('may read models and sources that the text does not name', async () => {
    const placed = await plan('SELECT name FROM models.rich');
    expect(new Set(asked)).toEqual(new Set(['crm', 'local']));
    expect(Object.keys(sent(placed)).toSorted()).toEqual(['crm', 'local']);
  });

  test('of an opaque query come with their texts, those first that others read', async () => {
    const placed = await plan('PIVOT models.rich ON name USING sum(total)');
    expect(placed.opaqueModels?.map((model) => model.name)).toEqual(['spent', 'rich']);
  });

  test('that are wrong name their file', async () => {
    expect(await failure('SELECT * FROM models.broken')).toMatchObject({
      file: 'models/broken.sql',
      line: 1,
    });
  });
});

describe('parameters', () => {
  test('are constants of the type that the query asks for, and go to the source', async () => {
    const parameters = new Map([['day', '2026-01-02']]);
    const placed = await plan('SELECT id FROM local.orders WHERE day >= $day', { parameters });
    expect(sent(placed)['local']).toContain("'2026-01-02'");
  });

  test('that are missing are named', async () => {
    const report = await failure('SELECT id FROM local.orders WHERE day >= $day');
    expect(report.code).toBe('sql-parameter');
    expect(report.message).toContain('day');
  });

  test('by number', async () => {
    const placed = await plan('SELECT id FROM crm.people WHERE name = ? AND id > ?', {
      parameters: new Map([
        ['1', "O'Neil"],
        ['2', '3'],
      ]),
    });
    expect(placed.fragments[0]?.params.map((one) => one.value)).toEqual(["O'Neil", '3']);
  });
});

test('a query that is called off before it began is not planned', async () => {
  await expect(plan('SELECT 1', { signal: AbortSignal.abort() })).rejects.toThrow(/abort/i);
});

test('plans one after the other, asked for side by side', async () => {
  const all = await Promise.all([1, 2, 3].map((id) => plan(`SELECT name FROM crm.people WHERE id = ${id}`)));
  expect(all.map((placed) => placed.fragments.length)).toEqual([1, 1, 1]);
});
