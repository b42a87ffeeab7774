import type { TablePath } from '../../../engine/types/catalog.ts';
import { OID } from '../decode/oids.ts';

/**
 * The catalog in one round trip: relations, their columns, their keys, and the types in use. Everything that changed
 * between versions is read through `to_jsonb`, which has no column to miss.
 */

/** Schemas of the server itself, and of temporary tables. */
const FOREIGN_SCHEMAS = `n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast') AND n.nspname !~ '^pg_(toast_)?temp_'`;

/** r table, p partitioned, v view, m materialised view, f foreign table. */
const KINDS = "('r', 'p', 'v', 'm', 'f')";

function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

function visible(schemas: readonly string[] | null): string {
  const chosen = schemas === null ? '' : ` AND n.nspname IN (${schemas.map(literal).join(', ')})`;
  return `SELECT c.oid, n.nspname, c.relname, c.relkind, c.reltuples, c.relpages, c.reltoastrelid,
      pg_catalog.has_table_privilege(c.oid, 'SELECT') AS whole
    FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind IN ${KINDS} AND ${FOREIGN_SCHEMAS}${chosen}
      AND pg_catalog.has_schema_privilege(n.oid, 'USAGE')
      AND (pg_catalog.has_table_privilege(c.oid, 'SELECT') OR pg_catalog.has_any_column_privilege(c.oid, 'SELECT'))`;
}

/** Columns: oid, schema, name, kind, rows, bytes, comment. */
function relations(schemas: readonly string[] | null): string {
  return `WITH visible AS MATERIALIZED (${visible(schemas)})
    SELECT v.oid, v.nspname, v.relname, v.relkind, v.reltuples,
      CASE WHEN v.relkind NOT IN ('r', 'm') THEN NULL
           WHEN v.relpages = 0 THEN pg_catalog.pg_relation_size(v.oid)
           ELSE (v.relpages + coalesce(t.relpages, 0))::bigint * pg_catalog.current_setting('block_size')::bigint END,
      pg_catalog.obj_description(v.oid, 'pg_class')
    FROM visible v LEFT JOIN pg_catalog.pg_class t ON t.oid = v.reltoastrelid
    ORDER BY v.nspname, v.relname`;
}

/** Numbers below are of the server's own types. */
const FIRST_USER_OID = 16_384;

/** The labels, in their order, of the enum that a column `a` is of, or a domain over, or an array of; else NULL. */
const LABELS = `CASE WHEN a.atttypid >= ${FIRST_USER_OID} THEN (
      WITH RECURSIVE inner_types AS (
        SELECT t.oid, t.typtype, t.typcategory, t.typbasetype, t.typelem FROM pg_catalog.pg_type t WHERE t.oid = a.atttypid
        UNION ALL
        SELECT t.oid, t.typtype, t.typcategory, t.typbasetype, t.typelem
        FROM inner_types o JOIN pg_catalog.pg_type t
          ON t.oid = CASE WHEN o.typtype = 'd' THEN o.typbasetype WHEN o.typcategory = 'A' THEN o.typelem END)
      SELECT pg_catalog.json_agg(e.enumlabel ORDER BY e.enumsortorder)
      FROM inner_types i JOIN pg_catalog.pg_enum e ON e.enumtypid = i.oid) END`;

/** Types whose values statistics are shown of: arrays of arrays, which others might need, have no text that reads back. */
const SHOWN_TYPES = [
  OID.bool,
  OID.int2,
  OID.int4,
  OID.int8,
  OID.float4,
  OID.float8,
  OID.numeric,
  OID.text,
  OID.varchar,
  OID.bpchar,
  OID.date,
  OID.timestamp,
  OID.timestamptz,
  OID.uuid,
].join(', ');

/** Wider values than this would make the catalog large, and cut ones would mislead. */
const WIDEST_SHOWN = 100;
/** Common values, and parts of a histogram, that are shown of a column. */
const MOST_SHOWN = 50;

/** The values of statistics, which are of a type of their own, as JSON; `picked` chooses by number `k` of `n`. */
function shownValues(values: string, picked: string): string {
  return `CASE WHEN a.atttypid IN (${SHOWN_TYPES}) AND s.avg_width <= ${WIDEST_SHOWN} THEN (
      SELECT pg_catalog.json_agg(v ORDER BY k)
      FROM (SELECT v, k, pg_catalog.count(*) OVER () AS n
            FROM pg_catalog.unnest(${values}::text::text[]) WITH ORDINALITY AS all_values(v, k)) AS numbered
      WHERE ${picked}) END`;
}

const COMMON_VALUES = shownValues('s.most_common_vals', `k <= ${MOST_SHOWN}`);
/** Every so manieth bound, so that parts stay equal, and the last one. */
const HISTOGRAM = shownValues(
  's.histogram_bounds',
  `k = n OR (k - 1) % greatest(1, ceil((n - 1) / ${MOST_SHOWN}.0)::bigint) = 0`,
);

/**
 * Columns: relation, name, type, modifier, type's text, not null, collation, enum's labels as JSON, comment, n_distinct,
 * null_frac, avg_width, common values and their shares and the histogram as JSON. Of a partitioned table the statistics
 * are those over its partitions.
 */
