import type { Document, Node } from 'yaml';
import { isMap, isNode, isScalar, LineCounter, parseDocument } from 'yaml';
import { AtollError } from '../../../engine/errors/atoll-error.ts';

/** A key path inside a YAML file, such as `['sources', 'shop', 'kind']`. */
export type YamlPath = readonly (string | number)[];

/** A YAML file that knows where each of its parts stands, so that a wrong one can be shown. */
export class YamlFile {
  readonly #document: Document.Parsed;
  readonly #lines: LineCounter;
  /** As shown to the user, relative to the workspace. */
  readonly name: string;

  /** Throws `workspace-invalid` with file, line and column where the text is not YAML. */
  constructor(name: string, text: string) {
    this.name = name;
    this.#lines = new LineCounter();
    this.#document = parseDocument(text, { lineCounter: this.#lines, uniqueKeys: true, strict: true });
    const [error] = this.#document.errors;
    if (error !== undefined) {
      const { line, col } = this.#lines.linePos(error.pos[0]);
      const message = `${name} is not valid YAML: ${firstLine(error.message)}`;
      throw new AtollError('workspace-invalid', message, {
        file: name,
        line,
        column: col,
        hint: 'Correct the text at this place.',
      });
    }
  }

  /** The whole file as plain data. Throws `workspace-invalid` for aliases that lead nowhere or grow without end. */
  data(): unknown {
    try {
      return this.#document.toJS({ maxAliasCount: 100 });
    } catch (error) {
      // An alias without its anchor, or aliases of aliases without end.
      const message = `${this.name} is not valid YAML: ${error instanceof Error ? firstLine(error.message) : String(error)}`;
      throw new AtollError('workspace-invalid', message, {
        file: this.name,
        line: 1,
        column: 1,
        cause: error,
      });
    }
  }

  /** The error that names the place of a path; of its nearest part that is there, where the path itself is not. */
  error(path: YamlPath, message: string, hint: string, source: string | null = null): AtollError {
    const { line, column } = this.#placeOf(path);
    return new AtollError('workspace-invalid', message, { file: this.name, line, column, hint, source });
  }

  #placeOf(path: YamlPath): { line: number; column: number } {
    for (let length = path.length; length > 0; length -= 1) {
      const offset = this.#offsetOf(path.slice(0, length));
      if (offset !== null) {
        const { line, col } = this.#lines.linePos(offset);
        return { line, column: col };
      }
    }
    return { line: 1, column: 1 };
  }

  /** Where the key of the path's last part begins, else its value. */
  #offsetOf(path: YamlPath): number | null {
    const parent: unknown =
      path.length === 1 ? this.#document.contents : this.#document.getIn(path.slice(0, -1), true);
    const last = path.at(-1);
    if (isMap(parent)) {
      const pair = parent.items.find((item) => isScalar(item.key) && item.key.value === last);
      return pair !== undefined && isNode(pair.key) ? startOf(pair.key) : null;
    }
    const node: unknown = this.#document.getIn(path, true);
    return isNode(node) ? startOf(node) : null;
  }
}

function startOf(node: Node): number | null {
  return node.range?.[0] ?? null;
}

function firstLine(text: string): string {
  return text.split('\n')[0]?.replace(/ at line \d+.*$/, '') ?? text;
}
