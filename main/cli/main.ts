/** The command line: `npm run -s atoll -- …`. */
import { EXIT } from './command.ts';
import { COMMANDS } from './commands.ts';
import { contextOf } from './process-context.ts';
import { runCommandLine } from './run-command-line.ts';

const { context, settle } = contextOf(process);
const code = await runCommandLine(process.argv.slice(2), COMMANDS, context);
await settle();
// Native threads of a cancelled query and idle sockets are not waited for.
process.exit(code ?? EXIT.failed);
