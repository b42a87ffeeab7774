import { connectors } from '../../compose.ts';
import { nearestName } from '../../services/nearest-name.ts';
import { meant, type OptionTable, parseArguments, reportFormat, usage } from '../arguments.ts';
import type { Command, CommandContext } from '../command.ts';
import { SOURCES_HELP } from '../help/sources-help.ts';
import { reportError } from '../report-error.ts';
import { workspaceOf } from '../workspace-option.ts';
import type { Action, ActionContext } from './action-context.ts';
import { addSourceAction } from './add.ts';
import { listSources } from './list.ts';
import { probeSource } from './probe.ts';
import { refreshSource } from './refresh.ts';
import { removeSourceAction } from './remove.ts';
import { killSource, reviveSource } from './switch.ts';

const ACTIONS: Readonly<Record<string, Action>> = {
  list: listSources,
  add: addSourceAction,
  probe: named('probe', probeSource),
  refresh: named('refresh', refreshSource),
  remove: named('remove', removeSourceAction),
  kill: named('kill', killSource),
  revive: named('revive', reviveSource),
};

/** `atoll sources`. */
export const sourcesCommand: Command = {
  name: 'sources',
  summary: 'list, add, probe, refresh, remove, kill or revive sources',
  help: SOURCES_HELP,
  run: runSources,
};

async function runSources(args: readonly string[], context: CommandContext): Promise<number> {
  const parsed = parseArguments('sources', args, optionsOf());
  const format = reportFormat(parsed, 'sources');
  const [name, operand, ...more] = parsed.positionals;
  const actions = Object.keys(ACTIONS).join(', ');
  if (name === undefined) throw usage(`sources needs one of ${actions}.`, 'sources');
  const action = Object.hasOwn(ACTIONS, name) ? ACTIONS[name] : undefined;
  if (action === undefined)
    throw usage(
      `sources has no action ${name}${meant(nearestName(name, Object.keys(ACTIONS)))} Its actions are ${actions}.`,
      'sources',
    );
  if (more.length > 0) throw usage(`sources ${name} takes one operand.`, 'sources');
  const workspaceDir = workspaceOf(parsed, context.cwd);
  try {
    return await action(operand, parsed, { ...context, workspaceDir, format });
  } catch (error) {
    return await reportError(error, { json: format === 'json', query: null, workspaceDir }, context);
  }
}

/** The settings of every kind of source are options of `add`. */
function optionsOf(): OptionTable {
  const fields = connectors().flatMap((connector) => connector.fields.map((field) => field.name));
  const names = new Set(['format', 'name', 'kind', 'secret', 'region', ...fields]);
  const options: OptionTable = { tag: { type: 'string', multiple: true } };
  for (const name of names) options[name] = { type: 'string' };
  return options;
}

function named(action: string, run: (name: string, context: ActionContext) => Promise<number>): Action {
  return (operand, _parsed, context) => {
    if (operand === undefined) throw usage(`sources ${action} needs the NAME of a source.`, 'sources');
    return run(operand, context);
  };
}
