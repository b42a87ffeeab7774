import type { SourceContext } from '../../../engine/spi/connector.ts';
import {
  clientCertificateOf,
  rootCertificatesOf,
  type ServerAddress,
} from '../../../engine/spi/network/server-address.ts';
import type { MysqlConfig } from '../config.ts';

/** Where to connect and as whom, once everything is known. */
export type Address = ServerAddress;

/** The address of a source. Rejects with `source-unavailable` where its certificates can't be read. */
export async function resolveAddress(config: MysqlConfig, context: SourceContext): Promise<Address> {
  const { name: source, workspaceDir } = context;
  const { host, port, user, database, sslmode, sslca } = config;
  const rootCertificates = await rootCertificatesOf({ source, workspaceDir, setting: 'sslca', path: sslca });
  const told = context.secretRefused === undefined ? {} : { passwordRefused: context.secretRefused };
  const password = (): Promise<string | null> => context.secret();
  const { sslcert, sslkey } = config;
  const client = await clientCertificateOf({ source, workspaceDir, sslcert, sslkey });
  const tunnel = context.tunnel === undefined ? {} : { tunnel: context.tunnel };
  return {
    source,
    host,
    port,
    user,
    database,
    sslmode,
    rootCertificates,
    ...client,
    ...tunnel,
    password,
    ...told,
  };
}
