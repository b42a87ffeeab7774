import type { Parsed } from '../arguments.ts';
import type { CommandContext } from '../command.ts';

/** What an action of `atoll sources` is run with. */
export interface ActionContext extends CommandContext {
  readonly workspaceDir: string;
  readonly format: 'text' | 'json';
}

/** An action of `atoll sources`; returns the exit code. */
export type Action = (operand: string | undefined, parsed: Parsed, context: ActionContext) => Promise<number>;
