import { connectors } from '../../compose.ts';
import { findSource } from '../../services/sources/find-source.ts';
import { loadWorkspace } from '../../services/workspace/load-workspace.ts';
import { parseArguments, usage } from '../arguments.ts';
import { type Command, type CommandContext, EXIT } from '../command.ts';
import { SECRETS_HELP } from '../help/secrets-help.ts';
import { reportError } from '../report-error.ts';
import { workspaceOf } from '../workspace-option.ts';
import { askAndKeep, withVault } from './keep-secret.ts';

/** `atoll secrets`. */
export const secretsCommand: Command = {
  name: 'secrets',
  summary: 'keep the password of a source in the keychain, or forget it',
  help: SECRETS_HELP,
  run: runSecrets,
};

async function runSecrets(args: readonly string[], context: CommandContext): Promise<number> {
  const parsed = parseArguments('secrets', args, {});
  const [action, source, ...more] = parsed.positionals;
  if (action !== 'set' && action !== 'forget') throw usage('secrets needs one of set, forget.', 'secrets');
  if (source === undefined) throw usage(`secrets ${action} needs the NAME of a source.`, 'secrets');
  // A password as an argument is in the list of processes and in the shell's history by now.
  if (more.length > 0)
    throw usage(
      `secrets ${action} takes one operand; a password is typed, or comes on standard input.`,
      'secrets',
    );
  const workspaceDir = workspaceOf(parsed, context.cwd);
  try {
    const { dir, sources } = await loadWorkspace(workspaceDir, connectors());
    const { name, secret } = findSource(sources, source);
    const key = { workspaceDir: dir, source: name };
    if (action === 'forget') {
      await withVault((vault) => vault.forget(key));
      context.stderr.write(`the password of ${name} is forgotten\n`);
      return EXIT.success;
    }
    if (!(await askAndKeep(key, context))) throw usage('There is no password: nothing was kept.', 'secrets');
    context.stderr.write(`the password of ${name} is kept\n`);
    if (secret?.kind !== 'keychain')
      context.stderr.write(`note: it is used once atoll.yaml says secret: keychain for ${name}\n`);
    return EXIT.success;
  } catch (error) {
    return await reportError(error, { json: false, query: null, workspaceDir }, context);
  }
}
