import * as z from 'zod';
import { errorReport } from './error.ts';
import { list } from './json-schema.ts';

const figure = z.number().nonnegative();

const column = z.strictObject({
  name: z.string(),
  type: z.string().describe('The DuckDB type that its rows arrive in.'),
  nativeType: z.string().describe("The source's name of the type."),
  nullable: z.boolean(),
  collation: z.string().nullable(),
  comment: z.string().nullable(),
});

const key = z.strictObject({
  kind: z.enum(['primary', 'unique', 'foreign']),
  columns: list(z.string()),
  references: z.strictObject({ table: z.string(), columns: list(z.string()) }).nullable(),
});

const table = z.strictObject({
  name: z.string().describe('As a query writes it, quoted where needed.'),
  schema: z.string().nullable(),
  table: z.string(),
  kind: z.enum(['table', 'view', 'file', 'folder']),
  rows: figure.nullable().describe('As the source estimates it.'),
  bytes: figure.nullable(),
  comment: z.string().nullable(),
  columns: list(column),
  keys: list(key),
});

const source = z.strictObject({
  name: z.string(),
  kind: z.string(),
  fetchedAt: z.iso.datetime().nullable(),
  tables: list(table),
  problems: list(z.strictObject({ table: z.string(), message: z.string() })),
  error: errorReport
    .nullable()
    .describe('Why its catalog could not be read; the others are there all the same.'),
});

/** `catalog`. */
export const catalogReport = z.strictObject({
  sources: list(source),
  models: list(z.strictObject({ name: z.string(), file: z.string() })),
});

export type CatalogReport = z.infer<typeof catalogReport>;
export type CatalogReportTable = z.infer<typeof table>;
