import type { ServerResponse } from 'node:http';
import { AtollError } from '../../../engine/errors/atoll-error.ts';
import { windowEvent } from '../../contract/events.ts';
import type { EventStream, NumberedEvent } from '../window/event-stream.ts';
import type { Log } from './answer-call.ts';

/** A window that hears nothing for longer takes the connection for lost; it waits 25 s. */
const HEARTBEAT_MS = 8000;

/** A comment, which says that the host is there. */
const BEAT = ': \n\n';

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
  let last = Number(after);
  let isFull = !response.write(BEAT);
  // A slow window takes what is kept when it can; nothing is kept for it alone.
  const pump = (): void => {
    while (!isFull) {
      const next = events.next(last);
      if (next === null) return;
      last = next.number;
      const text = eventText(next, log);
      if (text !== null) isFull = !response.write(text);
    }
  };
  response.on('drain', () => {
    isFull = false;
    pump();
  });
  const stop = events.follow(events.last, pump);
  const heartbeat = setInterval(() => {
    if (!isFull) isFull = !response.write(BEAT);
  }, HEARTBEAT_MS);
  response.once('close', () => {
    clearInterval(heartbeat);
    stop();
  });
  pump();
}

/** One event as a block of `text/event-stream`; null, and a line in the log, for one that breaks the contract. */
function eventText({ number, event }: NumberedEvent, log: Log): string | null {
  const checked = windowEvent.safeParse(event);
  if (checked.success) return `id: ${number}\ndata: ${JSON.stringify(checked.data)}\n\n`;
  const fields = checked.error.issues.map(({ path }) => path.join('.')).join(', ');
  log(`event ${event.kind}: not as it must be: ${fields}`);
  return null;
}
