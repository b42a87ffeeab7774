import { join } from 'node:path';
import { connectors } from '../../compose.ts';
import type { SourceSummary } from '../../contract/sources.ts';
import { KillSwitch } from '../../services/sources/kill-switch.ts';
import { summaryOf } from '../../services/sources/source-summary.ts';
import { loadWorkspace } from '../../services/workspace/load-workspace.ts';
import { EXIT } from '../command.ts';
import { visibleText } from '../formats/visible-text.ts';
import { bytesText, msText, rowsText } from '../human.ts';
import type { Action } from './action-context.ts';
import { print } from './print.ts';

/** `atoll sources list`: what `atoll.yaml` says; no source is asked. */
export const listSources: Action = async (_operand, _parsed, context) => {
  const { dir, sources } = await loadWorkspace(context.workspaceDir, connectors());
  const killed = await new KillSwitch(join(dir, '.atoll')).killed();
  const summaries = sources.map((source) => summaryOf(source, killed));
  await print({ sources: summaries }, () => listText(summaries), context);
  return EXIT.success;
};

function listText(sources: readonly SourceSummary[]): string {
  if (sources.length === 0) return 'This workspace has no sources yet: atoll sources add --help\n';
  const rows = sources.map((source) => [
    source.name,
    source.kind,
    source.where,
    source.secret === null ? '' : `secret ${source.secret}`,
    limitsText(source),
    source.state === 'killed' ? 'KILLED' : '',
  ]);
  const widths = [0, 1, 2, 3, 4].map((at) => Math.max(...rows.map((row) => row[at]?.length ?? 0)));
  const lines = rows.map((row) =>
    row
      .flatMap((cell, at) => (widths[at] === 0 ? [] : [visibleText(cell).padEnd(widths[at] ?? 0)]))
      .join('  ')
      .trimEnd(),
  );
  return `${lines.join('\n')}\n`;
}

function limitsText({ limits, region }: SourceSummary): string {
  const parts = [
    limits.rows === null ? '' : `≤ ${rowsText(limits.rows)}`,
    limits.bytes === null ? '' : `≤ ${bytesText(limits.bytes)}`,
    limits.timeoutMs === null ? '' : `≤ ${msText(limits.timeoutMs)}`,
    region === null ? '' : `region ${region}`,
  ];
  return parts.filter((part) => part !== '').join(', ');
}
