import { type Remembered, usePanelMemory } from '../../workspace/panel-memory.ts';
import { type ColumnMemory, NO_MEMORY } from './grid/grid-columns.ts';

/** What the panel finds again when the workspace is opened next. */
interface ResultsMemory {
  /** By the id of the tab. */
  readonly columns: Readonly<Record<string, ColumnMemory>>;
  /** Headers show how values are spread. */
  readonly spread: boolean;
}

const PANEL = 'results';
const NOTHING: ResultsMemory = { columns: {}, spread: false };
/** Tabs whose columns are remembered; those changed longest ago are forgotten. */
const TABS = 50;

function memoryOf(value: Remembered | undefined): ResultsMemory {
  const known = typeof value === 'object' && value !== null && 'columns' in value && 'spread' in value;
  return known ? (value as unknown as ResultsMemory) : NOTHING;
}

function change(next: (memory: ResultsMemory) => ResultsMemory): void {
  const { panels, remember } = usePanelMemory.getState();
  remember(PANEL, next(memoryOf(panels[PANEL])) as unknown as Remembered);
}

export function useColumnMemory(tab: string): ColumnMemory {
  return usePanelMemory(({ panels }) => memoryOf(panels[PANEL]).columns[tab] ?? NO_MEMORY);
}

export function useSpreadShown(): boolean {
  return usePanelMemory(({ panels }) => memoryOf(panels[PANEL]).spread);
}

export function changeColumns(tab: string, next: (columns: ColumnMemory) => ColumnMemory): void {
  change((memory) => {
    const others = Object.entries(memory.columns).filter(([id]) => id !== tab);
    const changed = next(memory.columns[tab] ?? NO_MEMORY);
    return { ...memory, columns: Object.fromEntries([...others.slice(1 - TABS), [tab, changed]]) };
  });
}

export function toggleSpread(): void {
  change((memory) => ({ ...memory, spread: !memory.spread }));
}
