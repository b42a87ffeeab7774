import { type IncomingMessage, request as httpRequest } from 'node:http';
import { Readable } from 'node:stream';
import { ORIGIN } from './scheme.ts';

/** Where the host listens, and what proves that it is the shell who asks. */
export interface HostAddress {
  /** A socket in a folder that only this user may enter; a named pipe on Windows. */
  readonly socketPath: string;
  /** Goes with every request, in the header `authorization`. */
  readonly token: string;
}

/** Headers of one hop, which a proxy does not pass on (RFC 9110, 7.6.1). */
const HOP_HEADERS = ['connection', 'keep-alive', 'transfer-encoding', 'upgrade', 'host'];
const NO_BODY = [204, 304];

/** Carries a request of the page to the host, and its answer back, both as streams. */
export async function forward(request: Request, host: HostAddress): Promise<Response> {
  if (!request.url.startsWith(`${ORIGIN}/`)) return new Response(null, { status: 404 });
  try {
    return responseOf(await send(request, host));
  } catch (error) {
    request.signal.throwIfAborted();
    const message = `Atoll's engine does not answer (${(error as Error).message}).`;
    return Response.json({ error: { code: 'internal', message } }, { status: 502 });
  }
}

async function send(request: Request, { socketPath, token }: HostAddress): Promise<IncomingMessage> {
  const headers = Object.fromEntries([...request.headers].filter(([name]) => !HOP_HEADERS.includes(name)));
  const path = request.url.slice(ORIGIN.length);
  return await new Promise((resolve, reject) => {
    const outgoing = httpRequest(
      {
        socketPath,
        path,
        method: request.method,
        headers: { ...headers, host: 'app', origin: ORIGIN, authorization: `Bearer ${token}` },
        signal: request.signal,
      },
      resolve,
    );
    outgoing.once('error', reject);
    if (request.body === null) outgoing.end();
    else Readable.fromWeb(request.body).on('error', reject).pipe(outgoing);
  });
}

function responseOf(incoming: IncomingMessage): Response {
  const status = incoming.statusCode ?? 502;
  const headers = new Headers();
  for (const [name, value] of Object.entries(incoming.headers)) {
    if (HOP_HEADERS.includes(name) || value === undefined) continue;
    for (const one of [value].flat()) headers.append(name, one);
  }
  if (NO_BODY.includes(status)) return new Response(null, { status, headers });
  return new Response(Readable.toWeb(incoming) as ReadableStream<Uint8Array>, { status, headers });
}
