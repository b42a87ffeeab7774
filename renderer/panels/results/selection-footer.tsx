import { type ReactElement, useEffect, useState } from 'react';
import type { ApiOutput } from '../../../main/contract/api/api.ts';
import { call } from '../../rpc/call.ts';
import { countText } from '../../ui/figures.ts';
import type { CellArea } from './copy-cells.ts';
import styles from './results.module.css';

type Measured = ApiOutput<'results', 'measure'>;

/** How long a selection must rest before it is measured, ms. */
const REST_MS = 200;

/** Count, sum and average of what is selected, said once the selection rests; nothing for a single cell. */
export function SelectionFooter({ area }: { readonly area: CellArea | null }): ReactElement {
  const key = area === null ? '' : JSON.stringify(area);
  const [measured, setMeasured] = useState<{ readonly key: string; readonly text: string }>({
    key: '',
    text: '',
  });
  useEffect(() => {
    if (key === '') return undefined;
    const gone = new AbortController();
    const timer = setTimeout(() => {
      call('results', 'measure', JSON.parse(key) as CellArea & { columns: number[] }, gone.signal)
        .then((result) => setMeasured({ key, text: measureText(result) }))
        .catch(() => setMeasured({ key, text: '' }));
    }, REST_MS);
    return () => {
      gone.abort();
      clearTimeout(timer);
    };
  }, [key]);
  return (
    <span className={styles.measure} role="status" aria-live="polite">
      {measured.key === key ? measured.text : ''}
    </span>
  );
}

/** `12 cells · 2 null · sum 48.50 · average 4.04`. */
export function measureText({ cells, nulls, distinct, sum, average, least, greatest }: Measured): string {
  return [
    `${countText(cells)} cells`,
    nulls > 0 && `${countText(nulls)} null`,
    sum !== null && `sum ${sum}`,
    average !== null && `average ${average}`,
    sum === null && distinct !== null && `${countText(distinct)} distinct`,
    sum !== null && least !== null && greatest !== null && `${least} to ${greatest}`,
  ]
    .filter(Boolean)
    .join(' · ');
}
