import { createHmac, timingSafeEqual } from 'node:crypto';

/** Seconds by which an event's time may differ from ours, either way. */
const TOLERANCE = 300;

const form = /^t=(\d{1,15})((?:,v1=[0-9a-f]{64}){1,4})$/;

/**
 * Tells whether a signature of the payment provider holds: `t=<seconds>,v1=<hex>`, where the second is the HMAC-SHA256 of the first,
 * a full stop and the body as it came. How long it takes tells nothing of how wrong it is.
 * @param keys any of which may have signed; with none nothing holds
 * @param now milliseconds since the epoch
 */
export function signatureHolds(signature: string, body: Uint8Array, { keys, now }: { readonly keys: readonly string[]; readonly now: number }): boolean {
  const [, time = '', given = ''] = form.exec(signature) ?? [];
  if (time === '' || Math.abs(now / 1_000 - Number(time)) > TOLERANCE) return false;
  const signatures = given.split(',v1=').slice(1).map((hex) => Buffer.from(hex, 'hex'));
  let holds = false;
  for (const key of keys) {
    const expected = createHmac('sha256', key).update(`${time}.`).update(body).digest();
    for (const one of signatures) holds = timingSafeEqual(one, expected) || holds;
  }
  return holds;
}
