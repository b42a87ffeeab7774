/** Works on a connection made for this alone and closes it; one that takes longer than `mostMs` is cut off. */
export async function useBriefly<Connection extends { end(): void; destroy(): void }, Result>(
  wire: Connection,
  mostMs: number,
  work: (wire: Connection) => Promise<Result>,
): Promise<Result> {
  const timer = setTimeout(() => wire.destroy(), mostMs);
  try {
    return await work(wire);
  } finally {
    clearTimeout(timer);
    wire.end();
  }
}
