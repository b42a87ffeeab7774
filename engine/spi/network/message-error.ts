/** A message that is too large, or that can't be one: the server is broken or hostile. */
export class MessageError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'MessageError';
  }
}
