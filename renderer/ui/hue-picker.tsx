import { type ReactElement, useId } from 'react';
import styles from './hue-picker.module.css';
import { Monogram } from './monogram.tsx';

/** The ten hues by their place, as people call them in both themes. */
export const HUE_NAMES = [
  'Sky',
  'Orange',
  'Green',
  'Purple',
  'Olive',
  'Indigo',
  'Rose',
  'Teal',
  'Brown',
  'Lavender',
] as const;

export interface HuePickerProps {
  readonly label: string;
  /** From 0 to 9; null where none is chosen. */
  readonly hue: number | null;
  /** Shown in every swatch, as the source will look. */
  readonly letters: string;
  readonly onChange: (hue: number) => void;
}

/** A choice of one of ten hues: radio buttons, so arrows go from one to the next. */
export function HuePicker({ label, hue, letters, onChange }: HuePickerProps): ReactElement {
  const name = useId();
  return (
    <fieldset className={styles.picker}>
      <legend className={styles.legend}>
        {label}
        <span className={styles.chosen}>{hue === null ? '' : HUE_NAMES[hue]}</span>
      </legend>
      {HUE_NAMES.map((text, at) => (
        <label key={text} className={styles.swatch} title={text}>
          <input
            type="radio"
            name={name}
            className={styles.radio}
            aria-label={text}
            checked={hue === at}
            onChange={() => onChange(at)}
          />
          <Monogram hue={at} letters={letters} size="large" />
        </label>
      ))}
    </fieldset>
  );
}
