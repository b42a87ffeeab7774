import * as z from 'zod';
import { HUES } from '../choices.ts';
import { errorReport } from '../error.ts';
import { type probeReport, refreshReport, sourceSummary } from '../sources.ts';
import { method } from './method.ts';
import { count, moment, nothing } from './shapes.ts';

const configField = z.strictObject({
  name: z.string(),
  label: z.string(),
  type: z.enum(['text', 'number', 'boolean', 'choice', 'path', 'object', 'list']),
  required: z.boolean(),
  default: z.union([z.string(), z.number(), z.boolean()]).nullable(),
  choices: z.array(z.string()),
  help: z.string(),
});

export type WindowField = z.infer<typeof configField>;

/** A kind of source as a form draws itself. */
export const sourceKind = z.strictObject({
  kind: z.string(),
  label: z.string(),
  takesSecret: z.boolean(),
  isNetwork: z.boolean().describe('Reached over a network: TLS, tunnels and time limits matter.'),
  fields: z.array(configField),
});

export type SourceKind = z.infer<typeof sourceKind>;

/** An SSH tunnel: the password or passphrase, where there is one, comes from the agent. */
export const tunnel = z.strictObject({
  host: z.string().min(1),
  port: z.int().min(1).max(65_535),
  user: z.string().min(1),
  key: z.string().nullable().describe('A private key file; null for the agent.'),
  hostKey: z.string().nullable().describe("The server's key, SHA256:…; null until it was first seen."),
});

export type Tunnel = z.infer<typeof tunnel>;

/** Colour is place: the hue and two letters that mean this source everywhere. */
const mark = {
  hue: z
    .int()
    .min(0)
    .max(HUES - 1),
  monogram: z.string().min(1).max(2),
  production: z.boolean().describe('Ask before heavy reads.'),
};

export const health = z.strictObject({
  state: z.enum(['unknown', 'checking', 'ok', 'failed']),
  checkedAt: moment.nullable(),
  ms: z.number().nonnegative().nullable(),
  error: errorReport.nullable(),
});

export type Health = z.infer<typeof health>;

/** A source as the window shows it. Its password is never among this. */
export const windowSource = z.strictObject({
  ...sourceSummary.shape,
  ...mark,
  label: z.string().describe('Of its kind.'),
  config: z.record(z.string(), z.json()),
  tunnel: tunnel.nullable(),
  secretState: z
    .enum(['none', 'present', 'missing', 'locked', 'unchecked'])
    .describe('Whether its password is where it should be.'),
  health,
});

export type WindowSource = z.infer<typeof windowSource>;

/** A source that is being added or edited. */
export const sourceDraft = z.strictObject({
  name: z.string(),
  kind: z.string(),
  config: z.record(z.string(), z.json()),
  /** Where its password comes from: what is kept already, nothing, a reference, or one that goes to the vault. */
  secret: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('keep') }),
    z.strictObject({ kind: z.literal('none') }),
    z.strictObject({ kind: z.literal('reference'), reference: z.string() }),
    z.strictObject({ kind: z.literal('value'), value: z.string() }),
  ]),
  limits: z.record(z.string(), z.union([z.string(), z.number()])).describe('As atoll.yaml has them.'),
  region: z.string().nullable(),
  tags: z.array(z.string()),
  tunnel: tunnel.nullable(),
  hue: mark.hue.nullable().describe('Null for the next that is free.'),
  monogram: mark.monogram.nullable().describe('Null for two letters of the name.'),
  production: z.boolean(),
});

export type SourceDraft = z.infer<typeof sourceDraft>;

const named = z.strictObject({ name: z.string() });
const changed = z.strictObject({ source: windowSource });

