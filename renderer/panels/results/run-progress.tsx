import { Square } from 'lucide-react';
import type { ReactElement } from 'react';
import type { RunState } from '../../../main/contract/api/queries.ts';
import { Button } from '../../ui/button.tsx';
import { bytesText, countText, msText } from '../../ui/figures.ts';
import { hueColours } from '../../ui/hue.ts';
import { Monogram } from '../../ui/monogram.tsx';
import { Progress } from '../../ui/progress.tsx';
import { useSource } from '../../workspace/sources-store.ts';
import styles from './results.module.css';
import { barLength } from './strip/strip-parts.ts';
import { useElapsed } from './use-elapsed.ts';

type Fragment = RunState['fragments'][number];

/** A run under way: its time, and what each source has sent so far. */
export function RunProgress({
  run,
  onCancel,
}: {
  readonly run: RunState;
  readonly onCancel: () => void;
}): ReactElement {
  const elapsed = useElapsed(run);
  const sources = [...new Set(run.fragments.map(({ source }) => source))];
  const words = { queued: 'Waiting for its turn', planning: 'Planning', running: 'Running' } as const;
  const said = run.state in words ? words[run.state as keyof typeof words] : 'Running';
  return (
    <div className={styles.progress}>
      <Progress value={run.localFraction} label={said} />
      <div className={styles.progressLine}>
        <span role="status">{said}</span>
        <span className={styles.figure}>{msText(elapsed)}</span>
        {run.rows > 0 && <span className={styles.figure}>{countText(run.rows)} rows so far</span>}
        <Button icon={Square} onPress={onCancel}>
          Cancel
        </Button>
      </div>
      {sources.map((source) => (
        <SourceProgress
          key={source}
          source={source}
          fragments={run.fragments.filter((one) => one.source === source)}
        />
      ))}
    </div>
  );
}

interface SourceProgressProps {
  readonly source: string;
  readonly fragments: readonly Fragment[];
}

function SourceProgress({ source, fragments }: SourceProgressProps): ReactElement {
  const known = useSource(source);
  const hue = known?.hue ?? null;
  const bytes = fragments.reduce((sum, one) => sum + one.bytes, 0);
  const rows = fragments.reduce((sum, one) => sum + one.rows, 0);
  const done = fragments.every(({ state }) => state === 'done');
  const waiting = fragments.every(({ state }) => state === 'waiting');
  return (
    <div className={styles.sourceLine}>
      <Monogram hue={hue} letters={known?.monogram ?? source.slice(0, 2).toUpperCase()} />
      <span className={styles.sourceName}>{source}</span>
      <span className={styles.sourceTrack} aria-hidden="true">
        <span
          className={styles.sourceBar}
          style={{ width: `${barLength(bytes) * 100}%`, backgroundColor: hueColours(hue).mark }}
        />
      </span>
      <span className={styles.figure}>
        {waiting ? 'waiting' : `${countText(rows)} rows · ${bytesText(bytes)}${done ? ' · done' : ''}`}
      </span>
    </div>
  );
}
