import type { COPY_FORMATS } from '../../../main/contract/choices.ts';
import { call } from '../../rpc/call.ts';
import { tellCopied, tellCopyFailed, writeClipboard } from '../../workspace/clipboard.ts';
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
    tellCopied(`Copied ${cells === '1' ? 'one cell' : `${cells} cells`}.`);
  } catch (error) {
    tellCopyFailed(error);
  }
}
