import { describe, expect, it } from '@jest/globals';
import { parseKeyRing } from '../key-ring.ts';
import { grantOverride, OVERRIDE_LIFE, overrideOf } from './route-override.ts';
import { signText } from './signed-text.ts';

const keys = parseKeyRing('KEYS', `k1:${Buffer.alloc(32, 1).toString('base64url')}`);
const now = 1_700_000_000_000;
const routes = { 'catalog.*': 'catalog', 'orders.getOrder': 'local' };
const token = grantOverride(keys, { by: 'ann', routes, expires: now + 1_000 });

describe('the token of an override', () => {
  it('says what is to be answered elsewhere, for as long as it was granted', () => {
    expect(overrideOf(keys, token, now)).toEqual({ token, routes });
    expect(overrideOf(keys, token, now + 1_000)).toEqual({ token, routes });
    expect(overrideOf(keys, token, now + 1_001)).toBeUndefined();
  });

  it('holds a day at most, whoever granted it', () => {
    const long = grantOverride(keys, { by: 'ann', routes, expires: now + OVERRIDE_LIFE + 1 });
    expect(overrideOf(keys, long, now)).toBeUndefined();
  });

  it('is nothing if nobody granted it', () => {
    const forged = Buffer.from(JSON.stringify({ by: 'eve', routes, expires: now + 1_000 })).toString('base64url');
    const others = signText(keys, 'banyan routes', forged).replace('\n', '.');
    for (const wrong of ['', '.', 'catalog', forged, `k1.${'A'.repeat(43)}.${forged}`, others, token.slice(0, -1), `${token}A`]) {
      expect(overrideOf(keys, wrong, now)).toBeUndefined();
    }
  });

  it('fits into a header', () => expect(token).toMatch(/^[A-Za-z0-9._-]+$/));
});
