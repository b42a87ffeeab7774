/** Marks on text for a terminal; none of them elsewhere. */
export interface Paint {
  readonly heading: (text: string) => string;
  readonly faint: (text: string) => string;
}

export const PLAIN: Paint = { heading: (text) => text, faint: (text) => text };

/** Bold and faint by SGR codes, which every terminal of today knows. */
export const COLOURS: Paint = {
  heading: (text) => `\u001B[1m${text}\u001B[22m`,
  faint: (text) => `\u001B[2m${text}\u001B[22m`,
};

/** What the parts of an explanation are laid out by. */
export interface Layout {
  /** Columns that a line may take. */
  readonly width: number;
  readonly paint: Paint;
  /** Paths are shown from here on. */
  readonly workspaceDir: string;
}

/** A heading with indented lines; empty without lines. */
export function section(title: string, lines: readonly string[]): string {
  return lines.length === 0 ? '' : [title, ...lines.map((line) => `  ${line}`)].join('\n');
}

/** A text in lines, broken between words. A word longer than a line has a line of its own. */
export function wrap(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line];
}

/** The same with its later lines indented. */
export function hanging(text: string, width: number, indent = '  '): readonly string[] {
  return wrap(text, width - indent.length).map((line, at) => (at === 0 ? line : `${indent}${line}`));
}
