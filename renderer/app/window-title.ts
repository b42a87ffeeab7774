/** The title of the page: what is open in front, the workspace, the program. */
export function windowTitle(workspace: string | null, tab: string | null): string {
  const parts = workspace === null ? [] : [tab, workspace];
  return [...parts, 'Atoll'].filter((part) => part !== null).join(' · ');
}
