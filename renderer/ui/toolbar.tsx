import { type KeyboardEvent, type ReactElement, type ReactNode, useRef } from 'react';
import styles from './toolbar.module.css';

export interface ToolbarProps {
  readonly label: string;
  readonly children: ReactNode;
}

const STOPS = 'button, select, [role=combobox], a[href]';

/** A row of controls, 32 px. Arrows go from button to button beside Tab, which stops at each. */
export function Toolbar({ label, children }: ToolbarProps): ReactElement {
  const bar = useRef<HTMLDivElement>(null);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'ArrowRight' && event.key !== 'ArrowLeft') return;
    const stops = [...(bar.current?.querySelectorAll<HTMLElement>(STOPS) ?? [])];
    const at = stops.findIndex((stop) => stop === document.activeElement && stop.tagName === 'BUTTON');
    if (at === -1) return;
    stops.at((at + (event.key === 'ArrowRight' ? 1 : -1)) % stops.length)?.focus();
    event.preventDefault();
  };
  return (
    <div
      ref={bar}
      role="toolbar"
      tabIndex={-1}
      aria-label={label}
      className={styles.toolbar}
      onKeyDown={onKeyDown}
    >
      {children}
    </div>
  );
}
