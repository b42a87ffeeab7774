import { create } from 'zustand';
import { call } from '../../rpc/call.ts';
import { errorReportOf } from '../../rpc/rpc-error.ts';
import type { AddedFile, FileOrigin } from './added-file.ts';
import { type ImportForm, importOptions } from './import-options.ts';
import { registerFile, takeFile } from './take-file.ts';

interface AddingStore {
  readonly files: readonly AddedFile[];
  /** Takes files in; those that hold no text are added at once, the others wait for a look. */
  readonly begin: (origins: readonly FileOrigin[]) => void;
  /** Reads a file that waits with other options. */
  readonly reread: (id: number, form: ImportForm) => Promise<void>;
  readonly add: (id: number) => Promise<void>;
  readonly leave: (id: number) => void;
  /** Stops what is on its way and forgets everything. */
  readonly clear: () => void;
}

let last = 0;
let stop = new AbortController();

/** The files that are being added. */
export const useAdding = create<AddingStore>((set, get) => {
  const put = (id: number, stage: AddedFile['stage']): void =>
    set(({ files }) => ({ files: files.map((one) => (one.id === id ? { ...one, stage } : one)) }));
  const reviewed = (id: number): Review | null => {
    const stage = get().files.find((one) => one.id === id)?.stage;
    return stage?.kind === 'review' ? stage : null;
  };
  const attempt = async (id: number, act: () => Promise<void>): Promise<void> => {
    try {
      await act();
    } catch (error) {
      put(id, { kind: 'failed', error: errorReportOf(error) });
    }
  };
  return {
    files: [],
    begin: (origins) => {
      const { signal } = stop;
      for (const origin of origins) {
        last += 1;
        const id = last;
        const name = origin.kind === 'page' ? origin.file.name : (origin.path.split(/[\\/]/).at(-1) ?? '');
        const stage = { kind: 'sending', share: 0 } as const;
        set(({ files }) => ({ files: [...files, { id, name, stage }] }));
        void attempt(id, () => takeFile(origin, (next) => put(id, next), signal));
      }
    },
    reread: (id, form) => reread(id, form, put, reviewed),
    add: async (id) => {
      const stage = reviewed(id);
      if (stage !== null)
        await attempt(id, () => registerFile(stage.path, stage.form, (next) => put(id, next)));
    },
    leave: (id) => put(id, { kind: 'left' }),
    clear: () => {
      stop.abort();
      stop = new AbortController();
      set({ files: [] });
    },
  };
});

type Review = Extract<AddedFile['stage'], { kind: 'review' }>;

async function reread(
  id: number,
  form: ImportForm,
  put: (id: number, stage: AddedFile['stage']) => void,
  reviewed: (id: number) => Review | null,
): Promise<void> {
  const before = reviewed(id);
  if (before === null) return;
  put(id, { ...before, form });
  const answer = await call('files', 'inspect', { path: before.path, options: importOptions(form) }).then(
    (inspection) => ({ inspection, error: null }),
    (error: unknown) => ({ inspection: before.inspection, error: errorReportOf(error) }),
  );
  // Only the answer to what the form says now.
  if (reviewed(id)?.form === form) put(id, { ...before, form, ...answer });
}
