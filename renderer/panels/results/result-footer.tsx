import { Eye } from 'lucide-react';
import type { ReactElement } from 'react';
import { Button } from '../../ui/button.tsx';
import { countText } from '../../ui/figures.ts';
import type { CellArea } from './copy-cells.ts';
import { changeColumns } from './results-memory.ts';
import styles from './results.module.css';
import { SelectionFooter } from './selection-footer.tsx';
import { Strip } from './strip/strip.tsx';
import type { ResultScene } from './use-result-scene.ts';

/** Under the rows: where the keyboard is, figures of the selection, and the strip. */
export function ResultFooter({ scene }: { readonly scene: ResultScene }): ReactElement {
  const { run, tab, rows, at, columns, shown, provisional, pages } = scene;
  const { error } = pages;
  const hidden = columns.length - shown.length;
  const area = provisional || isSingle(scene.area) ? null : scene.area;
  return (
    <div className={styles.footer}>
      <div className={styles.footLine}>
        <span className={styles.place}>
          {rows === 0 ? 'No rows' : `Row ${countText(at.row + 1)} of ${countText(rows)}`}
        </span>
        {hidden > 0 && (
          <Button
            kind="quiet"
            icon={Eye}
            onPress={() => changeColumns(tab, (memory) => ({ ...memory, hidden: [] }))}
          >
            {hidden === 1 ? 'Show 1 hidden column' : `Show ${hidden} hidden columns`}
          </Button>
        )}
        {error !== null && (
          <span className={styles.footError} role="alert">
            {error.message}
          </span>
        )}
        <SelectionFooter area={area} />
      </div>
      {run.report !== null && <Strip report={run.report} />}
    </div>
  );
}

function isSingle(area: CellArea | null): boolean {
  return area !== null && area.to - area.from === 1 && area.columns.length === 1;
}
