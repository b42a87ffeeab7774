import { changeSource, type EditedWorkspace } from '../services/workspace/edit-sources.ts';
import { isMapping } from '../services/workspace/is-mapping.ts';

/**
 * Keys of SSH servers that were seen for the first time: recorded in `atoll.yaml`, so that another key is refused from
 * then on, also on machines of others who use the workspace.
 */
export class HostKeys {
  readonly #workspace: EditedWorkspace;
  readonly #tell: (source: string, text: string) => void;
  readonly #seen = new Map<string, string>();
  #line: Promise<unknown> = Promise.resolve();

  constructor(workspace: EditedWorkspace, tell: (source: string, text: string) => void) {
    this.#workspace = workspace;
    this.#tell = tell;
  }

  /** What was seen since the workspace was read; null where nothing was. */
  of(source: string): string | null {
    return this.#seen.get(source) ?? null;
  }

  /** The first one seen stays. */
  readonly record = (source: string, fingerprint: string): void => {
    if (this.#seen.has(source)) return;
    this.#seen.set(source, fingerprint);
    this.#line = this.#line.then(async () => {
      try {
        await changeSource(this.#workspace, source, source, ({ tunnel, ...section }) => {
          const unknown = isMapping(tunnel) && (tunnel['hostKey'] ?? null) === null;
          return { ...section, tunnel: unknown ? { ...tunnel, hostKey: fingerprint } : tunnel };
        });
        this.#tell(source, `its SSH server is known from now on by the key ${fingerprint}`);
      } catch {
        this.#tell(source, `the key of its SSH server, ${fingerprint}, could not be written to atoll.yaml`);
      }
    });
  };

  /** Resolves when all is written. */
  async close(): Promise<void> {
    await this.#line;
  }
}
