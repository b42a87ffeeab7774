import { Tooltip as Base } from '@base-ui/react/tooltip';
import type { ReactElement } from 'react';
import { Keys } from './keys.tsx';
import styles from './tooltip.module.css';

export interface TooltipProps {
  readonly text: string;
  readonly shortcut?: string;
  /** One element that takes a ref and the properties of its tag. */
  readonly children: ReactElement;
}

/** A word on what is pointed at or focused. It adds nothing that is not said elsewhere: it is not read aloud. */
export function Tooltip({ text, shortcut, children }: TooltipProps): ReactElement {
  return (
    <Base.Root onOpenChange={letEscapeThrough}>
      <Base.Trigger render={children} />
      <Base.Portal>
        <Base.Positioner className={styles.positioner} sideOffset={4}>
          <Base.Popup className={styles.popup} aria-hidden="true">
            {text}
            {shortcut !== undefined && <Keys keys={shortcut} />}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

/** Esc closes the tooltip and does what it is pressed for: a tooltip that nobody asked for must not swallow it. */
function letEscapeThrough(_open: boolean, details: Base.Root.ChangeEventDetails): void {
  if (details.reason === 'escape-key') details.allowPropagation();
}
