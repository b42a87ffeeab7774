import { AtollError } from '../../../engine/errors/atoll-error.ts';
import { nearestName } from '../nearest-name.ts';
import type { SourceDefinition } from '../workspace/workspace.ts';

/** The source of that name, without regard to case as in SQL. Throws `source-unknown` with the names there are. */
export function findSource(sources: readonly SourceDefinition[], name: string): SourceDefinition {
  const found = sources.find((source) => source.name.toLowerCase() === name.toLowerCase());
  if (found !== undefined) return found;
  const names = sources.map((source) => source.name);
  const near = nearestName(name, names);
  const meant = near === null ? '' : `Did you mean ${near}? `;
  throw new AtollError('source-unknown', `There is no source ${name} in this workspace.`, {
    hint:
      names.length === 0
        ? 'It has none yet: atoll sources add --help'
        : `${meant}Its sources are ${names.join(', ')}.`,
  });
}
