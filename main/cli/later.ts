import { AtollError } from '../../engine/errors/atoll-error.ts';
import type { Command } from './command.ts';

/** A command that is known by name and comes with a later version; calling it is wrong usage. */
function later(name: string, summary: string): Command {
  const message = `atoll ${name} comes with a later version.`;
  return {
    name,
    summary: `${summary} (comes with a later version)`,
    help: `${message}\n`,
    run: () => Promise.reject(new AtollError('usage', message, { hint: 'What there is now: atoll --help' })),
  };
}

/** `atoll lineage`. */
export const lineageCommand = later('lineage', 'which source columns each result column comes from');

/** `atoll audit`. */
export const auditCommand = later('audit', 'verify or follow the audit log');
