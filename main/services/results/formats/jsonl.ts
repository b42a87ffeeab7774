import type { RowFormat } from './row-format.ts';
import { rowObjects } from './row-object.ts';

/** One JSON object a line. */
export const jsonlFormat: RowFormat = async function* (result) {
  const write = rowObjects(result.columns);
  for await (const rows of result.pages()) yield rows.map((row) => `${write(row)}\n`).join('');
};
