import { type KeyboardEvent, type PointerEvent, type ReactElement, useState } from 'react';
import styles from './sash.module.css';

export interface SashProps {
  /** What it resizes, as a screen reader says it. */
  readonly label: string;
  /** The id of the element that it resizes. */
  readonly controls: string;
  /** The side of the window that this element is at. */
  readonly side: 'left' | 'right' | 'bottom';
  /** CSS px. */
  readonly size: number;
  readonly least: number;
  readonly most: number;
  readonly onResize: (size: number) => void;
  /** Back to the first size: by double click or Enter. */
  readonly onReset: () => void;
}

const STEP = 16;
const LARGE_STEP = 64;

/** The line between two panels: dragged, or moved by arrows (with Shift further; Home and End to the ends). */
export function Sash(props: SashProps): ReactElement {
  const { label, controls, side, size, least, most, onResize, onReset } = props;
  const [from, setFrom] = useState<{ readonly at: number; readonly size: number } | null>(null);
  const isUpright = side !== 'bottom';
  const set = (wanted: number): void => onResize(Math.round(Math.max(least, Math.min(most, wanted))));
  const place = (event: PointerEvent): number => (isUpright ? event.clientX : event.clientY);

  const onKeyDown = (event: KeyboardEvent): void => {
    const step = event.shiftKey ? LARGE_STEP : STEP;
    const grow = side === 'left' ? 'ArrowRight' : side === 'right' ? 'ArrowLeft' : 'ArrowUp';
    const shrink = side === 'left' ? 'ArrowLeft' : side === 'right' ? 'ArrowRight' : 'ArrowDown';
    if (event.key === grow) set(size + step);
    else if (event.key === shrink) set(size - step);
    else if (event.key === 'Home') set(least);
    else if (event.key === 'End') set(most);
    else if (event.key === 'Enter') onReset();
    else return;
    event.preventDefault();
  };

  return (
    <div
      role="separator"
      tabIndex={0}
      aria-label={label}
      aria-controls={controls}
      aria-orientation={isUpright ? 'vertical' : 'horizontal'}
      aria-valuenow={Math.round(size)}
      aria-valuemin={least}
      aria-valuemax={Math.max(least, Math.round(most))}
      className={`${styles.sash} ${isUpright ? styles.upright : styles.level}`}
      data-dragging={from === null ? undefined : ''}
      onKeyDown={onKeyDown}
      onDoubleClick={onReset}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        setFrom({ at: place(event), size });
      }}
      onPointerMove={(event) => {
        if (from !== null) set(from.size + (place(event) - from.at) * (side === 'left' ? 1 : -1));
      }}
      onPointerUp={() => setFrom(null)}
      onPointerCancel={() => setFrom(null)}
    />
  );
}
