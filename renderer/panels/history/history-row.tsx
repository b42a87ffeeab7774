import { Ban, CircleAlert, CircleCheck, CircleDashed, Table2 } from 'lucide-react';
import type { ReactElement } from 'react';
import type { HistoryEntry } from '../../../main/contract/api/queries.ts';
import { agoText, bytesText, countText, msText } from '../../ui/figures.ts';
import { Hidden } from '../../ui/hidden.tsx';
import { Icon, type IconShape } from '../../ui/icon.tsx';
import { Monogram } from '../../ui/monogram.tsx';
import { useApp } from '../../workspace/app-store.ts';
import { useRun } from '../../workspace/runs-store.ts';
import { useSources } from '../../workspace/sources-store.ts';
import styles from './history-panel.module.css';
import { STATE_WORDS } from './run-words.ts';

const ICONS: Readonly<Record<HistoryEntry['state'], IconShape>> = {
  queued: CircleDashed,
  planning: CircleDashed,
  running: CircleDashed,
  complete: CircleCheck,
  failed: CircleAlert,
  cancelled: Ban,
};

/** One run: how it ended, what it was, when; and what came of it. */
export function HistoryRow({ entry, now }: { entry: HistoryEntry; now: number }): ReactElement {
  const locale = useApp(({ settings }) => settings?.locale ?? undefined);
  const run = useRun(entry.runId);
  const { title, startedAt, message } = entry;
  const state = run?.state ?? entry.state;
  return (
    <>
      <span className={`${styles.state} ${styles[state] ?? ''}`}>
        <Icon shape={ICONS[state]} size={14} />
        <Hidden>{STATE_WORDS[state]}: </Hidden>
      </span>
      <span className={styles.title}>{title}</span>
      <time
        dateTime={startedAt}
        title={new Date(startedAt).toLocaleString(locale, { dateStyle: 'medium', timeStyle: 'medium' })}
        className={styles.quiet}
      >
        {agoText(startedAt, now, locale)}
      </time>
      <span className={styles.second}>
        <SourceMarks names={entry.sources} />
        <span
          className={message === null ? styles.figures : `${styles.figures} ${styles.message}`}
          title={message ?? `${bytesText(entry.bytesMoved, locale)} moved`}
        >
          {message ?? figures({ ...entry, state }, locale)}
        </span>
        {entry.stored && (
          <span className={styles.stored} title="Its result is still there">
            <Icon shape={Table2} size={14} />
            <Hidden>, its result is still there</Hidden>
          </span>
        )}
      </span>
    </>
  );
}

function SourceMarks({ names }: { names: readonly string[] }): ReactElement {
  const sources = useSources((store) => store.sources);
  return (
    <>
      {names.map((name) => {
        const source = sources?.find((one) => one.name === name);
        return (
          <span key={name} title={name} className={styles.mark}>
            <Monogram
              hue={source?.hue ?? null}
              letters={source?.monogram ?? name.slice(0, 2).toUpperCase()}
            />
            <Hidden>{name} </Hidden>
          </span>
        );
      })}
    </>
  );
}

function figures({ rows, ms, state }: HistoryEntry, locale: string | undefined): string {
  if (state !== 'complete') return STATE_WORDS[state];
  const parts = [
    rows === null ? null : `${countText(rows, locale)} ${rows === 1 ? 'row' : 'rows'}`,
    ms === null ? null : msText(ms, locale),
  ];
  return parts.filter((part) => part !== null).join(' · ');
}