function columns(schemas: readonly string[] | null): string {
  return `WITH visible AS MATERIALIZED (${visible(schemas)})
    SELECT a.attrelid, a.attname, a.atttypid, a.atttypmod, pg_catalog.format_type(a.atttypid, a.atttypmod),
      a.attnotnull, a.attcollation, ${LABELS}, d.description, s.n_distinct, s.null_frac, s.avg_width,
      ${COMMON_VALUES}, pg_catalog.to_json(s.most_common_freqs), ${HISTOGRAM}
    FROM visible v
    JOIN pg_catalog.pg_attribute a ON a.attrelid = v.oid AND a.attnum > 0 AND NOT a.attisdropped
    LEFT JOIN pg_catalog.pg_description d
      ON d.classoid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.objoid = a.attrelid AND d.objsubid = a.attnum
    LEFT JOIN pg_catalog.pg_stats s
      ON s.schemaname = v.nspname AND s.tablename = v.relname AND s.attname = a.attname
      AND s.inherited = (v.relkind = 'p')
    WHERE v.whole OR pg_catalog.has_column_privilege(v.oid, a.attnum, 'SELECT')
    ORDER BY a.attrelid, a.attnum`;
}

/** Columns: `owner`, kind, columns as JSON, referenced schema and table, referenced columns as JSON. */
function keys(relationsShown: string, owner: string): string {
  const named = (relation: string, numbers: string): string =>
    `(SELECT pg_catalog.json_agg(a.attname ORDER BY k.ord) FROM pg_catalog.unnest(${numbers}) WITH ORDINALITY AS k(num, ord)
       JOIN pg_catalog.pg_attribute a ON a.attrelid = ${relation} AND a.attnum = k.num)`;
  return `WITH visible AS MATERIALIZED (${relationsShown})
    SELECT ${owner}, o.contype, ${named('o.conrelid', 'o.conkey')}, n.nspname, r.relname, ${named('o.confrelid', 'o.confkey')}
    FROM visible v
    JOIN pg_catalog.pg_constraint o ON o.conrelid = v.oid AND o.contype IN ('p', 'u', 'f')
    LEFT JOIN pg_catalog.pg_class r ON r.oid = o.confrelid
    LEFT JOIN pg_catalog.pg_namespace n ON n.oid = r.relnamespace
    WHERE pg_catalog.to_jsonb(o)->>'convalidated' IS DISTINCT FROM 'false'
    ORDER BY o.conrelid, o.contype DESC, o.conname`;
}

/**
 * The shape of some tables, as their fingerprints have it, in three results: their columns (schema, table, name, type's
 * text, not null, collation, enum's labels as JSON), their keys (schema, table, and what `keys` has), the database.
 */
export function shapeSql(tables: readonly TablePath[]): string {
  const chosen = tables
    .map(({ schema, name }) => `(${literal(schema ?? 'public')}, ${literal(name)})`)
    .join(', ');
  const shown = `${visible(null)} AND (n.nspname, c.relname) IN (${chosen})`;
  const shapes = `WITH visible AS MATERIALIZED (${shown})
    SELECT v.nspname, v.relname, a.attname, pg_catalog.format_type(a.atttypid, a.atttypmod), a.attnotnull, a.attcollation,
      ${LABELS}
    FROM visible v JOIN pg_catalog.pg_attribute a ON a.attrelid = v.oid AND a.attnum > 0 AND NOT a.attisdropped
    WHERE v.whole OR pg_catalog.has_column_privilege(v.oid, a.attnum, 'SELECT')
    ORDER BY a.attrelid, a.attnum`;
  return [shapes, keys(shown, 'v.nspname, v.relname'), DATABASE].join(';\n');
}

/** Columns: oid, name, kind, base type, base modifier, element (of true arrays, else 0). */
const TYPES = `SELECT oid, typname, typtype, typbasetype, typtypmod, CASE WHEN typcategory = 'A' THEN typelem ELSE 0 END
  FROM pg_catalog.pg_type
  WHERE typtype IN ('b', 'd', 'e', 'r', 'm') AND (typcategory = 'A' OR typtype IN ('d', 'e') OR oid < ${FIRST_USER_OID})`;

/** Columns: oid, name, provider, deterministic, locale. */
const COLLATIONS = `SELECT oid, collname, collprovider, coalesce(pg_catalog.to_jsonb(c)->>'collisdeterministic', 'true'),
    coalesce(pg_catalog.to_jsonb(c)->>'colllocale', pg_catalog.to_jsonb(c)->>'colliculocale', collcollate)
  FROM pg_catalog.pg_collation c`;

/** Columns: provider, locale, encoding of the database. */
const DATABASE = `SELECT coalesce(pg_catalog.to_jsonb(d)->>'datlocprovider', 'c'),
    coalesce(pg_catalog.to_jsonb(d)->>'datlocale', pg_catalog.to_jsonb(d)->>'daticulocale', d.datcollate),
    pg_catalog.pg_encoding_to_char(d.encoding)
  FROM pg_catalog.pg_database d WHERE d.datname = pg_catalog.current_database()`;

/** All of it as one text; the results come in the order relations, columns, keys, types, collations, database. */
export function catalogSql(schemas: readonly string[] | null): string {
  return [
    relations(schemas),
    columns(schemas),
    keys(visible(schemas), 'o.conrelid'),
    TYPES,
    COLLATIONS,
    DATABASE,
  ].join(';\n');
}
