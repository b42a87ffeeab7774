import type { ReactElement } from 'react';
import type { FragmentReport } from '../../../engine/types/explain.ts';
import { bytesText, countText, msText } from '../../ui/figures.ts';
import { hueColours } from '../../ui/hue.ts';
import { Monogram } from '../../ui/monogram.tsx';
import { useSource } from '../../workspace/sources-store.ts';
import { partName, partNumber, workText } from '../../workspace/part-words.ts';
import { SqlText } from './sql-text.tsx';
import styles from './went.module.css';
import { fragmentNotes } from './went-words.ts';

interface SourcePartProps {
  readonly source: string;
  /** All pieces of the query, those of other sources too. */
  readonly fragments: readonly FragmentReport[];
}

/** What ran, or would run, at one source. */
export function SourcePart({ source, fragments }: SourcePartProps): ReactElement {
  const known = useSource(source);
  const hue = known?.hue ?? null;
  return (
    <section className={styles.part} data-source={source} style={{ borderLeftColor: hueColours(hue).mark }}>
      <h3 className={styles.title} tabIndex={-1}>
        <Monogram hue={hue} letters={known?.monogram ?? source.slice(0, 2).toUpperCase()} />
        {source}
        {known !== null && <span className={styles.quiet}>{known.label}</span>}
      </h3>
      {fragments
        .filter((fragment) => fragment.source === source)
        .map((fragment) => (
          <Piece key={fragment.id} fragment={fragment} all={fragments} />
        ))}
    </section>
  );
}

interface PieceProps {
  readonly fragment: FragmentReport;
  readonly all: readonly FragmentReport[];
}

function Piece({ fragment, all }: PieceProps): ReactElement {
  const { id, sql, params, covers } = fragment;
  const name = partName(all, id);
  const number = partNumber(all, fragment);
  return (
    <div className={styles.piece}>
      <h4 className={styles.pieceTitle} title={id}>
        {number !== null && `Part ${number} · `}
        <span className={styles.quiet}>{workText(covers)}</span>
      </h4>
      <SqlText label={`SQL of ${name}`} sql={sql} />
      {params.length > 0 && (
        <ol className={styles.params} aria-label={`Parameters of ${name}`}>
          {params.map((value, at) => (
            <li key={`${at} ${value ?? ''}`}>
              <span className={styles.quiet}>${at + 1}</span> {value ?? <em>null</em>}
            </li>
          ))}
        </ol>
      )}
      <dl className={styles.figures}>
        {figuresOf(fragment).map(([name, figure]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{figure}</dd>
          </div>
        ))}
      </dl>
      {fragmentNotes(fragment, all).map((note) => (
        <p key={note}>{note}</p>
      ))}
    </div>
  );
}

/** Measured figures, with the estimate beside the number of rows; estimates alone where nothing ran. */
function figuresOf({ estimated, actual }: FragmentReport): readonly (readonly [string, string])[] {
  if (actual === null) {
    return [
      ['Rows expected', countText(estimated.rows)],
      ['Bytes expected', bytesText(estimated.bytes)],
      ...(estimated.ms === undefined ? [] : [['Time expected', msText(estimated.ms)] as const]),
    ];
  }
  const expected = estimated.rows === null ? '' : ` (${countText(estimated.rows)} expected)`;
  return [
    ['Rows', `${countText(actual.rows)}${expected}`],
    ['Bytes', bytesText(actual.bytes)],
    ...(actual.connectMs === null ? [] : [['Connected', msText(actual.connectMs)] as const]),
    ...(actual.firstRowMs === null ? [] : [['First row', msText(actual.firstRowMs)] as const]),
    ['Time', msText(actual.ms)],
    ...(actual.retries === 0 ? [] : [['Tried again', `${actual.retries} times`] as const]),
  ];
}
