/** Writes the published JSON Schemas anew: `node main/launch/run.mjs main/cli/documents/write-schemas.ts`. */
import { writeFile } from 'node:fs/promises';
import { PUBLISHED_NAMES, publishedText } from '../../contract/published.ts';

for (const name of PUBLISHED_NAMES) {
  await writeFile(new URL(`../../contract/schemas/${name}.json`, import.meta.url), publishedText(name));
}
