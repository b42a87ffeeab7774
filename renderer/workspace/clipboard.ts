import { errorReportOf } from '../rpc/rpc-error.ts';
import { useNotices } from './notices-store.ts';

/** Puts a text on the clipboard and says what came of it; `said` is such as `Copied the name.` */
export async function copyText(text: string, said: string): Promise<void> {
  try {
    await writeClipboard(Promise.resolve(text));
    tellCopied(said);
  } catch (error) {
    tellCopyFailed(error);
  }
}

/**
 * Writes at once with a promise, since browsers allow the clipboard only in the moment of a key or click. Rejects with
 * what kept the text from being made, or with why the clipboard took nothing.
 */
export async function writeClipboard(text: Promise<string>): Promise<void> {
  const blob = text.then((plain) => new Blob([plain], { type: 'text/plain' }));
  try {
    await navigator.clipboard.write([new ClipboardItem({ 'text/plain': blob })]);
  } catch (error) {
    // What kept the text from being made counts more than that nothing was written.
    await text;
    const why = error instanceof Error ? ` (${error.message})` : '';
    const message = `The clipboard took nothing${why}. Click into the window and copy again, or export the result.`;
    throw new Error(message, { cause: error });
  }
}

export function tellCopied(text: string): void {
  useNotices.getState().tell({ level: 'info', source: null, text });
}

export function tellCopyFailed(error: unknown): void {
  const { message, hint, source } = errorReportOf(error);
  useNotices
    .getState()
    .tell({ level: 'error', source, text: hint === null ? message : `${message} ${hint}` });
}
