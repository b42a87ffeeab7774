import type { MenuEntry } from '../../ui/menu-items.tsx';
import { type CellArea, COPY_NAMES, type CopyFormat } from './copy-cells.ts';

export interface GridMenuScene {
  readonly area: CellArea | null;
  readonly provisional: boolean;
  readonly copy: (format: CopyFormat) => void;
  readonly openCell: () => void;
  readonly openRecord: () => void;
  /** The menu of the active column. */
  readonly column: readonly MenuEntry[];
}

/** What can be done with the selected cells, then with the column of the active one. */
export function gridMenu(scene: GridMenuScene): readonly MenuEntry[] {
  const { area, provisional, copy, openCell, openRecord, column } = scene;
  const disabled = area === null || provisional;
  const formats = Object.keys(COPY_NAMES) as CopyFormat[];
  return [
    ...formats.map((format) => ({
      id: `copy-${format}`,
      label: COPY_NAMES[format],
      disabled,
      onPress: () => copy(format),
      ...(format === 'tsv' ? { shortcut: 'Ctrl+C' } : {}),
    })),
    'separator',
    { id: 'cell', label: 'Show cell', shortcut: 'Enter', disabled, onPress: openCell },
    { id: 'record', label: 'Show record', disabled, onPress: openRecord },
    'separator',
    ...column,
  ];
}
