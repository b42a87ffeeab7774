import { type ComponentProps, type ReactElement, useId } from 'react';
import styles from './field.module.css';
import { describedBy, FieldFrame, type FieldWords } from './field-frame.tsx';

type Native = Omit<ComponentProps<'input'>, 'value' | 'onChange' | 'type' | 'id' | 'className'>;

export interface TextFieldProps extends FieldWords, Native {
  readonly value: string;
  readonly onChange: (text: string) => void;
  readonly type?: 'text' | 'password' | 'number' | 'search';
  /** Set in the type of code: paths, names, SQL. */
  readonly mono?: boolean;
  readonly required?: boolean;
}

/** One line of text under its label. */
export function TextField(props: TextFieldProps): ReactElement {
  const { label, value, onChange, type = 'text', help, error, mono = false, hideLabel, ...native } = props;
  const id = useId();
  return (
    <FieldFrame {...{ id, label, help, error, hideLabel, required: props.required }}>
      <input
        spellCheck={false}
        autoComplete="off"
        {...native}
        id={id}
        type={type}
        value={value}
        className={mono ? `${styles.input} ${styles.mono}` : styles.input}
        {...describedBy(id, { label, help, error })}
        onChange={(event) => onChange(event.target.value)}
      />
    </FieldFrame>
  );
}
