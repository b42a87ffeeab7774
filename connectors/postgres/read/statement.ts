import type { Column } from '../../../engine/plan/column.ts';
import type { ColumnBatch } from '../../../engine/spi/column-batch.ts';
import type { KeyList } from '../../../engine/types/key-list.ts';
import type { TypedLiteral } from '../../../engine/types/literal.ts';
import { cancelStatement } from '../reach/cancel.ts';
import { cancelled } from '../../../engine/spi/network/steps.ts';
import { watchWire } from '../../../engine/spi/network/watch-wire.ts';
import { lost } from '../../../engine/spi/network/statement-failures.ts';
import { statementFailure } from '../errors.ts';
import { keyArray } from '../key-array.ts';
import { parameterOid, parameterText } from '../statement-parameters.ts';
import {
  bindMessage,
  describeStatementMessage,
  executeMessage,
  parseMessage,
  statementMessages,
  syncMessage,
} from '../wire/messages.ts';
import { ServerError } from '../wire/server-error.ts';
import { FRAME, type Wire } from '../wire/wire.ts';
import { BatchBuilder } from './batch-builder.ts';
import { parseRowDescription } from '../wire/row-description.ts';
import { decodingOf, type SentColumn } from '../../../engine/spi/buffers/decoding.ts';
import { decoderOf } from '../decode/decoder-of.ts';
import type { StatementContext } from './statement-context.ts';
import { stillWorks } from './still-works.ts';

/** One statement and what comes back. */
export interface Statement {
  readonly sql: string;
  readonly params: readonly TypedLiteral[];
  /** Keys that stand for some of the parameters. */
  readonly keyLists?: readonly KeyList[];
  readonly columns: readonly Column[];
}

const DESCRIPTION = FRAME.rowDescription;

/**
 * Runs a statement on a connection that is in a transaction and streams its rows. A savepoint around it keeps the
 * transaction, and with it the snapshot, alive when the statement fails or is stopped. However the iteration ends, the
 * server has stopped when it has; a connection that could not be brought back is destroyed.
 */
export async function* runStatement(
  wire: Wire,
  statement: Statement,
  context: StatementContext,
): AsyncGenerator<ColumnBatch, void, void> {
  const { address, signal, timeoutMs } = context;
  if (signal.aborted) throw cancelled(address.source, signal);
  const began = performance.now();
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
  let ended = false;
  try {
    const found = await prepare(wire, statement);
    // A request to stop that came while it was prepared would not stop it any more.
    if (signal.aborted) throw cancelled(address.source, signal);
    const decoding = decodingOf(address.source, statement.columns, found, ({ type }, column) =>
      decoderOf(type, column),
    );
    execute(
      wire,
      statement,
      decoding.decoders.map((decoder) => decoder.format),
    );
    yield* stream(wire, new BatchBuilder(decoding), context);
    ended = true;
  } catch (cause) {
    throw statementFailure(
      { source: address.source, signal, timeoutMs, elapsedMs: performance.now() - began },
      cause,
    );
  } finally {
    unwatch();
    signal.removeEventListener('abort', stop);
    const usable = await (stopping ?? (ended ? true : cancelStatement(wire, address)));
    // One that had ended before it could be stopped has released its savepoint: there is nothing to roll back.
    if (!ended && usable && wire.status === 'E') await rollBack(wire);
  }
}

/** Sets the savepoint and has the statement parsed; the columns that it will have. */
async function prepare(wire: Wire, { sql, params }: Statement): Promise<readonly SentColumn[]> {
  wire.send(
    Buffer.concat([
      statementMessages('SAVEPOINT atoll_read'),
      parseMessage(
        sql,
        params.map((param) => parameterOid(param.type)),
      ),
      describeStatementMessage(),
      syncMessage(),
    ]),
  );
  let columns: readonly SentColumn[] = [];
  for (;;) {
    await wire.next();
    if (wire.cursor.type === DESCRIPTION) columns = parseRowDescription(wire.body());
    if (wire.cursor.type === FRAME.error) {
      const error = await wire.untilReady(ServerError.parse(wire.body()));
      if (error !== null) throw error;
    }
    if (wire.cursor.type === FRAME.ready) {
      wire.settle();
      return columns;
    }
  }
}

function execute(wire: Wire, { params, keyLists = [] }: Statement, formats: readonly number[]): void {
  wire.send(
    Buffer.concat([
      bindMessage(
        params.map((param, at) => {
          const keys = keyLists.find((list) => list.at === at);
          return keys === undefined ? parameterText(param) : keyArray(keys);
        }),
        formats,
      ),
      executeMessage(),
      statementMessages('RELEASE SAVEPOINT atoll_read'),
      syncMessage(),
    ]),
  );
}

async function* stream(
  wire: Wire,
  builder: BatchBuilder,
  { signal, address }: StatementContext,
): AsyncGenerator<ColumnBatch, void, void> {
  let announced: number | null = null;
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
      const { type } = wire.cursor;
      if (type === FRAME.error) {
        const error = await wire.untilReady(ServerError.parse(wire.body()));
        if (error !== null) throw error;
      }
      // The first is the statement's own, the second the savepoint's.
      if (type === FRAME.commandComplete) announced ??= rowsAnnounced(wire.body());
      if (type !== FRAME.ready) continue;
      wire.settle();
    }
    const batch = builder.rows.batch();
    if (batch !== null) {
      yield batch;
      builder.rows.clear();
    }
    if (state === 'message') break;
    if (signal.aborted) throw cancelled(address.source, signal);
  }
  if (announced !== builder.rows.total) {
    throw lost(
      address.source,
      new Error(`${builder.rows.total} rows came of ${announced ?? 'an unknown number'}`),
    );
  }
}

/** The number in a tag such as `SELECT 15`. */
function rowsAnnounced(body: Buffer): number {
  const tag = body.toString('latin1', 0, body.length - 1);
  return Number(tag.slice(tag.lastIndexOf(' ') + 1));
}

/** Back to before the statement: its failure must not end the transaction. */
async function rollBack(wire: Wire): Promise<void> {
  try {
    await wire.command('ROLLBACK TO SAVEPOINT atoll_read; RELEASE SAVEPOINT atoll_read');
  } catch {
    wire.destroy();
  }
}
