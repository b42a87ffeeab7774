/** `npm run -s atoll -- …`: the command line, from a checkout. */
import { runProgram } from './run-program.mjs';
import { setUp } from './set-up.mjs';

process.exitCode = await runProgram(await setUp(), 'main/cli/main.ts', process.argv.slice(2));
