import { createHash } from 'node:crypto';
import { AtollError } from '../../../engine/errors/atoll-error.ts';

/** How far the way to the server can be trusted with a password as it is. */
export type Secrecy = 'plain' | 'encrypted' | 'verified';

const NONCE_BYTES = 20;

function digest(algorithm: 'sha1' | 'sha256', ...parts: readonly Buffer[]): Buffer {
  const hash = createHash(algorithm);
  for (const part of parts) hash.update(part);
  return hash.digest();
}

function xor(a: Buffer, b: Buffer): Buffer {
  return Buffer.from(a.map((byte, at) => byte ^ (b[at] ?? 0)));
}

/** SHA1(password) xor SHA1(nonce + SHA1(SHA1(password))). */
export function nativeProof(password: string, nonce: Buffer): Buffer {
  const once = digest('sha1', Buffer.from(password, 'utf8'));
  return xor(once, digest('sha1', nonce.subarray(0, NONCE_BYTES), digest('sha1', once)));
}

/** SHA256(password) xor SHA256(SHA256(SHA256(password)) + nonce). */
export function sha2Proof(password: string, nonce: Buffer): Buffer {
  const once = digest('sha256', Buffer.from(password, 'utf8'));
  return xor(once, digest('sha256', digest('sha256', once), nonce.subarray(0, NONCE_BYTES)));
}

/** The methods of login that are known. */
export const PLUGINS = [
  'caching_sha2_password',
  'mysql_native_password',
  'sha256_password',
  'mysql_clear_password',
] as const;
export type Plugin = (typeof PLUGINS)[number];

export function isKnownPlugin(name: string): name is Plugin {
  return (PLUGINS as readonly string[]).includes(name);
}

/** The password itself, as the server asks for it inside an encrypted connection. */
export function passwordItself(source: string, password: string, plugin: string, secrecy: Secrecy): Buffer {
  const needed = plugin === 'mysql_clear_password' ? 'verified' : 'encrypted';
  const enough = secrecy === 'verified' || (secrecy === 'encrypted' && needed === 'encrypted');
  if (enough) return Buffer.from(`${password}\0`, 'utf8');
  const what =
    needed === 'verified' ? 'a connection whose certificate was checked' : 'an encrypted connection';
  throw new AtollError(
    'source-unavailable',
    `${source} asks for the password itself (${plugin}), which is sent only over ${what}.`,
    {
      source,
      step: 'login',
      hint:
        needed === 'verified'
          ? 'Set sslmode to verify-ca or verify-full.'
          : 'Set sslmode to require or better, and switch on TLS at the server.',
    },
  );
}

/** The first proof for a method of login; empty for an account without password. */
export function proofFor(
  source: string,
  plugin: Plugin,
  password: string,
  nonce: Buffer,
  secrecy: Secrecy,
): Buffer {
  switch (plugin) {
    case 'mysql_native_password':
      return password === '' ? Buffer.alloc(0) : nativeProof(password, nonce);
    case 'caching_sha2_password':
      return password === '' ? Buffer.alloc(0) : sha2Proof(password, nonce);
    case 'sha256_password':
    case 'mysql_clear_password':
      if (password === '') return Buffer.of(0);
      return passwordItself(source, password, plugin, secrecy);
  }
}
