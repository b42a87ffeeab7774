import type { SourceKind } from '../../../main/contract/api/sources.ts';
import type { FormErrors } from './form-errors.ts';
import type { FormValues } from './form-values.ts';

/** What every part of the form is given. */
export interface FormPart {
  readonly kind: SourceKind;
  readonly values: FormValues;
  /** Only of fields that are to show them now. */
  readonly errors: FormErrors;
  readonly change: (change: Partial<FormValues>) => void;
}
