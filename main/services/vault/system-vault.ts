import type { VaultState } from '../../contract/api/app.ts';
import { AtollError } from '../../../engine/errors/atoll-error.ts';
import { accountOf } from './account.ts';
import { FileStore } from './file-store.ts';
import { KeychainStore } from './keychain-store.ts';
import { KeychainTrouble } from './keychain-trouble.ts';
import { MemoryStore } from './memory-store.ts';
import type { SecretStore } from './secret-store.ts';
import type { Vault, VaultChoice, VaultKey } from './vault.ts';

/** Where passwords are kept, and what the vault works with. */
export interface VaultParts {
  /** Atoll's own folder, where the encrypted file is. */
  readonly home: string;
  readonly keychain?: KeychainStore;
}

/**
 * The vault of a program: the keychain of the system; where there is none, the encrypted file if there is one, else
 * memory. A keychain that fails, or that nobody unlocks when it asks, is not asked again until the user says so.
 */
export class SystemVault implements Vault {
  readonly #keychain: KeychainStore;
  readonly #file: FileStore;
  readonly #memory = new MemoryStore();
  readonly #listeners = new Set<(state: VaultState) => void>();
  #store: VaultState['store'] = 'keychain';
  #checked: Promise<VaultState> | null = null;

  constructor({ home, keychain }: VaultParts) {
    this.#keychain = keychain ?? new KeychainStore();
    this.#file = new FileStore(home);
  }

  get state(): VaultState {
    return {
      store: this.#store,
      locked: this.#store === 'file' && this.#file.locked,
      hasFile: this.#file.exists,
      keychainProblem: this.#keychain.trouble?.message ?? null,
    };
  }

  ready(): Promise<VaultState> {
    this.#checked ??= this.#check();
    return this.#checked;
  }

  async read(key: VaultKey): Promise<string | null> {
    await this.ready();
    const account = await accountOf(key);
    try {
      return await this.#current().read(account);
    } catch (error) {
      if (!(error instanceof KeychainTrouble)) throw named(error, key);
      this.#fallBack();
      // What was entered while the keychain could not be used is known all the same.
      return await this.#memory.read(account);
    }
  }

  async keep(key: VaultKey, secret: string): Promise<void> {
    const account = await accountOf(key);
    await this.#change(key, (store) => store.keep(account, secret));
  }

  async forget(key: VaultKey): Promise<void> {
    const account = await accountOf(key);
    await this.#memory.forget(account);
    await this.#change(key, (store) => store.forget(account));
  }

  async choose(choice: VaultChoice): Promise<VaultState> {
    await this.ready();
    switch (choice.store) {
      case 'memory':
        this.#store = 'memory';
        break;
      case 'file':
        await this.#file.unlock(choice.passphrase);
        this.#store = 'file';
        await this.#memory.moveTo(this.#file);
        break;
      case 'keychain':
        await this.#chooseKeychain();
        break;
    }
    return this.#tell();
  }

  onChange(listener: (state: VaultState) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  close(): void {
    this.#keychain.close();
    this.#file.lock();
  }

  async #check(): Promise<VaultState> {
    if (this.#file.exists && (await this.#file.isPreferred())) {
      this.#store = 'file';
      return this.#tell();
    }
    if ((await this.#keychain.check()) !== null) this.#store = this.#file.exists ? 'file' : 'memory';
    return this.#tell();
  }

  async #chooseKeychain(): Promise<void> {
    this.#keychain.again();
    if ((await this.#keychain.check()) !== null) {
      this.#fallBack();
      return;
    }
    this.#store = 'keychain';
    await this.#file.stepBack();
    await this.#memory.moveTo(this.#keychain).catch((error: unknown) => {
      if (!(error instanceof KeychainTrouble)) throw error;
      this.#fallBack();
    });
  }

  #current(): SecretStore {
    switch (this.#store) {
      case 'keychain':
        return this.#keychain;
      case 'file':
        return this.#file;
      case 'memory':
        return this.#memory;
    }
  }

  /** Where the keychain refuses, nothing is kept elsewhere without being asked for: the caller is told. */
  async #change(key: VaultKey, change: (store: SecretStore) => Promise<void>): Promise<void> {
    await this.ready();
    try {
      await change(this.#current());
    } catch (error) {
      if (!(error instanceof KeychainTrouble)) throw named(error, key);
      this.#fallBack();
      throw new AtollError('secret-locked', `The password of ${key.source} was not kept. ${error.message}`, {
        source: key.source,
        step: 'secret',
        hint: 'Unlock the keychain and try again, or keep passwords until Atoll ends, or in an encrypted file.',
        cause: error,
      });
    }
  }

  #fallBack(): void {
    if (this.#store === 'keychain') this.#store = this.#file.exists ? 'file' : 'memory';
    this.#tell();
  }

  #tell(): VaultState {
    const { state } = this;
    for (const listener of this.#listeners) listener(state);
    return state;
  }
}

function named(error: unknown, { source }: VaultKey): unknown {
  return error instanceof AtollError ? error.with({ source }) : error;
}
