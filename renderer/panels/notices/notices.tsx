import { CircleAlert, Info, TriangleAlert, X } from 'lucide-react';
import { type ReactElement, useEffect, useRef } from 'react';
import { Icon } from '../../ui/icon.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { type Notice, useNotices } from '../../workspace/notices-store.ts';
import styles from './notices.module.css';

const ICONS = { info: Info, warning: TriangleAlert, error: CircleAlert } as const;
/** What asks for something to be done stays until it is dismissed. */
const LASTS_MS = { info: 6000, warning: null, error: null } as const;
/** How often it is looked whether somebody is at a notice: its time begins anew when they leave. */
const LOOK_MS = 500;

/** Short messages at the window's edge. Mere information goes by itself, but not under the pointer or the focus. */
export function Notices(): ReactElement {
  const notices = useNotices((store) => store.notices);
  return (
    <div className={styles.stack} role="log" aria-live="polite" aria-label="Notices">
      {notices.map((notice) => (
        <NoticeView key={notice.id} notice={notice} />
      ))}
    </div>
  );
}

function NoticeView({ notice }: { notice: Notice }): ReactElement {
  const { id, level, source, text } = notice;
  const element = useRef<HTMLDivElement>(null);
  const dismiss = useNotices((store) => store.dismiss);
  useEffect(() => {
    const lasts = LASTS_MS[level];
    if (lasts === null) return undefined;
    let left: number = lasts;
    const timer = setInterval(() => {
      left = element.current?.matches(':hover, :focus-within') === true ? lasts : left - LOOK_MS;
      if (left <= 0) dismiss(id);
    }, LOOK_MS);
    return () => clearInterval(timer);
  }, [dismiss, id, level]);
  return (
    <div
      ref={element}
      role="group"
      aria-label={level}
      className={level === 'info' ? styles.notice : `${styles.notice} ${styles[level]}`}
    >
      <Icon shape={ICONS[level]} />
      <p className={styles.text}>
        {source !== null && <span className={styles.source}>{source}: </span>}
        {text}
      </p>
      <IconButton icon={X} label="Dismiss" onPress={() => dismiss(id)} />
    </div>
  );
}
