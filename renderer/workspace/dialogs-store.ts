import { create } from 'zustand';

/** A dialog that any panel, menu or command may ask for. */
export type DialogRequest =
  /** `text`: a URL or path to begin with. */
  | { readonly kind: 'add-source'; readonly text: string }
  /** `field`: where the keyboard focus goes, such as `host` or `secret`. */
  | { readonly kind: 'edit-source'; readonly source: string; readonly field: string | null }
  | { readonly kind: 'test-source'; readonly source: string }
  /** Files from a drop or the browser's own file dialog. */
  | { readonly kind: 'add-files'; readonly files: readonly File[] }
  /** A file of the host's machine. */
  | { readonly kind: 'add-path'; readonly path: string }
  /** Choose what keeps passwords, or unlock it. */
  | { readonly kind: 'vault' };

interface DialogsStore {
  readonly open: DialogRequest | null;
  /** The one that comes back when the choice of where passwords are kept, which was asked for from it, is made. */
  readonly beneath: DialogRequest | null;
  readonly show: (request: DialogRequest) => void;
  readonly close: () => void;
}

/** The one dialog about sources, files or passwords that is open. */
export const useDialogs = create<DialogsStore>((set) => ({
  open: null,
  beneath: null,
  show: (wanted) =>
    set(({ open }) => ({
      open: wanted,
      beneath: wanted.kind === 'vault' && open?.kind !== 'vault' ? open : null,
    })),
  close: () => set(({ beneath }) => ({ open: beneath, beneath: null })),
}));
