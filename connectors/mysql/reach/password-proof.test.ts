import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { nativeProof, passwordItself, proofFor, sha2Proof } from './password-proof.ts';

const NONCE = Buffer.from('abcdefghijklmnopqrst');
const hash = (algorithm: string, ...parts: readonly Buffer[]): Buffer =>
  parts.reduce((state, part) => state.update(part), createHash(algorithm)).digest();

/** What a server does: it stores the hash of the hash, takes the mask off the proof, and hashes what is left. */
test('the server that keeps a hash of the hash accepts the proof', () => {
  const password = Buffer.from('geheim é');
  const native = nativeProof('geheim é', NONCE);
  const nativeStored = hash('sha1', hash('sha1', password));
  const nativeMask = hash('sha1', NONCE, nativeStored);
  expect(hash('sha1', Buffer.from(native.map((byte, at) => byte ^ (nativeMask[at] ?? 0))))).toEqual(
    nativeStored,
  );
  const sha2 = sha2Proof('geheim é', NONCE);
  const sha2Stored = hash('sha256', hash('sha256', password));
  const sha2Mask = hash('sha256', sha2Stored, NONCE);
  expect(hash('sha256', Buffer.from(sha2.map((byte, at) => byte ^ (sha2Mask[at] ?? 0))))).toEqual(sha2Stored);
});

test('a password as it is goes only where nobody reads it', () => {
  expect(() => passwordItself('crm', 'x', 'caching_sha2_password', 'plain')).toThrow(/encrypted connection/);
  expect(() => proofFor('crm', 'mysql_clear_password', 'x', NONCE, 'encrypted')).toThrow(
    /certificate was checked/,
  );
  expect(passwordItself('crm', 'x', 'sha256_password', 'encrypted').toString()).toBe('x\0');
  expect(proofFor('crm', 'mysql_clear_password', 'x', NONCE, 'verified').toString()).toBe('x\0');
  expect(proofFor('crm', 'caching_sha2_password', '', NONCE, 'plain')).toHaveLength(0);
});
