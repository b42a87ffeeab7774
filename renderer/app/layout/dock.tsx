import { type ReactElement, useEffect } from 'react';
import type { PanelPlace } from '../../workspace/panel.ts';
import styles from './dock.module.css';
import { followPanelWishes } from './follow-panel-wishes.ts';
import { LEAST_CENTRE_HEIGHT, SIZES } from './layout.ts';
import { useLayout } from './layout-store.ts';
import { type FloatingSide, fitRoom, type Room } from './room.ts';
import { Sash } from './sash.tsx';
import { SideView } from './side-view.tsx';
import { useSize } from './use-size.ts';

/** The four sides with the lines between them, fitted into the room that there is. */
export function Dock(): ReactElement {
  const [ref, { width, height }] = useSize<HTMLDivElement>({ width: 1400, height: 850 });
  const layout = useLayout((store) => store.layout);
  const floating = useLayout((store) => store.floating);
  const room = fitRoom(layout, width, height);
  const floats = room.floats.join(' ');
  useEffect(followPanelWishes, []);
  useEffect(() => {
    useLayout.getState().setFloats(floats.split(' ').filter((side): side is FloatingSide => side !== ''));
  }, [floats]);

  return (
    <div ref={ref} className={styles.dock}>
      <Pane place="left" room={room} floating={floating} />
      {room.left !== null && <SideSash side="left" size={room.left} most={mostWidth(room.right, width)} />}
      <div className={styles.middle}>
        <Pane place="centre" room={room} floating={floating} />
        {room.bottom !== null && (
          <SideSash side="bottom" size={room.bottom} most={height - LEAST_CENTRE_HEIGHT} />
        )}
        <Pane place="bottom" room={room} floating={floating} />
      </div>
      {room.right !== null && <SideSash side="right" size={room.right} most={mostWidth(room.left, width)} />}
      <Pane place="right" room={room} floating={floating} />
    </div>
  );
}

function mostWidth(opposite: number | null, width: number): number {
  return width - SIZES.centre.least - (opposite ?? 0);
}

interface PaneProps {
  readonly place: PanelPlace;
  readonly room: Room;
  readonly floating: FloatingSide | null;
}

function Pane({ place, room, floating }: PaneProps): ReactElement | null {
  const side = useLayout(({ layout }) => layout.sides[place]);
  const panels = useLayout((store) => store.panels);
  if (side.panels.length === 0 && place !== 'centre') return null;
  const size = place === 'centre' ? null : room[place];
  const isFloating = floating === place;
  const classes = [
    styles.pane,
    place === 'centre' && styles.centre,
    isFloating && styles.floating,
    isFloating && (place === 'left' ? styles.floatingLeft : styles.floatingRight),
  ];
  return (
    <div
      id={`side-${place}`}
      className={classes.filter(Boolean).join(' ')}
      hidden={place !== 'centre' && size === null && !isFloating}
      style={size === null ? undefined : place === 'bottom' ? { height: size } : { width: size }}
    >
      <SideView place={place} side={side} panels={panels} />
    </div>
  );
}

interface SideSashProps {
  readonly side: 'left' | 'right' | 'bottom';
  readonly size: number;
  readonly most: number;
}

function SideSash({ side, size, most }: SideSashProps): ReactElement {
  const resize = useLayout((store) => store.resize);
  return (
    <Sash
      label={`Size of the ${side} panels`}
      controls={`side-${side}`}
      side={side}
      size={size}
      least={SIZES[side].least}
      most={most}
      onResize={(wanted) => resize(side, wanted)}
      onReset={() => resize(side, SIZES[side].first)}
    />
  );
}
