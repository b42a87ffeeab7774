import type { IncomingMessage } from 'node:http';
import { AtollError } from '../../../engine/errors/atoll-error.ts';

/** Most bytes of a request's JSON. */
export const MOST_JSON_BYTES = 16 * 1024 * 1024;

/**
 * The JSON of a request. Throws `request-refused` for another content type (a form of a foreign page can send that
 * without being asked), `usage` for a body that is too large or no JSON.
 */
export async function readJson(request: IncomingMessage): Promise<unknown> {
  const type = request.headers['content-type']?.split(';', 1)[0]?.trim().toLowerCase();
  if (type !== 'application/json')
    throw new AtollError('request-refused', 'Requests to Atoll are JSON, and this one does not say so.', {
      hint: 'Send it with the header Content-Type: application/json.',
    });
  const parts: Buffer[] = [];
  let bytes = 0;
  // What is left of too large a body is read and dropped, so that the answer is heard.
  for await (const part of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    bytes += part.length;
    if (bytes > MOST_JSON_BYTES) throw tooLarge();
    parts.push(part);
  }
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(parts))) as unknown;
  } catch (cause) {
    throw new AtollError('usage', 'The request is not valid JSON.', { cause });
  }
}

function tooLarge(): AtollError {
  return new AtollError('usage', 'The request is larger than 16 MB.', {
    hint: 'Split what you send, or save long texts as files of the workspace.',
  });
}
