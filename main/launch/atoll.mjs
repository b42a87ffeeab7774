/** `npm run -s atoll -- …`: the command line, from a checkout. */
import { buildWindow } from './build-window.mjs';
import { runProgram } from './run-program.mjs';
import { setUp } from './set-up.mjs';

const node = await setUp();
const args = process.argv.slice(2);
if (args[0] === 'serve' && !args.includes('--help') && !args.includes('-h')) await buildWindow(node);
process.exitCode = await runProgram(node, 'main/cli/main.ts', args);
