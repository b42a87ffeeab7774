import type { ServerResponse } from 'node:http';
import { AtollError } from '../../../engine/errors/atoll-error.ts';
import { runId } from '../../contract/api/shapes.ts';
import type { PageReader, PageRequest } from './window-streams.ts';

/** Answers `GET /api/results/<runId>?from=…&count=…&columns=0,2` with Arrow IPC. Throws `usage`, and what reading throws. */
export async function answerPage(
  read: PageReader,
  id: string,
  query: URLSearchParams,
  response: ServerResponse,
): Promise<void> {
  const gone = new AbortController();
  response.once('close', () => gone.abort());
  const { bytes, rows, provisional } = await read(pageOf(id, query), gone.signal);
  if (gone.signal.aborted) return;
  response.writeHead(200, {
    'content-type': 'application/vnd.apache.arrow.stream',
    'content-length': bytes.length,
    'cache-control': 'no-store',
    'x-atoll-rows': rows,
    'x-atoll-provisional': String(provisional),
  });
  response.end(bytes);
}

function pageOf(id: string, query: URLSearchParams): PageRequest {
  const columns = query.get('columns');
  if (!runId.safeParse(id).success) throw new AtollError('usage', 'A result is named by the id of its run.');
  return {
    runId: id,
    from: numberOf(query.get('from'), 'from'),
    count: numberOf(query.get('count'), 'count'),
    columns: columns === null ? null : columns.split(',').map((column) => numberOf(column, 'columns')),
  };
}

function numberOf(text: string | null, name: string): number {
  if (text !== null && /^\d{1,15}$/.test(text)) return Number(text);
  throw new AtollError('usage', `A page of rows needs numbers; ${name} is none.`);
}
