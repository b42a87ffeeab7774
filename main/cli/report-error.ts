import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type ErrorReport, reportOf } from '../../engine/errors/atoll-error.ts';
import { type CommandContext, EXIT } from './command.ts';
import { errorText, type PlacedText } from './error-text.ts';
import { ReaderGone } from './output.ts';

/** What is known of a command when it fails. */
export interface FailureContext {
  readonly json: boolean;
  /** The query's own text, and the file that it was read from. */
  readonly query: PlacedText | null;
  /** Folder of the workspace, for the files that an error names. */
  readonly workspaceDir: string | null;
}

/**
 * Prints an error on standard error, as text or as one JSON object, and returns the exit code. A reader that went
 * away is no error: there is only nothing more to do.
 */
export async function reportError(
  error: unknown,
  { json, query, workspaceDir }: FailureContext,
  { stderr }: Pick<CommandContext, 'stderr'>,
): Promise<number> {
  if (error instanceof ReaderGone) return EXIT.success;
  const report = reportOf(error);
  const text = json
    ? `${JSON.stringify({ error: report })}\n`
    : errorText(report, await placedText(report, query, workspaceDir));
  stderr.write(text);
  return exitCodeOf(report);
}

function exitCodeOf({ code }: ErrorReport): number {
  if (code === 'usage') return EXIT.usage;
  return code === 'cancelled' ? EXIT.cancelled : EXIT.failed;
}

async function placedText(
  { file }: ErrorReport,
  query: PlacedText | null,
  workspaceDir: string | null,
): Promise<PlacedText | null> {
  if (file === null) return query;
  if (workspaceDir === null) return null;
  const text = await readFile(join(workspaceDir, file), 'utf8').catch(() => null);
  return text === null ? null : { name: file, text };
}
