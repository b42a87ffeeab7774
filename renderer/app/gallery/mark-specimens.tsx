import { Database, Play, TriangleAlert } from 'lucide-react';
import type { ReactElement } from 'react';
import { CutName } from '../../ui/cut-name.tsx';
import { agoText, bytesText, countText, msText, percentText } from '../../ui/figures.ts';
import { hueColours } from '../../ui/hue.ts';
import { Hidden } from '../../ui/hidden.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Monogram } from '../../ui/monogram.tsx';
import styles from './gallery.module.css';
import { Specimen } from './specimen.tsx';

const HUES = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, null] as const;
const LETTERS = ['SH', 'CR', 'LK', 'EU', 'FX', 'HR', 'PY', 'GE', 'OP', 'WX', 'LO'] as const;
const NOW = Date.parse('2026-03-02T12:00:00Z');

/** Hues, monograms, names and figures. */
export function MarkSpecimens(): ReactElement {
  return (
    <>
      <Specimen title="Hues">
        <div className={styles.swatches}>
          {HUES.map((hue) => {
            const { mark, text, soft } = hueColours(hue);
            return (
              <div key={hue} className={styles.swatch}>
                <span style={{ backgroundColor: mark }} />
                <code style={{ color: text, backgroundColor: soft }}>{hue ?? 'local'}</code>
              </div>
            );
          })}
        </div>
      </Specimen>
      <Specimen title="Monogram">
        {HUES.map((hue, at) => (
          <Monogram key={hue} hue={hue} letters={LETTERS[at] ?? '?'} />
        ))}
        {HUES.map((hue, at) => (
          <Monogram key={hue} hue={hue} letters={LETTERS[at] ?? '?'} size="large" />
        ))}
      </Specimen>
      <Specimen title="Icon">
        {[Database, Play, TriangleAlert].map((shape) => (
          <Icon key={shape.displayName} shape={shape} />
        ))}
      </Specimen>
      <Specimen title="Hidden">
        <Hidden>Only screen readers say this.</Hidden>
      </Specimen>
      <Specimen title="Cut name">
        <div className={styles.narrow}>
          <CutName text="a_table_with_a_very_long_name_of_the_year_2026_q1" />
        </div>
        <div className={styles.narrow}>
          <CutName text="orders" />
        </div>
        <div className={styles.narrow}>
          <CutName text={'two\nlines'} />
        </div>
      </Specimen>
      <Specimen title="Figures">
        <code>{bytesText(1_400_000_000, 'en')}</code>
        <code>{countText(48_467_601, 'en')}</code>
        <code>{msText(61, 'en')}</code>
        <code>{msText(125_000, 'en')}</code>
        <code>{percentText(0.0008, 'en')}</code>
        <code>{agoText('2026-03-02T11:58:00Z', NOW, 'en')}</code>
      </Specimen>
    </>
  );
}
