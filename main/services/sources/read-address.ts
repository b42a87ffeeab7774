import { open, stat } from 'node:fs/promises';
import { isAbsolute, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { AtollError } from '../../../engine/errors/atoll-error.ts';
import type { SourceConfig } from '../../../engine/spi/config-field.ts';
import type { Connector } from '../../../engine/spi/connector.ts';
import { withHomeFolder } from '../workspace/home-folder.ts';
import { nameFrom } from './free-name.ts';
import { withoutPassword } from './without-password.ts';

/** What a pasted URL or path says. */
export interface ReadAddress {
  readonly kind: string;
  /** A name that fits, free or not. */
  readonly name: string;
  readonly config: SourceConfig;
  readonly secret: string | null;
  /** The text with its password taken out. */
  readonly withoutSecret: string;
}

const CAN_BE_PASTED =
  'Paste a URL such as postgres://user@host/database or mysql://user@host/database, or the path of a SQLite, DuckDB, Parquet, CSV or JSON file or of a folder with such files.';

/**
 * Reads a URL or a path: `~` is the home folder, relative paths start at the workspace, and those within it are kept
 * relative. Throws `usage`, without repeating the text, which may hold a password.
 */
export async function readAddress(
  text: string,
  workspaceDir: string,
  connectors: readonly Connector[],
): Promise<ReadAddress> {
  const address = text
    .trim()
    .replace(/^(["'])(.*)\1$/s, '$2')
    .replace(/^jdbc:/i, '');
  if (address === '') throw new AtollError('usage', 'There is nothing to read.', { hint: CAN_BE_PASTED });
  return isUrl(address)
    ? readUrl(address, connectors)
    : await readPath(pathOf(address), workspaceDir, connectors);
}

/** A drive letter of Windows is no scheme, and `file:` is a path. */
function isUrl(text: string): boolean {
  return /^[a-z][a-z0-9+.-]+:/i.test(text) && !/^file:/i.test(text);
}

function pathOf(text: string): string {
  if (/^file:\/\//i.test(text) && URL.canParse(text)) return fileURLToPath(text);
  return withHomeFolder(text.replace(/^file:/i, ''));
}

function readUrl(url: string, connectors: readonly Connector[]): ReadAddress {
  for (const connector of connectors) {
    const read = connector.fromUrl(url);
    const { kind } = connector;
    if (read === null) continue;
    const { config, secret } = read;
    if (secret === null && url.includes('@') && JSON.stringify(config).includes('@')) throw misread();
    return { kind, name: nameFrom(config) ?? kind, config, secret, withoutSecret: withoutPassword(url) };
  }
  const scheme = /^[a-z][a-z0-9+.-]+:/i.exec(url)?.[0].toLowerCase() ?? '';
  const hint = /^(?:postgres(?:ql)?|mysql|mariadb):/.test(scheme)
    ? 'Check its form: postgres://user@host:5432/database. In user and password, signs such as # / ? are written %23 %2F %3F.'
    : CAN_BE_PASTED;
  throw new AtollError('usage', `No kind of source is reached by this URL (${scheme}).`, { hint });
}

/** A password with a `/` in it is taken for port and database: such a text must not be shown. */
function misread(): AtollError {
  return new AtollError('usage', 'This URL has a sign in its user or password that ends them too early.', {
    hint: 'Write / as %2F, # as %23, ? as %3F and @ as %40.',
  });
}

async function readPath(
  path: string,
  workspaceDir: string,
  connectors: readonly Connector[],
): Promise<ReadAddress> {
  const absolute = resolve(workspaceDir, path);
  const found = await stat(absolute).catch(() => null);
  if (found === null)
    throw new AtollError('usage', `There is no file or folder ${absolute}.`, {
      step: 'file',
      hint: `Check the path; a relative one starts at the workspace. ${CAN_BE_PASTED}`,
    });
  const kind = found.isDirectory() ? 'files' : await kindOfFile(absolute, connectors);
  if (kind === null)
    throw new AtollError('usage', `${absolute} is no file that can be read as a source.`, {
      step: 'file',
      hint: CAN_BE_PASTED,
    });
  const kept = keptPath(absolute, workspaceDir);
  const name = nameFrom({ path: absolute }) ?? kind;
  return { kind, name, config: { path: kept }, secret: null, withoutSecret: kept };
}

/** A path as `atoll.yaml` keeps it: from the workspace where it lies within, so that the folder can move. */
export function keptPath(absolute: string, workspaceDir: string): string {
  const inside = relative(workspaceDir, absolute);
  if (inside === '') return '.';
  const isOutside = isAbsolute(inside) || inside === '..' || /^\.\.[/\\]/.test(inside);
  return isOutside ? absolute : inside.replaceAll('\\', '/');
}

/** What a file is, by its first bytes for databases, whatever they are called, else by its name. */
async function kindOfFile(file: string, connectors: readonly Connector[]): Promise<string | null> {
  const head = await headOf(file);
  if (head.subarray(0, 15).toString('latin1') === 'SQLite format 3') return 'sqlite';
  if (head.subarray(8, 12).toString('latin1') === 'DUCK') return 'duckdb';
  return connectors.find((connector) => connector.fromUrl(file) !== null)?.kind ?? null;
}

async function headOf(file: string): Promise<Buffer> {
  const opened = await open(file, 'r');
  try {
    const { buffer, bytesRead } = await opened.read(Buffer.alloc(16), 0, 16, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await opened.close();
  }
}
