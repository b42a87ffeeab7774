import { type ReactElement, useId } from 'react';
import styles from './field.module.css';
import { describedBy, FieldFrame, type FieldWords } from './field-frame.tsx';

export interface SelectFieldProps<Value extends string> extends FieldWords {
  readonly value: Value;
  readonly options: readonly { readonly value: Value; readonly label: string }[];
  readonly onChange: (value: Value) => void;
  readonly disabled?: boolean;
}

/** A choice of one: the system's own list, which every keyboard and screen reader knows. */
export function SelectField<Value extends string>(props: SelectFieldProps<Value>): ReactElement {
  const { label, value, options, onChange, help, error, hideLabel, disabled, required } = props;
  const id = useId();
  return (
    <FieldFrame {...{ id, label, help, error, hideLabel, required }}>
      <select
        id={id}
        value={value}
        disabled={disabled}
        className={styles.input}
        {...describedBy(id, { label, help, error })}
        onChange={(event) => {
          const chosen = options.find((option) => option.value === event.target.value);
          if (chosen !== undefined) onChange(chosen.value);
        }}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </FieldFrame>
  );
}
