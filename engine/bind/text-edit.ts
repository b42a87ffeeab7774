/** A piece of a text that is replaced; offsets in UTF-16 units. */
export interface TextEdit {
  readonly start: number;
  readonly end: number;
  readonly replacement: string;
}

/** A text with edits applied, that still knows where its parts stood. */
export interface EditedText {
  readonly text: string;
  /** Offset in the original text of a UTF-8 byte offset in the edited one; an edit maps to its start. */
  readonly originOf: (byteOffset: number) => number;
}

export function applyEdits(original: string, edits: readonly TextEdit[]): EditedText {
  const sorted = [...edits].sort((a, b) => a.start - b.start);
  let text = '';
  let from = 0;
  const pieces: { readonly at: number; readonly origin: number; readonly exact: boolean }[] = [];
  for (const edit of sorted) {
    pieces.push({ at: text.length, origin: from, exact: true });
    text += original.slice(from, edit.start);
    pieces.push({ at: text.length, origin: edit.start, exact: false });
    text += edit.replacement;
    from = edit.end;
  }
  pieces.push({ at: text.length, origin: from, exact: true });
  text += original.slice(from);
  const toUtf16 = utf16Offsets(text);
  const originOf = (byteOffset: number): number => {
    const offset = toUtf16(byteOffset);
    const piece = pieces.findLast((one) => one.at <= offset);
    if (piece === undefined) return offset;
    return piece.exact ? piece.origin + offset - piece.at : piece.origin;
  };
  return { text, originOf };
}

/** Turns UTF-8 byte offsets of a text into UTF-16 offsets. */
export function utf16Offsets(text: string): (byteOffset: number) => number {
  const bytes = Buffer.from(text, 'utf8');
  if (bytes.length === text.length) return (byteOffset) => byteOffset;
  return (byteOffset) => bytes.toString('utf8', 0, byteOffset).length;
}

/** 1-based line and column (in UTF-16 units) of an offset. */
export function lineAndColumn(
  text: string,
  offset: number,
): { readonly line: number; readonly column: number } {
  const before = text.slice(0, offset);
  const lastBreak = before.lastIndexOf('\n');
  return { line: before.split('\n').length, column: before.length - lastBreak };
}
