import { keyOfLane } from './lane.ts';

/** Buckets are hundredths of a percent. */
export const BUCKETS = 10_000;

/**
 * The bucket of a key, 0 to 9,999: the same in every process and release. A canary of p percent takes the
 * buckets below p × 100, so raising it only ever adds keys.
 *
 * FNV-1a over the UTF-16 code units, then MurmurHash3's 32-bit finaliser, which spreads keys that differ in
 * their last character only.
 */
export function bucketOf(key: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < key.length; index++) {
    hash = Math.imul(hash ^ key.charCodeAt(index), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) % BUCKETS;
}

/** The bucket of a lane: that of its ordering key. */
export function bucketOfLane(lane: string): number {
  return bucketOf(keyOfLane(lane));
}

/** A part of the buckets: from the first up to, not including, the second. */
export interface Share {
  readonly from: number;
  readonly to: number;
}
