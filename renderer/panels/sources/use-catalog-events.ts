import { useEffect } from 'react';
import { onEvent } from '../../workspace/window-events.ts';
import { useCatalogs } from './catalogs-store.ts';

/** Keeps what the tree knows of catalogs as new as the host's. */
export function useCatalogEvents(): void {
  useEffect(() => {
    const { clear, loadTables, forgetColumns } = useCatalogs.getState();
    const stops = [
      onEvent('catalog', ({ source }) => {
        if (!useCatalogs.getState().catalogs.has(source)) return;
        forgetColumns(source);
        void loadTables(source);
      }),
      onEvent('health', ({ source, health }) => {
        const failed = useCatalogs.getState().catalogs.get(source)?.state === 'failed';
        if (failed && health.state === 'ok') void loadTables(source);
      }),
      onEvent('workspace', clear),
      onEvent('reset', clear),
    ];
    return () => {
      for (const stop of stops) stop();
    };
  }, []);
}
