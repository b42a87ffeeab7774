/** Runs any TypeScript program of the checkout: `node main/launch/run.mjs FILE …`. */
import { say } from './places.mjs';
import { runProgram } from './run-program.mjs';
import { setUp } from './set-up.mjs';

const [file, ...args] = process.argv.slice(2);
if (file === undefined) {
  say('usage: node main/launch/run.mjs FILE [ARGUMENT]…');
  process.exit(2);
}
process.exitCode = await runProgram(await setUp(), file, args);
