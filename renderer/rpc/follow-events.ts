import type { WindowEvent } from '../../main/contract/events.ts';

/** What a window follows. */
export interface EventFollower {
  readonly onEvent: (event: WindowEvent, number: number) => void;
  /** Whether the host is heard. */
  readonly onConnection: (connected: boolean) => void;
  /** The host is there and does not know this browser: it was started anew. Told at each attempt. */
  readonly onShutOut: () => void;
}

const FIRST_RETRY_MS = 250;
const LAST_RETRY_MS = 4000;
/** The host says something at least every 10 s; one that is silent for longer is gone. */
const SILENCE_MS = 25_000;
/** HTTP's status for a browser that was not let in. */
const SHUT_OUT = 401;

/**
 * Follows the host's events from that number on, over lost connections, until the signal. (A stream that is read here
 * and not an EventSource, which custom protocols do not have.)
 */
export async function followEvents(
  after: number,
  follower: EventFollower,
  signal: AbortSignal,
): Promise<void> {
  let last = after;
  let wait = FIRST_RETRY_MS;
  while (!signal.aborted) {
    try {
      for await (const { id, data } of eventsAfter(last, signal, follower)) {
        wait = FIRST_RETRY_MS;
        last = id;
        follower.onEvent(data, id);
      }
    } catch {
      // Whatever cut the stream: it is asked for again below.
    }
    if (signal.aborted) return;
    follower.onConnection(false);
    await new Promise((resolve) => setTimeout(resolve, wait));
    wait = Math.min(wait * 2, LAST_RETRY_MS);
  }
}

interface Received {
  readonly id: number;
  readonly data: WindowEvent;
}

async function* eventsAfter(
  after: number,
  signal: AbortSignal,
  { onConnection, onShutOut }: EventFollower,
): AsyncGenerator<Received> {
  const silence = new AbortController();
  const response = await fetch(`/api/events?after=${after}`, {
    headers: { accept: 'text/event-stream' },
    signal: AbortSignal.any([signal, silence.signal]),
  });
  if (response.status === SHUT_OUT) onShutOut();
  if (!response.ok || response.body === null) return;
  onConnection(true);
  let timer = setTimeout(() => silence.abort(), SILENCE_MS);
  try {
    let text = '';
    for await (const part of response.body.pipeThrough(new TextDecoderStream())) {
      clearTimeout(timer);
      timer = setTimeout(() => silence.abort(), SILENCE_MS);
      const blocks = (text + part).split('\n\n');
      text = blocks.pop() ?? '';
      for (const block of blocks) {
        const received = parseEvent(block);
        if (received !== null) yield received;
      }
    }
  } finally {
    clearTimeout(timer);
  }
}

/** One block of a `text/event-stream`; null for a comment, which only says that the host is there. */
export function parseEvent(block: string): Received | null {
  const lines = block.split('\n');
  const field = (name: string): string | undefined =>
    lines.find((line) => line.startsWith(`${name}: `))?.slice(name.length + 2);
  const [id, data] = [field('id'), field('data')];
  return id === undefined || data === undefined
    ? null
    : { id: Number(id), data: JSON.parse(data) as WindowEvent };
}
