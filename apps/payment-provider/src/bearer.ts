import { createHash, timingSafeEqual } from 'node:crypto';

const digest = (text: string) => createHash('sha256').update(text).digest();

/** Tells whether an Authorization header carries the key, in the same time for every wrong one. */
export function bearerCheck(key: string): (authorization: string | undefined) => boolean {
  const expected = digest(`Bearer ${key}`);
  return (authorization) => timingSafeEqual(digest(authorization ?? ''), expected);
}
