import type { ReactElement } from 'react';
import type { ExplainReport } from '../../../../engine/types/explain.ts';
import { bytesText, msText, percentText } from '../../../ui/figures.ts';
import { hueColours } from '../../../ui/hue.ts';
import { Monogram } from '../../../ui/monogram.tsx';
import { useApp } from '../../../workspace/app-store.ts';
import { runCommand } from '../../../workspace/commands.ts';
import { useSource } from '../../../workspace/sources-store.ts';
import { useWentFocus } from '../../../workspace/went-focus-store.ts';
import { type StripPart, stripFigures } from './strip-parts.ts';
import styles from './strip.module.css';

/** One line under a result: what each source sent for it, in its hue, and the share of all that was moved. */
export function Strip({ report }: { readonly report: ExplainReport }): ReactElement | null {
  const locale = useApp((store) => store.settings?.locale ?? undefined);
  const figures = stripFigures(report);
  if (figures === null) return null;
  const { parts, localMs, moved } = figures;
  return (
    <div className={styles.strip} role="group" aria-label="What went where">
      {parts.map((part) => (
        <SourcePart key={part.source} part={part} locale={locale} />
      ))}
      {localMs !== null && (
        <button type="button" className={`${styles.part} ${styles.local}`} onClick={() => open(null)}>
          local <span className={styles.figure}>{msText(localMs, locale)}</span>
        </button>
      )}
      {moved !== null && (
        <span className={styles.moved} title={MOVED}>
          → {percentText(moved, locale)} moved
        </span>
      )}
    </div>
  );
}

const MOVED = 'Bytes that came from all sources, of the bytes of all tables that the query reads.';

function open(place: string | null): void {
  runCommand('view.went');
  // After the focus that a panel gets when it is shown: a part that is not to be seen takes none.
  requestAnimationFrame(() => useWentFocus.getState().focus(place));
}

function SourcePart({
  part,
  locale,
}: {
  readonly part: StripPart;
  readonly locale: string | undefined;
}): ReactElement {
  const source = useSource(part.source);
  const hue = source?.hue ?? null;
  const { mark } = hueColours(hue);
  return (
    <button
      type="button"
      className={styles.part}
      title={`What ran at ${part.source}`}
      onClick={() => open(part.source)}
    >
      <Monogram hue={hue} letters={source?.monogram ?? part.source.slice(0, 2).toUpperCase()} />
      <span className={styles.name}>{part.source}</span>
      <span className={styles.track} aria-hidden="true">
        <span className={styles.bar} style={{ width: `${part.bar * 100}%`, backgroundColor: mark }} />
      </span>
      <span className={styles.figure}>
        {bytesText(part.bytes, locale)}
        {part.of !== null && ` of ${bytesText(part.of, locale)}`} · {msText(part.ms, locale)}
      </span>
    </button>
  );
}
