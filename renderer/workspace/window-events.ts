import type { EventOf, WindowEvent } from '../../main/contract/events.ts';

type Listener = (event: WindowEvent) => void;

const listeners = new Set<Listener>();

/** Passes an event of the host on to whoever waits for its kind. */
export function publishEvent(event: WindowEvent): void {
  for (const listener of listeners) listener(event);
}

/** Hears events of one kind, such as the steps of a test, until the returned function is called. */
export function onEvent<K extends WindowEvent['kind']>(
  kind: K,
  hear: (event: EventOf<K>) => void,
): () => void {
  const listener: Listener = (event) => {
    if (isOf(event, kind)) hear(event);
  };
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}

function isOf<K extends WindowEvent['kind']>(event: WindowEvent, kind: K): event is EventOf<K> {
  return event.kind === kind;
}
