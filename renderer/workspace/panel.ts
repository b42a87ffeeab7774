import type { ComponentType } from 'react';

/** Where a panel stands when nobody has moved it. */
export type PanelPlace = 'left' | 'centre' | 'bottom' | 'right';

/** One panel of the window: what `app/panel-list.ts` lists. */
export interface Panel {
  readonly id: string;
  readonly title: string;
  readonly place: PanelPlace;
  /** An icon of lucide-react. */
  readonly icon: ComponentType<{ readonly size?: number | string }>;
  readonly view: ComponentType;
  /** Controls in its head, beside the title. */
  readonly actions?: ComponentType;
  /** Shown when a workspace is opened for the first time. */
  readonly isOpen: boolean;
}
