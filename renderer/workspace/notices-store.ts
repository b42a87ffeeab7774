import { create } from 'zustand';

export interface Notice {
  readonly id: number;
  readonly level: 'info' | 'warning' | 'error';
  readonly source: string | null;
  readonly text: string;
}

interface NoticesStore {
  readonly notices: readonly Notice[];
  readonly tell: (notice: Omit<Notice, 'id'>) => void;
  readonly dismiss: (id: number) => void;
}

let last = 0;

/** What a source is doing takes the place of what it did before; the same words are said once. */
function isOutdatedBy(old: Notice, next: Omit<Notice, 'id'>): boolean {
  if (old.level !== next.level || old.source !== next.source) return false;
  return old.text === next.text || (old.level === 'info' && old.source !== null);
}

/** Short messages at the window's edge, announced to screen readers too. */
export const useNotices = create<NoticesStore>((set) => ({
  notices: [],
  tell: (notice) => {
    last += 1;
    const id = last;
    set(({ notices }) => ({
      notices: [...notices.filter((old) => !isOutdatedBy(old, notice)), { ...notice, id }].slice(-5),
    }));
  },
  dismiss: (id) => set(({ notices }) => ({ notices: notices.filter((one) => one.id !== id) })),
}));
