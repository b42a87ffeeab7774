import { useCallback, useEffect, useRef, useState } from 'react';
import { focusField } from './focus-field.ts';

/** Leads the focus to fields of a form. */
export interface FieldFocus {
  /** The ref of the element that holds the form. */
  readonly attach: (form: HTMLElement | null) => void;
  /** After the next drawing, so that an error or a fold is there; or once the form is. */
  readonly focus: (field: string) => void;
}

export function useFieldFocus(): FieldFocus {
  const form = useRef<HTMLElement | null>(null);
  const waiting = useRef<string | null>(null);
  const [wanted, setWanted] = useState<{ readonly field: string } | null>(null);
  useEffect(() => {
    if (wanted === null) return;
    if (form.current === null) waiting.current = wanted.field;
    else focusField(form.current, wanted.field);
  }, [wanted]);
  const attach = useCallback((element: HTMLElement | null) => {
    form.current = element;
    const field = waiting.current;
    if (element === null || field === null) return;
    waiting.current = null;
    // A dialog that opens puts the focus into its first field within a frame: this comes after.
    requestAnimationFrame(() => requestAnimationFrame(() => focusField(element, field)));
  }, []);
  const focus = useCallback((field: string) => setWanted({ field }), []);
  return { attach, focus };
}
