/** `npm start`: prepares the checkout, the window and the demo workspace, answers the demo query and opens the window. */
import { buildWindow } from './build-window.mjs';
import { runProgram } from './run-program.mjs';
import { setUp } from './set-up.mjs';

const node = await setUp();
const built = await buildWindow(node);
const code = await runProgram(node, 'main/cli/start.ts', process.argv.slice(2));
process.exitCode = code === 0 && !built ? 1 : code;
