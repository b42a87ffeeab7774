import { openHost } from '../host/open-host.ts';
import { type OptionTable, parametersOf, parseArguments, pushdownOf, reportFormat } from './arguments.ts';
import { type Command, type CommandContext, EXIT } from './command.ts';
import type { PlacedText } from './error-text.ts';
import { explainText } from './explain-text.ts';
import { EXPLAIN_HELP } from './help/explain-help.ts';
import { write } from './output.ts';
import { Progress } from './progress.ts';
import { queryText } from './query-text.ts';
import { reportError } from './report-error.ts';
import { checkRole, workspaceOf } from './workspace-option.ts';

const OPTIONS = {
  as: { type: 'string' },
  format: { type: 'string' },
  param: { type: 'string', multiple: true },
  pushdown: { type: 'string' },
  file: { type: 'string', short: 'f' },
  sql: { type: 'boolean' },
} as const satisfies OptionTable;

/** `atoll explain`. */
export const explainCommand: Command = {
  name: 'explain',
  summary: 'show what would be sent to each source, what runs here, and why not more',
  help: EXPLAIN_HELP,
  run: runExplain,
};

async function runExplain(args: readonly string[], context: CommandContext): Promise<number> {
  const parsed = parseArguments('explain', args, OPTIONS);
  const format = reportFormat(parsed, 'explain');
  const workspaceDir = workspaceOf(parsed, context.cwd);
  const progress = context.watched ? new Progress(context.stderr) : null;
  let query: PlacedText | null = null;
  try {
    query = await queryText(parsed, 'explain', context.cwd, workspaceDir);
    const options = {
      mode: pushdownOf(parsed, 'explain'),
      parameters: parametersOf(parsed, 'explain'),
      signal: context.signal,
    };
    checkRole(parsed, workspaceDir, context);
    const onNotice = (source: string, text: string): void => progress?.notice(source, text);
    const host = await openHost(workspaceDir, { onNotice, warm: 0 });
    try {
      const report = await host.queries.explain(query.text, options);
      progress?.erase();
      const text =
        format === 'json'
          ? `${JSON.stringify(report, null, 2)}\n`
          : explainText(report, host.workspace.dir, {
              terminal: context.width,
              colours: context.colours === true,
              sql: parsed.flag('sql'),
            });
      await write(context.stdout, text);
      return EXIT.success;
    } finally {
      await host.close();
    }
  } catch (error) {
    progress?.erase();
    return await reportError(error, { json: format === 'json', query, workspaceDir }, context);
  }
}
