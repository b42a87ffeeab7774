import { connectors, openSources } from '../../compose.ts';
import { type SourcesParts, SourcesService } from '../../services/sources/sources-service.ts';
import { specOf } from '../host-sources.ts';
import type { OpenWorkspace } from './open-workspace.ts';
import { perWorkspace } from './per-workspace.ts';
import type { WindowContext } from './window-context.ts';

/** The service over the sources of the workspace that is open when it is asked for. */
export function sourcesOfWorkspace(context: WindowContext): () => SourcesService {
  return perWorkspace(context.workspace, (workspace) => {
    const sources = new SourcesService(sourcesPartsOf(workspace, context));
    workspace.beforeClose(() => sources.close());
    return sources;
  });
}

/** What it works with. */
export function sourcesPartsOf(workspace: OpenWorkspace, { events }: WindowContext): SourcesParts {
  return {
    dir: workspace.dir,
    connectors: connectors(),
    vault: workspace.host.vault,
    publish: (event) => events.publish(event),
    host: () => workspace.host,
    lease: () => workspace.lease(),
    reload: async () => {
      await workspace.reload();
      events.publish({ kind: 'sources' });
    },
    configuration: ({ kind, config, secret, tunnel }) => JSON.stringify([kind, config, secret, tunnel]),
    open: (definition, secret) => {
      const spec = specOf(definition);
      const opened = openSources([spec], {
        workspaceDir: workspace.dir,
        secret,
        onProgress: (source, text) => events.publish({ kind: 'notice', level: 'info', source, text }),
      });
      const source = opened.sources.get(spec.name);
      if (source === undefined) throw new Error(`The source ${spec.name} was not opened.`);
      return { source, close: () => opened.close() };
    },
  };
}
