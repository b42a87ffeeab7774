import { describe, expect, it } from 'vitest';
import type { Panel, PanelPlace } from '../../workspace/panel.ts';
import { changeSide, firstLayout, fitLayout, movePanel, showPanel, sideOf } from './layout.ts';
import { fitRoom } from './room.ts';

function panel(id: string, place: PanelPlace, isOpen = true): Panel {
  const nothing = (): null => null;
  return { id, title: id, place, icon: nothing, view: nothing, isOpen };
}

const PANELS = [
  panel('sources', 'left'),
  panel('queries', 'left', false),
  panel('editor', 'centre'),
  panel('results', 'bottom'),
  panel('plan', 'bottom', false),
  panel('inspector', 'right'),
];
const FIRST = firstLayout(PANELS);

describe('layout', () => {
  it('puts each panel where it first stands', () => {
    expect(FIRST.sides.left).toEqual({
      panels: ['sources', 'queries'],
      active: 'sources',
      isOpen: true,
      size: 264,
    });
    expect(FIRST.sides.centre.isOpen).toBe(true);
  });

  it('gives back what was kept, over JSON', () => {
    const kept = movePanel(changeSide(FIRST, 'left', { size: 300, isOpen: false }), 'plan', 'right');
    expect(fitLayout(JSON.parse(JSON.stringify(kept)), PANELS)).toEqual(kept);
  });

  it.each([null, 7, {}, { sides: { left: {} } }, { sides: null }])('takes %j for no layout', (kept) => {
    expect(fitLayout(kept, PANELS)).toEqual(FIRST);
  });

  it('drops panels that are gone, adds new ones, and shows none twice', () => {
    const kept = changeSide(FIRST, 'right', { panels: ['gone', 'plan', 'plan'], active: 'gone' });
    const fitted = fitLayout(kept, PANELS);
    expect(fitted.sides.right.panels).toEqual(['inspector']);
    expect(fitted.sides.bottom.panels).toEqual(['results', 'plan']);
    expect(fitted.sides.right.active).toBe('inspector');
  });

  it('opens a side for a new panel that is open at first, and for no other', () => {
    const old = firstLayout(PANELS.filter(({ id }) => id !== 'results'));
    expect(old.sides.bottom.isOpen).toBe(false);
    expect(fitLayout(old, PANELS).sides.bottom.isOpen).toBe(true);
    const withoutPlan = firstLayout(PANELS.filter(({ id }) => id !== 'plan'));
    const closed = changeSide(withoutPlan, 'bottom', { isOpen: false });
    expect(fitLayout(closed, PANELS).sides.bottom.isOpen).toBe(false);
  });

  it('shows a panel by opening its side', () => {
    const closed = changeSide(FIRST, 'left', { isOpen: false });
    expect(showPanel(closed, 'queries').sides.left).toMatchObject({ active: 'queries', isOpen: true });
    expect(showPanel(closed, 'unknown')).toBe(closed);
  });

  it('moves a panel, closes a side that becomes empty, and never empties the centre', () => {
    const moved = movePanel(FIRST, 'inspector', 'left');
    expect(sideOf(moved, 'inspector')).toBe('left');
    expect(moved.sides.left.active).toBe('inspector');
    expect(moved.sides.right).toMatchObject({ isOpen: false, active: null });
    expect(movePanel(FIRST, 'editor', 'left')).toBe(FIRST);
  });
});

describe('room', () => {
  it('docks all sides where there is room', () => {
    expect(fitRoom(FIRST, 1400, 850)).toEqual({ left: 264, right: 272, bottom: 300, floats: [] });
  });

  it('holds at 1024 × 700', () => {
    expect(fitRoom(FIRST, 984, 678)).toMatchObject({ left: 264, right: 272, floats: [] });
  });

  it('lets the right side float at 720 × 450, and then the left one', () => {
    expect(fitRoom(FIRST, 680, 428)).toMatchObject({
      left: 264,
      right: null,
      floats: ['right'],
      bottom: 268,
    });
    expect(fitRoom(FIRST, 480, 300)).toMatchObject({ left: null, floats: ['left', 'right'], bottom: 140 });
  });

  it('makes sides narrower before they float', () => {
    expect(fitRoom(FIRST, 720, 428)).toMatchObject({ left: 200, right: 200 });
  });
});
