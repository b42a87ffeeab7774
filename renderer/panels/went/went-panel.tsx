import { Route } from 'lucide-react';
import { type ReactElement, useEffect, useRef } from 'react';
import type { ExplainReport } from '../../../engine/types/explain.ts';
import { Banner } from '../../ui/banner.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { bytesText, countText, msText } from '../../ui/figures.ts';
import { isLive } from '../../workspace/runs-store.ts';
import { useShownReport } from '../../workspace/shown-report.ts';
import { useWentFocus } from '../../workspace/went-focus-store.ts';
import { LocalPart } from './local-part.tsx';
import { SourcePart } from './source-part.tsx';
import styles from './went.module.css';
import { worstText } from './went-words.ts';

/** Per source the exact SQL that was sent and what came back; what was done here, and why. */
export function WentPanel(): ReactElement {
  const { report, run } = useShownReport();
  if (report !== null) return <Report report={report} />;
  if (run !== null && isLive(run)) {
    return (
      <EmptyState
        icon={Route}
        title="Still running"
        text="What each source was asked, and what it sent, stands here as soon as the answer is whole."
      />
    );
  }
  return (
    <EmptyState
      icon={Route}
      title="Nothing went anywhere yet"
      text="Run a query: for each source this shows the exact SQL that was sent, the rows and bytes that came back, and what was left to do on this machine, with the reason."
    />
  );
}

function Report({ report }: { readonly report: ExplainReport }): ReactElement {
  const body = useRef<HTMLDivElement>(null);
  const wish = useWentFocus((store) => store.wish);
  useEffect(() => {
    if (wish === null) return;
    const parts = [...(body.current?.querySelectorAll('section') ?? [])];
    const part = parts.find((one) => (one.dataset['source'] ?? null) === wish.place);
    if (part === undefined || body.current === null) return;
    // Not scrollIntoView, which would move what is around the panel too.
    body.current.scrollTop = part.offsetTop;
    part.querySelector('h3')?.focus({ preventScroll: true });
  }, [wish]);
  const sources = [...new Set(report.fragments.map(({ source }) => source))];
  const { totals, worstEstimate } = report;
  return (
    <div ref={body} className={styles.panel}>
      {totals.ms === null ? (
        <Banner level="info">Nothing has run: these are the pieces as planned, with their estimates.</Banner>
      ) : (
        <p className={styles.totals}>
          {bytesText(totals.bytesMoved)} and {countText(totals.rowsMoved)} rows moved · {msText(totals.ms)} in
          all · planned in {msText(totals.planMs)}
        </p>
      )}
      {worstEstimate !== undefined && worstEstimate.factor >= FAR_OFF && (
        <Banner level="warning">
          {worstText(worstEstimate, report.fragments)} A refresh of its catalog may help.
        </Banner>
      )}
      {sources.map((source) => (
        <SourcePart key={source} source={source} fragments={report.fragments} />
      ))}
      <LocalPart report={report} />
    </div>
  );
}

/** Below this factor an estimate is good enough not to speak of. */
const FAR_OFF = 10;
