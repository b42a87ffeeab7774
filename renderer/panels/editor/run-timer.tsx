import { type ReactElement, useEffect, useState } from 'react';
import type { RunState } from '../../../main/contract/api/queries.ts';
import { msText } from '../../ui/figures.ts';
import { useApp } from '../../workspace/app-store.ts';
import { isLive } from '../../workspace/runs-store.ts';
import styles from './toolbar.module.css';

const STEP_MS = 100;

/** How long the run takes, and how long it took in the end; as wide with any figure. */
export function RunTimer({ run }: { run: RunState }): ReactElement {
  const locale = useApp(({ settings }) => settings?.locale ?? undefined);
  const live = isLive(run);
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    if (!live) return undefined;
    const timer = setInterval(() => setNow(Date.now()), STEP_MS);
    return () => clearInterval(timer);
  }, [live]);
  const ms = Math.max(0, now - Date.parse(run.startedAt));
  return (
    <span role="timer" className={live ? `${styles.timer} ${styles.live}` : styles.timer}>
      {live ? elapsedText(ms, locale) : msText(run.ms, locale)}
    </span>
  );
}

/** Tenths of a second up to a minute, then minutes and seconds: a figure that grows without jumping. */
function elapsedText(ms: number, locale: string | undefined): string {
  if (ms >= 60_000) return msText(ms, locale);
  const tenths = { minimumFractionDigits: 1, maximumFractionDigits: 1 };
  return `${(ms / 1000).toLocaleString(locale, tenths)} s`;
}
