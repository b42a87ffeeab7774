import { parseArgs } from 'node:util';
import { costsBench } from './costs.ts';
import { keysBench } from './keys.ts';
import { mysqlScanBench } from './mysql-scan.ts';
import { pagesBench } from './pages.ts';
import { planningBench } from './planning.ts';
import { scanBench } from './scan.ts';
import { tpchBench } from './tpch/bench.ts';
import { windowBench } from './window/bench.ts';

/** The measurements by name; each prints its figures and writes them to `results/<name>.json`. */
const BENCHES: Readonly<Record<string, (args: readonly string[]) => Promise<void>>> = {
  scan: scanBench,
  'mysql-scan': mysqlScanBench,
  planning: planningBench,
  keys: keysBench,
  pages: pagesBench,
  costs: costsBench,
  tpch: tpchBench,
  window: windowBench,
};

const { positionals } = parseArgs({ allowPositionals: true, strict: false });
const bench = BENCHES[positionals[0] ?? ''];
if (bench === undefined) {
  console.error(`Usage: npm run bench -- ${Object.keys(BENCHES).join(' | ')}`);
  process.exitCode = 2;
} else {
  await bench(process.argv.slice(3));
}
