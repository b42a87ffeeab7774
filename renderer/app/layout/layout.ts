import type { Panel, PanelPlace } from '../../workspace/panel.ts';

/** One side of the window: its panels in their order, one of them in front. */
export interface Side {
  readonly panels: readonly string[];
  readonly active: string | null;
  readonly isOpen: boolean;
  /** Width, or height of the bottom, CSS px. */
  readonly size: number;
}

/** Where each panel stands; kept with the workspace. */
export interface Layout {
  readonly version: 1;
  readonly sides: Readonly<Record<PanelPlace, Side>>;
}

export const PLACES = ['left', 'centre', 'bottom', 'right'] as const satisfies readonly PanelPlace[];

/** The smallest and first size of each side, CSS px; the centre takes what is left. */
export const SIZES: Readonly<Record<PanelPlace, { readonly least: number; readonly first: number }>> = {
  left: { least: 180, first: 264 },
  centre: { least: 320, first: 320 },
  bottom: { least: 96, first: 300 },
  right: { least: 200, first: 272 },
};

/** The least height of the centre over the bottom, CSS px: tabs, toolbar and some lines of text. */
export const LEAST_CENTRE_HEIGHT = 160;

/** Where the panels stand when nobody has moved them. */
export function firstLayout(panels: readonly Panel[]): Layout {
  return { version: 1, sides: eachPlace((place) => firstSide(panels, place)) };
}

function firstSide(panels: readonly Panel[], place: PanelPlace): Side {
  const here = panels.filter((panel) => panel.place === place);
  const shown = here.find(({ isOpen }) => isOpen);
  return {
    panels: here.map(({ id }) => id),
    active: (shown ?? here[0])?.id ?? null,
    isOpen: shown !== undefined || place === 'centre',
    size: SIZES[place].first,
  };
}

/**
 * What was kept, made fit for the panels that there are: unknown ones go, new ones come where they first stand. What
 * is not a layout gives the first one.
 */
export function fitLayout(kept: unknown, panels: readonly Panel[]): Layout {
  const first = firstLayout(panels);
  if (!isLayout(kept)) return first;
  const known = new Set(panels.map(({ id }) => id));
  const placed = new Set<string>();
  const sides = eachPlace((place) => {
    const here = kept.sides[place].panels.filter((id) => known.has(id) && !placed.has(id));
    for (const id of here) placed.add(id);
    return { ...kept.sides[place], panels: here };
  });
  return {
    version: 1,
    sides: eachPlace((place) => {
      const added = first.sides[place].panels.filter((id) => !placed.has(id));
      const opens = panels.find(({ id, isOpen }) => isOpen && added.includes(id)) !== undefined;
      const isOpen = sides[place].isOpen || opens;
      return checked(place, { ...sides[place], panels: [...sides[place].panels, ...added], isOpen });
    }),
  };
}

function checked(place: PanelPlace, side: Side): Side {
  const active = side.panels.includes(side.active ?? '') ? side.active : (side.panels[0] ?? null);
  const size = Math.max(SIZES[place].least, Math.min(side.size, 4000));
  return { ...side, active, size, isOpen: active !== null && (side.isOpen || place === 'centre') };
}

/** The side that a panel stands on; null where it is unknown. */
export function sideOf(layout: Layout, panel: string): PanelPlace | null {
  return PLACES.find((place) => layout.sides[place].panels.includes(panel)) ?? null;
}

/** Puts a panel in front and opens its side. */
export function showPanel(layout: Layout, panel: string): Layout {
  const place = sideOf(layout, panel);
  return place === null ? layout : changeSide(layout, place, { active: panel, isOpen: true });
}

/** Moves a panel to the end of another side, in front there. The last panel of the centre stays. */
export function movePanel(layout: Layout, panel: string, to: PanelPlace): Layout {
  const from = sideOf(layout, panel);
  if (from === null || from === to) return layout;
  const left = layout.sides[from].panels.filter((id) => id !== panel);
  if (from === 'centre' && left.length === 0) return layout;
  const without = changeSide(layout, from, {
    panels: left,
    active: layout.sides[from].active === panel ? (left[0] ?? null) : layout.sides[from].active,
    isOpen: layout.sides[from].isOpen && left.length > 0,
  });
  const panels = [...without.sides[to].panels, panel];
  return changeSide(without, to, { panels, active: panel, isOpen: true });
}

export function changeSide(layout: Layout, place: PanelPlace, change: Partial<Side>): Layout {
  return {
    ...layout,
    sides: { ...layout.sides, [place]: checked(place, { ...layout.sides[place], ...change }) },
  };
}

function eachPlace(side: (place: PanelPlace) => Side): Record<PanelPlace, Side> {
  return { left: side('left'), centre: side('centre'), bottom: side('bottom'), right: side('right') };
}

function isLayout(value: unknown): value is Layout {
  if (typeof value !== 'object' || value === null || !('sides' in value)) return false;
  const { sides } = value;
  if (typeof sides !== 'object' || sides === null) return false;
  return PLACES.every((place) => isSide((sides as Readonly<Record<string, unknown>>)[place]));
}

function isSide(value: unknown): value is Side {
  if (typeof value !== 'object' || value === null) return false;
  const side = value as Readonly<Record<string, unknown>>;
  return (
    Array.isArray(side['panels']) &&
    side['panels'].every((id) => typeof id === 'string') &&
    (side['active'] === null || typeof side['active'] === 'string') &&
    typeof side['isOpen'] === 'boolean' &&
    typeof side['size'] === 'number' &&
    Number.isFinite(side['size'])
  );
}
