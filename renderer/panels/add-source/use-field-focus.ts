import { useCallback, useEffect, useRef, useState } from 'react';
import { focusField } from './focus-field.ts';

/** Leads the focus to fields of a form. */
export interface FieldFocus {
  /** The ref of the element that holds the form. */
  readonly attach: (form: HTMLElement | null) => void;
  /** After the next drawing, so that an error or a fold is there. */
  readonly focus: (field: string) => void;
}

export function useFieldFocus(): FieldFocus {
  const form = useRef<HTMLElement | null>(null);
  const [wanted, setWanted] = useState<{ readonly field: string } | null>(null);
  useEffect(() => {
    if (wanted !== null) focusField(form.current, wanted.field);
  }, [wanted]);
  const attach = useCallback((element: HTMLElement | null) => {
    form.current = element;
  }, []);
  const focus = useCallback((field: string) => setWanted({ field }), []);
  return { attach, focus };
}
