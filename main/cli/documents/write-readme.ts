/** Writes the table of capabilities in README.md anew: `node main/launch/run.mjs main/cli/documents/write-readme.ts`. */
import { readFile, writeFile } from 'node:fs/promises';
import { withCapabilityTable } from './capability-table.ts';

const README = new URL('../../../README.md', import.meta.url);
await writeFile(README, withCapabilityTable(await readFile(README, 'utf8')));
