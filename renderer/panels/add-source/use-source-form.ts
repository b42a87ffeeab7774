import { useState } from 'react';
import type { ErrorReport } from '../../../engine/errors/atoll-error.ts';
import type { SourceDraft, SourceKind } from '../../../main/contract/api/sources.ts';
import { errorReportOf } from '../../rpc/rpc-error.ts';
import { fieldOfReport, type FormErrors, formErrors } from './form-errors.ts';
import { type FieldFocus, useFieldFocus } from './use-field-focus.ts';
import { draftOf, type FormValues } from './form-values.ts';

/** A form at work: its values, what is wrong, and how it is sent. */
export interface SourceFormState extends FieldFocus {
  /** Null until a kind is chosen. */
  readonly values: FormValues | null;
  readonly change: (change: Partial<FormValues>) => void;
  readonly replace: (values: FormValues) => void;
  /** Shown once somebody tried to send the form, then kept up to date. */
  readonly errors: FormErrors;
  /** What the host did not accept, where it names no field. */
  readonly failure: ErrorReport | null;
  readonly busy: boolean;
  /** Checks, then does it with what the form says; where something is wrong the focus goes there. */
  readonly send: (act: (draft: SourceDraft) => Promise<void>) => Promise<void>;
}

/** `taken`: the names of the other sources. */
export function useSourceForm(
  start: FormValues | null,
  kindOf: (kind: string) => SourceKind | null,
  taken: readonly string[],
): SourceFormState {
  const { attach, focus } = useFieldFocus();
  const [values, setValues] = useState(start);
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<ErrorReport | null>(null);
  const kind = values === null ? null : kindOf(values.kind);
  const found = values === null || kind === null ? {} : formErrors(values, kind, taken);
  const place = refused === null || kind === null ? null : fieldOfReport(refused, kind);
  const errors = tried ? { ...found, ...(place === null ? {} : { [place]: refused?.message ?? '' }) } : {};
  const send: SourceFormState['send'] = async (act) => {
    if (values === null || kind === null || busy) return;
    setTried(true);
    setRefused(null);
    const [first] = Object.keys(found);
    if (first !== undefined) return focus(first);
    setBusy(true);
    try {
      await act(draftOf(values, kind));
    } catch (error) {
      const report = errorReportOf(error);
      setRefused(report);
      const field = fieldOfReport(report, kind);
      if (field !== null) focus(field);
    }
    setBusy(false);
  };
  return {
    values,
    change: (changed) => {
      setRefused(null);
      setValues((before) => (before === null ? null : { ...before, ...changed }));
    },
    replace: (next) => {
      setTried(false);
      setRefused(null);
      setValues(next);
    },
    errors,
    failure: place === null ? refused : null,
    busy,
    send,
    focus,
    attach,
  };
}
