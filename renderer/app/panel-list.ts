import { panel as editor } from '../panels/editor/panel.ts';
import { panel as exports } from '../panels/exports/panel.ts';
import { panel as history } from '../panels/history/panel.ts';
import { panel as inspector } from '../panels/inspector/panel.ts';
import { panel as plan } from '../panels/plan/panel.ts';
import { panel as queries } from '../panels/queries/panel.ts';
import { panel as results } from '../panels/results/panel.ts';
import { panel as sources } from '../panels/sources/panel.ts';
import { panel as went } from '../panels/went/panel.ts';
import type { Panel } from '../workspace/panel.ts';

/** The panels of the window, in the order of the rail and of tabs. To add one, add its line. */
export const PANELS: readonly Panel[] = [
  sources,
  queries,
  history,
  editor,
  results,
  went,
  plan,
  exports,
  inspector,
];
