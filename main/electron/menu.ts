import type * as Electron from 'electron';

/**
 * The menu of the system: editing, zoom and window alone. The page has its own commands and keys, so none of its keys
 * may be taken here; `CmdOrCtrl+W` and reload would lose nothing but are the page's.
 */
export function applicationMenu(
  { Menu }: Pick<typeof Electron, 'Menu'>,
  platform: NodeJS.Platform,
): Electron.Menu {
  const template: Electron.MenuItemConstructorOptions[] = [
    ...(platform === 'darwin' ? [{ role: 'appMenu' } as const] : []),
    {
      label: 'Edit',
      submenu: [
        { role: 'undo' },
        { role: 'redo' },
        { type: 'separator' },
        { role: 'cut' },
        { role: 'copy' },
        { role: 'paste' },
        { role: 'selectAll' },
      ],
    },
    {
      label: 'View',
      submenu: [{ role: 'resetZoom' }, { role: 'zoomIn' }, { role: 'zoomOut' }, { role: 'togglefullscreen' }],
    },
    { label: 'Window', submenu: [{ role: 'minimize' }, { role: 'quit' }] },
  ];
  return Menu.buildFromTemplate(template);
}
