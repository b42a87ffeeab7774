/**
 * Words that the editor colours, in lower case: of `duckdb_keywords()` those that are reserved, those that are types
 * or functions, and of the rest those that begin or shape a statement (not parts of dates, which are names of columns as often); of `duckdb_types()` all.
 */
const RESERVED = `all analyse analyze and any as asc asymmetric both case cast check collate column constraint create
default deferrable desc describe distinct do else end except fetch for foreign from group having in initially intersect
into lambda lateral leading limit not offset on only or order pivot pivot_longer pivot_wider placing primary qualify
references returning select show some summarize symmetric table then to trailing union unique unpivot using variadic
when where window with`;

const SHAPING = `anti asof at between by coalesce cross current delete exclude exists explain extract filter first
following from full glob groups ilike inner insert is isnull join last left like map materialized natural notnull nulls
ordinality others outer over overlaps partition percent positional preceding range recursive rename repeatable replace
right rollup cube grouping sets row rows sample semi set similar tablesample ties trim try_cast unbounded update values
within without interval`;

const TYPES = `array bigint bignum binary bit bitstring blob boolean bool bpchar bytea char date datetime dec decimal
double enum float float4 float8 geometry guid hugeint int int1 int2 int4 int8 int16 int32 int64 int128 integer integral
json list long numeric nvarchar oid real short signed smallint string struct text time timestamp timestamp_ms
timestamp_ns timestamp_s timestamp_us timestamptz timetz time_ns tinyint ubigint uhugeint uint8 uint16 uint32 uint64
uint128 uinteger usmallint utinyint uuid varbinary varchar variant varint`;

const words = (text: string): string[] => text.split(/\s+/);

export const KEYWORDS: readonly string[] = [...new Set([...words(RESERVED), ...words(SHAPING)])];

export const TYPE_NAMES: readonly string[] = words(TYPES);

export const CONSTANTS: readonly string[] = ['true', 'false', 'null'];
