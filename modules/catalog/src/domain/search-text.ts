/** Text in the form in which it is compared without case; upper case, so that `ß` meets `SS`. */
export function withoutCase(text: string): string {
  return text.normalize('NFC').toUpperCase();
}

/** What a search looks through for a product. The line break keeps a match from reaching across both. */
export function searchTextOf({ sku, name }: { readonly sku: string; readonly name: string }): string {
  return withoutCase(`${sku}\n${name}`);
}
