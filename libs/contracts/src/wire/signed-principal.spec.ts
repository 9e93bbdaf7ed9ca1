import { describe, expect, it } from '@jest/globals';
import { parseKeyRing } from '../key-ring.ts';
import { CLOCK_SKEW, SIGNATURE_LIFE, signPrincipal, verifyPrincipal, type Signed } from './signed-principal.ts';

const key = (byte: number) => Buffer.alloc(32, byte).toString('base64url');
const old = parseKeyRing('KEYS', `k1:${key(1)}`);
const rotated = parseKeyRing('KEYS', `k2:${key(2)},k1:${key(1)}`);

const now = 1_700_000_000_000;
const body = Buffer.from('{"sku":"A-1"}');
const signed: Signed = { principal: { kind: 'customer', customerId: 'c-1' }, caller: 'monolith', destination: 'stock.take' };
const token = signPrincipal(old, signed, body, now);
const verify = (changed: { token?: string | undefined; destination?: string; body?: Buffer; now?: number; keys?: typeof old }) => {
  const given = { token, destination: 'stock.take', body, now, keys: old, ...changed };
  return verifyPrincipal(given.keys, given.token, given.destination, given.body, given.now);
};
const refused = (message: RegExp) => ({ code: 'unauthenticated', details: { executed: 'no' }, message: expect.stringMatching(message) });
const failureOf = (work: () => unknown): unknown => {
  try {
    return work();
  } catch (error) {
    return error;
  }
};
const withPart = (index: number, part: string) => token.split('.').with(index, part).join('.');
const encoded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

describe('a signed principal', () => {
  it('says on whose behalf and from where the call comes', () => {
    expect(verify({})).toMatchObject(signed);
  });

  it('says whether the call is made for comparison only, and nobody on the way can add that or remove it', () => {
    const shadow = signPrincipal(old, { ...signed, shadow: true }, body, now);
    expect(verify({ token: shadow })).toMatchObject({ ...signed, shadow: true });
    expect(verify({})).not.toHaveProperty('shadow');
    const claims = (of: string) => of.split('.')[2]!;
    expect(failureOf(() => verify({ token: shadow.replace(claims(shadow), claims(token)) }))).toMatchObject(refused(/altered/));
    expect(failureOf(() => verify({ token: withPart(2, claims(shadow)) }))).toMatchObject(refused(/altered/));
  });

  it('holds under every key of the ring, whichever signs now', () => {
    expect(verify({ keys: rotated })).toMatchObject(signed);
    expect(verify({ keys: rotated, token: signPrincipal(rotated, signed, body, now) })).toMatchObject(signed);
  });

  it('holds for its life and the difference of two clocks, and no longer', () => {
    const last = now + SIGNATURE_LIFE + CLOCK_SKEW;
    expect(verify({ now: last })).toMatchObject(signed);
    expect(failureOf(() => verify({ now: last + 1 }))).toMatchObject(refused(/expired/));
  });

  it('is refused if its maker gave it too long a life', () => {
    expect(verify({ now: now - CLOCK_SKEW })).toMatchObject(signed);
    expect(failureOf(() => verify({ now: now - CLOCK_SKEW - 1 }))).toMatchObject(refused(/longer than/));
  });

  const forgedClaims = encoded({ ...signed, principal: { kind: 'operator', name: 'root' }, expires: now + 1_000 });
  it.each([
    ['there is no token', { token: undefined }, /not signed/],
    ['the body was swapped', { body: Buffer.from('{"sku":"B-2"}') }, /altered/],
    ['it was signed for another operation', { destination: 'stock.release' }, /signed for stock\.take/],
    ['the principal was replaced', { token: withPart(2, forgedClaims) }, /altered/],
    ['the signature is another', { token: withPart(3, 'A'.repeat(43)) }, /altered/],
    ['the signature was cut', { token: token.slice(0, -1) }, /another form/],
    ['the signature was left out', { token: withPart(3, '') }, /another form/],
    ['the key id is unknown', { token: withPart(1, 'k9') }, /lacks/],
    ['the key id names another key', { token: withPart(1, 'k2'), keys: rotated }, /altered/],
    ['it asks for another algorithm', { token: withPart(0, encoded({ alg: 'none' })) }, /another form/],
    ['it is a JWT without signature', { token: `${encoded({ alg: 'none' })}.${encoded(signed)}.` }, /another form/],
    ['the keys differ under one id', { keys: parseKeyRing('KEYS', `k1:${key(9)}`) }, /altered/],
  ])('is refused if %s', (_what, changed, message) => {
    expect(failureOf(() => verify(changed))).toMatchObject(refused(message));
  });

  it('is refused at each single changed character', () => {
    for (let at = 0; at < token.length; at++) {
      const other = token[at] === 'A' ? 'B' : 'A';
      expect(() => verify({ token: token.slice(0, at) + other + token.slice(at + 1) })).toThrow(/stock\.take/);
    }
  });
});
