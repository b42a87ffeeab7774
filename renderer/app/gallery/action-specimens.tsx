import { Download, EllipsisVertical, Play, Plus, Square, Table, Trash2 } from 'lucide-react';
import { type ReactElement, useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { ContextMenu } from '../../ui/context-menu.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { Keys } from '../../ui/keys.tsx';
import { Menu } from '../../ui/menu.tsx';
import type { MenuEntry } from '../../ui/menu-items.tsx';
import { TabList } from '../../ui/tab-list.tsx';
import { Toolbar } from '../../ui/toolbar.tsx';
import { Tooltip } from '../../ui/tooltip.tsx';
import styles from './gallery.module.css';
import { Specimen } from './specimen.tsx';

const nothing = (): void => {};

const ITEMS: readonly MenuEntry[] = [
  { id: 'preview', label: 'Preview', icon: Table, shortcut: 'Enter', onPress: nothing },
  { id: 'export', label: 'Export result', icon: Download, shortcut: 'Ctrl+Shift+S', onPress: nothing },
  { id: 'off', label: 'Not now', disabled: true, onPress: nothing },
  'separator',
  { id: 'remove', label: 'Remove source', icon: Trash2, danger: true, onPress: nothing },
];

const TABS = ['revenue.sql', 'by-region.flow', 'a query with a name that is too long for its tab', 'Query 4'];

/** What one presses. */
export function ActionSpecimens(): ReactElement {
  return (
    <>
      <Specimen title="Button">
        {(['primary', 'default', 'quiet', 'danger'] as const).map((kind) => (
          <Button key={kind} kind={kind} icon={Play}>
            {kind}
          </Button>
        ))}
        <Button busy>Busy</Button>
        <Button kind="primary" busy>
          Busy
        </Button>
        <Button disabled>Disabled</Button>
        <Button kind="quiet" disabled>
          Disabled
        </Button>
      </Specimen>
      <Specimen title="Icon button">
        <IconButton icon={Plus} label="Add source" shortcut="Alt+A" />
        <IconButton icon={Table} label="Pressed" pressed />
        <IconButton icon={Table} label="Not pressed" pressed={false} />
        <IconButton icon={Plus} label="Disabled" disabled />
      </Specimen>
      <Specimen title="Menu">
        <Menu label="Result" trigger="Result" items={ITEMS} />
        <Menu
          label="More"
          trigger={<IconButton icon={EllipsisVertical} label="More" />}
          items={ITEMS}
          align="end"
        />
      </Specimen>
      <Specimen title="Context menu">
        <ContextMenu items={ITEMS} label="Area">
          <code>right button, or Shift+F10 in here</code>
        </ContextMenu>
      </Specimen>
      <Specimen title="Tooltip">
        <Tooltip text="A word on what is pointed at">
          <Button>Tooltip</Button>
        </Tooltip>
      </Specimen>
      <Specimen title="Keys">
        <Keys keys="Ctrl+Shift+Enter" />
      </Specimen>
      <Specimen title="Dialog">
        <DialogSpecimen size="small" />
        <DialogSpecimen size="medium" />
        <DialogSpecimen size="large" />
      </Specimen>
      <TabSpecimen />
      <Specimen title="Toolbar">
        <div className={styles.wide}>
          <Toolbar label="Query">
            <Button kind="primary" icon={Play}>
              Run
            </Button>
            <Button icon={Square} disabled>
              Cancel
            </Button>
            <IconButton icon={Download} label="Export" />
          </Toolbar>
        </div>
      </Specimen>
    </>
  );
}

function DialogSpecimen({ size }: { size: 'small' | 'medium' | 'large' }): ReactElement {
  const [open, setOpen] = useState(false);
  const close = (): void => setOpen(false);
  return (
    <>
      <Button onPress={() => setOpen(true)}>{size}</Button>
      <Dialog
        title={`A ${size} dialog`}
        size={size}
        open={open}
        onClose={close}
        footer={
          <>
            <Button onPress={close}>Cancel</Button>
            <Button kind="primary" onPress={close}>
              Save
            </Button>
          </>
        }
      >
        <p>It holds the focus, Esc closes it, and the focus goes back to the button.</p>
      </Dialog>
    </>
  );
}

function TabSpecimen(): ReactElement {
  const [tabs, setTabs] = useState(TABS);
  const [active, setActive] = useState(TABS[0] ?? null);
  return (
    <Specimen title="Tab list">
      <div className={styles.wide}>
        <TabList
          label="Queries"
          items={tabs.map((id) => ({ id, label: id }))}
          active={active}
          onChange={setActive}
          onClose={(id) => setTabs((open) => open.filter((one) => one !== id))}
        />
      </div>
    </Specimen>
  );
}
