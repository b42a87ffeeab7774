/** One text for a schema and a name, whatever characters they have. */
export function placeKey(schema: string, name: string): string {
  return JSON.stringify([schema, name]);
}
