/** What a browser says of where a request comes from. */
export interface Asked {
  readonly method: string;
  readonly headers: Headers;
}

/**
 * Whether a request was begun by these pages, or by somebody who typed or followed an address. What changes something has to say that it comes from here;
 * what only looks may come from elsewhere as a page to go to, and as nothing else.
 * @param origin of these pages
 */
export function isOurs({ method, headers }: Asked, origin: string): boolean {
  if (method !== 'GET' && method !== 'HEAD') return headers.get('origin') === origin && (headers.get('sec-fetch-site') ?? 'same-origin') === 'same-origin';
  const site = headers.get('sec-fetch-site') ?? 'none';
  return site === 'none' || site === 'same-origin' || headers.get('sec-fetch-mode') === 'navigate';
}
