import type { CancellationToken } from 'monaco-editor/editor';

/** Monaco's way to take a question back, as a signal. */
export function requestSignal(token: CancellationToken): AbortSignal {
  const controller = new AbortController();
  if (token.isCancellationRequested) controller.abort();
  token.onCancellationRequested(() => controller.abort());
  return controller.signal;
}
