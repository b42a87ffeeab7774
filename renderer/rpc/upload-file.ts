import type { ErrorReport } from '../../engine/errors/atoll-error.ts';
import { hostUnreachable, RpcError } from './rpc-error.ts';

/**
 * Sends a file to the host, which keeps it in the workspace, and gives its path there. `onProgress` hears the share
 * sent, 0 to 1. (Not `fetch`, which does not tell how much was sent.) Rejects with RpcError, or the signal's reason.
 */
export function uploadFile(
  file: File,
  onProgress: (share: number) => void,
  signal: AbortSignal,
): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const request = new XMLHttpRequest();
  request.open('PUT', `/api/files/${encodeURIComponent(file.name)}`);
  request.setRequestHeader('content-type', 'application/octet-stream');
  request.responseType = 'json';
  request.upload.addEventListener('progress', ({ loaded, total }) =>
    onProgress(total === 0 ? 1 : loaded / total),
  );
  request.addEventListener('load', () => {
    const answer = request.response as { readonly path?: string; readonly error?: ErrorReport } | null;
    if (request.status < 300 && answer?.path !== undefined) resolve(answer.path);
    else reject(answer?.error === undefined ? hostUnreachable() : new RpcError(answer.error));
  });
  request.addEventListener('error', () => reject(hostUnreachable()));
  request.addEventListener('abort', () => reject(abortReason(signal)));
  signal.addEventListener('abort', () => request.abort(), { once: true });
  request.send(file);
  return promise;
}

function abortReason(signal: AbortSignal): Error {
  return signal.reason instanceof Error ? signal.reason : new DOMException('Stopped.', 'AbortError');
}
