import { catalogCommand } from './catalog.ts';
import type { Command } from './command.ts';
import { explainCommand } from './explain.ts';
import { auditCommand, lineageCommand } from './later.ts';
import { queryCommand } from './query.ts';
import { secretsCommand } from './secrets/secrets.ts';
import { serveCommand } from './serve.ts';
import { sourcesCommand } from './sources/sources.ts';

/** Every command, in the order in which help shows them. */
export const COMMANDS: readonly Command[] = [
  queryCommand,
  explainCommand,
  sourcesCommand,
  secretsCommand,
  catalogCommand,
  lineageCommand,
  auditCommand,
  serveCommand,
];
