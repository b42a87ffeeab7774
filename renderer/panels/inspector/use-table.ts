import { useCallback } from 'react';
import type { ApiOutput } from '../../../main/contract/api/api.ts';
import { call } from '../../rpc/call.ts';
import { type Asked, useAsked } from './use-asked.ts';

/** A table as the catalog names it. */
export interface TableSubject {
  readonly source: string;
  readonly schema: string | null;
  readonly table: string;
}

/** The columns of a table, from the catalog. */
export function useTable({ source, schema, table }: TableSubject): Asked<ApiOutput<'catalog', 'columns'>> {
  return useAsked(
    useCallback(
      (signal: AbortSignal) => call('catalog', 'columns', { source, schema, table }, signal),
      [source, schema, table],
    ),
  );
}
