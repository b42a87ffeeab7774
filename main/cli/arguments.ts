import { parseArgs, type ParseArgsOptionsConfig } from 'node:util';
import { AtollError } from '../../engine/errors/atoll-error.ts';
import { nearestName } from '../services/nearest-name.ts';
import { PUSHDOWN_MODES, type PushdownMode } from '../../engine/types/pushdown.ts';

/** The options of a command, as `parseArgs` takes them. */
export type OptionTable = ParseArgsOptionsConfig;

/** Arguments taken apart. */
export interface Parsed {
  readonly text: (name: string) => string | undefined;
  readonly flag: (name: string) => boolean;
  readonly list: (name: string) => readonly string[];
  readonly positionals: readonly string[];
}

/** Options that every command has. */
export const COMMON = {
  workspace: { type: 'string', short: 'w' },
  help: { type: 'boolean', short: 'h' },
} as const satisfies OptionTable;

/** Takes the arguments of a command apart. Throws `usage` for an option that it does not have. */
export function parseArguments(command: string, args: readonly string[], options: OptionTable): Parsed {
  try {
    const { values, positionals } = parseArgs({
      args: args.map(guarded),
      options: { ...COMMON, ...options },
      allowPositionals: true,
      strict: true,
    });
    const value = (name: string): unknown => (values as Readonly<Record<string, unknown>>)[name];
    return {
      text: (name) => (typeof value(name) === 'string' ? unguarded(value(name) as string) : undefined),
      flag: (name) => value(name) === true,
      list: (name) => ((value(name) as readonly string[] | undefined) ?? []).map(unguarded),
      positionals: positionals.map(unguarded),
    };
  } catch (error) {
    throw usage(sentence(error, Object.keys({ ...COMMON, ...options })), command);
  }
}

/** An error of wrong usage, which ends with exit code 2. */
export function usage(message: string, command?: string): AtollError {
  const topic = command === undefined ? '' : ` ${command}`;
  return new AtollError('usage', message, { hint: `Help: atoll${topic} --help` });
}

/** The value of `--pushdown`. */
export function pushdownOf(parsed: Parsed, command: string): PushdownMode {
  const asked = parsed.text('pushdown') ?? 'full';
  const mode = PUSHDOWN_MODES.find((known) => known === asked);
  if (mode === undefined) throw usage(`--pushdown is ${PUSHDOWN_MODES.join(', ')}; not ${asked}.`, command);
  return mode;
}

/** The values of `--param NAME=VALUE`, by name. */
export function parametersOf(parsed: Parsed, command: string): ReadonlyMap<string, string> {
  const parameters = new Map<string, string>();
  for (const text of parsed.list('param')) {
    const at = text.indexOf('=');
    if (at < 1) throw usage(`--param must be NAME=VALUE; ${JSON.stringify(text)} is not.`, command);
    const name = text.slice(0, at).replace(/^\$/, '');
    if (parameters.has(name)) throw usage(`The parameter ${name} is given twice.`, command);
    parameters.set(name, text.slice(at + 1));
  }
  return parameters;
}

/** `--format text|json` of the commands that print reports. */
export function reportFormat(parsed: Parsed, command: string): 'text' | 'json' {
  const format = parsed.text('format') ?? 'text';
  if (format === 'text' || format === 'json') return format;
  throw usage(`--format is text or json; not ${format}.`, command);
}

/** Stands before an SQL text that begins with a comment, which would look like an option. */
const GUARD = '\u0001';

function guarded(argument: string): string {
  return /^--\s/.test(argument) || /^--[^\n=]*\n/.test(argument) ? `${GUARD}${argument}` : argument;
}

function unguarded(text: string): string {
  return text.startsWith(GUARD) ? text.slice(1) : text;
}

/** What parseArgs says, in our words where it is one of its common complaints. */
function sentence(error: unknown, options: readonly string[]): string {
  const message = error instanceof Error ? error.message : String(error);
  const unknown = /^Unknown option '(-[^']*)'/.exec(message)?.[1];
  if (unknown !== undefined)
    return `There is no option ${unknown}${meant(nearestName(unknown.replace(/^-+/, ''), options), '--')}`;
  const incomplete = /^Option '(?:-\w, )?(--[\w-]+) <value>' argument/.exec(message)?.[1];
  if (incomplete !== undefined) return `The option ${incomplete} needs a value after it.`;
  const flag = /^Option '(?:-\w, )?(--[\w-]+)' does not take an argument/.exec(message)?.[1];
  if (flag !== undefined) return `The option ${flag} takes no value.`;
  return `${message.split('. ')[0]?.replace(/\.$/, '') ?? message}.`;
}

/** The end of a sentence on an unknown name, with the one that it is near to. */
export function meant(near: string | null, prefix = ''): string {
  return near === null ? '.' : `; did you mean ${prefix}${near}?`;
}
