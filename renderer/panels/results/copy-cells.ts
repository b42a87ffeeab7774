import type { COPY_FORMATS } from '../../../main/contract/api/results.ts';
import { call } from '../../rpc/call.ts';
import { errorReportOf } from '../../rpc/rpc-error.ts';
import { useNotices } from '../../workspace/notices-store.ts';
import { countText } from '../../ui/figures.ts';

export type CopyFormat = (typeof COPY_FORMATS)[number];

export const COPY_NAMES: Readonly<Record<CopyFormat, string>> = {
  tsv: 'Copy',
  'tsv-header': 'Copy with headers',
  csv: 'Copy as CSV',
  json: 'Copy as JSON',
  markdown: 'Copy as Markdown',
  'in-list': 'Copy as SQL IN list',
};

/** Cells of a result: columns by position in the order wanted, rows `from` to `to` (not included). */
export interface CellArea {
  readonly runId: string;
  readonly columns: readonly number[];
  readonly from: number;
  readonly to: number;
}

/** Puts cells on the clipboard, exact and whole, and says what came of it. */
export async function copyCells(area: CellArea, format: CopyFormat): Promise<void> {
  const cells = countText((area.to - area.from) * area.columns.length);
  try {
    const text = call('results', 'copy', { ...area, columns: [...area.columns], format }).then(
      (copied) => copied.text,
    );
    await writeClipboard(text);
    tell('info', `Copied ${cells === '1' ? 'one cell' : `${cells} cells`}.`);
  } catch (error) {
    const { message, hint } = errorReportOf(error);
    tell('error', hint === null ? message : `${message} ${hint}`);
  }
}

/** Puts a text on the clipboard and says so. */
export async function copyText(text: string, said: string): Promise<void> {
  try {
    await writeClipboard(Promise.resolve(text));
    tell('info', said);
  } catch (error) {
    tell('error', errorReportOf(error).message);
  }
}

/** Writes at once with a promise, since browsers allow the clipboard only in the moment of a key or click. */
async function writeClipboard(text: Promise<string>): Promise<void> {
  const blob = text.then((plain) => new Blob([plain], { type: 'text/plain' }));
  const item = new ClipboardItem({ 'text/plain': blob });
  try {
    await navigator.clipboard.write([item]);
  } catch (error) {
    // What kept the text from being made counts more than that nothing was written.
    await text;
    const why = error instanceof Error ? ` (${error.message})` : '';
    throw new Error(
      `The clipboard took nothing${why}. Click into the window and copy again, or export the result.`,
      {
        cause: error,
      },
    );
  }
}

function tell(level: 'info' | 'error', text: string): void {
  useNotices.getState().tell({ level, source: null, text });
}
