/** The error of bytes that are not a row, or not a value of the type that the server declared. */
export function malformed(): RangeError {
  return new RangeError('The server sent a malformed row.');
}
