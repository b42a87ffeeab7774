import type { ReactElement, ReactNode } from 'react';
import { ErrorState } from '../../ui/error-state.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { useDelayed } from '../../ui/use-delayed.ts';
import type { Asked } from './use-asked.ts';

interface AwaitedProps<Answer> {
  readonly asked: Asked<Answer>;
  /** What could not be shown, as the title of an error. */
  readonly title: string;
  readonly children: (answer: Answer) => ReactNode;
}

/** An answer once it is there; before, nothing for a moment and then its shape; or why it did not come. */
export function Awaited<Answer>({ asked, title, children }: AwaitedProps<Answer>): ReactElement | null {
  const { answer, error } = asked;
  const late = useDelayed(answer === null && error === null, 150);
  if (error !== null) return <ErrorState title={title} message={error.message} hint={error.hint} />;
  if (answer === null) return late ? <Skeleton rows={5} /> : null;
  return <>{children(answer)}</>;
}
