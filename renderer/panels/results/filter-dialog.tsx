import { type ReactElement, useState } from 'react';
import type { FilterTerm } from '../../../main/contract/api/results.ts';
import { FILTER_OPERATORS } from '../../../main/contract/choices.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { TextField } from '../../ui/text-field.tsx';
import type { GridColumn } from './grid/grid-columns.ts';
import styles from './results.module.css';
import { needsValue, OPERATOR_WORDS } from './result-words.ts';

export interface FilterDialogProps {
  readonly column: GridColumn;
  /** What stands in the field at first, such as the value of the cell that was chosen. */
  readonly value: string | null;
  readonly onApply: (term: FilterTerm) => void;
  readonly onClose: () => void;
}

const OPTIONS = FILTER_OPERATORS.map((value) => ({ value, label: OPERATOR_WORDS[value] }));

/** Asks for one condition on a column. */
export function FilterDialog({ column, value, onApply, onClose }: FilterDialogProps): ReactElement {
  const [operator, setOperator] = useState<FilterTerm['operator']>(value === null ? 'null' : 'equals');
  const [text, setText] = useState(value ?? '');
  const apply = (): void => {
    onApply({ column: column.position, operator, value: needsValue(operator) ? text : null });
    onClose();
  };
  return (
    <Dialog
      title={`Filter ${column.name}`}
      open
      size="small"
      onClose={onClose}
      footer={
        <>
          <Button onPress={onClose}>Cancel</Button>
          <Button kind="primary" onPress={apply}>
            Filter
          </Button>
        </>
      }
    >
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          apply();
        }}
      >
        <SelectField label="Rows whose value" value={operator} options={OPTIONS} onChange={setOperator} />
        {needsValue(operator) && (
          <TextField label="Value" mono value={text} onChange={setText} help={`As ${column.type}.`} />
        )}
        <button type="submit" hidden aria-hidden="true" tabIndex={-1} />
      </form>
    </Dialog>
  );
}
