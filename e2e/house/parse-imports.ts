import { parseSync, Visitor } from 'oxc-parser';

/** A module that a file names in an import, an export or an import type. */
export interface Import {
  readonly specifier: string;
  readonly line: number;
  /** Whether it only exists for the type checker. */
  readonly typeOnly: boolean;
}

/** What the checks need of a source file. */
export interface Parsed {
  readonly imports: readonly Import[];
  /** Lines of `export * from`. */
  readonly starExports: readonly number[];
  readonly comments: readonly { readonly text: string; readonly line: number }[];
}

/**
 * Parses a TypeScript or JavaScript module.
 * @throws {Error} when the text does not parse
 */
export function parseImports(file: string, text: string): Parsed {
  const { module, comments, errors, program } = parseSync(file, text);
  if (errors.length > 0) throw new Error(`${file}: ${errors[0]?.message ?? 'does not parse'}`);
  const lineOf = lineFinder(text);
  const imports: Import[] = [];
  const starExports: number[] = [];
  const add = (specifier: string, offset: number, typeOnly: boolean) =>
    imports.push({ specifier, line: lineOf(offset), typeOnly });

  for (const { moduleRequest, start, entries } of module.staticImports) {
    add(moduleRequest.value, start, entries.length > 0 && entries.every((entry) => entry.isType));
  }
  for (const { entries } of module.staticExports) {
    for (const entry of entries) {
      if (entry.moduleRequest) add(entry.moduleRequest.value, entry.start, entry.isType);
      if (entry.importName.kind.startsWith('All')) starExports.push(lineOf(entry.start));
    }
  }
  for (const { moduleRequest } of module.dynamicImports) {
    const literal = /^(['"`])(.*)\1$/.exec(text.slice(moduleRequest.start, moduleRequest.end));
    if (literal?.[2] !== undefined) add(literal[2], moduleRequest.start, false);
  }
  new Visitor({
    TSImportType: (node) => add(node.source.value, node.start, true),
  }).visit(program);
  return {
    imports,
    starExports,
    comments: comments.map((comment) => ({ text: comment.value, line: lineOf(comment.start) })),
  };
}

function lineFinder(text: string): (offset: number) => number {
  return (offset) => text.slice(0, offset).split('\n').length;
}
