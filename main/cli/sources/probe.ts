import type { ProbedStep } from '../../contract/sources.ts';
import { findSource } from '../../services/sources/find-source.ts';
import { EXIT } from '../command.ts';
import { errorText } from '../error-text.ts';
import { visibleText } from '../formats/visible-text.ts';
import { msText } from '../human.ts';
import { write } from '../output.ts';
import type { ActionContext } from './action-context.ts';
import { print } from './print.ts';
import { withHost } from './with-host.ts';

/** `atoll sources probe`: each step of reaching a source, apart; as text, as it ends. */
export async function probeSource(name: string, context: ActionContext): Promise<number> {
  const { ok } = await withHost(context, async ({ workspace, source }, erase) => {
    const { name: known } = findSource(workspace.sources, name);
    if (context.format === 'json') {
      const report = await source(known).probe(context.signal);
      await print(report, () => '', context);
      return report;
    }
    let writing = Promise.resolve();
    const report = await source(known).probe(context.signal, (step) => {
      erase();
      writing = writing.then(() => write(context.stdout, stepText(step)));
    });
    await writing;
    return report;
  });
  return ok ? EXIT.success : EXIT.failed;
}

function stepText({ step, ok, ms, detail, error }: ProbedStep): string {
  const head = `${ok ? 'ok    ' : 'FAILED'}  ${step.padEnd(7)}  ${msText(ms).padStart(8)}`;
  const line = `${head}  ${visibleText(detail ?? '')}`.trimEnd();
  return `${line}\n${error === null ? '' : errorText(error, null)}`;
}
