import { join } from 'node:path';
import type { ApiRequest } from '../../contract/api/api.ts';
import { type Settings, settingsShape } from '../../contract/api/app.ts';
import { keepDamaged } from '../keep-damaged.ts';
import { type OpenSettings, SETTINGS_NAME } from './settings-store.ts';

/** What holds before the user has set anything. */
export const DEFAULT_SETTINGS: Settings = {
  theme: 'system',
  locale: null,
  editorFontSize: 13,
  tabMovesFocus: false,
  pageRows: 1000,
};

/** What the service tells of. */
export interface SettingsListener {
  onChange(settings: Settings): void;
  /** A damaged file was put aside: a sentence for the user that names it. */
  onDamaged(text: string): void;
}

/** The user's settings for all workspaces, in one file. */
export class SettingsService {
  readonly #path: string;
  readonly #open: OpenSettings;
  readonly #listener: SettingsListener;
  #line: Promise<unknown> = Promise.resolve();

  /** `open` opens the store of the file in that folder. */
  constructor(home: string, open: OpenSettings, listener: SettingsListener) {
    this.#path = join(home, `${SETTINGS_NAME}.json`);
    this.#open = open;
    this.#listener = listener;
  }

  /**
   * As they are in the file now, defaults where it says nothing. Where the file is damaged it is put aside and what can
   * be read of it is kept.
   */
  get(): Promise<Settings> {
    return this.#inTurn(async () => settingsIn(await this.#read()));
  }

  /** Changes some. Keys of a newer version stay in the file. */
  set(change: ApiRequest<'settings', 'set'>): Promise<Settings> {
    return this.#inTurn(async () => {
      const stored = await this.#read();
      const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
      const store = await this.#open();
      store.store = { ...stored, ...given };
      const settings = settingsIn(store.store);
      this.#listener.onChange(settings);
      return settings;
    });
  }

  /** What the file holds that is right. */
  async #read(): Promise<Record<string, unknown>> {
    let stored: Record<string, unknown>;
    try {
      stored = (await this.#open()).store;
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
      return await this.#putAside({});
    }
    const right = Object.fromEntries(Object.entries(stored).filter(([key, value]) => isRight(key, value)));
    return Object.keys(right).length === Object.keys(stored).length ? right : await this.#putAside(right);
  }

  async #putAside(right: Record<string, unknown>): Promise<Record<string, unknown>> {
    const kept = await keepDamaged(this.#path);
    (await this.#open()).store = right;
    this.#listener.onDamaged(
      `The file of settings was damaged. What could not be read of it is as at first; it is kept as ${kept}.`,
    );
    return right;
  }

  async #inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    const turn = this.#line.then(work);
    this.#line = turn.catch(() => undefined);
    return await turn;
  }
}

const FIELDS: Readonly<Record<string, { safeParse(value: unknown): { readonly success: boolean } }>> =
  settingsShape.shape;

function isRight(key: string, value: unknown): boolean {
  return !Object.hasOwn(FIELDS, key) || FIELDS[key]?.safeParse(value).success === true;
}

function settingsIn(stored: Readonly<Record<string, unknown>>): Settings {
  const known = Object.entries(stored).filter(([key]) => Object.hasOwn(FIELDS, key));
  return settingsShape.parse({ ...DEFAULT_SETTINGS, ...Object.fromEntries(known) });
}
