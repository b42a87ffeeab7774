import type { RowFormat } from './row-format.ts';
import { rowObjects } from './row-object.ts';

/** One array of objects, a row a line. */
export const jsonFormat: RowFormat = async function* (result) {
  const write = rowObjects(result.columns);
  let before = '[';
  for await (const rows of result.pages()) {
    yield rows.map((row, at) => `${at === 0 ? before : ','}\n${write(row)}`).join('');
    before = ',';
  }
  yield before === '[' ? '[]\n' : '\n]\n';
};
