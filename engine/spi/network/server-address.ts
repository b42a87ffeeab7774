import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { AtollError } from '../../errors/atoll-error.ts';
import type { SslMode } from './ssl-mode.ts';
import type { Tunnel } from './tunnel.ts';

/** Where to connect and as whom, once everything is known. */
export interface ServerAddress {
  /** The source's name, for errors. */
  readonly source: string;
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly database: string;
  readonly sslmode: SslMode;
  /** Root certificates in PEM; null for the system's. */
  readonly rootCertificates: string | null;
  /** What leads to the server; absent where this machine reaches it itself. */
  readonly tunnel?: Tunnel;
  /** Called when the password is needed, so that a rotated one is seen. */
  readonly password: () => Promise<string | null>;
  /** Told that the server did not take it. */
  readonly passwordRefused?: () => void;
}

/** A setting that names a file of root certificates, from the workspace folder or absolute. */
export interface RootsSetting {
  readonly source: string;
  readonly workspaceDir: string;
  /** The setting's name in `atoll.yaml`. */
  readonly setting: string;
  readonly path: string | null;
}

/** The root certificates that a setting names; null where it names none. Rejects with `source-unavailable`. */
export async function rootCertificatesOf({
  source,
  workspaceDir,
  setting,
  path,
}: RootsSetting): Promise<string | null> {
  if (path === null) return null;
  const file = resolve(workspaceDir, path);
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    throw new AtollError('source-unavailable', `The root certificates of ${source} can't be read: ${file}.`, {
      source,
      step: 'config',
      cause,
      hint: `Correct ${setting} in atoll.yaml.`,
    });
  }
}
