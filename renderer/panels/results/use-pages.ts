import {
  type Dispatch,
  type RefObject,
  type SetStateAction,
  useCallback,
  useEffect,
  useMemo,
  useState,
} from 'react';
import type { ErrorReport } from '../../../engine/errors/atoll-error.ts';
import { fetchPage } from '../../rpc/result-page.ts';
import { errorReportOf } from '../../rpc/rpc-error.ts';
import { fitWidth, type GridColumn } from './grid/grid-columns.ts';
import type { GridHandle } from './grid/grid.tsx';
import { PageCache } from './grid/page-cache.ts';
import { pageOf, type PageRows } from './grid/page-rows.ts';

/** Rows of a page: some screens, and a few tens of kilobytes of common rows. */
const PAGE_ROWS = 400;
/** What the pages of one result may take in the window's memory. */
const PAGES_BYTES = 32_000_000;
/** Rows that widths of columns are taken from. */
const FIT_ROWS = 100;

/** The pages of a result, and what was learnt from the first. */
export interface Pages {
  readonly cache: PageCache<PageRows>;
  /** Widths that fit the first rows, by key; empty until they are there. */
  readonly fitted: Readonly<Record<string, number>>;
  readonly error: ErrorReport | null;
  readonly retry: () => void;
  /** Some rows were read. */
  readonly arrived: boolean;
  /** Makes columns at least as wide, by key. */
  readonly grow: (widths: Readonly<Record<string, number>>) => void;
}

/** Pulls the rows of a result as they are looked at. Rows of a run that has not ended are asked for anew when it has. */
export function usePages(
  runId: string,
  rows: number,
  provisional: boolean,
  columns: readonly GridColumn[],
  grid: RefObject<GridHandle | null>,
): Pages {
  const [state, setState] = useState<State>({ of: runId, columns, fitted: {}, error: null, arrived: false });
  const cache = useMemo(() => pagesOf(runId, columns, grid, setState), [runId, columns, grid]);
  useEffect(() => () => cache.close(), [cache]);
  useEffect(() => {
    cache.setRows(rows);
    grid.current?.refresh();
  }, [cache, rows, grid]);
  useEffect(() => {
    if (provisional) return;
    cache.outdate();
    grid.current?.refresh();
  }, [cache, provisional, grid]);
  const retry = (): void => {
    setState((known) => ({ ...known, error: null }));
    grid.current?.refresh();
  };
  const grow = useCallback(
    (widths: Pages['fitted']) =>
      setState((known) => {
        const fitted = widest(known.fitted, widths);
        return fitted === known.fitted ? known : { ...known, fitted };
      }),
    [],
  );
  const isOwn = state.of === runId;
  const fitted = state.columns === columns ? state.fitted : NO_WIDTHS;
  return { cache, retry, grow, fitted, error: isOwn ? state.error : null, arrived: isOwn && state.arrived };
}

function widest(fitted: Pages['fitted'], widths: Pages['fitted']): Pages['fitted'] {
  const grown = Object.entries(widths).filter(([key, width]) => width > (fitted[key] ?? 0));
  return grown.length === 0 ? fitted : { ...fitted, ...Object.fromEntries(grown) };
}

const NO_WIDTHS: Pages['fitted'] = {};

interface State {
  /** The result that it is about. */
  readonly of: string;
  readonly columns: readonly GridColumn[];
  readonly fitted: Pages['fitted'];
  readonly error: ErrorReport | null;
  readonly arrived: boolean;
}

function pagesOf(
  runId: string,
  columns: readonly GridColumn[],
  grid: RefObject<GridHandle | null>,
  setState: Dispatch<SetStateAction<State>>,
): PageCache<PageRows> {
  const cache = new PageCache<PageRows>({
    fetch: async (from, count, signal) => pageOf(await fetchPage(runId, from, count, null, signal)),
    pageRows: PAGE_ROWS,
    maxBytes: PAGES_BYTES,
    onPage: () => {
      setState((known) => {
        const isFitted = known.columns === columns && Object.keys(known.fitted).length > 0;
        if (known.of === runId && known.arrived && isFitted)
          return known.error === null ? known : { ...known, error: null };
        // Widths stay as they are while a result is sorted and filtered.
        const fitted = isFitted ? known.fitted : fittedWidths(cache, columns);
        return { of: runId, columns, fitted, error: null, arrived: true };
      });
      grid.current?.refresh();
    },
    onError: (error) =>
      setState((known) => ({
        ...known,
        of: runId,
        error: errorReportOf(error),
        arrived: known.of === runId && known.arrived,
      })),
  });
  return cache;
}

/** None before a row is there: an answer of a run that has just begun may hold none. */
function fittedWidths(cache: PageCache<PageRows>, columns: readonly GridColumn[]): Pages['fitted'] {
  if (cache.pageOf(0) === null) return NO_WIDTHS;
  return Object.fromEntries(
    columns.map((column) => [column.key, fitWidth(column, textsOf(cache, column, 0))]),
  );
}

/** The texts of a column in rows that are there, from a row on. */
export function textsOf(cache: PageCache<PageRows>, column: GridColumn, from: number): (string | null)[] {
  return Array.from({ length: FIT_ROWS }, (_, at) => from + at).flatMap((row) => {
    const page = cache.pageOf(row);
    return page === null ? [] : [page.rows.text(row - page.from, column.position)];
  });
}
