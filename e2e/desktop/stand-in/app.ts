import { EventEmitter } from 'node:events';
import type * as Electron from 'electron';
import { strict } from './strict.ts';

/**
 * The state of the program, which other parts ask and the test looks at.
 *
 * A test emits `second-instance` itself, after `ready` as Electron promises:
 * https://www.electronjs.org/docs/latest/api/app#event-second-instance
 */
export class Program {
  readonly events = new EventEmitter();
  isReady = false;
  sandboxed = false;
  /** Null while it runs. */
  exitCode: number | null = null;
  readonly #hasLock: boolean;
  readonly #ready = Promise.withResolvers<void>();

  constructor(hasLock: boolean) {
    this.#hasLock = hasLock;
  }

  /**
   * Electron gets ready by itself, after the first tick of the entry: https://www.electronjs.org/docs/latest/api/app#event-ready.
   * `whenReady` resolves then: https://www.electronjs.org/docs/latest/api/app#appwhenready
   */
  becomeReady(): void {
    this.isReady = true;
    this.#ready.resolve();
    this.events.emit('ready');
  }

  /** Throws as Electron does where something is asked for too early. */
  mustBeReady(what: string): void {
    if (!this.isReady) throw new Error(`${what} before the app is ready.`);
  }

  mustNotBeReady(what: string): void {
    if (this.isReady) throw new Error(`${what} after the app is ready.`);
  }

  /**
   * https://www.electronjs.org/docs/latest/api/app#appquit: `before-quit`, then the windows close, then `will-quit`, which
   * may hold it up: https://www.electronjs.org/docs/latest/api/app#event-will-quit. The first two are not played here:
   * the shell quits when its window is closed, and listens to neither.
   */
  quit(): void {
    if (this.exitCode !== null) return;
    let held = false;
    this.events.emit('will-quit', { preventDefault: () => (held = true) });
    if (!held) this.#end(0);
  }

  /** https://www.electronjs.org/docs/latest/api/app#event-quit */
  #end(code: number): void {
    this.exitCode = code;
    this.events.emit('quit', {}, code);
  }

  /** `app` of the module. */
  module(): Electron.App {
    return strict<Electron.App>('app', {
      on: ((event: string, listener: (...values: unknown[]) => void) =>
        this.events.on(event, listener)) as unknown as Electron.App['on'],
      // https://www.electronjs.org/docs/latest/api/app#appenablesandbox: before `ready` alone.
      enableSandbox: () => {
        this.mustNotBeReady('app.enableSandbox()');
        this.sandboxed = true;
      },
      // https://www.electronjs.org/docs/latest/api/app#apprequestsingleinstancelockadditionaldata
      requestSingleInstanceLock: () => this.#hasLock,
      whenReady: () => this.#ready.promise,
      quit: () => this.quit(),
      // https://www.electronjs.org/docs/latest/api/app#appexitexitcode: at once, without `will-quit`.
      exit: (code = 0) => this.#end(code),
    });
  }
}
