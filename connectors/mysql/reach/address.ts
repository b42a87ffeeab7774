import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { AtollError } from '../../../engine/errors/atoll-error.ts';
import type { SourceContext } from '../../../engine/spi/connector.ts';
import type { MysqlConfig } from '../config.ts';
import type { SslMode } from '../fields.ts';

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
  /** Called at each login, so that a rotated password is seen. */
  readonly password: () => Promise<string | null>;
}

/** The address of a source. Rejects with `source-unavailable` where its certificates can't be read. */
export async function resolveAddress(config: MysqlConfig, context: SourceContext): Promise<Address> {
  const { name: source } = context;
  const { host, port, user, database, sslmode, sslca } = config;
  const rootCertificates =
    sslca === null ? null : await rootsOf(source, resolve(context.workspaceDir, sslca));
  const password = (): Promise<string | null> => context.secret();
  return { source, host, port, user, database, sslmode, rootCertificates, password };
}

async function rootsOf(source: string, file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    throw new AtollError('source-unavailable', `The root certificates of ${source} can't be read: ${file}.`, {
      source,
      step: 'config',
      cause,
      hint: 'Correct sslca in atoll.yaml.',
    });
  }
}
