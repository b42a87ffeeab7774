import { call } from '../../rpc/call.ts';
import { pathOfFile } from '../../rpc/desktop.ts';
import { uploadFile } from '../../rpc/upload-file.ts';
import { useSources } from '../../workspace/sources-store.ts';
import type { AddedFile, FileOrigin } from './added-file.ts';
import { GUESS_ALL, type ImportForm, importOptions } from './import-options.ts';

type Put = (stage: AddedFile['stage']) => void;

/** Sends a file if need be and looks into it: text waits for the user's look, the rest is added. Rejects as `call`. */
export async function takeFile(origin: FileOrigin, put: Put, signal: AbortSignal): Promise<void> {
  const path = await pathAtHost(origin, put, signal);
  put({ kind: 'reading' });
  const inspection = await call('files', 'inspect', { path, options: {} }, signal);
  if (inspection.format !== 'csv') return await registerFile(path, GUESS_ALL, put);
  put({ kind: 'review', path, form: GUESS_ALL, inspection, error: null });
}

async function pathAtHost(origin: FileOrigin, put: Put, signal: AbortSignal): Promise<string> {
  if (origin.kind === 'host') return origin.path;
  const known = pathOfFile(origin.file);
  return known ?? (await uploadFile(origin.file, (share) => put({ kind: 'sending', share }), signal));
}

/** Makes a table of a file, or a source. Rejects as `call`. */
export async function registerFile(path: string, form: ImportForm, put: Put): Promise<void> {
  put({ kind: 'adding' });
  const added = await call('files', 'register', { path, name: null, options: importOptions(form) });
  await useSources.getState().load();
  put({ kind: 'added', ...added, at: performance.now() });
}
