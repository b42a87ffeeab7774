import type { Writable } from 'node:stream';

/** What a command may write to, and what it is run with. */
export interface CommandContext {
  readonly stdout: Writable;
  readonly stderr: Writable;
  /** Whether a person watches standard error. */
  readonly watched: boolean;
  /** Columns of the terminal on standard output; null where there is none. */
  readonly width: number | null;
  /** Whether standard output takes colours; no where absent. */
  readonly colours?: boolean;
  /** Aborted by Ctrl-C. */
  readonly signal: AbortSignal;
  /** Folder that the command was called in. */
  readonly cwd: string;
}

/** A command of the command line. */
export interface Command {
  readonly name: string;
  /** One line for the list of commands. */
  readonly summary: string;
  /** What `--help` prints. */
  readonly help: string;
  /** Runs with the arguments after the command's name; returns the exit code. Throws AtollError. */
  run(args: readonly string[], context: CommandContext): Promise<number>;
}

/** Exit codes, as every `--help` says. */
export const EXIT = { success: 0, failed: 1, usage: 2, cancelled: 130 } as const;