export const sources = {
  kinds: method(nothing, z.strictObject({ kinds: z.array(sourceKind) })),
  /** In the order of atoll.yaml. */
  list: method(nothing, z.strictObject({ sources: z.array(windowSource) })),
  /**
   * Reads a URL or path. `secret` tells that it holds a password, which stays with whoever typed it: it goes into the
   * draft as a value and from there to the vault.
   */
  parse: method(
    z.strictObject({ text: z.string() }),
    z.strictObject({
      kind: z.string(),
      name: z.string(),
      config: z.record(z.string(), z.json()),
      withoutSecret: z.string().describe('The text with its password taken out.'),
      hasSecret: z.boolean(),
    }),
  ),
  /** As `parse`, and adds it at once with a free name; a password in it goes to the vault. */
  addUrl: method(z.strictObject({ text: z.string() }), changed),
  add: method(z.strictObject({ draft: sourceDraft }), changed),
  edit: method(z.strictObject({ name: z.string(), draft: sourceDraft }), changed),
  duplicate: method(named, changed),
  remove: method(named, nothing),
  /** All names, in their new order. */
  reorder: method(z.strictObject({ names: z.array(z.string()) }), nothing),
  mark: method(
    z.strictObject({
      name: z.string(),
      hue: mark.hue.optional(),
      monogram: mark.monogram.optional(),
      production: z.boolean().optional(),
    }),
    changed,
  ),
  /** Begins a test; its steps come as `probe-step` events, then `probe-ended`. */
  probe: method(z.strictObject({ name: z.string() }), z.strictObject({ probeId: z.uuid() })),
  probeDraft: method(
    z.strictObject({
      draft: sourceDraft,
      /** The source that is edited, whose password `keep` means. */
      name: z.string().nullable(),
    }),
    z.strictObject({ probeId: z.uuid() }),
  ),
  cancelProbe: method(z.strictObject({ probeId: z.uuid() }), nothing),
  kill: method(named, changed),
  revive: method(named, changed),
  /** Reads the catalog anew and tells what is different. */
  refresh: method(named, refreshReport),
};

export type ProbeReport = z.infer<typeof probeReport>;

const tableEntry = z.strictObject({
  schema: z.string().nullable(),
  name: z.string(),
  sql: z.string().describe('As a query writes it, with its source, quoted where needed.'),
  kind: z.enum(['table', 'view', 'file', 'folder']),
  rows: z.number().nonnegative().nullable().describe('As the source estimates it.'),
  bytes: z.number().nonnegative().nullable(),
  comment: z.string().nullable(),
  columns: count,
});

export type TableEntry = z.infer<typeof tableEntry>;

const columnEntry = z.strictObject({
  name: z.string(),
  sql: z.string().describe('Quoted where needed.'),
  type: z.string().describe("DuckDB's."),
  nativeType: z.string(),
  nullable: z.boolean(),
  collation: z.string().nullable(),
  comment: z.string().nullable(),
  key: z.enum(['primary', 'unique', 'foreign']).nullable(),
  references: z.string().nullable().describe('The table and column that a foreign key names.'),
});

export type ColumnEntry = z.infer<typeof columnEntry>;

const tableName = z.strictObject({ source: z.string(), schema: z.string().nullable(), table: z.string() });

export const catalog = {
  /** All tables of a source without their columns. */
  tables: method(
    z.strictObject({ source: z.string() }),
    z.strictObject({
      source: z.string(),
      defaultSchema: z.string().nullable(),
      fetchedAt: moment.nullable(),
      tables: z.array(tableEntry),
      problems: z.array(z.strictObject({ table: z.string(), message: z.string() })),
    }),
  ),
  columns: method(tableName, z.strictObject({ table: tableEntry, columns: z.array(columnEntry) })),
  /** Tables and columns whose name holds the text, best first, over all catalogs that are known. */
  search: method(
    z.strictObject({ text: z.string(), limit: z.int().min(1).max(500) }),
    z.strictObject({
      matches: z.array(
        z.strictObject({
          ...tableName.shape,
          column: z.string().nullable(),
          sql: z.string(),
          detail: z.string().describe('The type of a column, the kind of a table.'),
        }),
      ),
      total: count,
      unread: z.array(z.string()).describe('Sources whose catalog is not known yet.'),
    }),
  ),
};
