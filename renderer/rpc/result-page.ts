import { type Table, tableFromIPC } from 'apache-arrow';
import { send } from './call.ts';

/** Rows of a result as the host sent them. */
export interface ResultPage {
  readonly from: number;
  readonly table: Table;
  /** Rows of the whole result; so far, while `provisional`. */
  readonly rows: number;
  readonly provisional: boolean;
}

/** Rows `from` to `from + count`, or fewer where the page would be too large; only `columns`, by position, if given. */
export async function fetchPage(
  runId: string,
  from: number,
  count: number,
  columns: readonly number[] | null,
  signal?: AbortSignal,
): Promise<ResultPage> {
  const wanted = columns === null ? '' : `&columns=${columns.join(',')}`;
  const path = `/api/results/${runId}?from=${from}&count=${count}${wanted}`;
  const response = await send(path, signal === undefined ? {} : { signal });
  return {
    from,
    table: tableFromIPC(new Uint8Array(await response.arrayBuffer())),
    rows: Number(response.headers.get('x-atoll-rows')),
    provisional: response.headers.get('x-atoll-provisional') === 'true',
  };
}
