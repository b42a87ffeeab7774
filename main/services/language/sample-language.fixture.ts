import { AtollError } from '../../../engine/errors/atoll-error.ts';
import { Session } from '../../../engine/session.ts';
import type { CatalogTable, SourceCatalog } from '../../../engine/types/catalog.ts';
import type { DataType } from '../../../engine/types/data-type.ts';
import { LanguageService } from './language-service.ts';
import type { ModelText } from './surroundings.ts';
import { readVocabulary } from './vocabulary.ts';

const MODELS: readonly ModelText[] = [
  {
    name: 'revenue',
    file: 'models/revenue.sql',
    sql: 'SELECT day, sum(amount) AS total FROM shop.orders GROUP BY day',
  },
];

type Columns = Readonly<Record<string, DataType>>;

function table(schema: string | null, name: string, columns: Columns): CatalogTable {
  return {
    path: { schema, name },
    kind: 'table',
    columns: Object.entries(columns).map(([column, type]) => ({
      name: column,
      nativeType: type.id.toLowerCase(),
      type,
      nullable: true,
      collation: null,
      comment: column === 'amount' ? 'Euro' : null,
      statistics: null,
      typeEnforced: true,
    })),
    keys: 'id' in columns ? [{ kind: 'primary', columns: ['id'], references: null }] : [],
    rows: 1200,
    bytes: null,
    comment: null,
    fingerprint: name,
  };
}

const ORDERS: Columns = {
  id: { id: 'BIGINT' },
  customer: { id: 'BIGINT' },
  day: { id: 'DATE' },
  amount: { id: 'DECIMAL', width: 12, scale: 2 },
  'Ship To': { id: 'VARCHAR' },
};

/** Two sources of which `more` adds tables to the second, and a third that was never read. */
export function sampleCatalogs(more: readonly CatalogTable[] = []): readonly SourceCatalog[] {
  const fetchedAt = '2026-11-20T00:00:00.000Z';
  return [
    {
      source: 'shop',
      defaultSchema: 'public',
      fetchedAt,
      tables: [table('public', 'orders', ORDERS), table('archive', 'orders', ORDERS)],
    },
    {
      source: 'crm',
      defaultSchema: null,
      fetchedAt,
      tables: [table(null, 'customers', { id: { id: 'BIGINT' }, mail: { id: 'VARCHAR' } }), ...more],
    },
  ];
}

/** Tables `table_0` and so on, of ten columns each. */
export function manyTables(count: number): readonly CatalogTable[] {
  const columns = Object.fromEntries(
    Array.from({ length: 10 }, (_, at) => [`column_${at}`, { id: 'INTEGER' } as const]),
  );
  return Array.from({ length: count }, (_, at) => table(null, `table_${at}`, columns));
}

/** A language service over those catalogs, bound by the real engine. */
export async function sampleLanguage(
  catalogs: readonly SourceCatalog[] = sampleCatalogs(),
): Promise<LanguageService> {
  const sources = ['shop', 'crm', 'lake'];
  const session = await Session.create({
    names: sources,
    source: (name) => {
      throw new AtollError('source-unknown', `There is no source ${name}.`);
    },
    catalog: async (name) => {
      const found = catalogs.find(({ source }) => source === name);
      if (found !== undefined) return await Promise.resolve(found);
      throw new AtollError('source-unavailable', `The catalog of ${name} is not read yet.`, { source: name });
    },
    model: (name) => MODELS.find((model) => model.name === name.toLowerCase()) ?? null,
  });
  const vocabulary = await readVocabulary();
  return new LanguageService({
    session,
    surroundings: () => ({ sources, catalogs, models: MODELS, vocabulary }),
  });
}
