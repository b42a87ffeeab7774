import { beforeEach, describe, expect, it } from 'vitest';
import type { RunState } from '../../main/contract/api/queries.ts';
import type { WindowEvent } from '../../main/contract/events.ts';
import { useApp } from '../workspace/app-store.ts';
import { useNotices } from '../workspace/notices-store.ts';
import { useRuns } from '../workspace/runs-store.ts';
import { onEvent } from '../workspace/window-events.ts';
import { useAnnouncements } from './announcer.ts';
import { routeEvent } from './route-event.ts';

const RUN: RunState = {
  runId: '0d9f5d3e-8f63-4f0e-9b0e-6b8f7e3f5a10',
  tab: null,
  sql: 'SELECT 1',
  title: 'SELECT 1',
  mode: 'full',
  sample: null,
  state: 'running',
  startedAt: '2026-03-02T12:00:00Z',
  ms: null,
  columns: null,
  rows: 0,
  fragments: [],
  localFraction: null,
  error: null,
  report: null,
  pinned: false,
  stored: false,
};

describe('events', () => {
  let asked: string[] = [];
  const route = (event: WindowEvent): void =>
    routeEvent(event, {
      all: () => asked.push('all'),
      workspace: () => asked.push('workspace'),
      sources: () => asked.push('sources'),
    });

  beforeEach(() => {
    asked = [];
    useRuns.getState().clear();
    useAnnouncements.setState({ text: '', number: 0 });
    useApp.setState({
      app: {
        version: '0',
        shell: 'browser',
        platform: 'linux',
        workspace: null,
        vault: { store: 'keychain', locked: false, hasFile: false, keychainProblem: null },
        event: 0,
      },
      settings: { theme: 'system', locale: 'en', editorFontSize: 13, tabMovesFocus: false, pageRows: 1000 },
    });
  });

  it('keep runs and tell once how they end', () => {
    route({ kind: 'run', run: RUN });
    route({ kind: 'run', run: { ...RUN, rows: 1200 } });
    expect(useAnnouncements.getState().number).toBe(0);
    const ended: RunState = { ...RUN, state: 'complete', rows: 48_467, ms: 1844 };
    route({ kind: 'run', run: ended });
    route({ kind: 'run', run: { ...ended, pinned: true } });
    expect(useRuns.getState().runs.get(RUN.runId)).toMatchObject({ state: 'complete', pinned: true });
    expect(useAnnouncements.getState()).toEqual({
      text: 'SELECT 1: complete, 48,467 rows in 1.84 s.',
      number: 1,
    });
  });

  it('do not announce runs of an earlier day that are only listed', () => {
    route({ kind: 'run', run: { ...RUN, state: 'failed', ms: 3 } });
    expect(useAnnouncements.getState().number).toBe(0);
  });

  it('put workspace, vault, settings and notices where they are shown', () => {
    const workspace = { dir: '/data/sales', name: 'sales', isDemo: false };
    route({ kind: 'workspace', workspace });
    expect(useApp.getState().app?.workspace).toEqual(workspace);
    const vault = { store: 'memory', locked: false, hasFile: false, keychainProblem: 'no service' } as const;
    route({ kind: 'vault', vault });
    expect(useApp.getState().app?.vault).toEqual(vault);
    route({ kind: 'notice', level: 'warning', source: 'shop', text: 'Slow.' });
    expect(useNotices.getState().notices.at(-1)).toMatchObject({ level: 'warning', source: 'shop' });
    expect(asked).toEqual(['workspace']);
  });

  it('ask anew for what is said to be another', () => {
    route({ kind: 'sources' });
    route({ kind: 'reset' });
    expect(asked).toEqual(['sources', 'all']);
  });

  it('are passed on to panels by kind', () => {
    const heard: string[] = [];
    const leave = onEvent('catalog', ({ source }) => heard.push(source));
    route({ kind: 'catalog', source: 'shop' });
    route({ kind: 'history' });
    leave();
    route({ kind: 'catalog', source: 'crm' });
    expect(heard).toEqual(['shop']);
  });
});
