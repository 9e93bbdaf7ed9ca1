/** A page of the console to go back to, as was asked for; the first page if it is none. */
export function backTo(asked: string | null, here: URL): string {
  if (!asked?.startsWith('/') || !URL.canParse(asked, here)) return '/';
  const target = new URL(asked, here);
  return target.origin === here.origin ? target.pathname + target.search : '/';
}
