/** One breach of the rules of the house. */
export interface Violation {
  readonly file: string;
  /** From 1; 0 where the file as a whole is meant. */
  readonly line: number;
  readonly message: string;
}

/**
 * Prints a breach as editors and terminals link it.
 * @returns one line, without a line break
 */
export function printViolation({ file, line, message }: Violation): string {
  return `${file}${line > 0 ? `:${line}` : ''}: ${message}`;
}
