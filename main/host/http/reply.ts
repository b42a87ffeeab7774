import type { ServerResponse } from 'node:http';
import { AtollError, type ErrorReport, reportOf } from '../../../engine/errors/atoll-error.ts';

/** Answers change with every question: nothing may keep them. */
const FRESH = { 'cache-control': 'no-store' } as const;

/** Answers with JSON. */
export function replyJson(response: ServerResponse, status: number, value: unknown): void {
  const body = Buffer.from(JSON.stringify(value));
  response.writeHead(status, {
    ...FRESH,
    'content-type': 'application/json; charset=utf-8',
    'content-length': body.length,
  });
  response.end(body);
}

/** Answers with an error, or cuts the connection where an answer has begun: half of one must not look whole. */
export function replyError(response: ServerResponse, error: unknown): void {
  const report = reportOf(error);
  if (response.headersSent) response.destroy();
  else replyJson(response, statusOf(report), { error: report });
}

/** The HTTP status that goes with an error. */
export function statusOf({ code }: ErrorReport): number {
  switch (code) {
    case 'usage':
      return 400;
    case 'sign-in-needed':
      return 401;
    case 'request-refused':
      return 403;
    case 'request-unknown':
    case 'source-unknown':
      return 404;
    case 'internal':
      return 500;
    default:
      return 422;
  }
}

/** The error of a path that leads nowhere. */
export function unknownRequest(): AtollError {
  return new AtollError('request-unknown', 'Atoll has nothing at this address.', {
    hint: 'Go back to the window and reload it.',
  });
}
