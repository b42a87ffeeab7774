import { create } from 'zustand';

/** What screen readers are told next. */
export const useAnnouncements = create<{ readonly text: string; readonly number: number }>(() => ({
  text: '',
  number: 0,
}));

/** Tells screen readers something, when they have finished what they say. */
export function announce(text: string): void {
  useAnnouncements.setState(({ number }) => ({ text, number: number + 1 }));
}
