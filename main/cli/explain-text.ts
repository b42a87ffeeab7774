import type { ExplainReport } from '../../engine/types/explain.ts';
import { fragmentText } from './explain/fragment-text.ts';
import { COLOURS, type Layout, PLAIN, section, wrap } from './explain/layout.ts';
import { localText } from './explain/local-text.ts';
import { totalsText } from './explain/totals-text.ts';
import { whyText } from './explain/why-text.ts';
import { visibleText } from './formats/visible-text.ts';

/** Columns that the text is made for, where no narrower terminal shows it. */
const WIDEST = 100;
/** Below this a terminal breaks the lines by itself. */
const NARROWEST = 60;

export interface ExplainTextOptions {
  /** Columns of the terminal; null where there is none. */
  readonly terminal?: number | null;
  /** Headings stand out by codes that only a terminal knows. */
  readonly colours?: boolean;
  /** The local part as the SQL that runs, in place of its operators. */
  readonly sql?: boolean;
}

/** A report as people read it: what goes to each source, what runs here, why not more, and how much in all. */
export function explainText(
  report: ExplainReport,
  workspaceDir: string,
  { terminal = null, colours = false, sql = false }: ExplainTextOptions = {},
): string {
  const width = Math.max(NARROWEST, Math.min(WIDEST, terminal ?? WIDEST));
  const layout: Layout = { width, paint: colours ? COLOURS : PLAIN, workspaceDir };
  const parts = [
    ...report.fragments.map((fragment) => fragmentText(fragment, layout)),
    localText(report, layout, sql),
    whyText(report, layout),
    section(layout.paint.heading('result'), columnLines(report.columns, width)),
    totalsText(report, layout),
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

function columnLines(columns: ExplainReport['columns'], width: number): readonly string[] {
  if (columns.length === 0) return [];
  return wrap(columns.map(({ name, type }) => `${visibleText(name)} ${type}`).join(', '), width - 2);
}
