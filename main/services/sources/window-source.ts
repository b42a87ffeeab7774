import type { Connector } from '../../../engine/spi/connector.ts';
import type { Health, WindowSource } from '../../contract/api/sources.ts';
import type { Vault } from '../vault/vault.ts';
import { marksOf } from '../workspace/source-marks.ts';
import type { SourceDefinition, Workspace } from '../workspace/workspace.ts';
import { secretStateOf } from './secret-state.ts';
import { summaryOf } from './source-summary.ts';

/** What is known of a workspace's sources beside its file. */
export interface SourceSurroundings {
  readonly connectors: readonly Connector[];
  readonly vault: Vault;
  readonly killed: ReadonlySet<string>;
  readonly healthOf: (source: string) => Health;
}

/** The sources as the window shows them, in the order of `atoll.yaml`. No password is among this. */
export async function windowSources(
  { dir, sources }: Pick<Workspace, 'dir' | 'sources'>,
  surroundings: SourceSurroundings,
): Promise<WindowSource[]> {
  const marks = marksOf(sources);
  return await Promise.all(
    sources.map(async (source): Promise<WindowSource> => {
      const { hue = 0, monogram = '' } = marks.get(source.name) ?? {};
      const { kind, tunnel, production, name } = source;
      const { label = kind } = surroundings.connectors.find((one) => one.kind === kind) ?? {};
      return {
        ...summaryOf(source, surroundings.killed),
        tags: [...source.tags],
        hue,
        monogram,
        production,
        label,
        config: plainConfig(source),
        tunnel,
        secretState: await secretStateOf(source, dir, surroundings.vault),
        health: surroundings.healthOf(name),
      };
    }),
  );
}

/** Settings come out of a YAML file, so they are plain data; what JSON has no form for is left out. */
function plainConfig({ config }: SourceDefinition): WindowSource['config'] {
  return JSON.parse(JSON.stringify(config)) as WindowSource['config'];
}
