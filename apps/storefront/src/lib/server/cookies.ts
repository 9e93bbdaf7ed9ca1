import type { Cookies } from '@sveltejs/kit';

/** Where a cookie is kept. All of them are out of reach for scripts, and stay away from requests that other sites begin, but for links. */
export interface CookiePlace {
  readonly cookies: Cookies;
  readonly url: URL;
}

const day = 24 * 60 * 60;

/** Keeps a value at the shopper's. @param days how long; until the browser is closed if left out */
export function keepCookie({ cookies, url }: CookiePlace, name: string, value: string, { path = '/', days }: { readonly path?: string; readonly days?: number } = {}): void {
  cookies.set(name, value, { path, httpOnly: true, sameSite: 'lax', secure: url.protocol === 'https:', ...(days === undefined ? {} : { maxAge: days * day }) });
}

/** Forgets a value. */
export function dropCookie({ cookies, url }: CookiePlace, name: string, { path = '/' }: { readonly path?: string } = {}): void {
  cookies.delete(name, { path, httpOnly: true, sameSite: 'lax', secure: url.protocol === 'https:' });
}
