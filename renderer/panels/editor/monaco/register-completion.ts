import type { languages } from 'monaco-editor/editor';
import type { Completion } from '../../../../main/contract/api/queries.ts';
import { call } from '../../../rpc/call.ts';
import { offersAfterSpace } from '../offers-after-space.ts';
import { DUCKDB_SQL } from './duckdb-language.ts';
import type { Monaco } from './monaco-type.ts';
import { requestSignal } from './request-signal.ts';
import { SOURCE_GAP } from './mark-suggestions.ts';

const NOTHING: languages.CompletionList = { suggestions: [] };

/** Completes from the catalogs that the host knows; a question that is no longer wanted is taken back. */
export function registerCompletion(monaco: Monaco): void {
  monaco.languages.registerCompletionItemProvider(DUCKDB_SQL, {
    triggerCharacters: ['.', ' ', '$'],
    provideCompletionItems: async (model, position, { triggerCharacter }, token) => {
      const sql = model.getValue();
      const offset = model.getOffsetAt(position);
      if (triggerCharacter === ' ' && !offersAfterSpace(sql.slice(0, offset))) return NOTHING;
      try {
        const answer = await call('language', 'complete', { sql, offset }, requestSignal(token));
        const range = monaco.Range.fromPositions(
          model.getPositionAt(answer.from),
          model.getPositionAt(answer.to),
        );
        // After a space nobody has asked for words of the language, and Enter most often means a new line.
        const isAsked = triggerCharacter !== ' ';
        return {
          suggestions: answer.items
            .filter(({ kind }) => isAsked || kind !== 'keyword')
            .map((item) => suggestion(monaco, item, range)),
          incomplete: answer.incomplete,
        };
      } catch {
        return NOTHING;
      }
    },
  });
}

function suggestion(
  monaco: Monaco,
  { label, insert, kind, detail, documentation, source, sort }: Completion,
  range: languages.CompletionItem['range'],
): languages.CompletionItem {
  const place = source === null ? '' : `${source}${SOURCE_GAP}`;
  return {
    label: { label, description: `${place}${detail?.replace(` of ${source}`, '') ?? ''}` },
    kind: kindOf(monaco, kind),
    insertText: insert,
    sortText: sort,
    range,
    ...(documentation === null ? {} : { documentation }),
  };
}

function kindOf(monaco: Monaco, kind: Completion['kind']): languages.CompletionItemKind {
  const kinds = monaco.languages.CompletionItemKind;
  switch (kind) {
    case 'source':
      return kinds.Module;
    case 'schema':
      return kinds.Folder;
    case 'table':
      return kinds.Struct;
    case 'column':
      return kinds.Field;
    case 'alias':
      return kinds.Reference;
    case 'model':
      return kinds.Class;
    case 'function':
      return kinds.Function;
    case 'keyword':
      return kinds.Keyword;
    case 'parameter':
      return kinds.Variable;
  }
}
