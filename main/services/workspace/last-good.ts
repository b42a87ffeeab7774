import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AtollError } from '../../../engine/errors/atoll-error.ts';
import { saveFile } from './save-file.ts';

/** The text of `atoll.yaml` that was read well last. */
export const GOOD_FILE = '.atoll/atoll.yaml.good';

/**
 * Reads a workspace's text and keeps it as the last good one. Where it is damaged the error names that one: opening it
 * in silence could ask sources that the user has just taken out. A folder without `.atoll` gets none.
 */
export async function rememberGood<Result>(dir: string, text: string, parse: () => Result): Promise<Result> {
  const good = join(dir, GOOD_FILE);
  try {
    const parsed = parse();
    if (existsSync(join(dir, '.atoll')) && (await readFile(good, 'utf8').catch(() => null)) !== text)
      await saveFile(good, text).catch(() => undefined);
    return parsed;
  } catch (error) {
    if (!(error instanceof AtollError) || !existsSync(good)) throw error;
    const hint = `${error.report.hint ?? ''} The text that was read well last is in ${GOOD_FILE}.`.trim();
    throw new AtollError(error.report.code, error.report.message, {
      ...error.report,
      hint,
      cause: error.cause,
    });
  }
}
