import { beforeAll, describe, expect, test } from 'vitest';
import { openLocal } from '../../e2e/fixtures/local-duckdb.ts';
import type { ScanNode } from '../../engine/plan/node.ts';
import type { ReadSession } from '../../engine/spi/connector.ts';
import type { Bench } from './bench.ts';
import { CALM } from './bench.ts';
import { countingTable } from './tables.ts';

const TABLE = countingTable('kept', 7);

/** A session can't write, whatever text it is given. */
export function readOnlyTopic(bench: () => Bench): void {
  describe('read-only', () => {
    beforeAll(async () => {
      await bench().create(TABLE);
    });

    test('a statement that deletes fails, and deletes nothing', async () => {
      const scan = await bench().scan('kept');
      const session = await bench().source.begin(CALM);
      await expect(erase(bench(), session, scan)).rejects.toThrow();
      await session.close();
      expect((await bench().answer(scan)).rows).toHaveLength(7);
    });
  });
}

async function erase(bench: Bench, session: ReadSession, scan: ScanNode): Promise<void> {
  const { mount } = session;
  if (mount === undefined) {
    const from =
      scan.table.schema === null ? `"${scan.table.name}"` : `"${scan.table.schema}"."${scan.table.name}"`;
    const sql = bench.fixture.erase(TABLE, from);
    const fragment = { ...bench.fragment(session, scan), sql, params: [] };
    for await (const _ of session.read?.(fragment, CALM) ?? []);
    return;
  }
  const db = await openLocal('tested', mount);
  try {
    await db.run(bench.fixture.erase(TABLE, mount.table(scan)));
  } finally {
    db.close();
  }
}
