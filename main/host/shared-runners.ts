import { AtollError } from '../../engine/errors/atoll-error.ts';
import { ConnectionLedger } from './connection-ledger.ts';
import { RunnerPool } from './runner-pool.ts';
import type { RunnerPoolOptions } from './runner-pool-options.ts';
import { SecretVersions } from './secret-versions.ts';

/** What runners ask of a host: passwords; and what they tell it. */
export type RunnerOwner = Required<
  Pick<RunnerPoolOptions, 'secret' | 'onSecretRefused' | 'onHostKey' | 'onNotice'>
> & {
  /** A source's password, whether it was refused lately or not. */
  readonly stored: (source: string) => Promise<string | null>;
};

/** What all hosts of a workspace share as long as its settings give the same to queries. */
export type RunnerResources = Omit<RunnerPoolOptions, keyof RunnerOwner | 'ledger'>;

/**
 * The runners of a workspace, over the hosts that follow each other as `atoll.yaml` changes: warm ones stay warm, and a
 * run that began with an earlier host goes on. They end when the last host has let go. New runners count their
 * connections together with those that they follow, of which runs may still read.
 */
export class SharedRunners {
  readonly ledger: ConnectionLedger;
  readonly secretVersions: SecretVersions;
  readonly pool: RunnerPool;
  readonly #resources: string;
  /** The newest first. */
  readonly #owners: RunnerOwner[];

  private constructor(
    pool: RunnerPool,
    ledger: ConnectionLedger,
    owners: RunnerOwner[],
    resources: RunnerResources,
  ) {
    this.pool = pool;
    this.ledger = ledger;
    this.secretVersions = new SecretVersions((source) => secretOf(owners, (owner) => owner.stored(source)));
    this.#owners = owners;
    this.#resources = JSON.stringify(resources);
  }

  /** Those of an earlier host where they are given the same, else new ones. */
  static async take(
    before: SharedRunners | null,
    resources: RunnerResources,
    owner: RunnerOwner,
  ): Promise<SharedRunners> {
    if (before !== null && before.#owners.length > 0 && before.#resources === JSON.stringify(resources)) {
      before.#owners.unshift(owner);
      return before;
    }
    const owners = [owner];
    const ledger = before?.ledger ?? new ConnectionLedger();
    const pool = await RunnerPool.open({
      ...resources,
      ledger,
      secret: (source) => secretOf(owners, (one) => one.secret(source)),
      onSecretRefused: (source) => owners[0]?.onSecretRefused(source),
      onHostKey: (source, fingerprint) => owners[0]?.onHostKey(source, fingerprint),
      onNotice: (source, text) => owners[0]?.onNotice(source, text),
    });
    return new SharedRunners(pool, ledger, owners, resources);
  }

  /** Lets a host go; with the last one the runners end. */
  async leave(owner: RunnerOwner): Promise<void> {
    const at = this.#owners.indexOf(owner);
    if (at < 0) return;
    this.#owners.splice(at, 1);
    if (this.#owners.length === 0) await this.pool.close();
  }
}

/** A run of an earlier host may read a source that is gone or renamed: then that host knows its password. */
async function secretOf(
  owners: readonly RunnerOwner[],
  ask: (owner: RunnerOwner) => Promise<string | null>,
): Promise<string | null> {
  const [newest, ...earlier] = owners;
  if (newest === undefined) return null;
  try {
    return await ask(newest);
  } catch (error) {
    const isGone = error instanceof AtollError && error.report.code === 'source-unknown';
    if (!isGone || earlier.length === 0) throw error;
    return await secretOf(earlier, ask);
  }
}
