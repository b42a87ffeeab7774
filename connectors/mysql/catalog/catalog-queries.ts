/** Text as a literal that no mode of the server reads otherwise. */
function literal(text: string): string {
  return `_utf8mb4 X'${Buffer.from(text, 'utf8').toString('hex')}'`;
}

function within(databases: readonly string[], column = 'table_schema'): string {
  return `${column} IN (${databases.map(literal).join(', ')})`;
}

/** Columns: database, table, kind, rows, bytes, comment. */
export function tablesSql(databases: readonly string[]): string {
  return `SELECT table_schema, table_name, table_type, table_rows, data_length, table_comment
    FROM information_schema.tables
    WHERE ${within(databases)} AND table_type IN ('BASE TABLE', 'VIEW', 'SYSTEM VERSIONED', 'SEQUENCE')
    ORDER BY table_schema, table_name`;
}

/** What of a column makes up its table's shape, after database and table: name, type, nullability, collation. */
const SHAPE = 'table_schema, table_name, column_name, column_type, is_nullable, collation_name';

/** Columns: those of the shape, type's name, precision, scale, comment. */
export function columnsSql(databases: readonly string[]): string {
  return `SELECT ${SHAPE}, data_type, numeric_precision, numeric_scale, column_comment
    FROM information_schema.columns WHERE ${within(databases)}
    ORDER BY table_schema, table_name, ordinal_position`;
}

/** The shape of some tables, as their fingerprints have it. */
export function shapeSql(tables: readonly { readonly database: string; readonly name: string }[]): string {
  const each = tables.map(
    ({ database, name }) =>
      `SELECT ${SHAPE}, ordinal_position AS place FROM information_schema.columns
       WHERE table_schema = ${literal(database)} AND table_name = ${literal(name)}`,
  );
  return `SELECT table_schema, table_name, column_name, column_type, is_nullable, collation_name
    FROM (${each.join(' UNION ALL ')}) AS shapes ORDER BY table_schema, table_name, place`;
}

/** Indexes by their columns. Columns: database, table, index, column, unique, distinct values, part of the column. */
export function indexesSql(databases: readonly string[]): string {
  return `SELECT table_schema, table_name, index_name, column_name, 1 - non_unique, cardinality, sub_part, seq_in_index
    FROM information_schema.statistics WHERE ${within(databases)}
    ORDER BY table_schema, table_name, index_name <> 'PRIMARY', index_name, seq_in_index`;
}

/** Foreign keys by their columns. Columns: database, table, key, column, referenced database, table and column. */
export function foreignKeysSql(databases: readonly string[]): string {
  return `SELECT table_schema, table_name, constraint_name, column_name,
      referenced_table_schema, referenced_table_name, referenced_column_name
    FROM information_schema.key_column_usage
    WHERE ${within(databases)} AND referenced_table_name IS NOT NULL
    ORDER BY table_schema, table_name, constraint_name, ordinal_position`;
}

/** MariaDB keeps JSON as text with a check. Columns: database, table, check. */
export function jsonChecksSql(databases: readonly string[]): string {
  return `SELECT constraint_schema, table_name, check_clause FROM information_schema.check_constraints
    WHERE ${within(databases, 'constraint_schema')} AND check_clause LIKE 'json_valid(%'`;
}

/**
 * MariaDB's own statistics, by ANALYZE TABLE … PERSISTENT. Columns: database, table, column, share of NULLs, width, rows a
 * value, smallest and largest value, kind of histogram, the histogram as JSON or hexadecimal digits.
 */
export function columnStatisticsSql(databases: readonly string[]): string {
  return `SELECT db_name, table_name, column_name, nulls_ratio, avg_length, avg_frequency,
      CONVERT(min_value USING utf8mb4), CONVERT(max_value USING utf8mb4), hist_type,
      CASE WHEN hist_type = 'JSON_HB' THEN CONVERT(histogram USING utf8mb4) ELSE HEX(histogram) END
    FROM mysql.column_stats WHERE ${within(databases, 'db_name')}`;
}

/** Rows of tables as MariaDB counted them with those statistics. Columns: database, table, rows. */
export function tableStatisticsSql(databases: readonly string[]): string {
  return `SELECT db_name, table_name, cardinality FROM mysql.table_stats WHERE ${within(databases, 'db_name')}`;
}

/** MySQL's, by ANALYZE TABLE … UPDATE HISTOGRAM. Columns: database, table, column, the histogram as JSON. */
export function histogramsSql(databases: readonly string[]): string {
  return `SELECT schema_name, table_name, column_name, histogram
    FROM information_schema.column_statistics WHERE ${within(databases, 'schema_name')}`;
}
