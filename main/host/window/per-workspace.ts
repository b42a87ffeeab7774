import type { OpenWorkspace } from './open-workspace.ts';

/** One service for each workspace that was open: made when it is first asked for, let go of with its workspace. */
export function perWorkspace<Service>(
  workspace: () => OpenWorkspace,
  make: (workspace: OpenWorkspace) => Service,
): () => Service {
  const services = new WeakMap<OpenWorkspace, { readonly service: Service }>();
  return () => {
    const open = workspace();
    const known = services.get(open) ?? { service: make(open) };
    services.set(open, known);
    return known.service;
  };
}
