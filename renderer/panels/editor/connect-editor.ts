import type { editor } from 'monaco-editor/editor';
import { useRuns } from '../../workspace/runs-store.ts';
import { useTabs } from '../../workspace/tabs-store.ts';
import { useEditorState } from './editor-state.ts';
import { forgetFailure, markFailure, markProblems } from './markers.ts';
import type { Monaco } from './monaco/monaco-type.ts';
import { statementAt } from './run-target.ts';
import { keepSoon, tabOfModel } from './tab-texts.ts';
import { analyse, useAnalysis } from './text-analysis.ts';

/** Typing is over when no key came for so long, ms. */
const CHECK_AFTER_MS = 300;

/** Joins an editor to what is known of its tabs: selection, checks, failures, what others insert. Gives how to part. */
export function connectEditor(
  monaco: Monaco,
  view: editor.IStandaloneCodeEditor,
  statementClass: string,
): () => void {
  const marks = view.createDecorationsCollection();
  const checks = checksOf(view);
  const drawStatement = (): void => {
    marks.set(statementMarks(monaco, view, statementClass));
  };

  const parts = [
    view.onDidChangeModel(() => {
      checks.now();
      showKnown(monaco, view);
      drawStatement();
    }),
    view.onDidChangeModelContent(() => {
      const model = view.getModel();
      if (model !== null) forgetFailure(monaco, model);
      checks.soon();
    }),
    view.onDidChangeCursorSelection(() => {
      tellSelection(view);
      drawStatement();
    }),
  ];
  const stops = [
    useAnalysis.subscribe(() => {
      showKnown(monaco, view);
      drawStatement();
    }),
    followFailures(monaco, view),
  ];
  return () => {
    checks.stop();
    for (const part of parts) part.dispose();
    for (const stop of stops) stop();
  };
}

interface Checks {
  readonly now: () => void;
  readonly soon: () => void;
  readonly stop: () => void;
}

/** Checks of the text that is shown: one at a time, the newest. */
function checksOf(view: editor.IStandaloneCodeEditor): Checks {
  let checking = new AbortController();
  let timer: ReturnType<typeof setTimeout> | null = null;
  const stop = (): void => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    checking.abort();
  };
  const now = (): void => {
    stop();
    checking = new AbortController();
    const [model, tab] = [view.getModel(), tabOfModel(view.getModel())];
    // A check that was overtaken has nothing to tell.
    if (model !== null && tab !== null)
      analyse(tab, model.getValue(), checking.signal).catch(() => undefined);
  };
  const soon = (): void => {
    stop();
    timer = setTimeout(now, CHECK_AFTER_MS);
  };
  return { now, soon, stop };
}

/** Puts text in place of what is selected, as one step that can be undone. */
export function insertAt(view: editor.IStandaloneCodeEditor, text: string): void {
  const range = view.getSelection();
  if (range === null) return;
  view.pushUndoStop();
  view.executeEdits('insert', [{ range, text, forceMoveMarkers: true }]);
  view.pushUndoStop();
  view.focus();
}

function showKnown(monaco: Monaco, view: editor.IStandaloneCodeEditor): void {
  const model = view.getModel();
  const known = useAnalysis.getState().tabs.get(tabOfModel(model) ?? '');
  if (model !== null && known !== undefined) markProblems(monaco, model, known);
}

function tellSelection(view: editor.IStandaloneCodeEditor): void {
  const [model, selection] = [view.getModel(), view.getSelection()];
  const tab = tabOfModel(model);
  if (model === null || selection === null || tab === null) return;
  useEditorState.getState().select(tab, {
    from: model.getOffsetAt(selection.getStartPosition()),
    to: model.getOffsetAt(selection.getEndPosition()),
  });
  keepSoon(tab);
}

/** Where there are several statements: a line in the margin along the one at the cursor. */
function statementMarks(
  monaco: Monaco,
  view: editor.IStandaloneCodeEditor,
  linesDecorationsClassName: string,
): editor.IModelDeltaDecoration[] {
  const [model, position] = [view.getModel(), view.getPosition()];
  const known = useAnalysis.getState().tabs.get(tabOfModel(model) ?? '');
  if (model === null || position === null || known === undefined || known.statements.length < 2) return [];
  const sql = model.getValue();
  if (sql !== known.sql) return [];
  const found = statementAt(sql, known.statements, model.getOffsetAt(position));
  if (found === null) return [];
  const range = monaco.Range.fromPositions(model.getPositionAt(found.from), model.getPositionAt(found.to));
  return [{ range, options: { isWholeLine: true, linesDecorationsClassName } }];
}

/** Marks the place of an error when the run that a tab shows fails. */
function followFailures(monaco: Monaco, view: editor.IStandaloneCodeEditor): () => void {
  let last: string | null = null;
  return useRuns.subscribe(({ runs }) => {
    const model = view.getModel();
    const id = tabOfModel(model);
    const shown = useTabs.getState().tabs.find((tab) => tab.id === id)?.shown ?? '';
    const run = runs.get(shown);
    if (model === null || run?.state !== 'failed' || last === run.runId) return;
    last = run.runId;
    markFailure(monaco, model, run);
  });
}
