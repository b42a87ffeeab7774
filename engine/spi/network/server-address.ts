import { readFile, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { AtollError } from '../../errors/atoll-error.ts';
import type { SslMode } from './ssl-mode.ts';
import type { Tunnel } from './tunnel.ts';

/** A certificate and its private key, in PEM. */
export interface ClientCertificate {
  readonly cert: string;
  readonly key: string;
}

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
  /** What proves who connects; absent where the server asks for no certificate. */
  readonly clientCertificate?: ClientCertificate;
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

/** The settings `sslcert` and `sslkey`: paths from the workspace folder or absolute. */
export interface ClientCertificateSettings {
  readonly source: string;
  readonly workspaceDir: string;
  readonly sslcert: string | null;
  readonly sslkey: string | null;
}

/** Bits of a file's mode that give others a right. */
const OTHERS = 0o077;

/** The certificate of the client as a part of an address. Rejects with `source-unavailable` where it can't be used. */
export async function clientCertificateOf({
  source,
  workspaceDir,
  sslcert,
  sslkey,
}: ClientCertificateSettings): Promise<Pick<ServerAddress, 'clientCertificate'>> {
  if (sslcert === null && sslkey === null) return {};
  const wrong = (what: string, hint: string, cause?: unknown): AtollError =>
    new AtollError('source-unavailable', `The client certificate of ${source} can't be used: ${what}.`, {
      source,
      step: 'config',
      hint,
      cause,
    });
  if (sslcert === null || sslkey === null)
    throw wrong('sslcert and sslkey belong together', 'Name both of them, or neither.');
  const [certFile, keyFile] = [resolve(workspaceDir, sslcert), resolve(workspaceDir, sslkey)];
  try {
    const { mode } = await stat(keyFile);
    if (process.platform !== 'win32' && (mode & OTHERS) !== 0)
      throw wrong('others may read its key', `Make it your own: chmod 600 ${keyFile}`);
    return {
      clientCertificate: { cert: await readFile(certFile, 'utf8'), key: await readFile(keyFile, 'utf8') },
    };
  } catch (cause) {
    if (cause instanceof AtollError) throw cause;
    throw wrong(
      `${certFile} or ${keyFile} can't be read`,
      'Correct sslcert and sslkey of the source.',
      cause,
    );
  }
}
