import { AtollError } from '../errors/atoll-error.ts';
import type { Fragment } from '../plan/fragment.ts';
import type { ReadSession, Source } from '../spi/connector.ts';
import { DEFAULT_LIMITS, type SourceLimits } from '../types/limits.ts';
import type { ExecuteOptions } from './execution.ts';
import { orAborted, settleWithin } from './interrupt.ts';
import { Slots } from './slots.ts';
import { SourceMeter } from './source-meter.ts';

/** How long a session may take to close before the run goes on without it. */
const CLOSE_MS = 1000;
/** How often sessions are asked for the connections that they hold. */
const BACKENDS_MS = 100;

/** One source while one query reads it: one session, so one snapshot, for all of the query's fragments there. */
export class OpenSource {
  readonly name: string;
  readonly limits: SourceLimits;
  readonly meter: SourceMeter;
  readonly slots: Slots;
  /** Aborts with the run or with the source's kill switch. */
  readonly signal: AbortSignal;
  readonly #source: Source;
  readonly #onBackends: ExecuteOptions['onBackends'];
  #session: ReadSession | null = null;
  #watch: NodeJS.Timeout | undefined;
  #unread: number;
  #reported = '';

  constructor(name: string, fragments: number, options: ExecuteOptions, stop: AbortSignal) {
    const source = options.sources.get(name);
    if (source === undefined)
      throw new AtollError('source-unknown', `There is no source ${name}.`, { source: name });
    this.name = name;
    this.#source = source;
    this.limits = options.limits.get(name) ?? DEFAULT_LIMITS;
    this.meter = new SourceMeter(name, this.limits);
    this.slots = new Slots(this.limits.connections);
    this.#unread = fragments;
    const kill = options.killSwitch?.(name);
    this.signal = kill === undefined ? stop : AbortSignal.any([stop, kill]);
    this.#onBackends = options.onBackends?.bind(options);
  }

  get session(): ReadSession {
    if (this.#session === null) throw new Error(`The source ${this.name} is not open.`);
    return this.#session;
  }

  /** Begins the session. One that a source deaf to the signal brings too late is closed at once. */
  async begin(): Promise<void> {
    const beginning = this.#source.begin(this.signal);
    try {
      this.#session = await orAborted(beginning, this.signal);
    } catch (error) {
      void beginning.then((late) => late.close()).catch(() => undefined);
      throw error;
    }
    this.#report();
    this.#watch = setInterval(() => this.#report(), BACKENDS_MS);
  }

  /** Ends the session after its last fragment, so that no snapshot outlives its use. */
  async fragmentDone(): Promise<void> {
    this.#unread -= 1;
    if (this.#unread === 0 && this.#session?.mount === undefined) await this.close();
  }

  async close(): Promise<void> {
    clearInterval(this.#watch);
    const session = this.#session;
    this.#session = null;
    if (session === null) return;
    await settleWithin(session.close(), CLOSE_MS);
    if (this.#reported !== '') this.#onBackends?.(this.name, []);
  }

  #report(): void {
    const handles = this.#session?.backends?.() ?? [];
    const text = handles.join('\n');
    if (text === this.#reported) return;
    this.#reported = text;
    this.#onBackends?.(this.name, handles);
  }
}

/** The sources that the fragments name, none begun yet. */
export function sourcesOf(
  fragments: readonly Fragment[],
  options: ExecuteOptions,
  stop: AbortSignal,
): Map<string, OpenSource> {
  const counts = new Map<string, number>();
  for (const { source } of fragments) counts.set(source, (counts.get(source) ?? 0) + 1);
  return new Map([...counts].map(([name, count]) => [name, new OpenSource(name, count, options, stop)]));
}
