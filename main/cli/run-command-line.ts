import { nearestName } from '../services/nearest-name.ts';
import { meant, usage } from './arguments.ts';
import { type Command, type CommandContext, EXIT } from './command.ts';
import { EXIT_CODES } from './help/exit-codes.ts';
import { write } from './output.ts';
import { reportError } from './report-error.ts';

/** Runs one command line and returns its exit code; never rejects. */
export async function runCommandLine(
  args: readonly string[],
  commands: readonly Command[],
  context: CommandContext,
): Promise<number> {
  try {
    return await dispatch(args, commands, context);
  } catch (error) {
    return await reportError(error, { json: wantsJson(args), query: null, workspaceDir: null }, context);
  }
}

async function dispatch(
  args: readonly string[],
  commands: readonly Command[],
  context: CommandContext,
): Promise<number> {
  const [name, ...rest] = args;
  if (name === undefined || ['--help', '-h', 'help'].includes(name)) {
    const topic = commands.find((command) => command.name === rest[0]);
    await write(name === undefined ? context.stderr : context.stdout, topic?.help ?? overview(commands));
    return name === undefined ? EXIT.usage : EXIT.success;
  }
  const command = commands.find((known) => known.name === name);
  if (command === undefined) {
    const names = commands.map((known) => known.name);
    const what = name.startsWith('-')
      ? `The option ${name} stands before the command.`
      : `There is no command ${name}${meant(nearestName(name, names))}`;
    throw usage(`${what} The commands are ${names.join(', ')}.`);
  }
  if (wantsHelp(rest)) {
    await write(context.stdout, command.help);
    return EXIT.success;
  }
  return command.run(rest, context);
}

function wantsHelp(args: readonly string[]): boolean {
  const end = args.indexOf('--');
  const options = end < 0 ? args : args.slice(0, end);
  return options.includes('--help') || options.includes('-h');
}

/** For errors of wrong usage, where the arguments could not be taken apart. */
function wantsJson(args: readonly string[]): boolean {
  return args.includes('--format=json') || args[args.indexOf('--format') + 1] === 'json';
}

function overview(commands: readonly Command[]): string {
  const lines = commands.map(({ name, summary }) => `  ${name.padEnd(8)}  ${summary}`);
  return `atoll: one SQL text over databases and files, each piece of the work sent to where its data lives

${lines.join('\n')}

A workspace is a folder with an atoll.yaml that lists its sources. Commands take it with -w DIR,
else the current folder or its nearest parent that is one. Each command has its own --help.

Examples
  atoll catalog
  atoll query "SELECT count(*) FROM shop.orders"
  atoll explain -f late.sql

${EXIT_CODES}`;
}
