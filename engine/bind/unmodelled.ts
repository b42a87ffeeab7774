/**
 * Something in DuckDB's bound plan that the engine does not know for certain: an operator, a field, a value of a
 * field. The binder answers it with an opaque result that carries the reason; it never guesses.
 */
export class Unmodelled extends Error {
  constructor(reason: string) {
    super(reason);
    this.name = 'Unmodelled';
  }
}
