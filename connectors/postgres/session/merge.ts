/**
 * Interleaves several streams as their items come. An item stays valid until the next is asked for, as in the streams
 * themselves. The first failure ends all; so does an early return. `stop` is called then, before waiting for them.
 */
export async function* merge<T>(
  streams: readonly AsyncIterator<T>[],
  stop: () => void,
): AsyncGenerator<T, void, void> {
  const ready: { readonly stream: AsyncIterator<T>; readonly result: IteratorResult<T> }[] = [];
  const failures: unknown[] = [];
  let wake = Promise.withResolvers<void>();
  const pull = (stream: AsyncIterator<T>): void => {
    stream.next().then(
      (result) => {
        ready.push({ stream, result });
        wake.resolve();
      },
      (error: unknown) => {
        failures.push(error);
        wake.resolve();
      },
    );
  };
  let running = streams.length;
  for (const stream of streams) pull(stream);
  try {
    while (running > 0) {
      if (failures.length > 0) throw failures[0];
      const item = ready.shift();
      if (item === undefined) {
        await wake.promise;
        wake = Promise.withResolvers<void>();
      } else if (item.result.done === true) running -= 1;
      else {
        yield item.result.value;
        pull(item.stream);
      }
    }
  } finally {
    if (running > 0) stop();
    await Promise.allSettled(streams.map(async (stream) => await stream.return?.()));
  }
}
