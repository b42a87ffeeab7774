import type { SourceContext } from '../../../engine/spi/connector.ts';
import {
  clientCertificateOf,
  rootCertificatesOf,
  type ServerAddress,
} from '../../../engine/spi/network/server-address.ts';
import type { PostgresConfig } from '../config.ts';

/** Where to connect and as whom, once everything is known. */
export interface Address extends ServerAddress {
  readonly applicationName: string;
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
  const { workspaceDir } = context;
  const roots = { source, workspaceDir, setting: 'sslrootcert', path: config.sslrootcert };
  const rootCertificates = await rootCertificatesOf(roots);
  const { sslcert, sslkey } = config;
  const client = await clientCertificateOf({ source, workspaceDir, sslcert, sslkey });
  return {
    ...common,
    host,
    port,
    user,
    database,
    sslmode,
    rootCertificates,
    ...client,
    ...(context.tunnel === undefined ? {} : { tunnel: context.tunnel }),
    password: () => context.secret(),
    ...(context.secretRefused === undefined ? {} : { passwordRefused: context.secretRefused }),
  };
}
