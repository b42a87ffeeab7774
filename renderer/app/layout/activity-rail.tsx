import { CircleHelp, Search, Settings } from 'lucide-react';
import { type KeyboardEvent, type ReactElement, useRef } from 'react';
import { runCommand } from '../../workspace/commands.ts';
import type { Panel } from '../../workspace/panel.ts';
import { useShortcuts } from '../../workspace/shortcuts.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import styles from './activity-rail.module.css';
import { PLACES, sideOf } from './layout.ts';
import { isShown, useLayout } from './layout-store.ts';

/** The icons at the left: one for each panel, and what concerns the whole window below. */
export function ActivityRail(): ReactElement {
  const bar = useRef<HTMLDivElement>(null);
  const panels = useLayout((store) => store.panels);
  const shortcuts = useShortcuts((store) => store.shortcuts);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    const buttons = [...(bar.current?.querySelectorAll('button') ?? [])];
    const at = buttons.findIndex((button) => button === document.activeElement);
    buttons.at((at + (event.key === 'ArrowDown' ? 1 : -1)) % buttons.length)?.focus();
    event.preventDefault();
  };
  const command = (icon: typeof Search, label: string, id: string): ReactElement => {
    const keys = shortcuts.get(id);
    return (
      <IconButton
        icon={icon}
        label={label}
        className={styles.item}
        onPress={() => runCommand(id)}
        {...(keys === undefined ? {} : { shortcut: keys })}
      />
    );
  };
  return (
    <div
      ref={bar}
      role="toolbar"
      aria-label="Panels"
      aria-orientation="vertical"
      tabIndex={-1}
      className={styles.rail}
      data-region="rail"
      onKeyDown={onKeyDown}
    >
      {PLACES.filter((place) => place !== 'centre').map((place) => (
        <div key={place} role="group" className={styles.side} aria-label={`Panels at the ${place}`}>
          {panels
            .filter((panel) => panel.place === place)
            .map((panel) => (
              <RailButton key={panel.id} panel={panel} shortcut={shortcuts.get(`view.${panel.id}`)} />
            ))}
        </div>
      ))}
      <span className={styles.gap} />
      {command(Search, 'Search and commands', 'app.palette')}
      {command(CircleHelp, 'Keys and help', 'app.help')}
      {command(Settings, 'Settings', 'app.settings')}
    </div>
  );
}

interface RailButtonProps {
  readonly panel: Panel;
  readonly shortcut: string | undefined;
}

function RailButton({ panel, shortcut }: RailButtonProps): ReactElement {
  const pressed = useLayout((store) => {
    const place = sideOf(store.layout, panel.id);
    return place !== null && isShown(store, place) && store.layout.sides[place].active === panel.id;
  });
  return (
    <IconButton
      icon={panel.icon}
      label={panel.title}
      pressed={pressed}
      className={styles.item}
      onPress={() => runCommand(`view.${panel.id}`)}
      {...(shortcut === undefined ? {} : { shortcut })}
    />
  );
}
