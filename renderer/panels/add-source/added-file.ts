import type { ErrorReport } from '../../../engine/errors/atoll-error.ts';
import type { ImportForm, Inspection } from './import-options.ts';

/** Where a file comes from: one of this page, which must be sent, or one of the host's machine. */
export type FileOrigin =
  | { readonly kind: 'page'; readonly file: File }
  | { readonly kind: 'host'; readonly path: string };

/** A file on its way to being a table. */
export interface AddedFile {
  readonly id: number;
  readonly name: string;
  readonly stage:
    | { readonly kind: 'sending'; readonly share: number }
    | { readonly kind: 'reading' }
    /** The user looks how it is read. */
    | {
        readonly kind: 'review';
        readonly path: string;
        readonly form: ImportForm;
        readonly inspection: Inspection;
        /** Why the latest options could not be tried; the table shown is from before. */
        readonly error: ErrorReport | null;
      }
    | { readonly kind: 'adding' }
    | {
        readonly kind: 'added';
        readonly source: string;
        /** As a query writes them. */
        readonly tables: readonly string[];
        /** Milliseconds since the page began: the last one is shown. */
        readonly at: number;
      }
    | { readonly kind: 'left' }
    | { readonly kind: 'failed'; readonly error: ErrorReport };
}

/** Whether nothing more happens with it. */
export function isDone({ stage }: AddedFile): boolean {
  return stage.kind === 'added' || stage.kind === 'failed' || stage.kind === 'left';
}

/** What is going on with a file, in a few words. */
export function stageText({ stage }: AddedFile): string {
  switch (stage.kind) {
    case 'sending':
      return `Sending, ${Math.round(stage.share * 100)} %`;
    case 'reading':
      return 'Reading';
    case 'review':
      return 'Waits for your look';
    case 'adding':
      return 'Adding';
    case 'added':
      return stage.tables.length === 1
        ? `Added as ${stage.tables[0]}`
        : `Added as ${stage.source}, ${stage.tables.length} tables`;
    case 'left':
      return 'Left out';
    case 'failed':
      return [stage.error.message, stage.error.hint ?? ''].join(' ').trim();
  }
}
