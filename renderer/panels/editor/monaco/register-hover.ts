import { call } from '../../../rpc/call.ts';
import { DUCKDB_SQL } from './duckdb-language.ts';
import type { Monaco } from './monaco-type.ts';
import { requestSignal } from './request-signal.ts';

/** Tells what a name means: its type, source and key. */
export function registerHover(monaco: Monaco): void {
  monaco.languages.registerHoverProvider(DUCKDB_SQL, {
    provideHover: async (model, position, token) => {
      const question = { sql: model.getValue(), offset: model.getOffsetAt(position) };
      try {
        const { hover } = await call('language', 'hover', question, requestSignal(token));
        if (hover === null) return null;
        const range = monaco.Range.fromPositions(
          model.getPositionAt(hover.from),
          model.getPositionAt(hover.to),
        );
        const contents = [`**${plainMarkdown(hover.title)}**`, ...hover.lines.map(plainMarkdown)];
        return { range, contents: contents.map((value) => ({ value })) };
      } catch {
        return null;
      }
    },
  });
}

/** Text that Markdown shows as it is: names and comments of sources are not ours. */
function plainMarkdown(text: string): string {
  return text.replaceAll(/[\\`*_{}[\]()#+\-.!<>|~&$]/g, String.raw`\$&`);
}
