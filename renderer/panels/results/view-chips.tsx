import { ArrowDown, ArrowUp, Copy, ListFilter, X } from 'lucide-react';
import type { ReactElement } from 'react';
import { Button } from '../../ui/button.tsx';
import { Icon, type IconShape } from '../../ui/icon.tsx';
import { copyText } from '../../workspace/clipboard.ts';
import type { GridColumn } from './grid/grid-columns.ts';
import styles from './results.module.css';
import { filterText, rowsText } from './result-words.ts';
import { changeView, type ResultView } from './views-store.ts';

export interface ViewChipsProps {
  readonly runId: string;
  readonly rows: number;
  readonly view: ResultView;
  readonly columns: readonly GridColumn[];
}

/** By what the result is sorted and filtered here, each with its way back. */
export function ViewChips({ runId, rows, view, columns }: ViewChipsProps): ReactElement | null {
  const { sort, filter, derived, busy, error } = view;
  if (sort.length === 0 && filter.length === 0) return null;
  const nameOf = (position: number): string => columns[position]?.name ?? '';
  return (
    <div className={styles.chips} role="group" aria-label="Sorted and filtered by">
      {filter.map((term) => (
        <Chip
          key={filterText(nameOf(term.column), term)}
          icon={ListFilter}
          text={filterText(nameOf(term.column), term)}
          onRemove={() => void changeView(runId, { filter: filter.filter((one) => one !== term) })}
        />
      ))}
      {sort.map((key) => (
        <Chip
          key={key.column}
          icon={key.descending ? ArrowDown : ArrowUp}
          text={`${nameOf(key.column)} ${key.descending ? 'descending' : 'ascending'}`}
          onRemove={() => void changeView(runId, { sort: sort.filter((one) => one !== key) })}
        />
      ))}
      <Button kind="quiet" onPress={() => void changeView(runId, { sort: [], filter: [] })}>
        Clear all
      </Button>
      {derived !== null && (
        <Button kind="quiet" icon={Copy} onPress={() => void copyText(derived.sql, 'Copied the SQL.')}>
          Copy as SQL
        </Button>
      )}
      <span className={styles.chipsNote} role="status">
        {busy && 'Sorting and filtering…'}
        {!busy && derived !== null && `${rowsText(derived.rows)} of ${rowsText(rows)}`}
        {error !== null && `${error.message} ${error.hint ?? ''}`}
      </span>
    </div>
  );
}

interface ChipProps {
  readonly icon: IconShape;
  readonly text: string;
  readonly onRemove: () => void;
}

function Chip({ icon, text, onRemove }: ChipProps): ReactElement {
  return (
    <span className={styles.chip}>
      <Icon shape={icon} size={12} />
      <span className={styles.chipText} title={text}>
        {text}
      </span>
      <button type="button" className={styles.chipRemove} aria-label={`Remove: ${text}`} onClick={onRemove}>
        <Icon shape={X} size={12} />
      </button>
    </span>
  );
}
