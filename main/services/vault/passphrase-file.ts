import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  randomBytes,
  scrypt,
  timingSafeEqual,
} from 'node:crypto';
import * as z from 'zod';

const base64 = z.base64();

/** The file as it stands on disk. Nothing in it is secret without the passphrase. */
const fileShape = z.strictObject({
  version: z.literal(1),
  /** The file is used although there is a keychain. */
  preferred: z.boolean(),
  kdf: z.strictObject({
    name: z.literal('scrypt'),
    // The limits keep a file that somebody else made from taking all memory.
    N: z
      .int()
      .min(2 ** 14)
      .max(2 ** 20),
    r: z.int().min(1).max(16),
    p: z.int().min(1).max(4),
    salt: base64,
  }),
  /** Tells a wrong passphrase from a damaged file. */
  check: base64,
  cipher: z.literal('aes-256-gcm'),
  nonce: base64,
  tag: base64,
  data: base64,
});

export type PassphraseFile = z.infer<typeof fileShape>;
type Kdf = PassphraseFile['kdf'];

/** Passwords by account. */
export type Entries = Readonly<Record<string, string>>;

const entriesShape = z.record(z.string(), z.string());

/** OWASP's first choice for scrypt (2^17, 8, 1): 128 MB and about 0.4 s for one guess. */
const COST = { name: 'scrypt', N: 2 ** 17, r: 8, p: 1 } as const;
const SALT_BYTES = 16;
const KEY_BYTES = 32;
/** As GCM is defined for, and never used twice with one key: random at each save. */
const NONCE_BYTES = 12;

/** What a passphrase and the file's parameters give: kept while the file is unlocked, the passphrase is not. */
export interface FileKey {
  readonly kdf: Kdf;
  readonly cipherKey: Buffer;
  readonly check: Buffer;
}

/** Reads the file's text; null where it is damaged. */
export function parseFile(text: string): PassphraseFile | null {
  try {
    return fileShape.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

/** A key for a new file. */
export async function newKey(passphrase: string): Promise<FileKey> {
  return await keyOf(passphrase, { ...COST, salt: randomBytes(SALT_BYTES).toString('base64') });
}

/** The key of a file that there is; null where the passphrase is another. */
export async function keyFor(file: PassphraseFile, passphrase: string): Promise<FileKey | null> {
  const key = await keyOf(passphrase, file.kdf);
  return isKeyOf(key, file) ? key : null;
}

/** Whether the file is still encrypted with this key: another process may have made it anew. */
export function isKeyOf(key: FileKey, file: PassphraseFile): boolean {
  const check = Buffer.from(file.check, 'base64');
  return check.length === key.check.length && timingSafeEqual(check, key.check);
}

/** The passwords in a file; null where it is damaged. */
export function decrypt(file: PassphraseFile, key: FileKey): Entries | null {
  try {
    const decipher = createDecipheriv(file.cipher, key.cipherKey, Buffer.from(file.nonce, 'base64'), {
      authTagLength: 16,
    });
    decipher.setAAD(headOf(file)).setAuthTag(Buffer.from(file.tag, 'base64'));
    const bytes = Buffer.concat([decipher.update(Buffer.from(file.data, 'base64')), decipher.final()]);
    return entriesShape.parse(JSON.parse(bytes.toString('utf8')));
  } catch {
    return null;
  }
}

/** The text of the file with these passwords. */
export function encrypt(entries: Entries, key: FileKey, preferred: boolean): string {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key.cipherKey, nonce, { authTagLength: 16 });
  const head = { version: 1, preferred, kdf: key.kdf, check: key.check.toString('base64') } as const;
  cipher.setAAD(headOf(head));
  const data = Buffer.concat([cipher.update(JSON.stringify(entries), 'utf8'), cipher.final()]);
  const file: PassphraseFile = {
    ...head,
    cipher: 'aes-256-gcm',
    nonce: nonce.toString('base64'),
    tag: cipher.getAuthTag().toString('base64'),
    data: data.toString('base64'),
  };
  return `${JSON.stringify(file, null, 2)}\n`;
}

/** Authenticated with the passwords: a changed parameter is a damaged file. */
function headOf({
  version,
  preferred,
  kdf,
  check,
}: Pick<PassphraseFile, 'version' | 'preferred' | 'kdf' | 'check'>): Buffer {
  return Buffer.from(JSON.stringify([version, preferred, kdf.name, kdf.N, kdf.r, kdf.p, kdf.salt, check]));
}

async function keyOf(passphrase: string, kdf: Kdf): Promise<FileKey> {
  const { N, r, p } = kdf;
  const { promise, resolve, reject } = Promise.withResolvers<Buffer>();
  // Composed forms, so that an accent typed on another keyboard is the same one.
  scrypt(
    passphrase.normalize('NFKC'),
    Buffer.from(kdf.salt, 'base64'),
    KEY_BYTES * 2,
    { N, r, p, maxmem: 256 * N * r * p },
    (error, bytes) => (error === null ? resolve(bytes) : reject(error)),
  );
  const bytes = await promise;
  const check = createHmac('sha256', bytes.subarray(KEY_BYTES)).update('atoll passwords').digest();
  return { kdf, cipherKey: bytes.subarray(0, KEY_BYTES), check };
}
