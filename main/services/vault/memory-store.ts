import type { SecretStore } from './secret-store.ts';

/** Keeps passwords until the program ends. */
export class MemoryStore implements SecretStore {
  readonly #secrets = new Map<string, string>();

  read(account: string): Promise<string | null> {
    return Promise.resolve(this.#secrets.get(account) ?? null);
  }

  keep(account: string, secret: string): Promise<void> {
    this.#secrets.set(account, secret);
    return Promise.resolve();
  }

  forget(account: string): Promise<void> {
    this.#secrets.delete(account);
    return Promise.resolve();
  }

  /** Gives all to another store, and keeps those that it does not take. */
  async moveTo(store: SecretStore): Promise<void> {
    for (const [account, secret] of this.#secrets) {
      await store.keep(account, secret);
      this.#secrets.delete(account);
    }
  }
}
