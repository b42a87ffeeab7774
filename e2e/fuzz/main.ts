import { parseArgs } from 'node:util';
import { openWorld, type World } from '../breadth/world.ts';
import { PUSHDOWN_MODES, type Pushdown } from '../fixtures/federation.ts';
import { checkQuery, minimise } from './check.ts';
import { generateQuery } from './generate.ts';
import { seedOf } from './seeds.ts';
import { FUZZ_DATA } from './tables.ts';

const USAGE = `Runs random queries over all sources and holds each answer against one DuckDB.

  npm run fuzz -- [--count N] [--seed S] [--from K] [--pushdown full|scan|none|all] [--print]

  --count N     how many queries (500)
  --seed S      another sequence of queries for each S (1)
  --from K      begin at the K-th query of the sequence (0)
  --pushdown    the modes to run each query in (all)
  --print       print each query before it runs`;

interface Options {
  readonly count: number;
  readonly seed: number;
  readonly from: number;
  readonly modes: readonly Pushdown[];
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
  return { count: count ?? 0, seed: seed ?? 0, from: from ?? 0, modes, print: values.print };
}

interface Tally {
  equal: number;
  empty: number;
  rejected: number;
  different: number;
}

async function runOne(world: World, seed: number, options: Options, tally: Tally): Promise<void> {
  const { sql, spec } = generateQuery(seed);
  if (options.print) console.log(`${seed}: ${sql}`);
  for (const pushdown of options.modes) {
    const check = (text: string): ReturnType<typeof checkQuery> =>
      checkQuery(world.federation, world.oracle, text, pushdown);
    const verdict = await check(sql);
    if (verdict.kind === 'rejected') {
      tally.rejected += 1;
      return;
    }
    if (verdict.kind === 'equal') {
      tally.equal += 1;
      if (verdict.rows === 0) tally.empty += 1;
      continue;
    }
    tally.different += 1;
    const small = await minimise(spec, verdict.difference, check);
    console.log(
      `\nseed ${seed}, pushdown ${pushdown}:\n${sql}\n\nmade smaller:\n${small.sql}\n\n${small.difference}\n`,
    );
  }
}

async function main(): Promise<number> {
  const options = optionsOf(process.argv.slice(2));
  if (options === undefined) {
    console.error(USAGE);
    return 2;
  }
  await using world = await openWorld(FUZZ_DATA);
  const tally: Tally = { equal: 0, empty: 0, rejected: 0, different: 0 };
  for (let index = options.from; index < options.from + options.count; index += 1) {
    await runOne(world, seedOf(options.seed, index), options, tally);
  }
  const { equal, empty, rejected, different } = tally;
  console.log(
    `${options.count} queries from ${options.from} of seed ${options.seed}: ${equal} runs equal (${empty} of them empty), ` +
      `${different} different, ${rejected} queries rejected by DuckDB itself`,
  );
  return different > 0 ? 1 : 0;
}

process.exitCode = await main();
