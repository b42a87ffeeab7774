import type { ServerResponse } from 'node:http';
import { AtollError } from '../../../engine/errors/atoll-error.ts';
import { windowEvent } from '../../contract/events.ts';
import type { EventStream, NumberedEvent } from '../window/event-stream.ts';
import type { Log } from './answer-call.ts';

/** A window that hears nothing for longer takes the connection for lost; it waits 25 s. */
const HEARTBEAT_MS = 8000;

/** Bytes that a window may be behind before it is cut off; it comes back and asks for what it missed. */
const MOST_BEHIND = 16 * 1024 * 1024;

/**
 * Answers `GET /api/events?after=N` with all events after that number, until the window goes away. Throws `usage` for
 * anything that is no number.
 */
export function answerEvents(
  events: EventStream,
  after: string | null,
  response: ServerResponse,
  log: Log,
): void {
  if (after === null || !/^\d{1,15}$/.test(after))
    throw new AtollError('usage', 'Events are asked for after a number: /api/events?after=0.');
  response.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
  });
  response.write(': \n\n');
  const send = (text: string): void => {
    response.write(text);
    if (response.writableLength > MOST_BEHIND) response.destroy();
  };
  const stop = events.follow(Number(after), (event) => {
    const text = eventText(event, log);
    if (text !== null) send(text);
  });
  const heartbeat = setInterval(() => send(': \n\n'), HEARTBEAT_MS);
  response.once('close', () => {
    clearInterval(heartbeat);
    stop();
  });
}

/** One event as a block of `text/event-stream`; null, and a line in the log, for one that breaks the contract. */
function eventText({ number, event }: NumberedEvent, log: Log): string | null {
  const checked = windowEvent.safeParse(event);
  if (checked.success) return `id: ${number}\ndata: ${JSON.stringify(checked.data)}\n\n`;
  const fields = checked.error.issues.map(({ path }) => path.join('.')).join(', ');
  log(`event ${event.kind}: not as it must be: ${fields}`);
  return null;
}
