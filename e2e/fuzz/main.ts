import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { PUSHDOWN_MODES, type Pushdown } from '../fixtures/federation.ts';
import { Checker, minimise, waysOf } from './check.ts';
import { keepFinding, printFinding } from './finding.ts';
import { generateQuery } from './generate.ts';
import { seedOf } from './seeds.ts';
import { openFuzzWorld } from './world.ts';

const USAGE = `Runs random queries over all sources and holds each answer against one DuckDB.

  npm run fuzz -- [--count N] [--seed S] [--from K] [--pushdown full|scan|none|all] [--findings DIR] [--print]

  --count N        how many queries (500)
  --seed S         another sequence of queries for each S (1)
  --from K         begin at the K-th query of the sequence (0)
  --pushdown       the modes to run each query in (all)
  --findings DIR   where queries that differ are written, made smaller (atoll-fuzz in the temporary folder)
  --print          print each query before it runs`;

interface Options {
  readonly count: number;
  readonly seed: number;
  readonly from: number;
  readonly modes: readonly Pushdown[];
  readonly findings: string;
  readonly print: boolean;
}

function optionsOf(args: readonly string[]): Options | undefined {
  const { values } = parseArgs({
    args: [...args],
    options: {
      count: { type: 'string', default: '500' },
      seed: { type: 'string', default: '1' },
      from: { type: 'string', default: '0' },
      pushdown: { type: 'string', default: 'all' },
      findings: { type: 'string', default: path.join(tmpdir(), 'atoll-fuzz') },
      print: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  const [count, seed, from] = [values.count, values.seed, values.from].map(Number);
  const modes = PUSHDOWN_MODES.filter((mode) => values.pushdown === 'all' || values.pushdown === mode);
  const numbers = [count, seed, from];
  if (
    values.help ||
    modes.length === 0 ||
    !numbers.every((value) => Number.isSafeInteger(value) && Number(value) >= 0)
  ) {
    return undefined;
  }
  const { findings, print } = values;
  return { count: count ?? 0, seed: seed ?? 0, from: from ?? 0, modes, findings, print };
}

const PROGRESS_EVERY = 50;

/** One campaign: so many queries of a sequence. */
class Campaign {
  readonly #options: Options;
  readonly #checker: Checker;
  #done = 0;
  #empty = 0;
  #rejected = 0;
  #different = 0;

  constructor(options: Options, checker: Checker) {
    this.#options = options;
    this.#checker = checker;
  }

  /** @returns how many queries differ */
  async run(): Promise<number> {
    const { from, count, seed, modes } = this.#options;
    const began = performance.now();
    for (let index = from; index < from + count; index += 1) {
      await this.#one(index);
      this.#done += 1;
      if (this.#done % PROGRESS_EVERY > 0 || this.#done === count) continue;
      const seconds = Math.round((performance.now() - began) / 1000);
      console.error(`${this.#done} of ${count} in ${seconds} s, ${this.#different} different`);
    }
    for (const line of this.#checker.tally.lines()) console.log(line);
    console.log(
      `seed ${seed} from ${from}, pushdown ${modes.join(', ')}: ${this.#empty} answers without rows`,
    );
    const rejected = this.#rejected === 0 ? '' : ` (and ${this.#rejected} that DuckDB itself refuses)`;
    console.log(`${count - this.#rejected} queries, ${this.#different} different${rejected}`);
    return this.#different;
  }

  async #one(index: number): Promise<void> {
    const { seed, modes, print, findings } = this.#options;
    const { sql, spec } = generateQuery(seedOf(seed, index));
    if (print) console.log(`${index}: ${sql}`);
    const verdict = await this.#checker.check(sql, waysOf(index, modes));
    if (verdict.kind === 'rejected') this.#rejected += 1;
    if (verdict.kind === 'equal' && verdict.rows === 0) this.#empty += 1;
    if (verdict.kind !== 'different') return;
    this.#different += 1;
    const { way } = verdict;
    const small = await minimise(spec, verdict.difference, (text) => this.#checker.check(text, [way]));
    const plan = await this.#checker.explain(small.sql, way);
    const finding = { seed, index, way, sql, smaller: small.sql, difference: small.difference, plan };
    console.log(`\n${printFinding(finding)}written to ${await keepFinding(finding, findings)}\n`);
  }
}

async function main(): Promise<number> {
  const options = optionsOf(process.argv.slice(2));
  if (options === undefined) {
    console.error(USAGE);
    return 2;
  }
  await using world = await openFuzzWorld();
  return (await new Campaign(options, new Checker(world)).run()) > 0 ? 1 : 0;
}

process.exitCode = await main();
