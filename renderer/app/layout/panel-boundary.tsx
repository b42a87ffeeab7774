import { Component, type ReactNode } from 'react';
import { ErrorState } from '../../ui/error-state.tsx';

interface Props {
  readonly title: string;
  readonly children: ReactNode;
}

/** Keeps a fault of one panel in that panel: the others go on. */
export class PanelBoundary extends Component<Props, { readonly error: Error | null }> {
  override state = { error: null } as { readonly error: Error | null };

  static getDerivedStateFromError(thrown: unknown): { readonly error: Error } {
    return { error: thrown instanceof Error ? thrown : new Error(String(thrown)) };
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (error === null) return this.props.children;
    return (
      <ErrorState
        title={`${this.props.title} could not be drawn`}
        message={error.message}
        hint="The rest of the window goes on. Try again, or close and open the panel."
        details={error.stack ?? null}
        onRetry={() => this.setState({ error: null })}
      />
    );
  }
}
