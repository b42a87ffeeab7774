import path from 'node:path';
import { AtollError } from '../../engine/errors/atoll-error.ts';
import { checkConfig } from '../../engine/spi/check-config.ts';
import type { ConfigField, SourceConfig } from '../../engine/spi/config-field.ts';

export const SQLITE_FIELDS: readonly ConfigField[] = [
  {
    name: 'path',
    label: 'File',
    type: 'path',
    required: true,
    help: 'The SQLite database file; a relative path starts at the workspace.',
  },
  {
    name: 'text',
    label: 'Read as text',
    type: 'list',
    required: false,
    help: 'Columns (`table.column`, or `column` in every table) whose values come as text whatever they are; true for all.',
  },
  {
    name: 'busyTimeout',
    label: 'Wait for locks (ms)',
    type: 'number',
    required: false,
    default: 5000,
    help: 'Milliseconds to wait while another program holds the file locked.',
  },
];

export interface SqliteConfig {
  /** Absolute. */
  readonly file: string;
  readonly text: TextColumns;
  /** Milliseconds. */
  readonly busyTimeout: number;
}

/** Which columns come as text: all, or those named `table.column` or `column`. */
export type TextColumns = true | ReadonlySet<string>;

/** The section of `atoll.yaml` in checked form. Throws `workspace-invalid`. */
export function sqliteConfig(source: string, config: SourceConfig, workspaceDir: string): SqliteConfig {
  const { text, ...rest } = config;
  const everything = text === true;
  const section = everything || text === undefined || text === false ? rest : { ...rest, text: listOf(text) };
  const checked = checkConfig(source, 'sqlite', SQLITE_FIELDS, section);
  const busyTimeout = Number(checked['busyTimeout']);
  if (busyTimeout < 0) {
    const message = `Source ${source}: 'busyTimeout' must not be negative.`;
    throw new AtollError('workspace-invalid', message, { source, step: 'config' });
  }
  return {
    file: path.resolve(workspaceDir, String(checked['path'])),
    text: everything ? true : new Set((checked['text'] ?? []) as readonly string[]),
    busyTimeout,
  };
}

/** A single name stands for a list of one. */
function listOf(text: unknown): unknown {
  return typeof text === 'string' ? [text] : text;
}

/** Whether a column was declared to come as text. */
export function comesAsText(text: TextColumns, table: string, column: string): boolean {
  return text === true || text.has(column) || text.has(`${table}.${column}`);
}
