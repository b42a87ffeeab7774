import { Database } from 'lucide-react';
import type { ReactElement } from 'react';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { Progress } from '../../ui/progress.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import styles from './gallery.module.css';
import { Specimen } from './specimen.tsx';

const LEVELS = ['info', 'warning', 'error', 'success'] as const;

/** What panels say when they have nothing, nothing yet, or a problem. */
export function StateSpecimens(): ReactElement {
  return (
    <>
      <Specimen title="Banner">
        {LEVELS.map((level) => (
          <div key={level} className={styles.wide}>
            <Banner level={level} actions={<Button>What to do</Button>}>
              This is what a banner of level {level} says, in a sentence that may need a second line.
            </Banner>
          </div>
        ))}
      </Specimen>
      <Specimen title="Empty state">
        <div className={styles.wide}>
          <EmptyState
            icon={Database}
            title="No sources yet"
            text="Drop a file on the window, paste a URL, or add a source by its form."
            action={<Button kind="primary">Add source</Button>}
          />
        </div>
      </Specimen>
      <Specimen title="Error state">
        <div className={styles.wide}>
          <ErrorState
            title="shop can't be reached"
            message="The name db.example.com was not found."
            hint="Look whether the host is spelled as your administrator gave it, and whether a VPN is needed."
            details="getaddrinfo ENOTFOUND db.example.com"
            onRetry={() => {}}
          />
        </div>
      </Specimen>
      <Specimen title="Skeleton">
        {(['lines', 'tree', 'grid'] as const).map((shape) => (
          <div key={shape} className={styles.wide}>
            <Skeleton shape={shape} rows={4} />
          </div>
        ))}
      </Specimen>
      <Specimen title="Progress">
        <div className={styles.wide}>
          <Progress value={0.4} label="Export" />
        </div>
        <div className={styles.wide}>
          <Progress value={null} label="Planning" />
        </div>
      </Specimen>
    </>
  );
}
