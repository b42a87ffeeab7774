import { basename, join } from 'node:path';
import type { WorkspaceSummary } from '../../contract/api/app.ts';
import { refuseGoverned } from '../../services/workspace/refuse-governed.ts';
import { type Host, type HostOptions, openHost } from '../open-host.ts';
import { HostLeases } from './host-leases.ts';

/** The workspace that a window shows. Its host is replaced when `atoll.yaml` changes. */
export class OpenWorkspace {
  readonly dir: string;
  /** `.atoll`: what is not for git. */
  readonly stateDir: string;
  readonly #options: HostOptions;
  readonly #leases = new HostLeases();
  readonly #endings: (() => void | Promise<void>)[] = [];
  readonly #retiring: Promise<void>[] = [];
  #turn: Promise<unknown> = Promise.resolve();
  #closed = false;
  #host: Host;

  private constructor(host: Host, options: HostOptions) {
    this.dir = host.workspace.dir;
    this.stateDir = join(this.dir, '.atoll');
    this.#options = options;
    this.#host = host;
  }

  /** Throws what `openHost` throws; `plan-unsupported` for a workspace with policies. */
  static async open(dir: string, options: HostOptions): Promise<OpenWorkspace> {
    refuseGoverned(dir);
    return new OpenWorkspace(await openHost(dir, options), options);
  }

  /** The services over the sources as they are now: ask anew at each use. Throws `plan-unsupported` as `open` does. */
  get host(): Host {
    refuseGoverned(this.dir);
    return this.#host;
  }

  /** The services as they are now, which stay open until `release` whatever happens to the sources meanwhile. */
  lease(): { readonly host: Host; readonly release: () => void } {
    return { host: this.host, release: this.#leases.take(this.#host) };
  }

  summary(isDemo: boolean): WorkspaceSummary {
    return { dir: this.dir, name: basename(this.dir), isDemo };
  }

  /**
   * Reads `atoll.yaml` again, one time after the other. Runs that began before end as they began; on an error all stays
   * as it was.
   */
  reload(): Promise<void> {
    const reloading = this.#turn.then(async () => {
      if (this.#closed) return;
      const before = this.#host;
      this.#host = await openHost(this.dir, this.#options, before);
      // Nobody needs to wait for connections to be closed.
      this.#retiring.push(this.#leases.retire(before));
    });
    this.#turn = reloading.catch(() => undefined);
    return reloading;
  }

  /** What is to be done before the workspace closes, such as saving or letting go of what a service holds for it. */
  beforeClose(ending: () => void | Promise<void>): void {
    this.#endings.push(ending);
  }

  async close(): Promise<void> {
    await Promise.allSettled(this.#endings.splice(0).map(async (ending) => await ending()));
    this.#closed = true;
    await this.#turn;
    await this.#host.close();
    await this.#leases.close();
    await Promise.allSettled(this.#retiring);
  }
}
