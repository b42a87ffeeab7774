import { type ReactElement, useCallback } from 'react';
import { ErrorState } from '../../ui/error-state.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { useDelayed } from '../../ui/use-delayed.ts';
import { useMonaco } from './monaco/load-monaco.ts';
import type { Monaco } from './monaco/monaco-type.ts';
import styles from './sql-text.module.css';
import { openTextView } from './text-view.ts';

/** The text of the active tab, in Monaco, which is fetched when this is first shown. */
export function SqlText(): ReactElement {
  const { monaco, failed, retry } = useMonaco();
  const waits = useDelayed(monaco === null, 150);
  if (failed) {
    return (
      <ErrorState
        title="The editor could not be loaded"
        message="A part of the window could not be fetched."
        hint="Your texts are kept. Try again, or reload the window."
        onRetry={retry}
      />
    );
  }
  if (monaco === null) return <div className={styles.text}>{waits && <Skeleton rows={8} />}</div>;
  return <MonacoText monaco={monaco} />;
}

function MonacoText({ monaco }: { monaco: Monaco }): ReactElement {
  const open = useCallback(
    (host: HTMLDivElement) =>
      openTextView(monaco, host, { statement: styles.statement ?? '', floating: styles.floating ?? '' }),
    [monaco],
  );
  return <div ref={open} className={styles.text} />;
}
