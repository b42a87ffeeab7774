import type { ReactElement } from 'react';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { useApp } from '../../workspace/app-store.ts';
import { runCommand } from '../../workspace/commands.ts';
import { focusEditor } from '../../workspace/editor-actions.ts';
import { useExplained } from '../../workspace/explained-store.ts';
import { type CostQuestion, runStatements, useRunning } from '../../workspace/run-queries.ts';
import { exceededTexts } from './exceeded-text.ts';

const SAMPLE_ROWS = 1000;

/** Before a run that exceeds a limit: what it would cost, and what to do. Esc dismisses it. */
export function CostBanner({ question }: { question: CostQuestion }): ReactElement {
  const { wish, exceeds, report } = question;
  const locale = useApp(({ settings }) => settings?.locale ?? undefined);
  const dismiss = (): void => {
    useRunning.getState().set(wish.tab, { question: null });
    focusEditor();
  };
  const run = (sample: number | null): void => {
    void runStatements({ ...wish, agreed: true, sample });
    focusEditor();
  };
  const look = (): void => {
    useExplained.getState().explain({ report, sql: wish.statements[0] ?? '', tab: wish.tab });
    runCommand('view.plan');
  };
  const sampleText = `Sample ${SAMPLE_ROWS.toLocaleString(locale)} rows`;
  return (
    <div
      ref={focusFirst}
      role="presentation"
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.preventDefault();
        dismiss();
      }}
    >
      <Banner
        level="warning"
        actions={
          <>
            <Button onPress={() => run(SAMPLE_ROWS)}>{sampleText}</Button>
            <Button onPress={() => run(null)}>Run anyway</Button>
            <Button kind="quiet" onPress={look}>
              Look at the plan
            </Button>
            <Button kind="quiet" onPress={dismiss}>
              Dismiss
            </Button>
          </>
        }
      >
        {exceededTexts(exceeds, locale).map((text) => (
          <div key={text}>{text}</div>
        ))}
      </Banner>
    </div>
  );
}

function focusFirst(banner: HTMLDivElement | null): void {
  banner?.querySelector('button')?.focus();
}
