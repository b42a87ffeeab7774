import { FileDown } from 'lucide-react';
import { type ReactElement, useEffect, useState } from 'react';
import { pathOfFile } from '../../rpc/desktop.ts';
import { useApp } from '../../workspace/app-store.ts';
import { useDialogs } from '../../workspace/dialogs-store.ts';
import { useNotices } from '../../workspace/notices-store.ts';
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
    const files = filesOf(event.dataTransfer);
    if (files.length > 0) useDialogs.getState().show({ kind: 'add-files', files });
  });
  return () => stop.abort();
}

/** The files that were dropped. A page can't read folders; the desktop shell knows their paths. */
function filesOf(dropped: DataTransfer | null): readonly File[] {
  const items = [...(dropped?.items ?? [])].map((item) => ({
    file: item.getAsFile(),
    isFolder: item.webkitGetAsEntry()?.isDirectory === true,
  }));
  return items.flatMap(({ file, isFolder }) => {
    if (file === null) return [];
    if (!isFolder || pathOfFile(file) !== null) return [file];
    const text = `${file.name} is a folder, which a browser can't pass on: add it by its path.`;
    useNotices.getState().tell({ level: 'warning', source: null, text });
    return [];
  });
}
