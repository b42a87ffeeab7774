import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Way } from './check.ts';

/** A query whose answer differs, as it is kept for whoever looks into it. */
export interface Finding {
  /** The sequence and the place in it, from which the query is made again. */
  readonly seed: number;
  readonly index: number;
  readonly way: Way;
  readonly sql: string;
  readonly smaller: string;
  readonly difference: string;
  /** The plan of the smaller text. */
  readonly plan: string;
}

/** The finding as a text, with the command that runs it again. */
export function printFinding(finding: Finding): string {
  const { seed, index, way } = finding;
  const figures = way.exaggerating ? ', tables taken for large ones' : '';
  return [
    `query ${index} of seed ${seed}, pushdown ${way.pushdown}${figures}`,
    `again: npm run -s fuzz -- --seed ${seed} --from ${index} --count 1 --pushdown ${way.pushdown}`,
    `made smaller:\n${finding.smaller}`,
    finding.difference,
    finding.plan,
    `as it was:\n${finding.sql}`,
    '',
  ].join('\n\n');
}

/** Writes it into a file of the folder and returns the file's name. */
export async function keepFinding(finding: Finding, folder: string): Promise<string> {
  await mkdir(folder, { recursive: true });
  const file = path.join(folder, `seed-${finding.seed}-query-${finding.index}.txt`);
  await writeFile(file, printFinding(finding));
  return file;
}
