type Saver = () => Promise<void>;

const savers = new Set<Saver>();

/** Has something saved before another workspace is opened; returns how to take that back. */
export function onLeave(save: Saver): () => void {
  savers.add(save);
  return () => {
    savers.delete(save);
  };
}

/** To be awaited before the host is asked to open, create or close a workspace: what is unsaved is saved. */
export async function leaveWorkspace(): Promise<void> {
  await Promise.all([...savers].map((save) => save()));
}
