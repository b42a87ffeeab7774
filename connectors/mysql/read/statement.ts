import type { Column } from '../../../engine/plan/column.ts';
import type { ColumnBatch } from '../../../engine/spi/column-batch.ts';
import { drift } from '../../../engine/spi/network/statement-failures.ts';
import { statementFailure } from '../errors.ts';
import { cancelStatement } from '../reach/cancel.ts';
import { cancelled } from '../../../engine/spi/network/steps.ts';
import { watchWire } from '../../../engine/spi/network/watch-wire.ts';
import { MARK, type Wire } from '../wire/wire.ts';
import { BatchBuilder } from './batch-builder.ts';
import { decodingOf } from '../../../engine/spi/buffers/decoding.ts';
import { decoderOf } from '../decode/decoder-of.ts';
import type { StatementContext } from './statement-context.ts';
import { stillWorks } from './still-works.ts';

/** One statement and what comes back. Its constants stand in the text: the text protocol has no parameters. */
export interface Statement {
  readonly sql: string;
  readonly columns: readonly Column[];
}

/**
 * Runs a statement and streams its rows. However the iteration ends, the server has stopped when it has, and the
 * transaction goes on; a connection that could not be brought back is destroyed.
 */
export async function* runStatement(
  wire: Wire,
  { sql, columns }: Statement,
  context: StatementContext,
): AsyncGenerator<ColumnBatch, void, void> {
  const { address, signal, timeoutMs } = context;
  if (signal.aborted) throw cancelled(address.source, signal);
  let stopping: Promise<boolean> | undefined;
  const stop = (): void => {
    wire.inbox.interrupt(cancelled(address.source, signal));
    stopping = cancelStatement(wire, address);
  };
  signal.addEventListener('abort', stop, { once: true });
  const unwatch = watchWire(wire, {
    ...context,
    source: address.source,
    stillWorks: (over) => stillWorks(wire, context, over),
  });
  try {
    wire.query(sql);
    const found = await wire.columns();
    if (found === null) throw drift(address.source, 'a statement that should give rows gives none');
    const { zeroIsNull } = context;
    const decoding = decodingOf(address.source, columns, found, (sent, column) =>
      decoderOf(sent, { ...column, zeroIsNull }),
    );
    yield* stream(wire, new BatchBuilder(decoding), context);
  } catch (cause) {
    throw statementFailure({ source: address.source, signal, timeoutMs }, cause);
  } finally {
    unwatch();
    signal.removeEventListener('abort', stop);
    await (stopping ?? (wire.busy ? cancelStatement(wire, address) : true));
  }
}

async function* stream(
  wire: Wire,
  builder: BatchBuilder,
  { signal, address }: StatementContext,
): AsyncGenerator<ColumnBatch, void, void> {
  for (;;) {
    const state = builder.fill(wire);
    if (state === 'starved') {
      if (signal.aborted) throw cancelled(address.source, signal);
      const chunk = wire.inbox.take();
      if (chunk === null) await wire.inbox.wait();
      else wire.cursor.feed(chunk);
      continue;
    }
    if (state === 'message') {
      if (wire.mark() === MARK.error) throw wire.settleError();
      wire.settleEnd();
    }
    const batch = builder.rows.batch();
    if (batch !== null) {
      yield batch;
      builder.rows.clear();
    }
    if (state === 'message') return;
    if (signal.aborted) throw cancelled(address.source, signal);
  }
}
