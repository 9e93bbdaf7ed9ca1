import { digest } from './digests.ts';

/** The smallest share is one of these: 0.01 %. */
const steps = 10_000;

/**
 * Says of each buyer whether it is among this percentage of them. The same buyers are, wherever it is asked, and all of
 * them still are when the share grows.
 * @param percent 0 to 100, in steps of 0.01
 */
export function shareOfBuyers(percent: number): (buyer: string) => boolean {
  const among = Math.round((percent * steps) / 100);
  return (buyer) => digest(buyer).readUInt32BE(0) % steps < among;
}
