import type { Completion } from '../../contract/api/queries.ts';
import { nameText } from '../catalogs/path-text.ts';
import { fits } from './fits.ts';
import { type KnownTable, knownTables } from './known-tables.ts';
import type { Place } from './place.ts';
import type { LanguageSurroundings } from './surroundings.ts';

/** The sources, and `models` where there are any. */
export function sourceItems({ sources, models }: LanguageSurroundings, rank: string): readonly Completion[] {
  const names = models.length > 0 ? [...sources, 'models'] : sources;
  return names.map((name) => ({
    label: name,
    insert: `${nameText(name)}.`,
    kind: name === 'models' ? 'model' : 'source',
    detail: name === 'models' ? 'saved views' : 'source',
    documentation: null,
    source: name === 'models' ? null : name,
    sort: `${rank}${name.toLowerCase()}`,
  }));
}

/** All tables by their last name, each inserted whole. */
export function tableItems(
  { typed }: Place,
  { catalogs, models }: LanguageSurroundings,
): readonly Completion[] {
  const wanted = typed.toLowerCase();
  const tables = catalogs
    .flatMap((catalog) => knownTables(catalog))
    .filter(({ folded }) => fits(folded, wanted));
  return [
    ...tables.map((known) => tableItem(known, known.sql, '2')),
    ...models.map(({ name }) => modelItem(name, `models.${nameText(name)}`)),
  ];
}

/** What comes after `source.`, `source.schema.` or `models.`. */
export function tablesBelow({ path }: Place, surroundings: LanguageSurroundings): readonly Completion[] {
  const [first, second] = path.map((part) => part.toLowerCase());
  if (first === 'models' && path.length === 1)
    return surroundings.models.map(({ name }) => modelItem(name, nameText(name)));
  const catalog = surroundings.catalogs.find(({ source }) => source.toLowerCase() === first);
  if (catalog === undefined || path.length > 2) return [];
  const tables = knownTables(catalog);
  if (path.length === 2) {
    return tables
      .filter(({ schema }) => schema?.toLowerCase() === second)
      .map((known) => tableItem(known, nameText(known.table.path.name), '0'));
  }
  const others = new Set(tables.flatMap(({ isDefault, schema }) => (isDefault ? [] : (schema ?? []))));
  return [
    ...tables
      .filter(({ isDefault }) => isDefault)
      .map((known) => tableItem(known, nameText(known.table.path.name), '0')),
    ...[...others].map(
      (schema): Completion => ({
        label: schema,
        insert: `${nameText(schema)}.`,
        kind: 'schema',
        detail: 'schema',
        documentation: null,
        source: catalog.source,
        sort: `1${schema.toLowerCase()}`,
      }),
    ),
  ];
}

function tableItem({ source, table, folded, sql }: KnownTable, insert: string, rank: string): Completion {
  const { kind, rows, comment, path } = table;
  const size = rows === null ? '' : ` · about ${rows.toLocaleString('en')} rows`;
  return {
    label: path.name,
    insert,
    kind: 'table',
    detail: `${kind} of ${source}${size}`,
    documentation: [sql, comment].filter((part) => part !== null).join('\n\n'),
    source,
    sort: `${rank}${folded}`,
  };
}

function modelItem(name: string, insert: string): Completion {
  return {
    label: name,
    insert,
    kind: 'model',
    detail: 'model',
    documentation: null,
    source: null,
    sort: `1${name.toLowerCase()}`,
  };
}
