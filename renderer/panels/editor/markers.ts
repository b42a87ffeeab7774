import type { editor } from 'monaco-editor/editor';
import type { RunState } from '../../../main/contract/api/queries.ts';
import type { Monaco } from './monaco/monaco-type.ts';
import type { TextAnalysis } from './text-analysis.ts';

/** Who set a marker: what typing shows goes by the next check, what a run showed by the next key. */
const CHECK = 'check';
const RUN = 'run';

/** Underlines what the check of a text found. Does nothing where the text is another by now. */
export function markProblems(
  monaco: Monaco,
  model: editor.ITextModel,
  { sql, statements, checks }: TextAnalysis,
): void {
  if (model.getValue() !== sql) return;
  const markers = statements.flatMap(({ from }, at) =>
    (checks[at]?.problems ?? []).map((problem) => ({
      ...onFirstLine(model, rangeOf(model, from + problem.from, from + problem.to)),
      severity: problem.severity === 'error' ? monaco.MarkerSeverity.Error : monaco.MarkerSeverity.Warning,
      message: problem.hint === null ? problem.message : `${problem.message}\n${problem.hint}`,
    })),
  );
  monaco.editor.setModelMarkers(model, CHECK, markers);
}

/** Underlines the place in a text where a run failed, if the error names one and the text still has its statement. */
export function markFailure(monaco: Monaco, model: editor.ITextModel, run: RunState | null): void {
  monaco.editor.setModelMarkers(model, RUN, run === null ? [] : failuresOf(monaco, model, run));
}

export function forgetFailure(monaco: Monaco, model: editor.ITextModel): void {
  monaco.editor.setModelMarkers(model, RUN, []);
}

function failuresOf(monaco: Monaco, model: editor.ITextModel, run: RunState): editor.IMarkerData[] {
  const { error } = run;
  const start = model.getValue().indexOf(run.sql);
  if (error === null || error.file !== null || start === -1) return [];
  if (error.line === null || error.column === null) return [];
  const lines = run.sql.split('\n').slice(0, error.line - 1);
  const offset = start + lines.reduce((sum, line) => sum + line.length + 1, 0) + error.column - 1;
  const word = model.getWordAtPosition(model.getPositionAt(offset));
  const length = word === null ? 1 : Math.max(1, word.endColumn - model.getPositionAt(offset).column);
  const message = error.hint === null ? error.message : `${error.message}\n${error.hint}`;
  return [{ ...rangeOf(model, offset, offset + length), severity: monaco.MarkerSeverity.Error, message }];
}

type Range = Pick<editor.IMarkerData, 'startLineNumber' | 'startColumn' | 'endLineNumber' | 'endColumn'>;

/** What is wrong with a whole statement is marked where it begins: underlined throughout, no text can be read. */
function onFirstLine(model: editor.ITextModel, range: Range): Range {
  const { startLineNumber, endLineNumber } = range;
  if (startLineNumber === endLineNumber) return range;
  return { ...range, endLineNumber: startLineNumber, endColumn: model.getLineMaxColumn(startLineNumber) };
}

function rangeOf(model: editor.ITextModel, from: number, to: number): Range {
  const [start, end] = [model.getPositionAt(from), model.getPositionAt(to)];
  return {
    startLineNumber: start.lineNumber,
    startColumn: start.column,
    endLineNumber: end.lineNumber,
    endColumn: end.column,
  };
}
