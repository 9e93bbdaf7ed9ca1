import type { Kind } from './secret.ts';

/** Keys that signed before and still verify: a year of months. */
const OLDER = 12;

/**
 * A key ring: the first signs, all verify. The last one is the next to sign, and has been known to every host for a whole period when its
 * turn comes: so there is no moment in which a host signs with a key that another has not heard of.
 */
export const keyRing: Kind = {
  next(current, _place, fresh) {
    const ring = current.value ? current.value.split(',') : [];
    const newest = Math.max(0, ...ring.map((key) => Number(/^k(\d+):/.exec(key)?.[1] ?? 0)));
    const key = (number: number) => `k${number}:${fresh()}`;
    if (ring.length < 2) return { ...current, value: [...(ring.length === 1 ? ring : [key(1)]), key(Math.max(newest, 1) + 1)].join(',') };
    const [signs, ...others] = [ring.at(-1), ...ring.slice(0, -1)];
    return { ...current, value: [signs, ...others.slice(0, OLDER), key(newest + 1)].join(',') };
  },
};
