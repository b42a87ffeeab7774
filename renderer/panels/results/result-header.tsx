import type { ReactElement } from 'react';
import type { SortKey } from '../../../main/contract/api/results.ts';
import { gutterWidth } from './grid/grid.tsx';
import type { ShownColumn } from './grid/grid-columns.ts';
import { GridHeader } from './grid/header.tsx';
import { selectColumns } from './grid/selection.ts';
import { Spread } from './spread.tsx';
import type { ResultScene } from './use-result-scene.ts';

/** The header of a result: names, how it is sorted and filtered, how values are spread. */
export function ResultHeader({
  scene,
  places,
}: {
  readonly scene: ResultScene;
  readonly places: readonly number[];
}): ReactElement {
  const { rows, shown, shownId, view, selection, actions, head, spread } = scene;
  const spreads = new Map(
    (spread ? places : []).flatMap((at) => {
      const column = shown[at]?.column;
      return column === undefined
        ? []
        : [[column.key, <Spread key={shownId} runId={shownId} column={column} />]];
    }),
  );
  return (
    <GridHeader
      shown={shown}
      places={places}
      gutter={gutterWidth(rows)}
      height={head}
      stateOf={({ column }: ShownColumn) => ({
        sorted: sortOf(view.sort, column.position),
        filtered: view.filter.some((term) => term.column === column.position),
      })}
      menuOf={scene.menuOf}
      below={spread ? spreads : null}
      onPick={(at, extend) => scene.select(selectColumns(selection, at, extend))}
      onWidth={actions.setWidth}
      onFit={actions.fit}
      onMove={actions.move}
    />
  );
}

function sortOf(sort: readonly SortKey[], position: number): 'ascending' | 'descending' | null {
  const key = sort.find(({ column }) => column === position);
  if (key === undefined) return null;
  return key.descending ? 'descending' : 'ascending';
}
