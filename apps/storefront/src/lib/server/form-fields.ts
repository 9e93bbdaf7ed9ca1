/** A quantity from 0 to 99 as a form sends it; nothing if it is none. */
export function quantityIn(value: FormDataEntryValue | null): number | undefined {
  const text = typeof value === 'string' ? value.trim() : '';
  return /^\d{1,2}$/.test(text) ? Number(text) : undefined;
}

/** The text of a field without the blanks around it. */
export function textIn(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === 'string' ? value.trim() : '';
}
