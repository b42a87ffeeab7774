import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { KeychainAnswer, KeychainRequest } from './keychain-protocol.ts';
import { type KeychainTrouble, silent, troubleOf } from './keychain-trouble.ts';
import type { SecretStore } from './secret-store.ts';

const PROGRAM = fileURLToPath(new URL('./keychain-process.ts', import.meta.url));
/** Unused, the process is ended after this long; starting another takes about 0.1 s. */
const IDLE_MS = 30_000;

/** How long the keychain may take. */
export interface KeychainLimits {
  /** To say whether it is there, which asks nobody anything, ms. */
  readonly checkMs: number;
  /** To read or write, in which it may ask a person for its password, ms. */
  readonly askMs: number;
}

const LIMITS: KeychainLimits = { checkMs: 8000, askMs: 60_000 };

/** Found by nobody: asking for it tells whether there is a keychain, and opens no prompt. */
const NOBODY = 'is there a keychain?';

/**
 * The keychain of the system, asked by a process of its own, one question after the other: a locked one so shows one
 * prompt, not one for each source.
 */
export class KeychainStore implements SecretStore {
  readonly #limits: KeychainLimits;
  readonly #environment: NodeJS.ProcessEnv;
  #child: ChildProcess | null = null;
  #line: Promise<unknown> = Promise.resolve();
  #idle: NodeJS.Timeout | null = null;
  #asked = 0;
  #trouble: KeychainTrouble | null = null;
  readonly #onExit = (): void => this.#end();

  constructor(environment: NodeJS.ProcessEnv = process.env, limits: KeychainLimits = LIMITS) {
    this.#environment = keychainEnvironment(environment);
    this.#limits = limits;
  }

  /** Why it is not asked any more; null while it is. */
  get trouble(): KeychainTrouble | null {
    return this.#trouble;
  }

  /** Finds out whether it can be used: null where it can. Never rejects. */
  async check(): Promise<KeychainTrouble | null> {
    const { checkMs } = this.#limits;
    await this.#ask({ method: 'getPassword', account: NOBODY, secret: null }, checkMs).catch(() => undefined);
    return this.#trouble;
  }

  /** After trouble it is asked again. */
  again(): void {
    this.#trouble = null;
  }

  /** Rejects with the `KeychainTrouble`; so do all questions after it, at once, until `again`. */
  async read(account: string): Promise<string | null> {
    return await this.#ask({ method: 'getPassword', account, secret: null }, this.#limits.askMs);
  }

  async keep(account: string, secret: string): Promise<void> {
    await this.#ask({ method: 'setPassword', account, secret }, this.#limits.askMs);
  }

  async forget(account: string): Promise<void> {
    await this.#ask({ method: 'deletePassword', account, secret: null }, this.#limits.askMs);
  }

  close(): void {
    this.#end();
  }

  #ask(request: Omit<KeychainRequest, 'ask'>, mostMs: number): Promise<string | null> {
    const turn = this.#line.then(() => this.#askNow(request, mostMs));
    this.#line = turn.catch(() => undefined);
    return turn;
  }

  async #askNow(request: Omit<KeychainRequest, 'ask'>, mostMs: number): Promise<string | null> {
    if (this.#trouble !== null) throw this.#trouble;
    this.#asked += 1;
    const answer = await answerOf(this.#process(), { ...request, ask: this.#asked }, mostMs);
    if (answer === null) this.#end();
    else this.#rest();
    if (answer?.ok === true) return answer.secret;
    this.#trouble = answer === null ? silent(mostMs) : troubleOf(answer.error);
    throw this.#trouble;
  }

  #process(): ChildProcess {
    if (this.#idle !== null) clearTimeout(this.#idle);
    if (this.#child?.connected !== true) {
      this.#child = fork(PROGRAM, [], {
        env: this.#environment,
        execArgv: [],
        stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      });
      process.once('exit', this.#onExit);
    }
    this.#child.ref();
    this.#child.channel?.ref();
    return this.#child;
  }

  /** Nothing waits for it now: a program that has no more to do ends. */
  #rest(): void {
    this.#child?.unref();
    this.#child?.channel?.unref();
    this.#idle = setTimeout(() => this.#end(), IDLE_MS).unref();
  }

  #end(): void {
    process.off('exit', this.#onExit);
    if (this.#idle !== null) clearTimeout(this.#idle);
    this.#child?.kill('SIGKILL');
    this.#child = null;
  }
}

/** Null where none came in time. */
async function answerOf(
  child: ChildProcess,
  request: KeychainRequest,
  mostMs: number,
): Promise<KeychainAnswer | null> {
  const { promise, resolve } = Promise.withResolvers<KeychainAnswer | null>();
  const answered = (answer: KeychainAnswer): void => {
    if (answer.ask === request.ask) resolve(answer);
  };
  const ended = (): void =>
    resolve({ ask: request.ask, ok: false, error: 'the process that asks it ended unexpectedly' });
  const timer = setTimeout(() => resolve(null), mostMs);
  child.on('message', answered).once('exit', ended).once('error', ended);
  child.send(request, (error) => {
    if (error !== null) ended();
  });
  try {
    return await promise;
  } finally {
    clearTimeout(timer);
    child.off('message', answered).off('exit', ended).off('error', ended);
  }
}

const PASSED =
  /^(?:PATH|HOME|USER|LOGNAME|LANG|LC_.*|DISPLAY|XAUTHORITY|WAYLAND_DISPLAY|DBUS_.*|XDG_.*|TMPDIR|TEMP|TMP|SystemRoot|APPDATA|LOCALAPPDATA|USERPROFILE|LD_LIBRARY_PATH|NODE_COMPILE_CACHE)$/i;

/** What the process needs to find the keychain and its prompt: no variable in which a password may stand. */
function keychainEnvironment(own: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(own).filter(([name]) => PASSED.test(name)));
}
