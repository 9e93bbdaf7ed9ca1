/** A place in this shop to go back to, as a page asked for it; the first page if it is none. A page of a list is of its market, so the list begins anew. */
export function backTo(asked: string, here: URL): string {
  if (!asked.startsWith('/') || !URL.canParse(asked, here)) return '/';
  const target = new URL(asked, here);
  if (target.origin !== here.origin) return '/';
  target.searchParams.delete('cursor');
  return target.pathname + target.search;
}
