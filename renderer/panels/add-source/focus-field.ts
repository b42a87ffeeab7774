/** Puts the focus into the control of a field of the form, unfolding what it is folded in. */
export function focusField(form: Element | null, id: string): void {
  const field = form?.querySelector(`[data-field="${CSS.escape(id)}"]`);
  if (field === null || field === undefined) return;
  for (
    let fold = field.closest('details');
    fold !== null;
    fold = fold.parentElement?.closest('details') ?? null
  )
    fold.open = true;
  field.querySelector<HTMLElement>('input, select, textarea, button')?.focus();
  field.scrollIntoView({ block: 'nearest' });
}
