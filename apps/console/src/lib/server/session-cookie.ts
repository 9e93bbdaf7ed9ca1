import type { Cookies } from '@sveltejs/kit';
import type { Sessions, SignedIn } from './sessions.ts';

/** Where a session is kept: out of reach for scripts, and away from whatever another site begins. */
export interface CookiePlace {
  readonly cookies: Cookies;
  readonly url: URL;
}

const name = 'console';
const attributes = (url: URL) => ({ path: '/', httpOnly: true, sameSite: 'strict', secure: url.protocol === 'https:' }) as const;

/** Whoever has signed in here, as long as the session lasts. */
export function userOf({ cookies }: CookiePlace, kept: Sessions): Promise<SignedIn | undefined> {
  return kept.open(cookies.get(name) ?? '', new Date());
}

export async function keepUser({ cookies, url }: CookiePlace, kept: Sessions, user: SignedIn): Promise<void> {
  cookies.set(name, await kept.seal(user, new Date()), attributes(url));
}

export function forgetUser({ cookies, url }: CookiePlace): void {
  cookies.delete(name, attributes(url));
}
