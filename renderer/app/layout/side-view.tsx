import { EllipsisVertical, X } from 'lucide-react';
import { type ReactElement, Suspense } from 'react';
import type { Panel, PanelPlace } from '../../workspace/panel.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { Menu } from '../../ui/menu.tsx';
import type { MenuEntry } from '../../ui/menu-items.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { TabList } from '../../ui/tab-list.tsx';
import { useDelayed } from '../../ui/use-delayed.ts';
import { closeSide } from './close-side.ts';
import { PLACES, type Side } from './layout.ts';
import { useLayout } from './layout-store.ts';
import { PanelBoundary } from './panel-boundary.tsx';
import styles from './side-view.module.css';

const PLACE_NAMES: Readonly<Record<PanelPlace, string>> = {
  left: 'left',
  centre: 'centre',
  bottom: 'bottom',
  right: 'right',
};

export interface SideViewProps {
  readonly place: PanelPlace;
  readonly side: Side;
  readonly panels: readonly Panel[];
}

/** The panels of one side: a head, and the one in front. The others stay as they are, unseen. */
export function SideView({ place, side, panels }: SideViewProps): ReactElement {
  const here = side.panels.flatMap((id) => panels.find((panel) => panel.id === id) ?? []);
  const front = here.find(({ id }) => id === side.active);
  const hasTabs = place !== 'left' && here.length > 1;
  return (
    <div className={[styles.side, styles[place]].filter(Boolean).join(' ')}>
      {(place !== 'centre' || here.length > 1) && front !== undefined && (
        <Head place={place} panels={here} front={front} hasTabs={hasTabs} />
      )}
      {here.map((panel) => (
        <div
          key={panel.id}
          role={hasTabs ? 'tabpanel' : 'group'}
          id={`panel-${panel.id}`}
          className={styles.body}
          hidden={panel !== front}
          aria-label={panel.title}
          data-region={panel.id}
          tabIndex={-1}
        >
          <PanelBoundary title={panel.title}>
            <Suspense fallback={<SlowSkeleton />}>
              <panel.view />
            </Suspense>
          </PanelBoundary>
        </div>
      ))}
    </div>
  );
}

function SlowSkeleton(): ReactElement | null {
  return useDelayed(true, 150) ? <Skeleton /> : null;
}

interface HeadProps {
  readonly place: PanelPlace;
  readonly panels: readonly Panel[];
  readonly front: Panel;
  readonly hasTabs: boolean;
}

function Head({ place, panels, front, hasTabs }: HeadProps): ReactElement {
  const show = useLayout((store) => store.show);
  const move = useLayout((store) => store.move);
  const Actions = front.actions;
  const moves: MenuEntry[] = PLACES.filter((to) => to !== place).map((to) => ({
    id: to,
    label: `Move to the ${PLACE_NAMES[to]}`,
    onPress: () => move(front.id, to),
  }));
  return (
    <div className={styles.head}>
      {hasTabs ? (
        <div className={styles.tabs}>
          <TabList
            label={`Panels at the ${PLACE_NAMES[place]}`}
            items={panels.map(({ id, title }) => ({ id, label: title }))}
            active={front.id}
            onChange={show}
            controls={(id) => `panel-${id}`}
          />
        </div>
      ) : (
        <h2 className={styles.title}>{front.title}</h2>
      )}
      {Actions !== undefined && <Actions />}
      <Menu
        label={`Place of ${front.title}`}
        align="end"
        trigger={<IconButton icon={EllipsisVertical} label={`Move ${front.title}`} />}
        items={moves}
      />
      {place !== 'centre' && (
        <IconButton icon={X} label={`Close ${front.title}`} onPress={() => closeSide(place)} />
      )}
    </div>
  );
}
