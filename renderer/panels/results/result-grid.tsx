import { type ReactElement, useRef, useState } from 'react';
import type { RunState } from '../../../main/contract/api/queries.ts';
import { runCommand } from '../../workspace/commands.ts';
import { type Subject, useInspector } from '../../workspace/inspector-store.ts';
import { ContextMenu } from '../../ui/context-menu.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { copyCells } from './copy-cells.ts';
import { FilterDialog } from './filter-dialog.tsx';
import { FindBar } from './find-bar.tsx';
import type { GridColumn } from './grid/grid-columns.ts';
import { Grid, type GridHandle } from './grid/grid.tsx';
import { selectCell } from './grid/selection.ts';
import { gridMenu } from './grid-menu.ts';
import { ResultFooter } from './result-footer.tsx';
import { ResultHeader } from './result-header.tsx';
import { useGridCommands } from './use-grid-commands.ts';
import { type ResultScene, useResultScene } from './use-result-scene.ts';
import { ViewChips } from './view-chips.tsx';
import { changeView } from './views-store.ts';

/** The rows of a run in a grid, with what is done to them. */
export function ResultGrid({ run, tab }: { readonly run: RunState; readonly tab: string }): ReactElement {
  const grid = useRef<GridHandle>(null);
  const [filtering, setFiltering] = useState<GridColumn | null>(null);
  const [finding, setFinding] = useState(false);
  const [places, setPlaces] = useState<readonly number[]>([]);
  const scene = useResultScene(run, tab, grid, setFiltering);
  const { view, shownId, rows, provisional, columns, shown, pages, selection, select, at } = scene;
  useGridCommands(scene, () => setFinding(true));
  const goTo = (row: number, position: number): void => {
    const place = shown.findIndex(({ column }) => column.position === position);
    select(selectCell({ row, column: Math.max(0, place) }));
  };
  if (pages.error !== null && !pages.arrived) {
    return <ErrorState title="The rows could not be read" {...pages.error} onRetry={pages.retry} />;
  }
  return (
    <>
      <ViewChips runId={run.runId} rows={run.rows} view={view} columns={columns} />
      {finding && (
        <FindBar
          runId={shownId}
          rows={rows}
          at={at}
          columns={columns}
          onFound={goTo}
          onRow={(row) => goTo(row, at.column)}
          onClose={() => {
            setFinding(false);
            grid.current?.focus();
          }}
        />
      )}
      <ContextMenu label="Cells" items={menuItems(scene)}>
        <Grid
          label="Result"
          handle={grid}
          rows={rows}
          shown={shown}
          pages={pages.cache}
          selection={selection}
          onSelect={select}
          onOpen={() => inspect({ kind: 'cell', runId: shownId, ...at })}
          provisional={provisional}
          head={scene.head}
          header={<ResultHeader scene={scene} places={places} />}
          onSight={setPlaces}
          onNeeded={pages.grow}
        />
      </ContextMenu>
      <ResultFooter scene={scene} />
      {filtering !== null && (
        <FilterDialog
          column={filtering}
          value={valueAt(scene, filtering)}
          onApply={(term) => void changeView(run.runId, { filter: [...view.filter, term] })}
          onClose={() => setFiltering(null)}
        />
      )}
    </>
  );
}

function inspect(subject: Subject): void {
  useInspector.getState().inspect(subject);
  runCommand('view.inspector');
}

function menuItems(scene: ResultScene): ReturnType<typeof gridMenu> {
  const { area, provisional, shownId, at, shown, selection, menuOf } = scene;
  const place = selection.active.column;
  const column = shown[place];
  return gridMenu({
    area,
    provisional,
    copy: (format) => void (area !== null && copyCells(area, format)),
    openCell: () => inspect({ kind: 'cell', runId: shownId, ...at }),
    openRecord: () => inspect({ kind: 'record', runId: shownId, row: at.row }),
    column: column === undefined ? [] : menuOf(column, place),
  });
}

/** The value of the active row in that column, to begin a condition with. */
function valueAt({ pages, at }: ResultScene, column: GridColumn): string | null {
  const page = pages.cache.pageOf(at.row);
  return page === null ? '' : page.rows.text(at.row - page.from, column.position);
}
