/** `npm start`: prepares the checkout, then the demo workspace, and answers its demo query. */
import { runProgram } from './run-program.mjs';
import { setUp } from './set-up.mjs';

process.exitCode = await runProgram(await setUp(), 'main/cli/start.ts', process.argv.slice(2));
