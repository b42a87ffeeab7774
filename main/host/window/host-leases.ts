import type { Host } from '../open-host.ts';

/** Keeps a host open, after another took its place, until the runs that began with it are over. */
export class HostLeases {
  readonly #held = new Map<Host, number>();
  readonly #retired = new Set<Host>();

  /** Gives what is to be called once when the host is not needed any more. */
  take(host: Host): () => void {
    this.#held.set(host, (this.#held.get(host) ?? 0) + 1);
    let isHeld = true;
    return () => {
      if (!isHeld) return;
      isHeld = false;
      const left = (this.#held.get(host) ?? 1) - 1;
      if (left > 0) this.#held.set(host, left);
      else this.#held.delete(host);
      if (left === 0 && this.#retired.delete(host)) void host.close();
    };
  }

  /** Closes the host: now where nobody holds it, else when the last one lets go. */
  async retire(host: Host): Promise<void> {
    if (this.#held.has(host)) this.#retired.add(host);
    else await host.close();
  }

  /** Closes those that are still held. */
  async close(): Promise<void> {
    const retired = [...this.#retired];
    this.#retired.clear();
    await Promise.all(retired.map((host) => host.close()));
  }
}
