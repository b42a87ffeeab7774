import type { ConnectionGate } from '../../engine/spi/connection-gate.ts';
import { ConnectionAccount, type ConnectionHolder } from './connection-account.ts';

/** What a query needs at one source. */
export interface SourceNeed {
  readonly name: string;
  readonly limits: { readonly connections: number };
}

/**
 * All connections of one workspace, over all processes of its hosts: at no source are more open than its limit, idle ones
 * included. A query is let in only where each of its sources has one for it, so that no two queries can wait for each
 * other's; further ones it gets where they are free.
 */
export class ConnectionLedger {
  readonly #accounts = new Map<string, ConnectionAccount>();
  readonly #freed = new Set<() => void>();

  /** `freed` is told when a query that was not let in may be tried again, until the answer is called. */
  onFreed(freed: () => void): () => void {
    this.#freed.add(freed);
    return () => void this.#freed.delete(freed);
  }

  /** Whether a query in a process that holds nothing yet would be let in. */
  hasRoom(needs: readonly SourceNeed[]): boolean {
    return needs.every((need) => this.#account(need).hasRoom());
  }

  /** Sets one connection at each source aside for a query in that process; false, and none, where one has no room. */
  reserve(holder: ConnectionHolder, needs: readonly SourceNeed[]): boolean {
    const accounts = needs.map((need) => this.#account(need));
    const full = accounts.filter((account) => !account.hasRoomFor(holder));
    if (full.length === 0) for (const account of accounts) account.reserve(holder);
    return full.length === 0;
  }

  /** The query in that process is over. */
  release(holder: ConnectionHolder): void {
    for (const account of this.#accounts.values()) account.release(holder);
    this.#tell();
  }

  /** The process has ended. */
  forget(holder: ConnectionHolder): void {
    for (const account of this.#accounts.values()) account.forget(holder);
    this.#tell();
  }

  /**
   * Asks for one more connection of that process to a source that it has or had a query at; false where `wait` is false
   * and none is free.
   */
  async enter(
    holder: ConnectionHolder,
    source: string,
    wait: boolean,
    signal: AbortSignal,
  ): Promise<boolean> {
    const account = this.#accounts.get(source);
    if (account === undefined) throw new Error(`Nobody has a query at ${source}.`);
    return await account.enter(holder, wait, signal);
  }

  /** A connection of that process is closed. */
  leave(holder: ConnectionHolder, source: string): void {
    this.#accounts.get(source)?.leave(holder);
    this.#tell();
  }

  /** The gate of a source that this process uses itself; its limit holds from then on. */
  gate(holder: ConnectionHolder, need: SourceNeed): ConnectionGate {
    const account = this.#account(need);
    account.limit(need.limits.connections);
    return {
      enter: (wait, signal) => account.enter(holder, wait, signal),
      leave: () => this.leave(holder, need.name),
    };
  }

  #tell(): void {
    for (const freed of this.#freed) freed();
  }

  #account({ name, limits }: SourceNeed): ConnectionAccount {
    const account = this.#accounts.get(name) ?? new ConnectionAccount(name, limits.connections);
    this.#accounts.set(name, account);
    return account;
  }
}
