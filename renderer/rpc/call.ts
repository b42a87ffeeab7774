import type { Api, ApiInput, ApiOutput, ServiceName } from '../../main/contract/api/api.ts';
import type { ErrorReport } from '../../engine/errors/atoll-error.ts';
import { hostUnreachable, RpcError } from './rpc-error.ts';

/**
 * Asks the host: `await call('sources', 'list', {})`. Rejects with RpcError; with the signal's reason where it was
 * aborted.
 */
export async function call<S extends ServiceName, M extends keyof Api[S] & string>(
  service: S,
  method: M,
  input: ApiInput<S, M>,
  signal?: AbortSignal,
): Promise<ApiOutput<S, M>> {
  const response = await send(`/api/${service}/${method}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(input),
    ...(signal === undefined ? {} : { signal }),
  });
  return (await response.json()) as ApiOutput<S, M>;
}

/** A request whose answer is not a failure. Rejects as `call` does. */
export async function send(path: string, init: RequestInit): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(path, init);
  } catch (error) {
    init.signal?.throwIfAborted();
    throw error instanceof TypeError ? hostUnreachable() : error;
  }
  if (response.ok) return response;
  const body = (await response.json().catch(() => null)) as { readonly error: ErrorReport } | null;
  throw body === null ? hostUnreachable() : new RpcError(body.error);
}
