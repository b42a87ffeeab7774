import { Tooltip as Base } from '@base-ui/react/tooltip';
import type { ReactElement } from 'react';
import { Hidden } from '../../ui/hidden.tsx';
import { ActionSpecimens } from './action-specimens.tsx';
import { FieldSpecimens } from './field-specimens.tsx';
import styles from './gallery.module.css';
import { MarkSpecimens } from './mark-specimens.tsx';
import { StateSpecimens } from './state-specimens.tsx';

/** Every control in every state, in both themes side by side. */
export function Gallery(): ReactElement {
  return (
    <Base.Provider delay={300}>
      <main className={styles.gallery}>
        <h1>
          <Hidden>Gallery of controls</Hidden>
        </h1>
        {(['light', 'dark'] as const).map((theme) => (
          <div key={theme} data-theme={theme} className={styles.theme}>
            <ActionSpecimens />
            <FieldSpecimens />
            <MarkSpecimens />
            <StateSpecimens />
          </div>
        ))}
      </main>
    </Base.Provider>
  );
}
