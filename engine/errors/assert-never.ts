/** Makes a switch exhaustive: compiles only if every case was handled, throws if data broke the types. */
export function assertNever(value: never): never {
  throw new Error(`Unexpected ${JSON.stringify(value)}`);
}
