import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AtollError } from '../../../engine/errors/atoll-error.ts';
import { keepDamaged } from '../keep-damaged.ts';
import { prepareHome } from '../home.ts';
import { saveFile } from '../workspace/save-file.ts';
import {
  decrypt,
  encrypt,
  type Entries,
  type FileKey,
  isKeyOf,
  keyFor,
  newKey,
  parseFile,
  type PassphraseFile,
} from './passphrase-file.ts';
import type { SecretStore } from './secret-store.ts';

/** The file's name in Atoll's own folder. */
export const VAULT_FILE = 'passwords.json';
const OWNER_ONLY = 0o600;

/**
 * Passwords in a file, encrypted with a key that a passphrase gives (scrypt, AES-256-GCM). It is read anew at each use,
 * because another process may have written it.
 */
export class FileStore implements SecretStore {
  readonly #home: string;
  #key: FileKey | null = null;
  #line: Promise<unknown> = Promise.resolve();

  constructor(home: string) {
    this.#home = home;
  }

  get path(): string {
    return join(this.#home, VAULT_FILE);
  }

  get exists(): boolean {
    return existsSync(this.path);
  }

  get locked(): boolean {
    return this.#key === null;
  }

  /** Whether the user chose it although there may be a keychain. */
  async isPreferred(): Promise<boolean> {
    return (await this.#file().catch(() => null))?.preferred ?? false;
  }

  /**
   * Unlocks the file with its passphrase, or makes one. Rejects with `secret-locked` where the passphrase is another; a
   * damaged file is put aside, and the error names its copy.
   */
  async unlock(passphrase: string): Promise<void> {
    const file = await this.#file();
    if (file === null) {
      this.#key = await newKey(passphrase);
      await this.#save({}, true);
      return;
    }
    const key = await keyFor(file, passphrase);
    if (key === null)
      throw new AtollError('secret-locked', 'This is not the passphrase of the encrypted passwords.', {
        step: 'secret',
        hint: 'Try again. A passphrase that is lost can not be found again: remove the file to begin anew.',
      });
    this.#key = key;
    await this.#save(await this.#entries(file), true);
  }

  /** It is used only where there is no keychain. Nothing happens where it is locked. */
  async stepBack(): Promise<void> {
    const file = await this.#file().catch(() => null);
    if (file !== null && this.#key !== null) await this.#save(await this.#entries(file), false);
  }

  lock(): void {
    this.#key = null;
  }

  /** Rejects with `secret-locked`. */
  async read(account: string): Promise<string | null> {
    const entries = await this.#entries(await this.#file());
    return entries[account] ?? null;
  }

  async keep(account: string, secret: string): Promise<void> {
    await this.#change((entries) => ({ ...entries, [account]: secret }));
  }

  async forget(account: string): Promise<void> {
    await this.#change((entries) =>
      Object.fromEntries(Object.entries(entries).filter(([other]) => other !== account)),
    );
  }

  /** One change after the other. */
  async #change(change: (entries: Entries) => Entries): Promise<void> {
    const turn = this.#line.then(async () => {
      const file = await this.#file();
      await this.#save(change(await this.#entries(file)), file?.preferred ?? true);
    });
    this.#line = turn.catch(() => undefined);
    await turn;
  }

  /** Null where there is none. */
  async #file(): Promise<PassphraseFile | null> {
    let text: string;
    try {
      text = await readFile(this.path, 'utf8');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
      throw error;
    }
    return parseFile(text) ?? (await this.#damaged());
  }

  async #entries(file: PassphraseFile | null): Promise<Entries> {
    const key = this.#key;
    if (key === null || (file !== null && !isKeyOf(key, file))) {
      this.#key = null;
      throw new AtollError('secret-locked', 'The encrypted passwords need their passphrase.', {
        step: 'secret',
        hint: 'Give it in the window, or say on the command line where else the password is: env:NAME or file:PATH.',
      });
    }
    if (file === null) return {};
    return decrypt(file, key) ?? (await this.#damaged());
  }

  async #damaged(): Promise<never> {
    const copy = await keepDamaged(this.path);
    this.#key = null;
    throw new AtollError(
      'secret-locked',
      `The file of encrypted passwords was damaged; it is kept as ${copy}.`,
      {
        step: 'secret',
        hint: 'Put a good copy back as its old name, or choose a passphrase for a new one and enter the passwords again.',
      },
    );
  }

  async #save(entries: Entries, preferred: boolean): Promise<void> {
    const key = this.#key;
    if (key === null) throw new Error('The file is locked.');
    await prepareHome(this.#home);
    await saveFile(this.path, encrypt(entries, key, preferred), OWNER_ONLY);
  }
}
