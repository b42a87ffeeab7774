import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { AtollError } from '../../../engine/errors/atoll-error.ts';
import type { SourceContext } from '../../../engine/spi/connector.ts';
import type { PostgresConfig, SslMode } from '../config.ts';

/** Where to connect and as whom, once everything is known. */
export interface Address {
  /** The source's name, for errors. */
  readonly source: string;
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly database: string;
  readonly sslmode: SslMode;
  /** Root certificates in PEM; null for the system's. */
  readonly rootCertificates: string | null;
  readonly applicationName: string;
  /** Called only when the server asks for a password. */
  readonly password: () => Promise<string | null>;
}

/** The address of a source; a managed server is started first. Rejects with `source-unavailable`. */
export async function resolveAddress(
  config: PostgresConfig,
  context: SourceContext,
  signal: AbortSignal,
): Promise<Address> {
  const { name: source } = context;
  const common = { source, applicationName: config.applicationName };
  if (config.managed !== null) {
    const { seed } = config.managed;
    // What starts servers is much to load, and few sources need it.
    const { ensureManagedServer } = await import('../managed/managed-server.ts');
    const server = await ensureManagedServer({
      workspaceDir: context.workspaceDir,
      source,
      database: config.database,
      user: config.user,
      ...(seed === null ? {} : { seedFile: seed }),
      onProgress: (text) => context.onProgress(text),
      signal,
    });
    const { host, port, user, database, password } = server;
    const plain = { sslmode: 'disable' as const, rootCertificates: null };
    return { ...common, ...plain, host, port, user, database, password: () => Promise.resolve(password) };
  }
  const { host, port, user, database, sslmode } = config;
  const rootCertificates =
    config.sslrootcert === null
      ? null
      : await rootsOf(source, resolve(context.workspaceDir, config.sslrootcert));
  return {
    ...common,
    host,
    port,
    user,
    database,
    sslmode,
    rootCertificates,
    password: () => context.secret(),
  };
}

async function rootsOf(source: string, file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    throw new AtollError('source-unavailable', `The root certificates of ${source} can't be read: ${file}.`, {
      source,
      step: 'config',
      cause,
      hint: 'Correct sslrootcert in atoll.yaml.',
    });
  }
}
