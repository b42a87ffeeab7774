import { rm } from 'node:fs/promises';
import path from 'node:path';
import type { Answer, Pushdown } from '../../fixtures/federation.ts';
import { readResult } from '../../fixtures/open-federation.ts';
import { differenceOf } from '../../oracle/compare.ts';
import type { TpchQuery } from '../../tpch/queries.ts';
import type { AtollReply, AtollRun } from './atoll-messages.ts';
import type { AtollProcess } from './atoll-process.ts';
import { type HubFigures, medianOf, type ModeFigures, type QueryFigures, type Timed } from './figures.ts';
import type { Floor } from './floor.ts';
import type { Hub } from './hub.ts';
import { hubDifference } from './hub-answer.ts';

/** A run that took longer than this isn't repeated. */
const LONG_MS = 20_000;

/** Everything that answers the queries, each in a process of its own so that none takes memory from another. */
export interface Contestants {
  readonly floor: Floor;
  readonly atoll: ReadonlyMap<Pushdown, AtollProcess>;
  readonly hub: Hub | null;
  /** For result files. */
  readonly folder: string;
  readonly runs: number;
  readonly capMs: number;
}

export interface QueryTexts {
  readonly query: TpchQuery;
  /** Over the sources. */
  readonly federated: string;
  /** Over the floor's plain names. */
  readonly plain: string;
}

/**
 * Measures one query: a warm run of each contestant, then the counted ones in turns, so that what else the machine does
 * falls on all alike. Mode `none` is for bytes and runs once.
 */
export async function measureQuery(contestants: Contestants, texts: QueryTexts): Promise<QueryFigures> {
  const expected = await contestants.floor.run(texts.plain);
  const entries = [...contestants.atoll].map(
    ([mode, process]) => [mode, new AtollTurns(contestants, process, mode, texts, expected)] as const,
  );
  const hub =
    contestants.hub === null ? null : new HubTurns(contestants.hub, contestants.capMs, texts, expected);
  const floor: number[] = [];
  for (let turn = 0; turn <= contestants.runs; turn += 1) {
    for (const [mode, turns] of entries) if (mode !== 'none' || turn === 0) await turns.take();
    await hub?.take();
    floor.push(await timed(() => contestants.floor.run(texts.plain)));
  }
  return {
    query: texts.query.name,
    modes: Object.fromEntries(entries.map(([mode, turns]) => [mode, turns.figures()])),
    ...(hub === null ? {} : { hub: hub.figures() }),
    floor: timesOf(floor, false),
  };
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

/** The first of several runs was the warm one and does not count. */
function timesOf(all: readonly number[], capped: boolean): Timed {
  const runs = all.length > 1 ? all.slice(1) : all;
  return { ms: capped ? null : medianOf(runs), runs };
}

class AtollTurns {
  readonly #contestants: Contestants;
  readonly #process: AtollProcess;
  readonly #mode: Pushdown;
  readonly #texts: QueryTexts;
  readonly #expected: Answer;
  readonly #times: number[] = [];
  #last: AtollRun | null = null;
  #peak: number | null = null;
  #wrong: string | null = null;
  #over = false;

  constructor(
    contestants: Contestants,
    process: AtollProcess,
    mode: Pushdown,
    texts: QueryTexts,
    expected: Answer,
  ) {
    this.#contestants = contestants;
    this.#process = process;
    this.#mode = mode;
    this.#texts = texts;
    this.#expected = expected;
  }

  async take(): Promise<void> {
    if (this.#over) return;
    const { folder, capMs } = this.#contestants;
    const file = path.join(folder, `${this.#texts.query.name}-${this.#mode}.duckdb`);
    const request = { kind: 'run', sql: this.#texts.federated, mode: this.#mode, file, capMs } as const;
    const reply = await this.#process.ask(request);
    await this.#note(reply, file);
    await rm(file, { force: true });
  }

  async #note(reply: AtollReply, file: string): Promise<void> {
    if (reply.kind !== 'done') {
      this.#over = true;
      this.#wrong = reply.kind === 'failed' ? reply.message : 'the cap was reached';
      return;
    }
    this.#times.push(reply.ms);
    this.#last = reply;
    this.#peak = reply.peakBytes === null ? null : Math.max(this.#peak ?? 0, reply.peakBytes);
    this.#over = reply.ms > LONG_MS;
    const { columns, rows } = await readResult(file);
    const named = columns.map(({ type }, at) => ({ name: reply.names[at] ?? '', type }));
    const { orderKeys } = this.#texts.query;
    const ordered = orderKeys.length === 0 ? {} : { ordered: orderKeys };
    const options = { ...ordered, anyInteger: true };
    this.#wrong ??= differenceOf({ columns: named, rows }, this.#expected, options) ?? null;
  }

  figures(): ModeFigures {
    const last = this.#last;
    return {
      ...timesOf(this.#times, last === null),
      planMs: last?.planMs ?? 0,
      localMs: last?.localMs ?? 0,
      rows: last?.rows ?? 0,
      bytes: last?.bytes ?? 0,
      peakBytes: this.#peak,
      fragments: last?.fragments ?? [],
      opaque: last?.opaque ?? null,
      wrong: this.#wrong,
    };
  }
}

class HubTurns {
  readonly #hub: Hub;
  readonly #capMs: number;
  readonly #texts: QueryTexts;
  readonly #expected: Answer;
  readonly #times: number[] = [];
  #wrong: string | null = null;
  #capped = false;
  #over = false;

  constructor(hub: Hub, capMs: number, texts: QueryTexts, expected: Answer) {
    this.#hub = hub;
    this.#capMs = capMs;
    this.#texts = texts;
    this.#expected = expected;
  }

  async take(): Promise<void> {
    if (this.#over) return;
    const began = performance.now();
    const rows = await this.#hub.run(this.#texts.federated, this.#capMs);
    const ms = performance.now() - began;
    this.#times.push(ms);
    this.#capped ||= rows === null;
    this.#over = ms > LONG_MS;
    if (rows !== null) this.#wrong ??= hubDifference(rows, this.#expected);
  }

  figures(): HubFigures {
    return { ...timesOf(this.#times, this.#capped), wrong: this.#wrong };
  }
}
