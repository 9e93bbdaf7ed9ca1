import { describe, expect, it } from '@jest/globals';
import { SignJWT, UnsecuredJWT } from 'jose';
import { parseKeyRing } from '@banyan/contracts/key-ring';
import { signedSessions } from './signed-sessions.ts';

const secret = (fill: number) => Buffer.alloc(64, fill).toString('base64url');
const old = parseKeyRing('SESSION_KEYS', `k1:${secret(1)}`);
const rotated = parseKeyRing('SESSION_KEYS', `k2:${secret(2)},k1:${secret(1)}`);
const morning = new Date('2026-01-01T08:00:00.900Z');
const at = (time: Date | string) => () => new Date(time);
const here = signedSessions(old, at(morning));

describe('a session', () => {
  it('says whose it is, for twelve hours', async () => {
    const { customerId, token, expiresAt } = await here.issue('cus_12345678');
    expect({ customerId, expiresAt }).toEqual({ customerId: 'cus_12345678', expiresAt: '2026-01-01T20:00:00.000Z' });
    expect(await signedSessions(old, at('2026-01-01T19:59:59Z')).identify(token)).toEqual({ kind: 'valid', customerId, expiresAt });
    expect(await signedSessions(old, at('2026-01-01T20:00:00Z')).identify(token)).toEqual({ kind: 'expired' });
  });

  it('outlives its key being replaced, not its key being taken away', async () => {
    const { token } = await here.issue('cus_12345678');
    expect(await signedSessions(rotated, at(morning)).identify(token)).toMatchObject({ kind: 'valid' });
    const fresh = await signedSessions(rotated, at(morning)).issue('cus_12345678');
    expect(await here.identify(fresh.token)).toEqual({ kind: 'invalid' });
  });

  it('is invalid if one letter is changed', async () => {
    const { token } = await here.issue('cus_12345678');
    const [header, payload = '', signature] = token.split('.');
    const forged = Buffer.from(Buffer.from(payload, 'base64url').toString().replace('12345678', '12345679')).toString('base64url');
    expect(await here.identify([header, forged, signature].join('.'))).toEqual({ kind: 'invalid' });
  });

  const claims = () => new SignJWT().setSubject('cus_12345678').setIssuedAt(morning).setExpirationTime('1h');
  const sign = (jwt: SignJWT, alg = 'HS256', fill = 1) => jwt.setProtectedHeader({ alg, kid: 'k1' }).sign(Buffer.alloc(64, fill));
  it.each([
    ['is no token', () => 'cus_12345678'],
    ['is not signed', () => new UnsecuredJWT({ sub: 'cus_12345678' }).setIssuer('banyan:accounts').setAudience('banyan:shop').encode()],
    ['is signed by a stranger', () => sign(claims().setIssuer('banyan:accounts').setAudience('banyan:shop'), 'HS256', 9)],
    ['is signed another way', () => sign(claims().setIssuer('banyan:accounts').setAudience('banyan:shop'), 'HS512')],
    ['is of another issuer', () => sign(claims().setIssuer('banyan:checkout').setAudience('banyan:shop'))],
    ['is for another audience', () => sign(claims().setIssuer('banyan:accounts').setAudience('banyan:console'))],
    ['never ends', () => sign(new SignJWT().setSubject('cus_12345678').setIssuedAt(morning).setIssuer('banyan:accounts').setAudience('banyan:shop'))],
  ])('is invalid if it %s', async (_what, token) => {
    expect(await here.identify(await token())).toEqual({ kind: 'invalid' });
  });
});
