import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { type OwnTabs, type WindowState, windowState } from '../../contract/api/window.ts';
import { keepDamaged } from '../keep-damaged.ts';
import { saveFile } from '../workspace/save-file.ts';
import { mergeTabs } from './merge-tabs.ts';

const FILE = 'window.json';
/** The same once more: what is left when the file itself is damaged. */
const COPY = 'window.json.good';

/** What was read, and the name under which a damaged file was kept. */
export interface LoadedWindowState {
  readonly state: WindowState | null;
  /** In the state folder; null where nothing was damaged. */
  readonly damaged: string | null;
}

type Reading =
  | { readonly kind: 'good'; readonly state: WindowState }
  | { readonly kind: 'absent' | 'damaged' };

/** What a window remembers of a workspace, in its state folder. Saves follow each other, and each is whole or not at all. */
export class WindowStateStore {
  readonly #stateDir: string;
  #last: Promise<unknown> = Promise.resolve();

  constructor(stateDir: string) {
    this.#stateDir = stateDir;
  }

  /** The last good state. A damaged file is moved aside, so that the next save can't overwrite it. */
  load(): Promise<LoadedWindowState> {
    return this.#inTurn(async () => {
      const reading = await this.#read(FILE);
      switch (reading.kind) {
        case 'good':
          return { state: reading.state, damaged: null };
        case 'absent':
        case 'damaged': {
          const damaged =
            reading.kind === 'damaged' ? basename(await keepDamaged(join(this.#stateDir, FILE))) : null;
          const copy = await this.#read(COPY);
          return { state: copy.kind === 'good' ? copy.state : null, damaged };
        }
      }
    });
  }

  /** `mine` where other windows may have saved since: what is theirs stays. */
  save(state: WindowState, mine?: OwnTabs): Promise<void> {
    return this.#inTurn(async () => {
      const kept = mine === undefined ? null : await this.#read(FILE);
      const merged =
        mine !== undefined && kept?.kind === 'good'
          ? { ...state, tabs: mergeTabs(state.tabs, kept.state.tabs, mine) }
          : state;
      const text = JSON.stringify(merged);
      await saveFile(join(this.#stateDir, FILE), text);
      await saveFile(join(this.#stateDir, COPY), text);
    });
  }

  async #read(name: string): Promise<Reading> {
    let text: string;
    try {
      text = await readFile(join(this.#stateDir, name), 'utf8');
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return { kind: 'absent' };
      throw error;
    }
    try {
      const parsed = windowState.safeParse(JSON.parse(text));
      return parsed.success ? { kind: 'good', state: parsed.data } : { kind: 'damaged' };
    } catch {
      return { kind: 'damaged' };
    }
  }

  #inTurn<Result>(act: () => Promise<Result>): Promise<Result> {
    const result = this.#last.then(act);
    this.#last = result.catch(() => undefined);
    return result;
  }
}
