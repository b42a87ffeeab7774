import type { ErrorReport } from '../../../engine/errors/atoll-error.ts';
import { findSource } from '../../services/sources/find-source.ts';
import { EXIT } from '../command.ts';
import { errorText } from '../error-text.ts';
import { visibleText } from '../formats/visible-text.ts';
import { msText } from '../human.ts';
import type { ActionContext } from './action-context.ts';
import { print } from './print.ts';
import { withHost } from './with-host.ts';

interface Step {
  readonly step: string;
  readonly ok: boolean;
  readonly ms: number;
  readonly detail: string | null;
  readonly error: ErrorReport | null;
}

/** `atoll sources probe`: each step of reaching a source, apart. */
export async function probeSource(name: string, context: ActionContext): Promise<number> {
  const report = await withHost(context, async ({ workspace, source }) => {
    const { name: known } = findSource(workspace.sources, name);
    return await source(known).probe(context.signal);
  });
  await print(report, () => report.steps.map(stepText).join(''), context);
  return report.ok ? EXIT.success : EXIT.failed;
}

function stepText({ step, ok, ms, detail, error }: Step): string {
  const head = `${ok ? 'ok    ' : 'FAILED'}  ${step.padEnd(7)}  ${msText(ms).padStart(8)}`;
  const line = `${head}  ${visibleText(detail ?? '')}`.trimEnd();
  return `${line}\n${error === null ? '' : errorText(error, null)}`;
}
