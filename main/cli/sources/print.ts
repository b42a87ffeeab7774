import { write } from '../output.ts';
import type { ActionContext } from './action-context.ts';

/** Prints a report as JSON or, made when needed, as text. */
export async function print(
  report: unknown,
  text: () => string,
  { format, stdout }: ActionContext,
): Promise<void> {
  await write(stdout, format === 'json' ? `${JSON.stringify(report, null, 2)}\n` : text());
}
