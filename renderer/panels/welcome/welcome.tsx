import { FolderOpen, FolderPlus, Play, X } from 'lucide-react';
import { type ReactElement, useEffect, useState } from 'react';
import type { ApiOutput } from '../../../main/contract/api/api.ts';
import { call } from '../../rpc/call.ts';
import { errorReportOf } from '../../rpc/rpc-error.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { CutName } from '../../ui/cut-name.tsx';
import { agoText } from '../../ui/figures.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { useDelayed } from '../../ui/use-delayed.ts';
import { useApp } from '../../workspace/app-store.ts';
import { runCommand } from '../../workspace/commands.ts';
import styles from './welcome.module.css';

type Recent = ApiOutput<'workspaces', 'recent'>['workspaces'][number];

/** What is shown while no workspace is open: the demo, a new one, one that is there. */
export function Welcome(): ReactElement {
  const [busy, setBusy] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const open = async (what: string, ask: () => Promise<unknown>): Promise<void> => {
    setBusy(what);
    setProblem(null);
    try {
      await ask();
    } catch (error) {
      const { message, hint } = errorReportOf(error);
      setProblem(hint === null ? message : `${message} ${hint}`);
      setBusy(null);
    }
  };
  return (
    <>
      {problem !== null && <Banner level="error">{problem}</Banner>}
      <div className={styles.welcome}>
        <header className={styles.head}>
          <h1>Atoll</h1>
          <p className={styles.quiet}>
            One query over databases, files and services. Each piece of the work runs where its data lives.
          </p>
        </header>
        <section className={styles.column}>
          <h2>Start</h2>
          <div className={styles.start}>
            <Button
              kind="primary"
              icon={Play}
              busy={busy === 'demo'}
              onPress={() => void open('demo', () => call('workspaces', 'openDemo', {}))}
            >
              Open demo
            </Button>
            <p>A shop, its customers and a lake of files, in a copy of your own.</p>
            <Button icon={FolderPlus} onPress={() => runCommand('workspace.create')}>
              Create workspace
            </Button>
            <p>An empty folder for your sources and queries.</p>
            <Button icon={FolderOpen} onPress={() => runCommand('workspace.open')}>
              Open workspace
            </Button>
            <p>A folder with an atoll.yaml.</p>
          </div>
        </section>
        <RecentList busy={busy} onOpen={(dir) => void open(dir, () => call('workspaces', 'open', { dir }))} />
      </div>
    </>
  );
}

interface RecentListProps {
  readonly busy: string | null;
  readonly onOpen: (dir: string) => void;
}

function RecentList({ busy, onOpen }: RecentListProps): ReactElement {
  const [recent, setRecent] = useState<readonly Recent[] | null>(null);
  const slow = useDelayed(recent === null, 150);
  useEffect(() => {
    const given = new AbortController();
    call('workspaces', 'recent', {}, given.signal)
      .then(({ workspaces }) => setRecent(workspaces))
      .catch(() => setRecent([]));
    return () => given.abort();
  }, []);
  const forget = (dir: string): void => {
    setRecent((list) => list?.filter((one) => one.dir !== dir) ?? null);
    call('workspaces', 'forget', { dir }).catch(() => {});
  };
  return (
    <section className={styles.column}>
      <h2>Recent</h2>
      {slow && <Skeleton rows={3} />}
      {recent?.length === 0 && <p className={styles.quiet}>Workspaces that you open are listed here.</p>}
      <ul>
        {(recent ?? []).map((one) => (
          <RecentRow
            key={one.dir}
            recent={one}
            disabled={busy !== null}
            onOpen={() => onOpen(one.dir)}
            onForget={() => forget(one.dir)}
          />
        ))}
      </ul>
    </section>
  );
}

interface RecentRowProps {
  readonly recent: Recent;
  readonly disabled: boolean;
  readonly onOpen: () => void;
  readonly onForget: () => void;
}

function RecentRow({ recent, disabled, onOpen, onForget }: RecentRowProps): ReactElement {
  const locale = useApp((store) => store.settings?.locale ?? undefined);
  const [now] = useState(() => Date.now());
  const off = disabled || !recent.exists;
  return (
    <li className={styles.recent}>
      <button
        type="button"
        className={styles.open}
        aria-disabled={off || undefined}
        onClick={() => !off && onOpen()}
      >
        <span className={styles.name}>{recent.name}</span>
        <span className={styles.quiet} title={new Date(recent.openedAt).toLocaleString(locale)}>
          {recent.exists ? agoText(recent.openedAt, now, locale) : 'not found'}
        </span>
        <span className={styles.dir}>
          <CutName text={recent.dir} />
        </span>
      </button>
      <IconButton icon={X} label={`Take ${recent.name} from the list`} onPress={onForget} />
    </li>
  );
}
