/** Puts the focus into the control of a field of the form, unfolding what it is folded in. */
export function focusField(form: Element | null, id: string): void {
  // The innermost: the typed password is within the choice of where passwords come from.
  const field = [...(form?.querySelectorAll(`[data-field="${CSS.escape(id)}"]`) ?? [])].at(-1);
  if (field === undefined) return;
  for (
    let fold = field.closest('details');
    fold !== null;
    fold = fold.parentElement?.closest('details') ?? null
  )
    fold.open = true;
  field.querySelector<HTMLElement>('input, select, textarea, button')?.focus();
  field.scrollIntoView({ block: 'nearest' });
}
