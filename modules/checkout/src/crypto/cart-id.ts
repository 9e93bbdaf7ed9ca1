import { shortName } from './digests.ts';

/** A cart's id from 128 random bits; whoever knows a guest's may use the cart. */
export function cartIdOf(random: Buffer): string {
  return `crt_${shortName(random)}`;
}
