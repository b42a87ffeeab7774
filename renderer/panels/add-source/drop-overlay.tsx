import { FileDown } from 'lucide-react';
import { type ReactElement, useEffect, useState } from 'react';
import { useApp } from '../../workspace/app-store.ts';
import { useDialogs } from '../../workspace/dialogs-store.ts';
import styles from './drop-overlay.module.css';

/** Says where files land that are dragged over the window, and takes them when they are dropped. */
export function DropOverlay(): ReactElement | null {
  const [over, setOver] = useState(false);
  useEffect(() => followDrags(setOver), []);
  const folder = useApp(({ app }) => app?.workspace?.name ?? null);
  if (!over) return null;
  return (
    <div className={styles.overlay} aria-hidden="true">
      <div className={styles.box}>
        <FileDown size={16} />
        <p className={styles.title}>Drop to query these files</p>
        <p>
          CSV, Parquet and JSON become tables of <em>{folder}</em>; SQLite and DuckDB files become sources.
        </p>
      </div>
    </div>
  );
}

/** Follows drags of files over the page; returns how to stop. */
function followDrags(setOver: (over: boolean) => void): () => void {
  const stop = new AbortController();
  const listen = (
    type: 'dragenter' | 'dragover' | 'dragleave' | 'drop',
    hear: (event: DragEvent) => void,
  ): void =>
    window.addEventListener(
      type,
      (event) => {
        if (event.dataTransfer?.types.includes('Files') === true) hear(event);
      },
      { signal: stop.signal },
    );
  listen('dragenter', () => setOver(true));
  listen('dragover', (event) => {
    // Without it the browser would open the file in place of the window.
    event.preventDefault();
    setOver(true);
  });
  listen('dragleave', (event) => {
    // Left the window, not an element within it.
    if (event.relatedTarget === null) setOver(false);
  });
  listen('drop', (event) => {
    event.preventDefault();
    setOver(false);
    const files = [...(event.dataTransfer?.files ?? [])];
    if (files.length > 0) useDialogs.getState().show({ kind: 'add-files', files });
  });
  return () => stop.abort();
}
