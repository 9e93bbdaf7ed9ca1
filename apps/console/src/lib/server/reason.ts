const longest = 1_000;

/** Why somebody does something, as a form has it; a mistake if nothing is said. */
export function readReason(form: FormData): { readonly why: string; readonly mistake?: string } {
  const why = String(form.get('why') ?? '')
    .trim()
    .slice(0, longest);
  return why === '' ? { why, mistake: 'Say why: whoever looks back wants to know.' } : { why };
}
