/** What a running query tells while it runs. */
export type ProgressEvent =
  | {
      readonly kind: 'planned';
      readonly planMs: number;
      readonly fragments: readonly { readonly id: string; readonly source: string }[];
    }
  | { readonly kind: 'fragment-started'; readonly fragment: string; readonly source: string }
  | {
      readonly kind: 'fragment-progress';
      readonly fragment: string;
      readonly source: string;
      readonly rows: number;
      readonly bytes: number;
    }
  | {
      readonly kind: 'fragment-done';
      readonly fragment: string;
      readonly source: string;
      readonly rows: number;
      readonly bytes: number;
      readonly ms: number;
    }
  /** So many rows of the answer can be read while the rest is still to come; they are provisional until `complete`. */
  | { readonly kind: 'rows-available'; readonly rows: number }
  | { readonly kind: 'local-started' }
  | { readonly kind: 'local-progress'; readonly fraction: number }
  | { readonly kind: 'complete'; readonly rows: number; readonly ms: number };
